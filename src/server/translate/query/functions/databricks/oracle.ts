import type { RuleTable } from "../dsl.ts";

/** Oracle functions -> Databricks SQL. */
export const ORACLE_TO_DATABRICKS: RuleTable = {};
