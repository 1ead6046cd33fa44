import type { SourceType } from "../../../protocol/dialect.ts";
import { mapBigqueryType } from "./bigquery.ts";
import { mapMysqlType } from "./mysql.ts";
import { mapOracleType } from "./oracle.ts";
import { mapPostgresType } from "./postgres.ts";
import { mapRedshiftType } from "./redshift.ts";
import { mapSnowflakeType } from "./snowflake.ts";
import type { TargetType, TypeMapper, TypeSpec } from "./spec.ts";
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

/** The DuckDB type for a source type, or undefined when the dialect has no such type. */
export function mapType(spec: TypeSpec, dialect: SourceType): TargetType | undefined {
  const base = MAPPERS[dialect](spec);
  if (!base || spec.dimensions === 0) return base;
  return { ...base, sql: base.sql + "[]".repeat(spec.dimensions), class: "unknown" };
}
