import * as z from "zod";
import { TOOL_INPUTS } from "./inputs.ts";
import { TOOL_NAMES, type ToolName } from "./toolNames.ts";

/** What assistants are told of a tool, in MCP and in VS Code. */
export interface ToolDefinition {
  title: string;
  /** For the model: what it is for, and when. */
  description: string;
  readOnly: boolean;
  /** Something that was there may be written over. */
  destructive: boolean;
  /** Doing it twice comes to the same. */
  idempotent: boolean;
}

const LOOK = { readOnly: true, destructive: false, idempotent: true };

/** The tools' texts. package.json holds them, too; a test compares. */
export const TOOL_DEFINITIONS: Readonly<Record<ToolName, ToolDefinition>> = {
  list_jobs: {
    title: "List migration jobs",
    description:
      "Lists the data warehouse migration jobs of the engine, newest first: id, state, progress, how many objects failed, " +
      "source and target. Use it to find a job; job_status tells more about one.",
    ...LOOK,
  },
  job_status: {
    title: "Show a migration job",
    description:
      "Tells how one migration job is doing: state, counts, time left, why it ended, and its failed and skipped objects " +
      "grouped by issue code with an example. Without a job it tells of the newest. Use explain_failed_object for the cause of one failure.",
    ...LOOK,
  },
  explain_failed_object: {
    title: "Explain a failed object",
    description:
      "Explains why an object of a migration job failed or was skipped: the error, its place in the source file, the source SQL, " +
      "the SQL that was made of it, every issue with what its code means and a hint, and what to do next.",
    ...LOOK,
  },
  translate_sql: {
    title: "Translate SQL",
    description:
      "Translates SQL of Oracle, Snowflake, SQL Server, Teradata, Redshift, BigQuery, PostgreSQL or MySQL to Databricks SQL or " +
      "DuckDB with the migration's own rules, and says of each statement what was dropped or changed and how far the result can " +
      "be relied on (exact, review, manual). Nothing is executed.",
    ...LOOK,
  },
  start_migration: {
    title: "Start a migration",
    description:
      "Starts a migration of a folder of SQL scripts into a DuckDB database (or a dry run). It is checked first, and started only " +
      "after the user has agreed to exactly what will be done. Ask job_status how it goes on.",
    readOnly: false,
    destructive: true,
    idempotent: false,
  },
  retry_failed: {
    title: "Retry failed objects",
    description:
      "Runs the failed objects of a migration job again, all of them or those of some codes or names, with what was skipped " +
      "because of them. Only after the user has agreed.",
    readOnly: false,
    destructive: true,
    idempotent: false,
  },
};

/** What a tool takes, as the JSON schema that package.json holds. */
export function inputSchemaOf(name: ToolName): object {
  const { $schema: _, ...schema } = z.toJSONSchema(TOOL_INPUTS[name], { io: "input" });
  return schema;
}

/** All tools with their definitions. */
export function toolEntries(): { name: ToolName; definition: ToolDefinition }[] {
  return TOOL_NAMES.map((name) => ({ name, definition: TOOL_DEFINITIONS[name] }));
}
