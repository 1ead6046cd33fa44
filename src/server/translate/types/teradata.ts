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
  BYTEINT: plain("TINYINT", "int"),
  REAL: plain("DOUBLE", "float"),
  TIME: plain("TIME", "time"),
  "TIME WITH TIME ZONE": plain("TIMETZ", "time"),
  TIMESTAMP: plain("TIMESTAMP", "timestamp"),
  "TIMESTAMP WITH TIME ZONE": plain("TIMESTAMPTZ", "timestamptz"),
  CLOB: plain("VARCHAR", "string"),
  "CHARACTER LARGE OBJECT": plain("VARCHAR", "string"),
  "LONG VARCHAR": plain("VARCHAR", "string"),
  BLOB: plain("BLOB", "binary"),
  "BINARY LARGE OBJECT": plain("BLOB", "binary"),
  BYTE: plain("BLOB", "binary"),
  VARBYTE: plain("BLOB", "binary"),
  JSON: plain("JSON", "json"),
  XML: noted("VARCHAR", "string", "warning", "XML is held as text"),
  "PERIOD(DATE)": noted("VARCHAR", "string", "warning", "periods are held as text"),
  PERIOD: noted("VARCHAR", "string", "warning", "periods are held as text"),
  ST_GEOMETRY: noted("VARCHAR", "string", "warning", "shapes are held as text"),
};

/** Teradata -> DuckDB (Teradata SQL Data Types and Literals). NUMBER without precision becomes DECIMAL(38,10). */
export function mapTeradataType(spec: TypeSpec): TargetType | undefined {
  if (CHARACTER_TYPES.has(spec.name)) return varchar(spec);
  if (["DECIMAL", "NUMERIC", "DEC"].includes(spec.name)) return decimal(spec, 5, 0);
  if (spec.name === "NUMBER") {
    const star = spec.args[0] === "*";
    if (spec.args.length > 0 && !star) return decimal(spec, 38, 0);
    return noted(
      "DECIMAL(38,10)",
      "decimal",
      "info",
      "digits behind the tenth decimal place are rounded",
    );
  }
  if (spec.name.startsWith("INTERVAL")) return plain("INTERVAL", "interval");
  return FIXED[spec.name];
}
