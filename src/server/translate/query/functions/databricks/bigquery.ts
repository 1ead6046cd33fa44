import type { RuleTable } from "../dsl.ts";

/** BigQuery functions -> Databricks SQL. */
export const BIGQUERY_TO_DATABRICKS: RuleTable = {};
