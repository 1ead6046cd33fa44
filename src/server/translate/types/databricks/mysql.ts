import { ENUM, WORDS } from "../heldAsText.ts";
import { mysqlNumber } from "../mysqlNumbers.ts";
import { CHARACTER_TYPES, decimal, noted, plain, type TargetType, type TypeSpec } from "../spec.ts";
import { COMMON_TYPES, held, STRING, text, timeOfDay, timestamp, VARIANT } from "./common.ts";

const BYTES = plain("BINARY", "binary");
const SHAPE = noted("BINARY", "binary", "warning", "shapes are held as bytes");
const FIXED: Readonly<Record<string, TargetType>> = {
  ...COMMON_TYPES,
  TINYINT: plain("TINYINT", "int"),
  MEDIUMINT: plain("INT", "int"),
  MIDDLEINT: plain("INT", "int"),
  INT1: plain("TINYINT", "int"),
  INT2: plain("SMALLINT", "int"),
  INT3: plain("INT", "int"),
  INT4: plain("INT", "int"),
  INT8: plain("BIGINT", "int"),
  SERIAL: plain("BIGINT", "int"),
  REAL: plain("DOUBLE", "float"),
  FLOAT: plain("FLOAT", "float"),
  FLOAT4: plain("FLOAT", "float"),
  FLOAT8: plain("DOUBLE", "float"),
  DATETIME: timestamp(),
  // Kept as an instant, shown in the session's zone, as TIMESTAMP is in Databricks.
  TIMESTAMP: plain("TIMESTAMP", "timestamp"),
  TIME: timeOfDay(),
  YEAR: plain("SMALLINT", "int"),
  TINYTEXT: STRING,
  TEXT: STRING,
  MEDIUMTEXT: STRING,
  LONGTEXT: STRING,
  LONG: STRING,
  "LONG VARCHAR": STRING,
  "LONG VARBINARY": BYTES,
  TINYBLOB: BYTES,
  BLOB: BYTES,
  MEDIUMBLOB: BYTES,
  LONGBLOB: BYTES,
  BINARY: BYTES,
  VARBINARY: BYTES,
  JSON: VARIANT,
  UUID: STRING,
  INET4: held("addresses are held as text"),
  INET6: held("addresses are held as text"),
  VECTOR: noted("ARRAY<FLOAT>", "unknown", "warning", "its length is not checked"),
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
  SMALLINT: "INT",
  INT: "BIGINT",
  BIGINT: "DECIMAL(20,0)",
};

/**
 * MySQL and MariaDB -> Databricks. TINYINT(1) and BIT(1) are BOOLEAN, UNSIGNED is the next wider type; DATETIME has no
 * zone: TIMESTAMP_NTZ; TIMESTAMP is an instant; ENUM and SET are text, whose members nothing checks.
 */
export function mapMysqlType(spec: TypeSpec): TargetType | undefined {
  if (CHARACTER_TYPES.has(spec.name)) return text(spec);
  if (spec.name === "TINYINT" && spec.args[0] === "1" && !spec.unsigned)
    return plain("BOOLEAN", "bool");
  if (["DECIMAL", "NUMERIC", "DEC", "FIXED"].includes(spec.name)) return decimal(spec, 10, 0);
  if (spec.name === "BIT") {
    return (spec.args[0] ?? "1") === "1" ? plain("BOOLEAN", "bool") : plain("BIGINT", "int");
  }
  if (spec.name === "ENUM") return held(ENUM);
  if (spec.name === "SET") return held(WORDS);
  if (spec.name === "FLOAT" && Number(spec.args[0]) > 24) return plain("DOUBLE", "float");
  return mysqlNumber(spec, FIXED[spec.name], WIDER);
}
