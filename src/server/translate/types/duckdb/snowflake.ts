import { CHARACTER_TYPES, decimal, noted, plain, type TargetType, type TypeSpec } from "../spec.ts";
import { COMMON_TYPES, INSTANT, varchar } from "./common.ts";

const WHOLE = plain("DECIMAL(38,0)", "decimal");
const ZONED = noted("TIMESTAMPTZ", "timestamptz", "info", INSTANT);
const FIXED: Readonly<Record<string, TargetType>> = {
  ...COMMON_TYPES,
  INT: WHOLE,
  INTEGER: WHOLE,
  BIGINT: WHOLE,
  SMALLINT: WHOLE,
  TINYINT: WHOLE,
  BYTEINT: WHOLE,
  FLOAT4: plain("DOUBLE", "float"),
  FLOAT8: plain("DOUBLE", "float"),
  REAL: plain("DOUBLE", "float"),
  BINARY: plain("BLOB", "binary"),
  VARBINARY: plain("BLOB", "binary"),
  "BINARY VARYING": plain("BLOB", "binary"),
  TIME: plain("TIME", "time"),
  DATETIME: plain("TIMESTAMP", "timestamp"),
  // TIMESTAMP_TYPE_MAPPING is TIMESTAMP_NTZ unless an account says otherwise.
  TIMESTAMP: plain("TIMESTAMP", "timestamp"),
  TIMESTAMP_NTZ: plain("TIMESTAMP", "timestamp"),
  TIMESTAMPNTZ: plain("TIMESTAMP", "timestamp"),
  "TIMESTAMP WITHOUT TIME ZONE": plain("TIMESTAMP", "timestamp"),
  TIMESTAMP_LTZ: plain("TIMESTAMPTZ", "timestamptz"),
  TIMESTAMPLTZ: plain("TIMESTAMPTZ", "timestamptz"),
  "TIMESTAMP WITH LOCAL TIME ZONE": plain("TIMESTAMPTZ", "timestamptz"),
  TIMESTAMP_TZ: ZONED,
  TIMESTAMPTZ: ZONED,
  "TIMESTAMP WITH TIME ZONE": ZONED,
  VARIANT: plain("JSON", "json"),
  OBJECT: plain("JSON", "json"),
  ARRAY: plain("JSON", "json"),
  DECFLOAT: noted("DOUBLE", "float", "warning", "15 digits of 38 are exact"),
  UUID: plain("UUID", "string"),
  FILE: noted("JSON", "json", "warning", "where the file lies is held, the file is not migrated"),
  GEOGRAPHY: noted("VARCHAR", "string", "warning", "shapes are held as text"),
  GEOMETRY: noted("VARCHAR", "string", "warning", "shapes are held as text"),
};

/** Snowflake -> DuckDB (Snowflake reference, "Summary of data types"); INT and its kin are NUMBER(38,0). */
export function mapSnowflakeType(spec: TypeSpec): TargetType | undefined {
  if (CHARACTER_TYPES.has(spec.name) || spec.name === "STRING" || spec.name === "TEXT")
    return varchar(spec);
  if (/^(NUMBER|NUMERIC|DECIMAL|DEC)$/.test(spec.name)) return decimal(spec, 38, 0);
  if (spec.name.startsWith("INTERVAL")) return plain("INTERVAL", "interval");
  if (spec.name === "VECTOR") {
    const element = /^INT/i.test(spec.args[0] ?? "") ? "INTEGER" : "FLOAT";
    return noted(`${element}[]`, "unknown", "warning", "its length is not checked");
  }
  return FIXED[spec.name];
}
