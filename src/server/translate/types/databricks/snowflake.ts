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
import { interval } from "./interval.ts";

const WHOLE = plain("DECIMAL(38,0)", "decimal");
const CLOCK = plain("TIMESTAMP_NTZ", "timestamp");
const ZONED = noted("TIMESTAMP", "timestamptz", "info", INSTANT);
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
  BINARY: plain("BINARY", "binary"),
  VARBINARY: plain("BINARY", "binary"),
  "BINARY VARYING": plain("BINARY", "binary"),
  TIME: timeOfDay(),
  DATETIME: timestamp(),
  // TIMESTAMP_TYPE_MAPPING is TIMESTAMP_NTZ unless an account says otherwise.
  TIMESTAMP: timestamp(),
  TIMESTAMP_NTZ: CLOCK,
  TIMESTAMPNTZ: CLOCK,
  "TIMESTAMP WITHOUT TIME ZONE": CLOCK,
  TIMESTAMP_LTZ: plain("TIMESTAMP", "timestamptz"),
  TIMESTAMPLTZ: plain("TIMESTAMP", "timestamptz"),
  "TIMESTAMP WITH LOCAL TIME ZONE": plain("TIMESTAMP", "timestamptz"),
  TIMESTAMP_TZ: ZONED,
  TIMESTAMPTZ: ZONED,
  "TIMESTAMP WITH TIME ZONE": ZONED,
  VARIANT,
  OBJECT: VARIANT,
  ARRAY: VARIANT,
  DECFLOAT: noted("DOUBLE", "float", "warning", "15 digits of 38 are exact"),
  UUID: STRING,
  FILE: noted(
    "VARIANT",
    "json",
    "warning",
    "where the file lies is held, the file is not migrated",
  ),
  GEOGRAPHY: held("shapes are held as text"),
  GEOMETRY: held("shapes are held as text"),
};

/**
 * Snowflake -> Databricks. INT and its kin are NUMBER(38,0) and stay DECIMAL(38,0); FLOAT has 64 bits: DOUBLE; VARIANT,
 * OBJECT and ARRAY without an element type are VARIANT; TIMESTAMP_NTZ has no zone, TIMESTAMP_LTZ and _TZ are instants.
 */
export function mapSnowflakeType(spec: TypeSpec): TargetType | undefined {
  if (CHARACTER_TYPES.has(spec.name) || spec.name === "STRING" || spec.name === "TEXT")
    return text(spec);
  if (/^(NUMBER|NUMERIC|DECIMAL|DEC)$/.test(spec.name)) return decimal(spec, 38, 0);
  if (spec.name.startsWith("INTERVAL")) return interval(spec.name);
  if (spec.name === "VECTOR") {
    const element = /^INT/i.test(spec.args[0] ?? "") ? "INT" : "FLOAT";
    return noted(`ARRAY<${element}>`, "unknown", "warning", "its length is not checked");
  }
  return FIXED[spec.name];
}
