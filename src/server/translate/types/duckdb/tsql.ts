import { CHARACTER_TYPES, decimal, noted, plain, type TargetType, type TypeSpec } from "../spec.ts";
import { COMMON_TYPES, INSTANT, varchar } from "./common.ts";

const textual = (why: string) => noted("VARCHAR", "string", "warning", why);
const ROW_VERSION = noted("BLOB", "binary", "warning", "the target counts no row versions");

const FIXED: Readonly<Record<string, TargetType>> = {
  ...COMMON_TYPES,
  // 0 to 255: signed 8 bits are too few.
  TINYINT: plain("SMALLINT", "int"),
  BIT: plain("BOOLEAN", "bool"),
  MONEY: { sql: "DECIMAL(19,4)", class: "decimal", money: true },
  SMALLMONEY: { sql: "DECIMAL(10,4)", class: "decimal", money: true },
  DATETIME: plain("TIMESTAMP", "timestamp"),
  DATETIME2: plain("TIMESTAMP", "timestamp"),
  SMALLDATETIME: plain("TIMESTAMP", "timestamp"),
  DATETIMEOFFSET: noted("TIMESTAMPTZ", "timestamptz", "info", INSTANT),
  TIME: plain("TIME", "time"),
  TEXT: plain("VARCHAR", "string"),
  NTEXT: plain("VARCHAR", "string"),
  IMAGE: plain("BLOB", "binary"),
  BINARY: plain("BLOB", "binary"),
  VARBINARY: plain("BLOB", "binary"),
  "BINARY VARYING": plain("BLOB", "binary"),
  TIMESTAMP: ROW_VERSION,
  ROWVERSION: ROW_VERSION,
  UNIQUEIDENTIFIER: plain("UUID", "string"),
  XML: textual("XML is held as text"),
  JSON: plain("JSON", "json"),
  SQL_VARIANT: textual("values are held as text, their types are lost"),
  HIERARCHYID: textual("the path is held as text"),
  GEOGRAPHY: textual("shapes are held as text"),
  GEOMETRY: textual("shapes are held as text"),
};

/** SQL Server and Synapse -> DuckDB (Transact-SQL reference, "Data types"). */
export function mapTsqlType(spec: TypeSpec): TargetType | undefined {
  const name = spec.name.replace(/^SYS\./, "");
  if (name === "SYSNAME") return varchar({ ...spec, args: ["128"] });
  if (CHARACTER_TYPES.has(name)) return varchar(spec);
  if (["DECIMAL", "NUMERIC", "DEC"].includes(name)) return decimal(spec, 18, 0);
  if (name === "VECTOR") return noted("FLOAT[]", "unknown", "warning", "its length is not checked");
  if (name === "FLOAT") {
    const real = spec.args[0] !== undefined && Number(spec.args[0]) <= 24;
    return real ? plain("REAL", "float") : plain("DOUBLE", "float");
  }
  return FIXED[name];
}
