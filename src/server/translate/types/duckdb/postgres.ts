import { POSTGRES_TEXTUAL } from "../heldAsText.ts";
import {
  CHARACTER_TYPES,
  decimal,
  noted,
  openDecimal,
  plain,
  type TargetType,
  type TypeSpec,
} from "../spec.ts";
import { COMMON_TYPES, enumOf, varchar } from "./common.ts";

const FIXED: Readonly<Record<string, TargetType>> = {
  ...COMMON_TYPES,
  INT2: plain("SMALLINT", "int"),
  INT4: plain("INTEGER", "int"),
  INT8: plain("BIGINT", "int"),
  SMALLSERIAL: plain("SMALLINT", "int"),
  SERIAL2: plain("SMALLINT", "int"),
  SERIAL: plain("INTEGER", "int"),
  SERIAL4: plain("INTEGER", "int"),
  BIGSERIAL: plain("BIGINT", "int"),
  SERIAL8: plain("BIGINT", "int"),
  FLOAT4: plain("REAL", "float"),
  FLOAT8: plain("DOUBLE", "float"),
  MONEY: plain("DECIMAL(19,2)", "decimal"),
  TEXT: plain("VARCHAR", "string"),
  NAME: plain("VARCHAR", "string"),
  BYTEA: plain("BLOB", "binary"),
  TIMESTAMP: plain("TIMESTAMP", "timestamp"),
  "TIMESTAMP WITHOUT TIME ZONE": plain("TIMESTAMP", "timestamp"),
  "TIMESTAMP WITH TIME ZONE": plain("TIMESTAMPTZ", "timestamptz"),
  TIMESTAMPTZ: plain("TIMESTAMPTZ", "timestamptz"),
  TIME: plain("TIME", "time"),
  "TIME WITHOUT TIME ZONE": plain("TIME", "time"),
  "TIME WITH TIME ZONE": plain("TIMETZ", "time"),
  TIMETZ: plain("TIMETZ", "time"),
  UUID: plain("UUID", "string"),
  JSON: plain("JSON", "json"),
  JSONB: plain("JSON", "json"),
  OID: plain("UINTEGER", "int"),
  VECTOR: noted("FLOAT[]", "unknown", "warning", "its length is not checked"),
  HALFVEC: noted("FLOAT[]", "unknown", "warning", "its length is not checked"),
};

/**
 * PostgreSQL -> DuckDB (PostgreSQL documentation, "Data Types"). NUMERIC without precision has no limit there; it
 * becomes DECIMAL(38,10), told as info.
 */
export function mapPostgresType(spec: TypeSpec): TargetType | undefined {
  const name = spec.name.replace(/^(PG_CATALOG|PUBLIC)\./, "");
  if (CHARACTER_TYPES.has(name)) return varchar(spec);
  if (["NUMERIC", "DECIMAL", "DEC"].includes(name))
    return spec.args.length > 0 ? decimal(spec, 38, 10) : openDecimal();
  if (name === "FLOAT" && spec.args[0] !== undefined && Number(spec.args[0]) <= 24)
    return plain("REAL", "float");
  // What CREATE TYPE … AS ENUM stands for.
  if (name === "ENUM") return enumOf(spec, "postgres");
  if (name.startsWith("INTERVAL")) return plain("INTERVAL", "interval");
  if (name === "BIT" || name === "BIT VARYING" || name === "VARBIT") return plain("BIT", "unknown");
  const why = POSTGRES_TEXTUAL[name];
  return why === undefined ? FIXED[name] : noted("VARCHAR", "string", "warning", why);
}
