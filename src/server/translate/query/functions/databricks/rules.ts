import type { SourceType } from "../../../../../protocol/dialect.ts";
import type { FunctionRule, RuleTable } from "../dsl.ts";
import { BIGQUERY_TO_DATABRICKS } from "./bigquery/rules.ts";
import { COMMON_TO_DATABRICKS } from "./common.ts";
import { MYSQL_TO_DATABRICKS } from "./mysql/rules.ts";
import { ORACLE_TO_DATABRICKS } from "./oracle/rules.ts";
import { POSTGRES_TO_DATABRICKS } from "./postgres/rules.ts";
import { REDSHIFT_TO_DATABRICKS } from "./redshift/rules.ts";
import { SNOWFLAKE_TO_DATABRICKS } from "./snowflake/rules.ts";
import { TERADATA_TO_DATABRICKS } from "./teradata/rules.ts";
import { TSQL_TO_DATABRICKS } from "./tsql/rules.ts";

const TABLES: Readonly<Record<SourceType, RuleTable>> = {
  oracle: ORACLE_TO_DATABRICKS,
  snowflake: SNOWFLAKE_TO_DATABRICKS,
  tsql: TSQL_TO_DATABRICKS,
  teradata: TERADATA_TO_DATABRICKS,
  redshift: REDSHIFT_TO_DATABRICKS,
  bigquery: BIGQUERY_TO_DATABRICKS,
  postgres: POSTGRES_TO_DATABRICKS,
  mysql: MYSQL_TO_DATABRICKS,
};

/** How a source's function is written in Databricks SQL; undefined: no rule, so the call is refused. */
export function databricksRule(dialect: SourceType, name: string): FunctionRule | undefined {
  const own = TABLES[dialect];
  if (Object.hasOwn(own, name)) return own[name];
  return Object.hasOwn(COMMON_TO_DATABRICKS, name) ? COMMON_TO_DATABRICKS[name] : undefined;
}
