import { WORDS } from "../heldAsText.ts";
import { mysqlNumber } from "../mysqlNumbers.ts";
import { CHARACTER_TYPES, decimal, noted, plain, type TargetType, type TypeSpec } from "../spec.ts";
import { COMMON_TYPES, enumOf, varchar } from "./common.ts";

const SHAPE = noted("BLOB", "binary", "warning", "shapes are held as bytes");
const FIXED: Readonly<Record<string, TargetType>> = {
  ...COMMON_TYPES,
  TINYINT: plain("TINYINT", "int"),
  MEDIUMINT: plain("INTEGER", "int"),
  MIDDLEINT: plain("INTEGER", "int"),
  INT1: plain("TINYINT", "int"),
  INT2: plain("SMALLINT", "int"),
  INT3: plain("INTEGER", "int"),
  INT4: plain("INTEGER", "int"),
  INT8: plain("BIGINT", "int"),
  SERIAL: plain("BIGINT", "int"),
  REAL: plain("DOUBLE", "float"),
  FLOAT: plain("REAL", "float"),
  FLOAT4: plain("REAL", "float"),
  FLOAT8: plain("DOUBLE", "float"),
  DATETIME: plain("TIMESTAMP", "timestamp"),
  TIMESTAMP: plain("TIMESTAMP", "timestamp"),
  TIME: noted("TIME", "time", "info", "only times of a day fit, not -838 to 838 hours"),
  YEAR: plain("SMALLINT", "int"),
  TINYTEXT: plain("VARCHAR", "string"),
  TEXT: plain("VARCHAR", "string"),
  MEDIUMTEXT: plain("VARCHAR", "string"),
  LONGTEXT: plain("VARCHAR", "string"),
  LONG: plain("VARCHAR", "string"),
  "LONG VARCHAR": plain("VARCHAR", "string"),
  "LONG VARBINARY": plain("BLOB", "binary"),
  TINYBLOB: plain("BLOB", "binary"),
  BLOB: plain("BLOB", "binary"),
  MEDIUMBLOB: plain("BLOB", "binary"),
  LONGBLOB: plain("BLOB", "binary"),
  BINARY: plain("BLOB", "binary"),
  VARBINARY: plain("BLOB", "binary"),
  JSON: plain("JSON", "json"),
  UUID: plain("UUID", "string"),
  INET4: noted("VARCHAR", "string", "warning", "addresses are held as text"),
  INET6: noted("VARCHAR", "string", "warning", "addresses are held as text"),
  VECTOR: noted("FLOAT[]", "unknown", "warning", "its length is not checked"),
  GEOMETRY: SHAPE,
  POINT: SHAPE,
  LINESTRING: SHAPE,
  POLYGON: SHAPE,
  MULTIPOINT: SHAPE,
  MULTILINESTRING: SHAPE,
  MULTIPOLYGON: SHAPE,
  GEOMETRYCOLLECTION: SHAPE,
  GEOMCOLLECTION: SHAPE,
};

/** The next wider signed type holds every unsigned value. */
const WIDER: Readonly<Record<string, string>> = {
  TINYINT: "SMALLINT",
  SMALLINT: "INTEGER",
  INTEGER: "BIGINT",
  BIGINT: "DECIMAL(20,0)",
};

/** MySQL and MariaDB -> DuckDB (MySQL reference, "Data Types"). TINYINT(1) is BOOLEAN, BIT(1) too. */
export function mapMysqlType(spec: TypeSpec): TargetType | undefined {
  if (CHARACTER_TYPES.has(spec.name)) return varchar(spec);
  if (spec.name === "TINYINT" && spec.args[0] === "1" && !spec.unsigned)
    return plain("BOOLEAN", "bool");
  if (["DECIMAL", "NUMERIC", "DEC", "FIXED"].includes(spec.name)) return decimal(spec, 10, 0);
  if (spec.name === "BIT") {
    return (spec.args[0] ?? "1") === "1" ? plain("BOOLEAN", "bool") : plain("BIGINT", "int");
  }
  if (spec.name === "ENUM") return enumOf(spec, "mysql");
  if (spec.name === "SET") return noted("VARCHAR", "string", "warning", WORDS);
  if (spec.name === "FLOAT" && Number(spec.args[0]) > 24) return plain("DOUBLE", "float");
  return mysqlNumber(spec, FIXED[spec.name], WIDER);
}
