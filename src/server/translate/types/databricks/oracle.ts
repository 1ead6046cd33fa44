import {
  CHARACTER_TYPES,
  decimal,
  noted,
  openDecimal,
  plain,
  type TargetType,
  type TypeSpec,
} from "../spec.ts";
import { COMMON_TYPES, held, INSTANT, STRING, text, timestamp, VARIANT } from "./common.ts";
import { interval } from "./interval.ts";

const FIXED: Readonly<Record<string, TargetType>> = {
  ...COMMON_TYPES,
  // INTEGER and its kin are NUMBER(38,0).
  SMALLINT: plain("DECIMAL(38,0)", "decimal"),
  INT: plain("DECIMAL(38,0)", "decimal"),
  INTEGER: plain("DECIMAL(38,0)", "decimal"),
  // A DATE carries a time of day.
  DATE: timestamp(),
  TIMESTAMP: { ...timestamp(), moment: true },
  "TIMESTAMP WITH TIME ZONE": noted("TIMESTAMP", "timestamptz", "info", INSTANT),
  "TIMESTAMP WITH LOCAL TIME ZONE": plain("TIMESTAMP", "timestamptz"),
  CLOB: STRING,
  NCLOB: STRING,
  LONG: STRING,
  "LONG VARCHAR": STRING,
  BLOB: plain("BINARY", "binary"),
  RAW: plain("BINARY", "binary"),
  "LONG RAW": plain("BINARY", "binary"),
  BINARY_FLOAT: plain("FLOAT", "float"),
  BINARY_DOUBLE: plain("DOUBLE", "float"),
  REAL: plain("DOUBLE", "float"),
  ROWID: noted("STRING", "string", "info", "a row's address is text elsewhere"),
  UROWID: noted("STRING", "string", "info", "a row's address is text elsewhere"),
  JSON: VARIANT,
  XMLTYPE: held("XML is held as text"),
  SDO_GEOMETRY: held("shapes are held as text"),
  SDO_TOPO_GEOMETRY: held("shapes are held as text"),
  SDO_GEORASTER: held("rasters are held as text"),
  ST_GEOMETRY: held("shapes are held as text"),
  ANYDATA: held("values are held as text, their types are lost"),
  URITYPE: held("the address is held as text"),
  HTTPURITYPE: held("the address is held as text"),
  DBURITYPE: held("the address is held as text"),
  REF: held("a row's address is held as text"),
  BFILE: held("directory and name of the file are held as text, the file is not migrated"),
};

/**
 * Oracle -> Databricks. NUMBER without precision becomes DECIMAL(38,10) with an info (a bare DECIMAL has 10 digits and no
 * places in Databricks); NUMBER(*,s) and INTEGER have 38 digits; FLOAT has binary precision: DOUBLE. DATE and TIMESTAMP
 * are wall clocks: TIMESTAMP_NTZ; with a zone they are instants: TIMESTAMP. Texts are STRING, RAW is BINARY.
 */
export function mapOracleType(spec: TypeSpec): TargetType | undefined {
  const name = spec.name.replace(/^(SYS|MDSYS|PUBLIC)\./, "");
  if (CHARACTER_TYPES.has(name)) return text(spec);
  if (name === "NUMBER" && spec.args.length === 0) return openDecimal();
  if (/^(NUMBER|NUMERIC|DECIMAL|DEC)$/.test(name)) {
    if (spec.args[0] === "*") return decimal({ ...spec, args: ["38", spec.args[1] ?? "0"] }, 38, 0);
    return decimal(spec, 38, 0);
  }
  if (name.startsWith("INTERVAL")) return interval(name);
  if (name === "VECTOR")
    return noted("ARRAY<FLOAT>", "unknown", "warning", "its length is not checked");
  return FIXED[name];
}
