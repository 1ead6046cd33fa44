import type { SourceType } from "../../../../protocol/dialect.ts";
import type { TargetDialect } from "../../types.ts";
import { stringAggregate as databricksTexts } from "./databricks/aggregates.ts";
import { databricksRule } from "./databricks/rules.ts";
import type { FunctionRule, RuleTable } from "./dsl.ts";
import { BIGQUERY_FUNCTIONS } from "./duckdb/bigquery/rules.ts";
import { COMMON_FUNCTIONS } from "./duckdb/common.ts";
import { MYSQL_FUNCTIONS } from "./duckdb/mysql/rules.ts";
import { ORACLE_FUNCTIONS } from "./duckdb/oracle/rules.ts";
import { POSTGRES_FUNCTIONS } from "./duckdb/postgres/rules.ts";
import { REDSHIFT_FUNCTIONS } from "./duckdb/redshift/rules.ts";
import { SNOWFLAKE_FUNCTIONS } from "./duckdb/snowflake/rules.ts";
import { stringAggregate } from "./duckdb/stringAggregate.ts";
import { TERADATA_FUNCTIONS } from "./duckdb/teradata/rules.ts";
import { TSQL_FUNCTIONS } from "./duckdb/tsql/rules.ts";

const TABLES: Readonly<Record<SourceType, RuleTable>> = {
  oracle: ORACLE_FUNCTIONS,
  snowflake: SNOWFLAKE_FUNCTIONS,
  tsql: TSQL_FUNCTIONS,
  teradata: TERADATA_FUNCTIONS,
  redshift: REDSHIFT_FUNCTIONS,
  bigquery: BIGQUERY_FUNCTIONS,
  postgres: POSTGRES_FUNCTIONS,
  mysql: MYSQL_FUNCTIONS,
};

/** How a source's function is written in DuckDB. */
function duckdbRule(dialect: SourceType, name: string): FunctionRule | undefined {
  const own = TABLES[dialect];
  if (Object.hasOwn(own, name)) return own[name];
  return Object.hasOwn(COMMON_FUNCTIONS, name) ? COMMON_FUNCTIONS[name] : undefined;
}

/** The rule of an aggregate that joins its texts with a separator between them. */
export function textsJoinedBy(target: TargetDialect, separator: string): FunctionRule {
  return target === "databricks" ? databricksTexts(separator) : stringAggregate(separator);
}

/** How a source's function is written in the target; undefined: no rule, so the call is refused. */
export function functionRule(
  target: TargetDialect,
  dialect: SourceType,
  name: string,
): FunctionRule | undefined {
  return target === "databricks" ? databricksRule(dialect, name) : duckdbRule(dialect, name);
}
