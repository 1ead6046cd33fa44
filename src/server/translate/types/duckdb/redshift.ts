import { decimal, noted, plain, type TargetType, type TypeSpec } from "../spec.ts";
import { mapPostgresType } from "./postgres.ts";

/** Redshift -> DuckDB (Redshift reference, "Data types"); what is not named here is PostgreSQL's. */
export function mapRedshiftType(spec: TypeSpec): TargetType | undefined {
  switch (spec.name) {
    case "SUPER":
      return plain("JSON", "json");
    case "HLLSKETCH":
      return noted("BLOB", "binary", "warning", "sketches are opaque bytes in the target");
    case "VARBYTE":
    case "VARBINARY":
    case "BINARY VARYING":
      return plain("BLOB", "binary");
    case "NUMERIC":
    case "DECIMAL":
    case "DEC":
      return decimal(spec, 18, 0);
    default:
      return mapPostgresType(spec);
  }
}
