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
import { COMMON_TYPES, INSTANT, varchar } from "./common.ts";

const textual = (why: string) => noted("VARCHAR", "string", "warning", why);

const FIXED: Readonly<Record<string, TargetType>> = {
  ...COMMON_TYPES,
  BYTEINT: plain("TINYINT", "int"),
  REAL: plain("DOUBLE", "float"),
  TIME: plain("TIME", "time"),
  "TIME WITH TIME ZONE": plain("TIMETZ", "time"),
  TIMESTAMP: plain("TIMESTAMP", "timestamp"),
  "TIMESTAMP WITH TIME ZONE": noted("TIMESTAMPTZ", "timestamptz", "info", INSTANT),
  CLOB: plain("VARCHAR", "string"),
  "CHARACTER LARGE OBJECT": plain("VARCHAR", "string"),
  "LONG VARCHAR": plain("VARCHAR", "string"),
  "LONG VARGRAPHIC": plain("VARCHAR", "string"),
  BLOB: plain("BLOB", "binary"),
  "BINARY LARGE OBJECT": plain("BLOB", "binary"),
  BYTE: plain("BLOB", "binary"),
  VARBYTE: plain("BLOB", "binary"),
  JSON: plain("JSON", "json"),
  XML: textual("XML is held as text"),
  PERIOD: textual("periods are held as text"),
  ST_GEOMETRY: textual("shapes are held as text"),
  MBR: textual("shapes are held as text"),
  MBB: textual("shapes are held as text"),
  DATASET: textual("the data set is held as text"),
};

/** Character types of Teradata's own; STRING is what its cloud edition and many scripts write for VARCHAR. */
const TEXTS = /^(VARGRAPHIC|GRAPHIC|STRING)$/;

/** Teradata -> DuckDB (Teradata SQL Data Types and Literals). NUMBER without precision becomes DECIMAL(38,10). */
export function mapTeradataType(spec: TypeSpec): TargetType | undefined {
  const name = spec.name.replace(/^(SYSUDTLIB|TD_SYSFNLIB)\./, "");
  if (CHARACTER_TYPES.has(name) || TEXTS.test(name)) return varchar(spec);
  if (["DECIMAL", "NUMERIC", "DEC"].includes(name)) return decimal(spec, 5, 0);
  if (name === "NUMBER") {
    const [digits, places] = spec.args;
    if (digits === undefined || (digits === "*" && places === undefined)) return openDecimal();
    return decimal(digits === "*" ? { ...spec, args: ["38", places ?? "0"] } : spec, 38, 0);
  }
  if (name.startsWith("INTERVAL")) return plain("INTERVAL", "interval");
  const found = FIXED[name];
  return found && name === "PERIOD" ? { ...found, ...periodEnds(spec) } : found;
}
