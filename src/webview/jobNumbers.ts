import type { JobView } from "../extension/panel/messages.ts";

/** Objects that have a result, whichever. */
export function doneOf(job: JobView): number {
  return job.completed + job.failed + job.skipped;
}

/** How long the job has been running, or ran, in seconds; null before it started. */
export function elapsedSeconds(job: JobView, now: number): number | null {
  if (job.startedAt === null) return null;
  return Math.max(0, ((job.endedAt ?? now) - job.startedAt) / 1000);
}
