import type { SourceType } from "../../../protocol/dialect.ts";
import { mapBigqueryType } from "./bigquery.ts";
import { mapMysqlType } from "./mysql.ts";
import { mapOracleType } from "./oracle.ts";
import { mapPostgresType } from "./postgres.ts";
import { mapRedshiftType } from "./redshift.ts";
import { mapSnowflakeType } from "./snowflake.ts";
import { noted, type TargetType, type TypeMapper, type TypeSpec } from "./spec.ts";
import { mapTeradataType } from "./teradata.ts";
import { mapTsqlType } from "./tsql.ts";

const MAPPERS: Readonly<Record<SourceType, TypeMapper>> = {
  oracle: mapOracleType,
  snowflake: mapSnowflakeType,
  tsql: mapTsqlType,
  teradata: mapTeradataType,
  redshift: mapRedshiftType,
  bigquery: mapBigqueryType,
  postgres: mapPostgresType,
  mysql: mapMysqlType,
};

/** Times of more than six places behind the second's point lose the rest. */
function finer(type: TargetType | undefined, spec: TypeSpec): TargetType | undefined {
  const timed = type && /^TIMESTAMP/.test(type.sql) && !type.note && Number(spec.args[0]) > 6;
  if (!timed) return type;
  return noted(type.sql, type.class, "info", "six places behind the second's point are kept");
}

/** The DuckDB type for a source type, or undefined when the dialect has no such type. */
export function mapType(spec: TypeSpec, dialect: SourceType): TargetType | undefined {
  const base = finer(MAPPERS[dialect](spec), spec);
  if (!base || spec.dimensions === 0) return base;
  return { ...base, sql: base.sql + "[]".repeat(spec.dimensions), class: "unknown" };
}
