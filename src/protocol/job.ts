import * as z from "zod";

/** States of a job; `queued` and `paused` are ours, the rest is the contract of the old system. */
export const jobStatusSchema = z.enum([
  "queued",
  "running",
  "paused",
  "completed",
  "failed",
  "cancelled",
]);
export type JobStatus = z.infer<typeof jobStatusSchema>;

export const objectTypeSchema = z.enum(["TABLE", "VIEW", "PROCEDURE"]);
export type ObjectType = z.infer<typeof objectTypeSchema>;

export const objectStatusSchema = z.enum(["success", "error", "skipped"]);
export type ObjectStatus = z.infer<typeof objectStatusSchema>;

export const logLevelSchema = z.enum(["info", "warning", "error"]);
export type LogLevel = z.infer<typeof logLevelSchema>;

/** A point in time, ISO 8601 in UTC with Z. Old servers send it without a zone; it is UTC then. */
const timestampSchema = z.string().meta({ description: "ISO 8601, UTC, with Z" });

export const logEntrySchema = z.looseObject({
  timestamp: timestampSchema,
  level: logLevelSchema,
  message: z.string(),
  seq: z.int().optional().meta({ description: "Position in the job's stream; ours" }),
});
export type LogEntry = z.infer<typeof logEntrySchema>;

/** What a translated object has to say: a construct that was dropped, changed or refused. */
export const issueSchema = z.looseObject({
  code: z.string().meta({ description: "Stable code, e.g. DWM-TBL-004" }),
  severity: z.enum(["info", "warning", "error"]),
  message: z.string(),
  file: z.string().meta({ description: "Path relative to the inventory's root" }),
  line: z.int().meta({ description: "1-based" }),
  column: z.int().meta({ description: "1-based" }),
  hint: z.string().optional().meta({ description: "What to do about it" }),
});
export type Issue = z.infer<typeof issueSchema>;

/** How far a translation can be relied on. */
export const confidenceSchema = z.enum(["exact", "review", "manual"]).meta({
  description:
    "exact: nothing to say; review: look at the issues; manual: a person has to write it",
});
export type Confidence = z.infer<typeof confidenceSchema>;

/** What made a translation: our rules, the transpiler library, a configured model. */
export const translationEngineSchema = z
  .enum(["rules", "library", "model"])
  .meta({ description: "What made the translation" });
export type TranslationEngine = z.infer<typeof translationEngineSchema>;

/** What asking a language model took. */
export const modelUsageSchema = z.looseObject({
  requests: z.int(),
  prompt_tokens: z.int(),
  completion_tokens: z.int(),
  cost: z.number().nullable().meta({ description: "null: no price is set" }),
});
export type ModelUsage = z.infer<typeof modelUsageSchema>;

/** The language that a job's objects are translated to. */
export const targetTypeSchema = z.enum(["duckdb", "databricks"]);

export const objectResultSchema = z.looseObject({
  object_name: z.string(),
  object_type: objectTypeSchema,
  status: objectStatusSchema,
  error: z.string().nullish().meta({ description: "Why it failed or was skipped" }),
  execution_time_ms: z.number().nullish(),
  timestamp: timestampSchema.meta({ description: "When it ended: ISO 8601, UTC, with Z" }),
  // Ours from here on; a server of the old system sends none of it.
  seq: z.int().optional(),
  attempt: z.int().optional(),
  error_code: z.string().nullish(),
  file: z.string().nullish(),
  line: z.int().nullish(),
  column: z.int().nullish(),
  target_name: z.string().nullish(),
  rows_loaded: z.int().nullish(),
  issues: z.array(issueSchema).optional(),
  confidence: confidenceSchema.optional().meta({ description: "Absent: it was not tried" }),
  effort: z
    .number()
    .optional()
    .meta({ description: "Effort points; docs/assessment.md says of what" }),
  engine: translationEngineSchema.optional(),
  model_usage: modelUsageSchema.optional().meta({ description: "What asking the model took" }),
  artefact_dialect: z.enum(["duckdb", "databricks"]).optional().meta({
    description: "The target cannot hold it; its SQL is kept in this language, to be read",
  }),
  worker: z.int().optional().meta({
    description: "Which of those at work did it: 1 and up. Absent: nobody worked on it",
  }),
  blocked_by: z.string().optional().meta({
    description: "Skipped because this object, which it needs, was not made",
  }),
});
export type ObjectResult = z.infer<typeof objectResultSchema>;

/** What the list of jobs tells of one: everything but logs and results. */
export const jobSummarySchema = z.looseObject({
  job_id: z.string(),
  status: jobStatusSchema,
  progress_percentage: z.number().meta({ description: "0 to 100" }),
  total_objects: z.int(),
  completed_objects: z.int(),
  failed_objects: z.int(),
  current_object: z.string().nullish(),
  source_type: z.string(),
  target_catalog: z.string(),
  target_schema: z.string(),
  start_time: timestampSchema.nullish(),
  end_time: timestampSchema.nullish(),
  estimated_time_remaining: z.number().nullish().meta({ description: "Seconds; null until known" }),
  // Ours.
  estimated_time_low: z.number().nullish().meta({
    description: "Seconds. The time that is left lies between low and high in four of five cases",
  }),
  estimated_time_high: z.number().nullish(),
  skipped_objects: z.int().optional(),
  running_objects: z.int().optional(),
  rows_loaded: z.int().optional(),
  inventory_path: z.string().optional(),
  dry_run: z.boolean().optional(),
  error: z.string().nullish().meta({ description: "Why the job could not go on" }),
  target_path: z
    .string()
    .nullish()
    .meta({ description: "The DuckDB file, when that is the target" }),
  last_seq: z.int().optional(),
  cancelling: z.boolean().optional().meta({ description: "A cancel was asked for" }),
  queue_position: z.int().optional().meta({ description: "1 is next; absent when not waiting" }),
  imported: z.boolean().optional().meta({ description: "Read from an export; it cannot be run" }),
  target_type: targetTypeSchema.optional(),
  model_usage: modelUsageSchema
    .optional()
    .meta({ description: "What asking the model took so far; absent: it was not asked" }),
  on_error: z.enum(["continue", "stop"]).optional(),
  include: z.array(z.string()).optional(),
  exclude: z.array(z.string()).optional(),
});
export type JobSummary = z.infer<typeof jobSummarySchema>;

export const jobSchema = jobSummarySchema.extend({
  logs: z.array(logEntrySchema).meta({ description: "The newest 1,000" }),
  object_results: z.array(objectResultSchema),
});
export type Job = z.infer<typeof jobSchema>;
