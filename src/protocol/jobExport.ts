import * as z from "zod";
import { auditEntrySchema } from "./history.ts";
import {
  jobStatusSchema,
  logEntrySchema,
  modelUsageSchema,
  objectResultSchema,
  objectStatusSchema,
  objectTypeSchema,
  targetTypeSchema,
} from "./job.ts";

/** What an exported job can be written as. */
export const exportFormatSchema = z.enum(["json", "csv", "markdown", "html"]);
export type ExportFormat = z.infer<typeof exportFormatSchema>;

/** Query of GET /api/migrate/jobs/{job_id}/export. */
export const exportQuerySchema = z.object({ format: exportFormatSchema.default("json") });

/** The first two fields of an export, by which one is known. */
export const JOB_EXPORT = { format: "dw-migration-job", version: 1 } as const;

const count = z.int().min(0);
const names = z.array(z.string()).nullable();

const usageSchema = z.array(z.object({ name: z.string(), objects: count, count }));
const surveySchema = z.object({
  files: count,
  statements: count,
  versions: z.array(z.string()),
  usage: z.object({ features: usageSchema, functions: usageSchema }).nullable(),
});

/** What was asked for, and where the job stood. */
const exportedJobSchema = z.object({
  job_id: z.string().min(1).max(200),
  created_at: z.iso.datetime(),
  status: jobStatusSchema,
  source_type: z.string(),
  target_catalog: z.string(),
  target_schema: z.string(),
  inventory_path: z.string(),
  target_path: z.string().nullable(),
  dry_run: z.boolean(),
  target_type: targetTypeSchema.default("duckdb"),
  model_usage: modelUsageSchema.nullable().default(null),
  detection: z
    .object({ confidence: z.number(), evidence: z.array(z.string()) })
    .nullable()
    .default(null),
  survey: surveySchema.nullable().default(null),
  model_id: z.string().nullable(),
  concurrency: z.int().nullable(),
  on_error: z.enum(["continue", "stop"]),
  include: names,
  exclude: names,
  priority: z.int(),
  planned: z.boolean(),
  user_types: z.record(z.string(), z.string()),
  total_objects: count,
  completed_objects: count,
  failed_objects: count,
  skipped_objects: count,
  rows_loaded: count,
  last_seq: count,
  start_time: z.string().nullable(),
  end_time: z.string().nullable(),
  error: z.string().nullable(),
  imported: z.boolean(),
  queued_at: z.string(),
});
export type ExportedJob = z.infer<typeof exportedJobSchema>;

const placeSchema = z.looseObject({ file: z.string(), line: z.int(), column: z.int() });

const exportedInventoryObjectSchema = z.looseObject({
  key: z.string(),
  name: z.string(),
  schema: z.string().nullable(),
  baseName: z.string(),
  objectType: objectTypeSchema,
  kind: z.string(),
  definition: z.array(placeSchema.extend({ text: z.string() })),
  data: z.array(placeSchema.extend({ start: count, end: count, statements: count })),
  dependsOn: z.array(z.string()),
});

const exportedObjectSchema = z.object({
  ordinal: count.meta({ description: "Place in dependency order, from 0" }),
  attempt: z.int().min(1).meta({ description: "The attempt that counts" }),
  target_name: z.string(),
  depends_on: z.array(count).meta({ description: "Ordinals" }),
  source: exportedInventoryObjectSchema,
});

const exportedSourceSchema = z.object({
  ordinal: count,
  attempt: z.int().min(1).meta({ description: "The last attempt that was made from it" }),
  source: exportedInventoryObjectSchema,
});

const exportedResultSchema = z.object({
  seq: z.int().min(1),
  ordinal: count,
  attempt: z.int().min(1),
  status: objectStatusSchema,
  result: objectResultSchema,
  target_sql: z.string().nullable(),
  columns: z.array(z.unknown()).nullable(),
});

const exportedLeftOutSchema = placeSchema.extend({
  kind: z.string(),
  category: z.string(),
  name: z.string().nullable(),
  statements: count,
  matters: z.boolean(),
  reason: z.string(),
  databricks: z.string().optional(),
});

/** A job as a whole: every attempt's result, every log line, the audit trail. Body of POST /api/migrate/import. */
export const jobExportSchema = z.object({
  format: z.literal(JOB_EXPORT.format),
  version: z.literal(JOB_EXPORT.version),
  exported_at: z.string(),
  engine_version: z.string(),
  job: exportedJobSchema,
  audit: z.array(auditEntrySchema.omit({ id: true, job_id: true })),
  objects: z.array(exportedObjectSchema),
  past_sources: z
    .array(exportedSourceSchema)
    .default([])
    .meta({ description: "What earlier attempts were made from, where it changed since" }),
  left_out: z
    .array(exportedLeftOutSchema)
    .default([])
    .meta({ description: "Statements of the inventory that are not migrated" }),
  results: z.array(exportedResultSchema),
  logs: z.array(logEntrySchema.required({ seq: true })),
});
export type JobExport = z.infer<typeof jobExportSchema>;
export type ExportedObject = JobExport["objects"][number];
export type ExportedSource = JobExport["past_sources"][number];
export type ExportedResult = JobExport["results"][number];

/** Answer of POST /api/migrate/import. */
export const importResponseSchema = z.looseObject({
  success: z.boolean(),
  job_id: z.string().meta({ description: "A new one when the exported job's is taken" }),
  message: z.string(),
});
