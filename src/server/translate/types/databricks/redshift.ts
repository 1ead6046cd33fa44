import { decimal, noted, plain, type TargetType, type TypeSpec } from "../spec.ts";
import { VARIANT } from "./common.ts";
import { mapPostgresType } from "./postgres.ts";

/** Redshift -> Databricks: SUPER is VARIANT, DECIMAL without precision has 18 digits; the rest is as PostgreSQL's. */
export function mapRedshiftType(spec: TypeSpec): TargetType | undefined {
  switch (spec.name) {
    case "SUPER":
      return VARIANT;
    case "HLLSKETCH":
      return noted("BINARY", "binary", "warning", "sketches are opaque bytes in the target");
    case "VARBYTE":
    case "VARBINARY":
    case "BINARY VARYING":
      return plain("BINARY", "binary");
    case "NUMERIC":
    case "DECIMAL":
    case "DEC":
      return decimal(spec, 18, 0);
    default:
      return mapPostgresType(spec);
  }
}
