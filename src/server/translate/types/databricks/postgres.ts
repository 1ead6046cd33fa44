import { ENUM, POSTGRES_TEXTUAL } from "../heldAsText.ts";
import {
  CHARACTER_TYPES,
  decimal,
  noted,
  openDecimal,
  plain,
  type TargetType,
  type TypeSpec,
} from "../spec.ts";
import { COMMON_TYPES, held, STRING, text, timeOfDay, timestamp, VARIANT } from "./common.ts";
import { interval } from "./interval.ts";

const FIXED: Readonly<Record<string, TargetType>> = {
  ...COMMON_TYPES,
  INT2: plain("SMALLINT", "int"),
  INT4: plain("INT", "int"),
  INT8: plain("BIGINT", "int"),
  SMALLSERIAL: plain("SMALLINT", "int"),
  SERIAL2: plain("SMALLINT", "int"),
  SERIAL: plain("INT", "int"),
  SERIAL4: plain("INT", "int"),
  BIGSERIAL: plain("BIGINT", "int"),
  SERIAL8: plain("BIGINT", "int"),
  FLOAT4: plain("FLOAT", "float"),
  FLOAT8: plain("DOUBLE", "float"),
  MONEY: plain("DECIMAL(19,2)", "decimal"),
  TEXT: STRING,
  NAME: STRING,
  BYTEA: plain("BINARY", "binary"),
  TIMESTAMP: timestamp(),
  "TIMESTAMP WITHOUT TIME ZONE": plain("TIMESTAMP_NTZ", "timestamp"),
  "TIMESTAMP WITH TIME ZONE": plain("TIMESTAMP", "timestamptz"),
  TIMESTAMPTZ: plain("TIMESTAMP", "timestamptz"),
  TIME: timeOfDay(),
  "TIME WITHOUT TIME ZONE": timeOfDay(),
  "TIME WITH TIME ZONE": timeOfDay(),
  TIMETZ: timeOfDay(),
  UUID: STRING,
  JSON: VARIANT,
  JSONB: VARIANT,
  // Unsigned 32 bits.
  OID: plain("BIGINT", "int"),
  VECTOR: noted("ARRAY<FLOAT>", "unknown", "warning", "its length is not checked"),
  HALFVEC: noted("ARRAY<FLOAT>", "unknown", "warning", "its length is not checked"),
};

/**
 * PostgreSQL -> Databricks. NUMERIC without precision has no limit there; it becomes DECIMAL(38,10), told as info.
 * TIMESTAMP is a wall clock: TIMESTAMP_NTZ; TIMESTAMPTZ is an instant. JSON and JSONB are VARIANT, arrays ARRAY<…>.
 */
export function mapPostgresType(spec: TypeSpec): TargetType | undefined {
  const name = spec.name.replace(/^(PG_CATALOG|PUBLIC)\./, "");
  if (CHARACTER_TYPES.has(name)) return text(spec);
  if (["NUMERIC", "DECIMAL", "DEC"].includes(name))
    return spec.args.length > 0 ? decimal(spec, 38, 10) : openDecimal();
  if (name === "FLOAT" && spec.args[0] !== undefined && Number(spec.args[0]) <= 24)
    return plain("FLOAT", "float");
  if (name === "ENUM") return held(ENUM);
  if (name.startsWith("INTERVAL")) return interval(name);
  if (name === "BIT" || name === "BIT VARYING" || name === "VARBIT")
    return held("bits are held as text of 0 and 1");
  const why = POSTGRES_TEXTUAL[name];
  return why === undefined ? FIXED[name] : held(why);
}
