import * as z from "zod";
import {
  jobStatusSchema,
  logEntrySchema,
  logLevelSchema,
  objectResultSchema,
  objectStatusSchema,
} from "./job.ts";

const limit = (most: number, usual: number) =>
  z.coerce.number().int().min(1).max(most).default(usual);
const seq = z.coerce.number().int().min(0).default(0);

/** A comma-separated list of values of `item`. */
function listOf<Item extends z.ZodType<string, string>>(item: Item) {
  return z
    .string()
    .transform((text) => text.split(",").map((part) => part.trim()))
    .pipe(z.array(item));
}

/** Query of GET /api/migrate/jobs. Without `limit` all jobs are listed, as the old system does. */
export const jobListQuerySchema = z.object({
  status: listOf(jobStatusSchema).optional().meta({ description: "One or more, by comma" }),
  text: z.string().max(200).optional().meta({ description: "In id, inventory path or target" }),
  from: z.iso.datetime({ offset: true }).optional().meta({ description: "Created at or after" }),
  to: z.iso.datetime({ offset: true }).optional().meta({ description: "Created before" }),
  limit: z.coerce.number().int().min(1).max(1_000).optional(),
  cursor: z.string().max(500).optional().meta({ description: "next_cursor of the page before" }),
});
export type JobListQuery = z.infer<typeof jobListQuerySchema>;

/** Query of GET /api/migrate/audit and of a job's trail; `after` is the id of the last entry known. */
export const auditQuerySchema = z.object({ after: seq, limit: limit(10_000, 1_000) });

/** Query of GET /api/migrate/jobs/{job_id}/logs. */
export const logsQuerySchema = z.object({
  after: seq,
  limit: limit(10_000, 1_000),
  level: listOf(logLevelSchema).optional(),
});

export const logPageSchema = z.looseObject({
  logs: z.array(logEntrySchema),
  /** Where the next page goes on; null at the end of what is there now. */
  next_after: z.int().nullable(),
  last_seq: z.int(),
});
export type LogPage = z.infer<typeof logPageSchema>;

/** Query of GET /api/migrate/jobs/{job_id}/results. */
export const resultsQuerySchema = z.object({
  after: seq,
  limit: limit(10_000, 1_000),
  status: listOf(objectStatusSchema).optional(),
  code: z.string().optional().meta({ description: "An error code" }),
});

export const resultPageSchema = z.looseObject({
  object_results: z.array(objectResultSchema),
  next_after: z.int().nullable(),
  last_seq: z.int(),
});

/** Path of GET /api/migrate/jobs/{job_id}/results/{seq}. */
export const resultParamsSchema = z.object({
  job_id: z.string().min(1).max(200),
  seq: z.coerce.number().int().min(1),
});

/** One result with the statements that its object is made of, and the SQL that was made of them. */
export const resultDetailSchema = z.looseObject({
  result: objectResultSchema,
  source: z
    .array(z.looseObject({ file: z.string(), line: z.int(), column: z.int(), text: z.string() }))
    .meta({ description: "CREATE first, then what changes it" }),
  sql: z.string().nullable().meta({ description: "null: nothing was made" }),
  sql_dialect: z.enum(["duckdb", "databricks"]).nullable(),
  is_artefact: z.boolean().meta({
    description: "The target cannot hold the object; its SQL is kept to be read, and was not run",
  }),
});
export type ResultDetail = z.infer<typeof resultDetailSchema>;

/** Who did what, when. It outlives its job. */
export const auditEntrySchema = z.looseObject({
  id: z.int(),
  timestamp: z.string(),
  job_id: z.string(),
  client: z.string().meta({ description: "The client's name: X-Client-Name, else User-Agent" }),
  action: z.enum(["start", "pause", "resume", "cancel", "retry", "delete", "import", "retention"]),
  detail: z.string().nullish(),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;
export type AuditAction = AuditEntry["action"];

export const auditPageSchema = z.looseObject({
  entries: z.array(auditEntrySchema),
  next_after: z.int().nullable(),
});
