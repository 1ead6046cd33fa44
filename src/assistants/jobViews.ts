import type { JobSummary, ObjectResult } from "../protocol/job.ts";
import type { FailureView, JobView } from "./outputs.ts";
import { cut, placeText } from "./texts.ts";

const MAX_ERROR_CHARS = 1_000;

/** What the tools tell of a job. */
export function jobView(job: JobSummary): JobView {
  return {
    job_id: job.job_id,
    status: job.status,
    cancelling: job.cancelling ?? false,
    imported: job.imported ?? false,
    dry_run: job.dry_run ?? false,
    total_objects: job.total_objects,
    completed_objects: job.completed_objects,
    failed_objects: job.failed_objects,
    skipped_objects: job.skipped_objects ?? 0,
    progress_percentage: job.progress_percentage,
    seconds_left: job.estimated_time_remaining ?? null,
    source_type: job.source_type,
    inventory_path: job.inventory_path ?? null,
    target: `${job.target_catalog}.${job.target_schema}`,
    target_path: job.target_path ?? null,
    start_time: job.start_time ?? null,
    end_time: job.end_time ?? null,
    error: job.error ? cut(job.error, MAX_ERROR_CHARS) : null,
  };
}

/** A job in a line. */
export function jobLine(job: JobView): string {
  const state = [
    job.cancelling ? "cancelling" : job.status,
    ...(job.dry_run ? ["dry run"] : []),
    ...(job.imported ? ["imported"] : []),
  ].join(", ");
  const done = job.completed_objects + job.failed_objects + job.skipped_objects;
  const counts =
    `${done} of ${job.total_objects} objects done, ${job.failed_objects} failed, ` +
    `${job.skipped_objects} skipped`;
  const route = `${job.source_type} ${job.inventory_path ?? ""} → ${job.target}`;
  return `${job.job_id}: ${state}; ${counts}; ${route}; started ${job.start_time ?? "not yet"}`;
}

/** What the tools tell of an object that failed or was skipped. */
export function failureView(result: ObjectResult): FailureView {
  const { file, line, column } = result;
  return {
    object: result.object_name,
    type: result.object_type,
    status: result.status,
    code: result.error_code ?? null,
    error: result.error ? cut(result.error, MAX_ERROR_CHARS) : null,
    place: file ? { file, line: line ?? 1, column: column ?? 1 } : null,
  };
}

/** A failed or skipped object in a line. */
export function failureLine({ object, type, status, code, error, place }: FailureView): string {
  const at = placeText(place ?? {});
  const what = [status === "error" ? "failed" : status, type, object].join(" ");
  return `${what}: ${[code, error].filter(Boolean).join(" ")}${at ? ` (${at})` : ""}`;
}
