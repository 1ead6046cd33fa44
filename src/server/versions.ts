import { version as duckdbVersion } from "@duckdb/node-api";
import type { Assessment } from "../protocol/assessment.ts";
import type { TargetDialect } from "./translate/types.ts";

/** What made an assessment. The parser beside our own checks what comes out of it. */
export function toolOf(version: string): Assessment["tool"] {
  return { name: "DW Migration Assistant", version, parser: null };
}

/** The version of a target that translations are made for. */
export function targetVersion(target: TargetDialect): string {
  return target === "duckdb" ? `DuckDB ${duckdbVersion()}` : "Databricks SQL, current channel";
}
