import type { RuleTable } from "../dsl.ts";

/** Redshift functions -> Databricks SQL. */
export const REDSHIFT_TO_DATABRICKS: RuleTable = {};
