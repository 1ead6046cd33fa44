import type { RuleTable } from "../dsl.ts";

/** MySQL functions -> Databricks SQL. */
export const MYSQL_TO_DATABRICKS: RuleTable = {};
