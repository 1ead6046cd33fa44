import {
  CHARACTER_TYPES,
  COMMON_TYPES,
  decimal,
  noted,
  plain,
  type TargetType,
  type TypeSpec,
  varchar,
} from "./spec.ts";

const FIXED: Readonly<Record<string, TargetType>> = {
  ...COMMON_TYPES,
  // 0 to 255: signed 8 bits are too few.
  TINYINT: plain("SMALLINT", "int"),
  BIT: plain("BOOLEAN", "bool"),
  MONEY: plain("DECIMAL(19,4)", "decimal"),
  SMALLMONEY: plain("DECIMAL(10,4)", "decimal"),
  DATETIME: plain("TIMESTAMP", "timestamp"),
  DATETIME2: plain("TIMESTAMP", "timestamp"),
  SMALLDATETIME: plain("TIMESTAMP", "timestamp"),
  DATETIMEOFFSET: noted(
    "TIMESTAMPTZ",
    "timestamptz",
    "info",
    "the instant is kept, the offset is not",
  ),
  TIME: plain("TIME", "time"),
  TEXT: plain("VARCHAR", "string"),
  NTEXT: plain("VARCHAR", "string"),
  IMAGE: plain("BLOB", "binary"),
  BINARY: plain("BLOB", "binary"),
  VARBINARY: plain("BLOB", "binary"),
  "BINARY VARYING": plain("BLOB", "binary"),
  TIMESTAMP: noted("BLOB", "binary", "warning", "a row version is not counted on by the target"),
  ROWVERSION: noted("BLOB", "binary", "warning", "a row version is not counted on by the target"),
  UNIQUEIDENTIFIER: plain("UUID", "string"),
  XML: noted("VARCHAR", "string", "warning", "XML is held as text"),
  JSON: plain("JSON", "json"),
  SQL_VARIANT: noted(
    "VARCHAR",
    "string",
    "warning",
    "values are held as text, their types are lost",
  ),
  HIERARCHYID: noted("VARCHAR", "string", "warning", "the path is held as text"),
  GEOGRAPHY: noted("VARCHAR", "string", "warning", "shapes are held as text"),
  GEOMETRY: noted("VARCHAR", "string", "warning", "shapes are held as text"),
};

/** SQL Server and Synapse -> DuckDB (Transact-SQL reference, "Data types"). */
export function mapTsqlType(spec: TypeSpec): TargetType | undefined {
  const name = spec.name.replace(/^SYS\./, "");
  if (name === "SYSNAME") return plain("VARCHAR(128)", "string");
  if (CHARACTER_TYPES.has(name)) return varchar(spec);
  if (["DECIMAL", "NUMERIC", "DEC"].includes(name)) return decimal(spec, 18, 0);
  if (name === "FLOAT") {
    const real = spec.args[0] !== undefined && Number(spec.args[0]) <= 24;
    return real ? plain("REAL", "float") : plain("DOUBLE", "float");
  }
  return FIXED[name];
}
