import * as z from "zod";
import { sourceTypeOrAutoSchema } from "./dialect.ts";
import { jobSummarySchema, targetTypeSchema } from "./job.ts";

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
const CONTROL = /[\u0000-\u001f\u007f]/;

/** `s3://bucket/x`, `md:x`, `:memory:`; a drive of Windows has one letter. */
const ADDRESS = /^([a-z][a-z0-9+.-]+:\/\/|(md|motherduck):|:memory:)/i;

const identifierSchema = z
  .string()
  .trim()
  .min(1, "Must not be empty")
  .max(255, "At most 255 characters")
  .refine((name) => !CONTROL.test(name), "Must not hold control characters");

/** Patterns of object names: `sales.*`, `*.tmp_?`; case does not matter. */
export const patternsSchema = z
  .array(
    z
      .string()
      .trim()
      .min(1, "A pattern must not be empty: leave the list out to take all objects")
      .max(500),
  )
  .max(1_000)
  .nullish()
  .meta({ description: "Object names with * and ?, e.g. sales.*; case does not matter" });

/** Body of POST /api/migrate/start. The first six fields are the old system's; the rest is optional and ours. */
export const startRequestSchema = z.object({
  inventory_path: z
    .string()
    .trim()
    .min(1, "Must not be empty")
    .meta({ description: "A folder of .sql files, one .sql file, or an inventory.json" }),
  target_catalog: identifierSchema,
  target_schema: identifierSchema,
  source_type: sourceTypeOrAutoSchema,
  model_id: z.string().nullish().meta({ description: "Model for what rules cannot translate" }),
  dry_run: z
    .boolean()
    .nullish()
    .meta({ description: "Translate and execute in a throw-away catalog; leave nothing" }),
  target_type: targetTypeSchema
    .nullish()
    .meta({ description: "databricks: with dry_run only, nothing is executed; default duckdb" }),
  target_path: z
    .string()
    .min(1)
    .refine((path) => !CONTROL.test(path), "Must not hold control characters")
    .refine((path) => !ADDRESS.test(path), "Must be a file on the engine's machine, not an address")
    .nullish()
    .meta({ description: "The DuckDB file; default: <data>/warehouses/<target_catalog>.duckdb" }),
  concurrency: z.int().min(1).max(64).nullish().meta({ description: "Objects in work at once" }),
  on_error: z
    .enum(["continue", "stop"])
    .nullish()
    .meta({ description: "stop: the first failed object fails the job; default continue" }),
  include: patternsSchema,
  exclude: patternsSchema,
  priority: z
    .int()
    .min(-10)
    .max(10)
    .nullish()
    .meta({ description: "Queued jobs of a higher priority run first; default 0" }),
});
export type StartRequest = z.infer<typeof startRequestSchema>;
/** What a client sends: the same fields before defaults and aliases are resolved. */
export type StartRequestInput = z.input<typeof startRequestSchema>;

export const startResponseSchema = z.looseObject({
  success: z.boolean(),
  job_id: z.string(),
  total_objects: z.int(),
  message: z.string(),
  source_type: z.string().optional().meta({ description: "As detected, where auto was given" }),
  source_type_confidence: z.number().optional().meta({ description: "0 to 1" }),
});
export type StartResponse = z.infer<typeof startResponseSchema>;

/** Answer of cancel and delete. */
export const actionResponseSchema = z.looseObject({ success: z.boolean(), message: z.string() });
export type ActionResponse = z.infer<typeof actionResponseSchema>;

/** Answer of GET /api/migrate/jobs; `total` and `next_cursor` are ours. */
export const jobListSchema = z.looseObject({
  jobs: z.array(jobSummarySchema),
  total: z.int().optional().meta({ description: "Jobs that fit, on all pages" }),
  next_cursor: z.string().nullish().meta({ description: "The next page's cursor" }),
});

export const jobParamsSchema = z.object({ job_id: z.string().min(1).max(200) });

/** Body of POST /api/migrate/inspect: what is in a folder, before anything is started. */
export const inspectRequestSchema = z.object({
  inventory_path: z.string().trim().min(1, "Must not be empty"),
  source_type: sourceTypeOrAutoSchema.nullish(),
});
export type InspectRequestInput = z.input<typeof inspectRequestSchema>;

export const inspectResponseSchema = z.looseObject({
  tied: z
    .array(z.string())
    .optional()
    .meta({ description: "Source types that it looks like equally, when none stands out" }),
  source_type: z.string().nullable().meta({ description: "As given, else as detected" }),
  confidence: z.number().meta({ description: "0 to 1; 1 when the source type was given" }),
  total_objects: z.int(),
  objects_by_type: z.record(z.string(), z.int()),
});
export type InspectResponse = z.infer<typeof inspectResponseSchema>;

/** Body of POST /api/migrate/cancel/{job_id}; may be left out. */
export const cancelRequestSchema = z
  .object({
    grace_seconds: z
      .number()
      .min(0)
      .max(3_600)
      .optional()
      .meta({ description: "What is in work may finish within this time; default 0.25" }),
    force: z.boolean().optional().meta({ description: "Interrupt what is in work now" }),
  })
  .nullish();

/** Body of POST /api/migrate/retry/{job_id}; left out, all failed objects are run again. */
export const retryRequestSchema = z
  .object({
    objects: z
      .array(z.string().min(1, "An object's name must not be empty"))
      .min(1)
      .max(100_000)
      .optional()
      .meta({
        description: "Names of objects, in whatever state they are",
      }),
    codes: z
      .array(z.string().min(1, "A code must not be empty"))
      .min(1)
      .max(1_000)
      .optional()
      .meta({
        description: "Failed objects with one of these error or issue codes",
      }),
  })
  .nullish();
export type RetryRequestInput = z.input<typeof retryRequestSchema>;

export const retryResponseSchema = actionResponseSchema.extend({
  objects: z.int().meta({ description: "Objects that are run again, skipped dependents included" }),
});
export type RetryResponse = z.infer<typeof retryResponseSchema>;

/** Something that validate has to say of a start. An `error` would refuse it. */
export const startProblemSchema = z.looseObject({
  severity: z.enum(["error", "warning", "info"]),
  code: z.string(),
  field: z.string().optional().meta({ description: "The field of the start it is about" }),
  message: z.string(),
  file: z.string().optional(),
  line: z.int().optional(),
  column: z.int().optional(),
});
export type StartProblem = z.infer<typeof startProblemSchema>;

/** Answer of POST /api/migrate/validate: what a start with the same body would do. */
export const validateResponseSchema = z.looseObject({
  success: z.boolean().meta({ description: "True when a start would not be refused" }),
  total_objects: z.int(),
  objects_by_type: z.record(z.string(), z.int()),
  problems: z.array(startProblemSchema),
  source_type: z.string().optional().meta({ description: "As given, else as detected" }),
  source_type_confidence: z.number().optional(),
});
export type ValidateResponse = z.infer<typeof validateResponseSchema>;

/** Body of POST /api/engine/shutdown; may be left out. */
export const shutdownRequestSchema = z.object({ reason: z.string().max(500).optional() }).nullish();

/** Query of GET /api/migrate/events. */
export const eventsQuerySchema = z.object({
  keep_running: z.stringbool().optional().meta({
    description: "false: without any client, running jobs are given back and the engine ends",
  }),
});
