import type { RuleTable } from "../dsl.ts";

/** T-SQL functions -> Databricks SQL. */
export const TSQL_TO_DATABRICKS: RuleTable = {};
