import type { RuleTable } from "../dsl.ts";

/** PostgreSQL functions -> Databricks SQL. */
export const POSTGRES_TO_DATABRICKS: RuleTable = {};
