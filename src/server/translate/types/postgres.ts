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

const TEXTUAL = (why: string) => noted("VARCHAR", "string", "warning", why);
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
  CITEXT: TEXTUAL("comparisons see upper and lower case"),
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
  INTERVAL: plain("INTERVAL", "interval"),
  UUID: plain("UUID", "string"),
  JSON: plain("JSON", "json"),
  JSONB: plain("JSON", "json"),
  XML: TEXTUAL("XML is held as text"),
  OID: plain("UINTEGER", "int"),
  INET: TEXTUAL("addresses are held as text"),
  CIDR: TEXTUAL("addresses are held as text"),
  MACADDR: TEXTUAL("addresses are held as text"),
  TSVECTOR: TEXTUAL("the search vector is held as text"),
  TSQUERY: TEXTUAL("the search query is held as text"),
  HSTORE: TEXTUAL("key-value pairs are held as text"),
  POINT: TEXTUAL("shapes are held as text"),
  GEOMETRY: TEXTUAL("shapes are held as text"),
  GEOGRAPHY: TEXTUAL("shapes are held as text"),
  INT4RANGE: TEXTUAL("ranges are held as text"),
  INT8RANGE: TEXTUAL("ranges are held as text"),
  NUMRANGE: TEXTUAL("ranges are held as text"),
  DATERANGE: TEXTUAL("ranges are held as text"),
  TSRANGE: TEXTUAL("ranges are held as text"),
  TSTZRANGE: TEXTUAL("ranges are held as text"),
};

/**
 * PostgreSQL -> DuckDB (PostgreSQL documentation, "Data Types"). NUMERIC without precision has no limit there; it
 * becomes DECIMAL(38,10), told as info.
 */
export function mapPostgresType(spec: TypeSpec): TargetType | undefined {
  const name = spec.name.replace(/^(PG_CATALOG|PUBLIC)\./, "");
  if (CHARACTER_TYPES.has(name)) return varchar(spec);
  if (["NUMERIC", "DECIMAL", "DEC"].includes(name)) {
    if (spec.args.length > 0) return decimal(spec, 38, 10);
    return noted(
      "DECIMAL(38,10)",
      "decimal",
      "info",
      "digits behind the tenth decimal place are rounded",
    );
  }
  if (name === "FLOAT" && spec.args[0] !== undefined && Number(spec.args[0]) <= 24)
    return plain("REAL", "float");
  if (name.startsWith("INTERVAL")) return plain("INTERVAL", "interval");
  if (name === "BIT" || name === "BIT VARYING" || name === "VARBIT") return plain("BIT", "unknown");
  return FIXED[name];
}
