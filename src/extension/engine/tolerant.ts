import * as z from "zod";
import { type Frame, frameSchema } from "../../protocol/frame.ts";
import {
  type Job,
  type JobSummary,
  jobSummarySchema,
  logEntrySchema,
  objectResultSchema,
} from "../../protocol/job.ts";
import type { ListChange } from "./engineApi.ts";

/** Told about each thing that could not be read; the rest is used all the same. */
export type Complain = (what: string, reason: string) => void;

/** A list of which the readable members are kept. */
function listOf<T>(schema: z.ZodType<T>, what: string, complain: Complain): z.ZodType<T[]> {
  return z
    .array(z.unknown())
    .nullish()
    .transform((items) => {
      const good: T[] = [];
      for (const item of items ?? []) {
        const parsed = schema.safeParse(item);
        if (parsed.success) good.push(parsed.data);
        else complain(what, z.prettifyError(parsed.error));
      }
      return good;
    });
}

/** Schemas of what an engine sends that forgive: one bad row costs that row only. */
export interface TolerantSchemas {
  frame: z.ZodType<Frame>;
  job: z.ZodType<Job>;
  jobs: z.ZodType<{ jobs: JobSummary[] }>;
  listChange: z.ZodType<ListChange>;
}

/** Makes the schemas; each says through `complain` what it leaves out. */
export function tolerantSchemas(complain: Complain): TolerantSchemas {
  const logs = listOf(logEntrySchema, "log line", complain);
  const results = listOf(objectResultSchema, "object result", complain);
  const jobs = listOf(jobSummarySchema, "job", complain);
  return {
    frame: frameSchema.extend({ new_logs: logs, new_results: results }),
    job: jobSummarySchema.extend({ logs, object_results: results }),
    jobs: z.looseObject({ jobs }),
    listChange: z
      .looseObject({
        snapshot: z.boolean().optional(),
        jobs,
        deleted: z.array(z.string()).optional(),
      })
      .transform(({ snapshot = false, jobs, deleted = [] }) => ({ snapshot, jobs, deleted })),
  };
}

/** Reads JSON text with a schema; undefined when it cannot be read. */
export function parseText<T>(
  text: string,
  schema: z.ZodType<T>,
  what: string,
  complain: Complain,
): T | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    complain(what, "not JSON");
    return undefined;
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  complain(what, z.prettifyError(parsed.error));
  return undefined;
}
