import { COMMANDS } from "../../protocol/jobState.ts";
import type { JobModel } from "./jobModel.ts";

/** What the state of a job allows. Whether the server can do it is another question: see its capability `control`. */

/** A cancel was asked for, here or in another window, and the job has not ended yet. */
export function isCancelling({ active, cancelling, summary }: JobModel): boolean {
  return active && (cancelling || summary.cancelling === true);
}

export function canCancel(job: JobModel): boolean {
  return job.active && !job.summary.imported && !isCancelling(job);
}

/** It is being cancelled, and need not wait for what is in work. */
export function canCancelNow(job: JobModel): boolean {
  return isCancelling(job);
}

export function canPause(job: JobModel): boolean {
  return canCancel(job) && COMMANDS.pause[job.summary.status] === "paused";
}

export function canResume(job: JobModel): boolean {
  return canCancel(job) && COMMANDS.resume[job.summary.status] === "queued";
}

/** It has ended, and not all of it went well. An imported job only shows what was. */
export function canRetry({ summary }: JobModel): boolean {
  const { status, failed_objects, imported } = summary;
  if (imported || COMMANDS.retry[status] !== "queued") return false;
  return status !== "completed" || failed_objects > 0;
}

/** Chosen objects can be run again, also while the others are still in work. */
export function canRetryObjects(job: JobModel, capabilities: ReadonlySet<string>): boolean {
  const { status, imported } = job.summary;
  if (imported || isCancelling(job) || !capabilities.has("control")) return false;
  return COMMANDS.retry[status] !== "refused";
}
