import * as z from "zod";
import { sourceTypeSchema } from "./dialect.ts";
import { jobSummarySchema } from "./job.ts";

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
const CONTROL = /[\u0000-\u001f\u007f]/;

const identifierSchema = z
  .string()
  .trim()
  .min(1, "Must not be empty")
  .max(255, "At most 255 characters")
  .refine((name) => !CONTROL.test(name), "Must not hold control characters");

/** Body of POST /api/migrate/start. The first six fields are the old system's; the rest is optional and ours. */
export const startRequestSchema = z.object({
  inventory_path: z
    .string()
    .trim()
    .min(1, "Must not be empty")
    .meta({ description: "A folder of .sql files, one .sql file, or an inventory.json" }),
  target_catalog: identifierSchema,
  target_schema: identifierSchema,
  source_type: sourceTypeSchema,
  model_id: z.string().nullish().meta({ description: "Model for what rules cannot translate" }),
  dry_run: z
    .boolean()
    .nullish()
    .meta({ description: "Translate and execute in a throw-away catalog; leave nothing" }),
  target_path: z
    .string()
    .min(1)
    .nullish()
    .meta({ description: "The DuckDB file; default: <data>/warehouses/<target_catalog>.duckdb" }),
  concurrency: z.int().min(1).max(64).nullish().meta({ description: "Objects in work at once" }),
});
export type StartRequest = z.infer<typeof startRequestSchema>;
/** What a client sends: the same fields before defaults and aliases are resolved. */
export type StartRequestInput = z.input<typeof startRequestSchema>;

export const startResponseSchema = z.looseObject({
  success: z.boolean(),
  job_id: z.string(),
  total_objects: z.int(),
  message: z.string(),
});
export type StartResponse = z.infer<typeof startResponseSchema>;

/** Answer of cancel and delete. */
export const actionResponseSchema = z.looseObject({ success: z.boolean(), message: z.string() });
export type ActionResponse = z.infer<typeof actionResponseSchema>;

export const jobListSchema = z.looseObject({ jobs: z.array(jobSummarySchema) });

export const jobParamsSchema = z.object({ job_id: z.string().min(1).max(200) });

/** Body of POST /api/migrate/inspect: what is in a folder, before anything is started. */
export const inspectRequestSchema = z.object({
  inventory_path: z.string().trim().min(1, "Must not be empty"),
  source_type: sourceTypeSchema.nullish(),
});
export type InspectRequestInput = z.input<typeof inspectRequestSchema>;

export const inspectResponseSchema = z.looseObject({
  source_type: z.string().nullable().meta({ description: "As given, else as detected" }),
  confidence: z.number().meta({ description: "0 to 1; 1 when the source type was given" }),
  total_objects: z.int(),
  objects_by_type: z.record(z.string(), z.int()),
});
export type InspectResponse = z.infer<typeof inspectResponseSchema>;
