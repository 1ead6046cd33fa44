import type { RuleTable } from "../dsl.ts";

/** common functions -> Databricks SQL. */
export const COMMON_TO_DATABRICKS: RuleTable = {};
