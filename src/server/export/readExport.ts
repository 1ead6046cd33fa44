import { JOB_EXPORT, type JobExport, jobExportSchema } from "../../protocol/jobExport.ts";
import { isTerminal } from "../../protocol/jobState.ts";
import { AppError, type FieldError } from "../errors.ts";
import { LEFT_OUT_KINDS } from "../inventory/leftOutKinds.ts";
import type { LeftOut } from "../inventory/types.ts";
import type { ImportedJob } from "../store/archive.ts";
import { fromExportedJob } from "./jobRecord.ts";

/** Faults that are told; a file that is none of ours has thousands. */
const MOST_FAULTS = 5;

/** Reads a JobExport document. Throws an AppError that says what is wrong with it, and where. */
export function readExport(document: unknown): ImportedJob {
  const read = jobExportSchema.safeParse(document);
  if (!read.success) throw unreadable(document, read.error.issues);
  assertConsistent(read.data);
  const { objects, past_sources: pastSources, left_out, results, logs, audit } = read.data;
  const job = fromExportedJob(read.data.job);
  if (!isTerminal(job.status)) {
    // It does not run here, and never will.
    job.error = `It was ${job.status} when it was exported at ${read.data.exported_at}`;
    job.status = "cancelled";
    job.endTime ??= read.data.exported_at;
  }
  const entries = audit.map(({ timestamp, client, action, detail }) => ({
    timestamp,
    client,
    action,
    ...(detail != null && { detail }),
  }));
  const leftOut = left_out.map(toLeftOut);
  return { job, objects, pastSources, leftOut, results, logs, audit: entries };
}

/** A kind that this engine does not know comes from a newer one: the rest of it is kept all the same. */
function toLeftOut({ category, ...one }: JobExport["left_out"][number]): LeftOut {
  const known = LEFT_OUT_KINDS.find((kind) => kind === category);
  return { ...one, category: known ?? "other" } as LeftOut;
}

interface SchemaIssue {
  path: PropertyKey[];
  message: string;
}

function unreadable(document: unknown, issues: readonly SchemaIssue[]): AppError {
  const { format, version } = (document ?? {}) as { format?: unknown; version?: unknown };
  if (format !== JOB_EXPORT.format) {
    return refused("This is no exported job. Export one as JSON, and import that file.");
  }
  if (typeof version === "number" && version > JOB_EXPORT.version) {
    const known = `it has version ${version}, this engine reads up to ${JOB_EXPORT.version}`;
    return refused(`A newer engine wrote this file: ${known}. Update the extension.`);
  }
  const faults = issues
    .slice(0, MOST_FAULTS)
    .map(({ path, message }) => ({ field: path.map(String).join(".") || "body", message }));
  const more = issues.length > faults.length ? `, and ${issues.length - faults.length} more` : "";
  const named = faults.map(({ field, message }) => `${field}: ${message}`).join("; ");
  return refused(`The exported job is not whole: ${named}${more}. Export it again.`, faults);
}

/** What the schema cannot say: each seq once and without a gap, results of objects that exist, counters that hold. */
function assertConsistent({ job, objects, past_sources, results, logs }: JobExport): void {
  const counting = new Map(objects.map(({ ordinal, attempt }) => [ordinal, attempt]));
  if (counting.size !== objects.length) throw inconsistent("an object is there twice");
  if (job.planned && objects.length !== job.total_objects) {
    throw inconsistent(`it says ${job.total_objects} objects and holds ${objects.length}`);
  }
  const seqs = new Set([...results, ...logs].map(({ seq }) => seq));
  const isWhole = seqs.size === results.length + logs.length && seqs.size === job.last_seq;
  for (let seq = 1; isWhole && seq <= job.last_seq; seq++) {
    if (!seqs.has(seq)) throw inconsistent(`seq ${seq} is missing`);
  }
  if (!isWhole)
    throw inconsistent(`it says ${job.last_seq} log lines and results, and holds others`);
  const put = new Set(past_sources.map(({ ordinal, attempt }) => `${ordinal}/${attempt}`));
  if (put.size !== past_sources.length || past_sources.some((one) => !counting.has(one.ordinal))) {
    throw inconsistent("it holds an earlier source of an object twice, or of one that it lacks");
  }
  const counts = { success: 0, error: 0, skipped: 0 };
  const seen = new Set<string>();
  for (const { ordinal, attempt, status, result } of results) {
    const key = `${ordinal}/${attempt}`;
    const counted = counting.get(ordinal);
    if (counted === undefined)
      throw inconsistent(`a result is of object ${ordinal}, which it lacks`);
    if (seen.has(key)) throw inconsistent(`object ${ordinal} has two results of one attempt`);
    if (result.status !== status) throw inconsistent(`object ${ordinal} has two states`);
    seen.add(key);
    if (attempt === counted) counts[status]++;
  }
  const said = [job.completed_objects, job.failed_objects, job.skipped_objects];
  const found = [counts.success, counts.error, counts.skipped];
  if (said.join() !== found.join()) {
    throw inconsistent(
      `it says ${said.join("/")} objects completed, failed, skipped, and holds ${found.join("/")}`,
    );
  }
}

function inconsistent(what: string): AppError {
  return refused(`The exported job does not agree with itself: ${what}. Export it again.`);
}

function refused(message: string, fields: FieldError[] = []): AppError {
  return new AppError("IMPORT_INVALID", 400, message, { fields });
}
