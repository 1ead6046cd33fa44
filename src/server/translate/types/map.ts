import type { SourceType } from "../../../protocol/dialect.ts";
import type { TargetDialect } from "../types.ts";
import { mapBigqueryType as bigqueryToDatabricks } from "./databricks/bigquery.ts";
import { mapMysqlType as mysqlToDatabricks } from "./databricks/mysql.ts";
import { mapOracleType as oracleToDatabricks } from "./databricks/oracle.ts";
import { mapPostgresType as postgresToDatabricks } from "./databricks/postgres.ts";
import { mapRedshiftType as redshiftToDatabricks } from "./databricks/redshift.ts";
import { mapSnowflakeType as snowflakeToDatabricks } from "./databricks/snowflake.ts";
import { mapTeradataType as teradataToDatabricks } from "./databricks/teradata.ts";
import { mapTsqlType as tsqlToDatabricks } from "./databricks/tsql.ts";
import { mapBigqueryType as bigqueryToDuckdb } from "./duckdb/bigquery.ts";
import { mapMysqlType as mysqlToDuckdb } from "./duckdb/mysql.ts";
import { mapOracleType as oracleToDuckdb } from "./duckdb/oracle.ts";
import { mapPostgresType as postgresToDuckdb } from "./duckdb/postgres.ts";
import { mapRedshiftType as redshiftToDuckdb } from "./duckdb/redshift.ts";
import { mapSnowflakeType as snowflakeToDuckdb } from "./duckdb/snowflake.ts";
import { mapTeradataType as teradataToDuckdb } from "./duckdb/teradata.ts";
import { mapTsqlType as tsqlToDuckdb } from "./duckdb/tsql.ts";
import { noted, type TargetType, type TypeMapper, type TypeSpec } from "./spec.ts";

const MAPPERS: Readonly<Record<TargetDialect, Readonly<Record<SourceType, TypeMapper>>>> = {
  duckdb: {
    oracle: oracleToDuckdb,
    snowflake: snowflakeToDuckdb,
    tsql: tsqlToDuckdb,
    teradata: teradataToDuckdb,
    redshift: redshiftToDuckdb,
    bigquery: bigqueryToDuckdb,
    postgres: postgresToDuckdb,
    mysql: mysqlToDuckdb,
  },
  databricks: {
    oracle: oracleToDatabricks,
    snowflake: snowflakeToDatabricks,
    tsql: tsqlToDatabricks,
    teradata: teradataToDatabricks,
    redshift: redshiftToDatabricks,
    bigquery: bigqueryToDatabricks,
    postgres: postgresToDatabricks,
    mysql: mysqlToDatabricks,
  },
};

/** Times of more than six places behind the second's point lose the rest. */
function finer(type: TargetType | undefined, spec: TypeSpec): TargetType | undefined {
  const timed = type && /^TIMESTAMP/.test(type.sql) && !type.note && Number(spec.args[0]) > 6;
  if (!timed) return type;
  const why = "six places behind the second's point are kept";
  return { ...noted(type.sql, type.class, "info", why), ...(type.cast && { cast: type.cast }) };
}

/** The target's type for a plain type of the source (no array, no structure); undefined when the dialect has none such. */
export function mapType(
  spec: TypeSpec,
  dialect: SourceType,
  target: TargetDialect,
): TargetType | undefined {
  return finer(MAPPERS[target][dialect](spec), spec);
}
