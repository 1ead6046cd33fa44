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

const WHOLE = plain("DECIMAL(38,0)", "decimal");
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
  STRING: plain("VARCHAR", "string"),
  TEXT: plain("VARCHAR", "string"),
  BINARY: plain("BLOB", "binary"),
  VARBINARY: plain("BLOB", "binary"),
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
  TIMESTAMP_TZ: noted(
    "TIMESTAMPTZ",
    "timestamptz",
    "info",
    "the instant is kept, the offset is not",
  ),
  TIMESTAMPTZ: noted(
    "TIMESTAMPTZ",
    "timestamptz",
    "info",
    "the instant is kept, the offset is not",
  ),
  "TIMESTAMP WITH TIME ZONE": noted(
    "TIMESTAMPTZ",
    "timestamptz",
    "info",
    "the instant is kept, the offset is not",
  ),
  VARIANT: plain("JSON", "json"),
  OBJECT: plain("JSON", "json"),
  ARRAY: plain("JSON", "json"),
  GEOGRAPHY: noted("VARCHAR", "string", "warning", "shapes are held as text"),
  GEOMETRY: noted("VARCHAR", "string", "warning", "shapes are held as text"),
};

/** Snowflake -> DuckDB (Snowflake reference, "Summary of data types"); INT and its kin are NUMBER(38,0). */
export function mapSnowflakeType(spec: TypeSpec): TargetType | undefined {
  if (CHARACTER_TYPES.has(spec.name)) return varchar(spec);
  if (["NUMBER", "NUMERIC", "DECIMAL", "DEC"].includes(spec.name)) return decimal(spec, 38, 0);
  if (spec.name === "VECTOR")
    return noted("FLOAT[]", "unknown", "warning", "the dimension is not checked");
  return FIXED[spec.name];
}
