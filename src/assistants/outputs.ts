import * as z from "zod";
import { confidenceSchema, issueSchema, jobStatusSchema } from "../protocol/job.ts";
import type { ToolName } from "./toolNames.ts";

const nextCursor = z
  .string()
  .nullable()
  .describe("Give it as cursor to see what follows; null: that was all");

const job = z.object({
  job_id: z.string(),
  status: jobStatusSchema,
  cancelling: z.boolean(),
  imported: z.boolean().describe("Read from an export; it cannot be run"),
  dry_run: z.boolean(),
  total_objects: z.int(),
  completed_objects: z.int(),
  failed_objects: z.int(),
  skipped_objects: z.int(),
  progress_percentage: z.number(),
  seconds_left: z.number().nullable().describe("null: not known"),
  source_type: z.string(),
  inventory_path: z.string().nullable(),
  target: z.string().describe("catalog.schema"),
  target_path: z.string().nullable(),
  start_time: z.string().nullable(),
  end_time: z.string().nullable(),
  error: z.string().nullable().describe("Why the job could not go on"),
});
export type JobView = z.infer<typeof job>;

const place = z.object({ file: z.string(), line: z.int(), column: z.int() });

const failure = z.object({
  object: z.string(),
  type: z.string(),
  status: z.string(),
  code: z.string().nullable(),
  error: z.string().nullable(),
  place: place.nullable(),
});
export type FailureView = z.infer<typeof failure>;

const explanation = z.object({
  code: z.string(),
  meaning: z.string().describe("The page of the code, as Markdown"),
});

const issue = issueSchema.pick({
  code: true,
  severity: true,
  message: true,
  file: true,
  line: true,
  column: true,
  hint: true,
});

const statement = z.object({
  sql: z.string().nullable().describe("null: nothing of it goes to the target"),
  object_type: z.string(),
  object_name: z.string().nullable(),
  line: z.int(),
  confidence: confidenceSchema,
  issues: z.array(issue),
});

const action = {
  outcome: z
    .enum(["done", "confirmation_needed", "declined"])
    .describe("confirmation_needed: nothing was done yet"),
  effect: z.string().describe("What is or would be done"),
  warnings: z.array(z.string()),
  confirmation_token: z
    .string()
    .nullable()
    .describe("Give it with confirm: true and the same arguments once the user has agreed"),
  job_id: z.string().nullable(),
};

/** What each tool answers as data. */
export const TOOL_OUTPUTS = {
  list_jobs: z.object({ total: z.int(), jobs: z.array(job), next_cursor: nextCursor }),
  job_status: z.object({
    job,
    failures_by_code: z.array(
      z.object({ code: z.string(), objects: z.int(), example: z.string(), error: z.string() }),
    ),
    failures: z.array(failure),
    next_cursor: nextCursor,
  }),
  explain_failed_object: z.object({
    job_id: z.string(),
    failure,
    source: z.array(z.object({ file: z.string(), line: z.int(), text: z.string() })),
    target_sql: z.string().nullable(),
    target_dialect: z.string().nullable(),
    target_was_run: z.boolean(),
    issues: z.array(issue),
    explanations: z.array(explanation),
    next_steps: z.array(z.string()),
  }),
  translate_sql: z.object({
    source_type: z.string(),
    source_type_confidence: z.number().describe("0 to 1; 1 when it was given"),
    total_statements: z.int(),
    statements: z.array(statement),
    next_cursor: nextCursor,
  }),
  start_migration: z.object(action),
  retry_failed: z.object(action),
} satisfies Record<ToolName, z.ZodObject>;

export type ToolData<Name extends ToolName> = z.output<(typeof TOOL_OUTPUTS)[Name]>;
