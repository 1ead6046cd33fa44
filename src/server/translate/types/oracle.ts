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
  // INTEGER and its kin are NUMBER(38,0).
  SMALLINT: plain("DECIMAL(38,0)", "decimal"),
  INT: plain("DECIMAL(38,0)", "decimal"),
  INTEGER: plain("DECIMAL(38,0)", "decimal"),
  // A DATE carries a time of day.
  DATE: plain("TIMESTAMP", "timestamp"),
  TIMESTAMP: plain("TIMESTAMP", "timestamp"),
  "TIMESTAMP WITH TIME ZONE": plain("TIMESTAMPTZ", "timestamptz"),
  "TIMESTAMP WITH LOCAL TIME ZONE": plain("TIMESTAMPTZ", "timestamptz"),
  "INTERVAL YEAR TO MONTH": plain("INTERVAL", "interval"),
  "INTERVAL DAY TO SECOND": plain("INTERVAL", "interval"),
  CLOB: plain("VARCHAR", "string"),
  NCLOB: plain("VARCHAR", "string"),
  LONG: plain("VARCHAR", "string"),
  BLOB: plain("BLOB", "binary"),
  RAW: plain("BLOB", "binary"),
  "LONG RAW": plain("BLOB", "binary"),
  BINARY_FLOAT: plain("REAL", "float"),
  BINARY_DOUBLE: plain("DOUBLE", "float"),
  REAL: plain("DOUBLE", "float"),
  ROWID: noted("VARCHAR", "string", "info", "a row's address is text elsewhere"),
  UROWID: noted("VARCHAR", "string", "info", "a row's address is text elsewhere"),
  JSON: plain("JSON", "json"),
  XMLTYPE: noted("VARCHAR", "string", "warning", "XML is held as text"),
  "SYS.XMLTYPE": noted("VARCHAR", "string", "warning", "XML is held as text"),
  BFILE: { ...plain("VARCHAR", "string"), refused: "the file lies outside of the database" },
};

/**
 * Oracle -> DuckDB (Oracle SQL Reference, "Data Types").
 * NUMBER without precision is a decimal float of 38-40 digits. It becomes DECIMAL(38,10): exact for keys and money,
 * 28 digits before and 10 behind the point; told as info, as longer fractions are rounded. NUMBER(*,s) and NUMERIC
 * without precision are whole numbers of 38 digits, FLOAT is binary precision and becomes DOUBLE.
 */
export function mapOracleType(spec: TypeSpec): TargetType | undefined {
  if (CHARACTER_TYPES.has(spec.name)) return varchar(spec);
  if (spec.name === "NUMBER" && spec.args.length === 0) {
    const why = "digits behind the tenth decimal place are rounded";
    return noted("DECIMAL(38,10)", "decimal", "info", why);
  }
  if (
    spec.name === "NUMBER" ||
    spec.name === "NUMERIC" ||
    spec.name === "DECIMAL" ||
    spec.name === "DEC"
  ) {
    if (spec.args[0] === "*") return decimal({ ...spec, args: ["38", spec.args[1] ?? "0"] }, 38, 0);
    return decimal(spec, 38, 0);
  }
  return FIXED[spec.name];
}
