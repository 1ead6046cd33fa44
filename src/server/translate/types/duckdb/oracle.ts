import {
  CHARACTER_TYPES,
  decimal,
  noted,
  openDecimal,
  plain,
  type TargetType,
  type TypeSpec,
} from "../spec.ts";
import { COMMON_TYPES, INSTANT, varchar } from "./common.ts";

const textual = (why: string) => noted("VARCHAR", "string", "warning", why);

const FIXED: Readonly<Record<string, TargetType>> = {
  ...COMMON_TYPES,
  // INTEGER and its kin are NUMBER(38,0).
  SMALLINT: plain("DECIMAL(38,0)", "decimal"),
  INT: plain("DECIMAL(38,0)", "decimal"),
  INTEGER: plain("DECIMAL(38,0)", "decimal"),
  // A DATE carries a time of day.
  DATE: plain("TIMESTAMP", "timestamp"),
  TIMESTAMP: { ...plain("TIMESTAMP", "timestamp"), moment: true },
  "TIMESTAMP WITH TIME ZONE": noted("TIMESTAMPTZ", "timestamptz", "info", INSTANT),
  "TIMESTAMP WITH LOCAL TIME ZONE": plain("TIMESTAMPTZ", "timestamptz"),
  CLOB: plain("VARCHAR", "string"),
  NCLOB: plain("VARCHAR", "string"),
  LONG: plain("VARCHAR", "string"),
  "LONG VARCHAR": plain("VARCHAR", "string"),
  BLOB: plain("BLOB", "binary"),
  RAW: plain("BLOB", "binary"),
  "LONG RAW": plain("BLOB", "binary"),
  BINARY_FLOAT: plain("REAL", "float"),
  BINARY_DOUBLE: plain("DOUBLE", "float"),
  REAL: plain("DOUBLE", "float"),
  ROWID: noted("VARCHAR", "string", "info", "a row's address is text elsewhere"),
  UROWID: noted("VARCHAR", "string", "info", "a row's address is text elsewhere"),
  JSON: plain("JSON", "json"),
  XMLTYPE: textual("XML is held as text"),
  SDO_GEOMETRY: textual("shapes are held as text"),
  SDO_TOPO_GEOMETRY: textual("shapes are held as text"),
  SDO_GEORASTER: textual("rasters are held as text"),
  ST_GEOMETRY: textual("shapes are held as text"),
  ANYDATA: textual("values are held as text, their types are lost"),
  URITYPE: textual("the address is held as text"),
  HTTPURITYPE: textual("the address is held as text"),
  DBURITYPE: textual("the address is held as text"),
  REF: textual("a row's address is held as text"),
  // The file lies outside of the database: what a column can hold is where.
  BFILE: textual("directory and name of the file are held as text, the file is not migrated"),
};

/**
 * Oracle -> DuckDB (Oracle SQL Reference, "Data Types").
 * NUMBER without precision is a decimal float of 38-40 digits. It becomes DECIMAL(38,10): exact for keys and money,
 * 28 digits before and 10 behind the point; told as info, as longer fractions are rounded. NUMBER(*,s) and NUMERIC
 * without precision are whole numbers of 38 digits, FLOAT is binary precision and becomes DOUBLE.
 */
export function mapOracleType(spec: TypeSpec): TargetType | undefined {
  const name = spec.name.replace(/^(SYS|MDSYS|PUBLIC)\./, "");
  if (CHARACTER_TYPES.has(name)) return varchar(spec);
  if (name === "NUMBER" && spec.args.length === 0) return openDecimal();
  if (/^(NUMBER|NUMERIC|DECIMAL|DEC)$/.test(name)) {
    if (spec.args[0] === "*") return decimal({ ...spec, args: ["38", spec.args[1] ?? "0"] }, 38, 0);
    return decimal(spec, 38, 0);
  }
  if (name.startsWith("INTERVAL")) return plain("INTERVAL", "interval");
  if (name === "VECTOR") return noted("FLOAT[]", "unknown", "warning", "its length is not checked");
  return FIXED[name];
}
