import { CHARACTER_TYPES, decimal, noted, plain, type TargetType, type TypeSpec } from "../spec.ts";
import {
  COMMON_TYPES,
  held,
  INSTANT,
  STRING,
  text,
  timeOfDay,
  timestamp,
  VARIANT,
} from "./common.ts";

const ROW_VERSION = noted("BINARY", "binary", "warning", "the target counts no row versions");

const FIXED: Readonly<Record<string, TargetType>> = {
  ...COMMON_TYPES,
  // 0 to 255: signed 8 bits are too few.
  TINYINT: plain("SMALLINT", "int"),
  BIT: plain("BOOLEAN", "bool"),
  MONEY: { sql: "DECIMAL(19,4)", class: "decimal", money: true },
  SMALLMONEY: { sql: "DECIMAL(10,4)", class: "decimal", money: true },
  DATETIME: timestamp(),
  DATETIME2: timestamp(),
  SMALLDATETIME: timestamp(),
  DATETIMEOFFSET: noted("TIMESTAMP", "timestamptz", "info", INSTANT),
  TIME: timeOfDay(),
  TEXT: STRING,
  NTEXT: STRING,
  IMAGE: plain("BINARY", "binary"),
  BINARY: plain("BINARY", "binary"),
  VARBINARY: plain("BINARY", "binary"),
  "BINARY VARYING": plain("BINARY", "binary"),
  TIMESTAMP: ROW_VERSION,
  ROWVERSION: ROW_VERSION,
  UNIQUEIDENTIFIER: noted(
    "STRING",
    "string",
    "info",
    "it is a text here, in which upper and lower case count; SQL Server writes capitals",
  ),
  XML: held("XML is held as text"),
  JSON: VARIANT,
  SQL_VARIANT: held("values are held as text, their types are lost"),
  HIERARCHYID: held("the path is held as text"),
  GEOGRAPHY: held("shapes are held as text"),
  GEOMETRY: held("shapes are held as text"),
};

/**
 * SQL Server and Synapse -> Databricks. TINYINT is unsigned: SMALLINT; TIMESTAMP is a row version: BINARY; MONEY is
 * DECIMAL(19,4); DATETIME and DATETIME2 are wall clocks: TIMESTAMP_NTZ; DATETIMEOFFSET is an instant: TIMESTAMP; FLOAT(n)
 * up to 24 bits is FLOAT, else DOUBLE; UNIQUEIDENTIFIER is its text.
 */
export function mapTsqlType(spec: TypeSpec): TargetType | undefined {
  const name = spec.name.replace(/^SYS\./, "");
  if (name === "SYSNAME") return text({ ...spec, args: ["128"] });
  if (CHARACTER_TYPES.has(name)) return text(spec);
  if (["DECIMAL", "NUMERIC", "DEC"].includes(name)) return decimal(spec, 18, 0);
  if (name === "VECTOR")
    return noted("ARRAY<FLOAT>", "unknown", "warning", "its length is not checked");
  if (name === "FLOAT") {
    const real = spec.args[0] !== undefined && Number(spec.args[0]) <= 24;
    return real ? plain("FLOAT", "float") : plain("DOUBLE", "float");
  }
  return FIXED[name];
}
