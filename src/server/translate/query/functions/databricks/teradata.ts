import type { RuleTable } from "../dsl.ts";

/** Teradata functions -> Databricks SQL. */
export const TERADATA_TO_DATABRICKS: RuleTable = {};
