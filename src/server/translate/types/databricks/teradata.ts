import {
  CHARACTER_TYPES,
  decimal,
  noted,
  openDecimal,
  periodEnds,
  plain,
  type TargetType,
  type TypeSpec,
} from "../spec.ts";
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
import { interval } from "./interval.ts";

const FIXED: Readonly<Record<string, TargetType>> = {
  ...COMMON_TYPES,
  BYTEINT: plain("TINYINT", "int"),
  REAL: plain("DOUBLE", "float"),
  TIME: timeOfDay(),
  "TIME WITH TIME ZONE": timeOfDay(),
  TIMESTAMP: timestamp(),
  "TIMESTAMP WITH TIME ZONE": noted("TIMESTAMP", "timestamptz", "info", INSTANT),
  CLOB: STRING,
  "CHARACTER LARGE OBJECT": STRING,
  "LONG VARCHAR": STRING,
  "LONG VARGRAPHIC": STRING,
  BLOB: plain("BINARY", "binary"),
  "BINARY LARGE OBJECT": plain("BINARY", "binary"),
  BYTE: plain("BINARY", "binary"),
  VARBYTE: plain("BINARY", "binary"),
  JSON: VARIANT,
  XML: held("XML is held as text"),
  PERIOD: held("periods are held as text"),
  ST_GEOMETRY: held("shapes are held as text"),
  MBR: held("shapes are held as text"),
  MBB: held("shapes are held as text"),
  DATASET: held("the data set is held as text"),
};

const TEXTS = /^(VARGRAPHIC|GRAPHIC|STRING)$/;

/**
 * Teradata -> Databricks. BYTEINT is TINYINT, DECIMAL without precision has 5 digits, NUMBER without one becomes
 * DECIMAL(38,10); TIMESTAMP is a wall clock: TIMESTAMP_NTZ; BYTE and VARBYTE are BINARY; periods are held as text.
 */
export function mapTeradataType(spec: TypeSpec): TargetType | undefined {
  const name = spec.name.replace(/^(SYSUDTLIB|TD_SYSFNLIB)\./, "");
  if (CHARACTER_TYPES.has(name) || TEXTS.test(name)) return text(spec);
  if (["DECIMAL", "NUMERIC", "DEC"].includes(name)) return decimal(spec, 5, 0);
  if (name === "NUMBER") {
    const [digits, places] = spec.args;
    if (digits === undefined || (digits === "*" && places === undefined)) return openDecimal();
    return decimal(digits === "*" ? { ...spec, args: ["38", places ?? "0"] } : spec, 38, 0);
  }
  if (name.startsWith("INTERVAL")) return interval(name);
  const found = FIXED[name];
  return found && name === "PERIOD" ? { ...found, ...periodEnds(spec) } : found;
}
