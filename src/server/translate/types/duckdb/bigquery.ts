import { decimal, noted, plain, type TargetType, type TypeSpec } from "../spec.ts";
import { COMMON_TYPES, varchar } from "./common.ts";

const FIXED: Readonly<Record<string, TargetType>> = {
  ...COMMON_TYPES,
  INT64: plain("BIGINT", "int"),
  INT: plain("BIGINT", "int"),
  INTEGER: plain("BIGINT", "int"),
  SMALLINT: plain("BIGINT", "int"),
  TINYINT: plain("BIGINT", "int"),
  BYTEINT: plain("BIGINT", "int"),
  FLOAT64: plain("DOUBLE", "float"),
  BYTES: plain("BLOB", "binary"),
  DATETIME: plain("TIMESTAMP", "timestamp"),
  // A TIMESTAMP is an instant.
  TIMESTAMP: plain("TIMESTAMPTZ", "timestamptz"),
  TIME: plain("TIME", "time"),
  INTERVAL: plain("INTERVAL", "interval"),
  JSON: plain("JSON", "json"),
  GEOGRAPHY: noted("VARCHAR", "string", "warning", "shapes are held as text"),
  RANGE: noted("VARCHAR", "string", "warning", "ranges are held as text"),
};

/** BigQuery -> DuckDB (GoogleSQL reference, "Data types"). BIGNUMERIC has 76 digits: 38 are kept, with a warning. */
export function mapBigqueryType(spec: TypeSpec): TargetType | undefined {
  if (spec.name === "STRING") return varchar(spec);
  if (spec.name === "NUMERIC" || spec.name === "DECIMAL") return decimal(spec, 38, 9);
  if (spec.name === "BIGNUMERIC" || spec.name === "BIGDECIMAL") {
    if (spec.args.length > 0) return decimal(spec, 38, 18);
    const why = "38 digits are the most the target holds";
    return noted("DECIMAL(38,18)", "decimal", "warning", why);
  }
  return FIXED[spec.name];
}
