import type { RuleTable } from "../dsl.ts";

/** Snowflake functions -> Databricks SQL. */
export const SNOWFLAKE_TO_DATABRICKS: RuleTable = {};
