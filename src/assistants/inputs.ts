import * as z from "zod";
import { SOURCE_TYPES } from "../protocol/dialect.ts";
import { jobStatusSchema, targetTypeSchema } from "../protocol/job.ts";
import type { ToolName } from "./toolNames.ts";

const SOURCES = `One of ${SOURCE_TYPES.join(", ")}, or auto: it is detected`;
const NEWEST = "Id of a job, or the beginning of it; left out: the newest job";
const MAX_SQL_CHARS = 500_000;

/** Pages: how much one answer tells, and where the next one goes on. */
function page(usual: number, most: number) {
  return {
    limit: z.int().min(1).max(most).default(usual).describe("At most so many in one answer"),
    cursor: z.string().max(500).optional().describe("next_cursor of the answer before"),
  };
}

const sourceType = z.string().max(40).default("auto").describe(SOURCES);
const patterns = z.array(z.string().min(1).max(500)).max(1_000).optional();

/** What each tool takes. package.json and the MCP server tell the same of it; a test compares. */
export const TOOL_INPUTS = {
  list_jobs: z.strictObject({
    status: z.array(jobStatusSchema).optional().describe("Only jobs in one of these states"),
    text: z.string().max(200).optional().describe("In id, inventory path or target"),
    ...page(20, 100),
  }),
  job_status: z.strictObject({
    job: z.string().min(1).max(200).optional().describe(NEWEST),
    ...page(20, 100),
  }),
  explain_failed_object: z.strictObject({
    object: z.string().min(1).max(500).describe("Name of the object, as job_status tells it"),
    job: z.string().min(1).max(200).optional().describe(NEWEST),
  }),
  translate_sql: z.strictObject({
    sql: z.string().min(1).max(MAX_SQL_CHARS).describe("One or more statements"),
    source_type: sourceType,
    target_type: targetTypeSchema.default("databricks").describe("What it becomes"),
    target_catalog: z.string().min(1).max(255).optional().describe("Where its objects go"),
    target_schema: z.string().min(1).max(255).optional().describe("Where its objects go"),
    ...page(50, 200),
  }),
  start_migration: z.strictObject({
    inventory_path: z
      .string()
      .min(1)
      .max(4_000)
      .describe("Absolute path of a folder of .sql files, a .sql file or an inventory.json"),
    source_type: sourceType,
    target_catalog: z.string().min(1).max(255).describe("Name of the database to write"),
    target_schema: z.string().min(1).max(255).default("migrated").describe("Schema in it"),
    target_path: z.string().min(1).max(4_000).optional().describe("The DuckDB file to write"),
    target_type: targetTypeSchema
      .default("duckdb")
      .describe("databricks: with dry_run only, nothing is executed there"),
    dry_run: z.boolean().default(false).describe("Translate and try out; nothing is kept"),
    include: patterns.describe("Only objects of these names; * and ? stand for characters"),
    exclude: patterns.describe("No objects of these names"),
    on_error: z
      .enum(["continue", "stop"])
      .default("continue")
      .describe("stop: the first object that fails ends the job"),
  }),
  retry_failed: z.strictObject({
    job: z.string().min(1).max(200).describe("Id of the job, or the beginning of it"),
    codes: z
      .array(z.string().min(1).max(50))
      .min(1)
      .max(100)
      .optional()
      .describe("Only objects that failed with one of these codes"),
    objects: z
      .array(z.string().min(1).max(500))
      .min(1)
      .max(1_000)
      .optional()
      .describe("Only these objects"),
  }),
} satisfies Record<ToolName, z.ZodObject>;

/** What a tool is given, checked and with its defaults. */
export type ToolInput<Name extends ToolName> = z.output<(typeof TOOL_INPUTS)[Name]>;
