import { decimal, noted, plain, type TargetType, type TypeSpec } from "../spec.ts";
import { COMMON_TYPES, held, text, timeOfDay, timestamp, VARIANT } from "./common.ts";
import { interval } from "./interval.ts";

const WHOLE = plain("BIGINT", "int");
const FIXED: Readonly<Record<string, TargetType>> = {
  ...COMMON_TYPES,
  INT64: WHOLE,
  INT: WHOLE,
  INTEGER: WHOLE,
  SMALLINT: WHOLE,
  TINYINT: WHOLE,
  BYTEINT: WHOLE,
  FLOAT64: plain("DOUBLE", "float"),
  BYTES: plain("BINARY", "binary"),
  DATETIME: timestamp(),
  // A TIMESTAMP is an instant.
  TIMESTAMP: plain("TIMESTAMP", "timestamptz"),
  TIME: timeOfDay(),
  INTERVAL: interval(""),
  JSON: VARIANT,
  GEOGRAPHY: held("shapes are held as text"),
  RANGE: held("ranges are held as text"),
};

/**
 * BigQuery -> Databricks. Whole numbers have 64 bits; NUMERIC is DECIMAL(38,9); BIGNUMERIC has 76 digits, of which 38 are
 * kept with a warning; DATETIME has no zone: TIMESTAMP_NTZ; TIMESTAMP is an instant.
 */
export function mapBigqueryType(spec: TypeSpec): TargetType | undefined {
  if (spec.name === "STRING") return text(spec);
  if (spec.name === "NUMERIC" || spec.name === "DECIMAL") return decimal(spec, 38, 9);
  if (spec.name === "BIGNUMERIC" || spec.name === "BIGDECIMAL") {
    if (spec.args.length > 0) return decimal(spec, 38, 18);
    const why = "38 digits are the most the target holds";
    return noted("DECIMAL(38,18)", "decimal", "warning", why);
  }
  return FIXED[spec.name];
}
