import { lengthOf, noted, padding, plain, type TargetType, type TypeSpec } from "../spec.ts";

/** What is lost of a time with an offset of its own. */
export const INSTANT = "the instant is kept, the offset is not";

export const STRING = plain("STRING", "string");
/** Semi-structured values: `:` paths read them (Databricks SQL, "VARIANT type"). */
export const VARIANT = plain("VARIANT", "json");

/**
 * Character types of any kind are STRING, as the field's tools write them: VARCHAR(n) and CHAR(n) are allowed in tables
 * only, CHAR(n) fills with blanks, and neither makes a table faster. That lengths are not checked is said once a table.
 */
export function text(spec: TypeSpec): TargetType {
  const length = lengthOf(spec);
  return length === undefined ? STRING : { ...STRING, length, ...padding(spec) };
}

/** Something held as text that is more than text in the source. */
export function held(why: string): TargetType {
  return noted("STRING", "string", "warning", why);
}

/**
 * A wall clock without a zone. In columns it is TIMESTAMP_NTZ. In casts it is TIMESTAMP, what Databricks' own functions
 * give and take: within one session both show the same clock, and a comparison of the two needs no conversion.
 */
export function timestamp(): TargetType {
  return { ...plain("TIMESTAMP_NTZ", "timestamp"), cast: "TIMESTAMP" };
}

/** Databricks has no time of day. As text (HH:MM:SS) it keeps its order. */
export function timeOfDay(): TargetType {
  return noted("STRING", "time", "warning", "a time of day is held as text, HH:MM:SS");
}

/** Types that nearly every dialect writes the same way and means the same by. */
export const COMMON_TYPES: Readonly<Record<string, TargetType>> = {
  SMALLINT: plain("SMALLINT", "int"),
  INT: plain("INT", "int"),
  INTEGER: plain("INT", "int"),
  BIGINT: plain("BIGINT", "int"),
  REAL: plain("FLOAT", "float"),
  "DOUBLE PRECISION": plain("DOUBLE", "float"),
  DOUBLE: plain("DOUBLE", "float"),
  FLOAT: plain("DOUBLE", "float"),
  DATE: plain("DATE", "date"),
  BOOLEAN: plain("BOOLEAN", "bool"),
  BOOL: plain("BOOLEAN", "bool"),
};
