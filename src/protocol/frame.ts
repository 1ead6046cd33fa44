import * as z from "zod";
import { jobStatusSchema, logEntrySchema, objectResultSchema } from "./job.ts";

/**
 * One event of GET /api/migrate/stream/{job_id}: the job's counters as they are now and the rows that came since the
 * frame before. Its SSE `id` is the `seq` of its last row. `complete` is true in the last frame only.
 */
export const frameSchema = z.looseObject({
  job_id: z.string(),
  status: jobStatusSchema,
  progress_percentage: z.number(),
  completed_objects: z.int(),
  failed_objects: z.int(),
  total_objects: z.int(),
  current_object: z.string().nullish(),
  estimated_time_remaining: z.number().nullish(),
  new_logs: z.array(logEntrySchema),
  new_results: z.array(objectResultSchema),
  complete: z.boolean().optional(),
  // Ours.
  estimated_time_low: z.number().nullish(),
  estimated_time_high: z.number().nullish(),
  skipped_objects: z.int().optional(),
  running_objects: z.int().optional(),
  rows_loaded: z.int().optional(),
  error: z.string().nullish(),
  target_path: z.string().nullish(),
});
export type Frame = z.infer<typeof frameSchema>;
