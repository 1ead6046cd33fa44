/** How a job is brought in line with its server after a retry or a time without a stream. For numbered rows only. */
import type { Frame } from "../../protocol/frame.ts";
import type { Job, JobSummary, ObjectResult } from "../../protocol/job.ts";
import type { LogRow } from "../panel/messages.ts";
import { JobModel } from "./jobModel.ts";

/** A snapshot holds so many lines at most, the newest. */
const SNAPSHOT_LOGS = 1_000;

/** The number of the last row that came over the job's stream; 0 before the first. */
export function lastSeqOf({ lastEventId }: JobModel): number {
  const seq = Number(lastEventId ?? 0);
  return Number.isSafeInteger(seq) ? seq : 0;
}

/** True for the last frame of a run when a newer summary has told already that the job went on after it. */
export function isOutdated(job: JobModel, frame: Frame, id: string | undefined): boolean {
  const told = job.summary.last_seq;
  return frame.complete === true && id !== undefined && told !== undefined && told > Number(id);
}

/** True when a job that was read to its end has rows that did not come: it was retried, perhaps in no time. */
export function hasMore(job: JobModel, summary: JobSummary): boolean {
  return job.complete && summary.last_seq !== undefined && summary.last_seq > lastSeqOf(job);
}

/** The rows of a frame without the numbers that are not true any more. */
export function withoutEnd(frame: Frame, { id, summary }: JobModel): Frame {
  const { new_logs, new_results } = frame;
  return { ...numbersOf(id, summary), new_logs, new_results };
}

/**
 * Takes a snapshot at `seq` over like a frame, so that its rows count as seen when the stream goes on. Answers the log
 * lines that are new. When lines between the stream's end and the snapshot's first one are missing, none is taken: the
 * stream brings them all, in their order.
 */
export function takeNumbered(job: JobModel, snapshot: Job, seq: number): LogRow[] {
  const { logs, object_results, ...numbers } = snapshot;
  const first = logs[0]?.seq ?? 0;
  const joins = logs.length < SNAPSHOT_LOGS || first <= lastSeqOf(job) + 1;
  if (!joins) return job.applySnapshot({ ...snapshot, logs: [] });
  const frame = { ...numbers, new_logs: logs, new_results: object_results, complete: false };
  return job.applyFrame(frame, String(seq));
}

/**
 * A copy of the job without the results that are in its table but not in a snapshot at `seq`: a retry took them back.
 * Undefined when there are none.
 */
export function withoutSuperseded(job: JobModel, snapshot: Job, seq: number): JobModel | undefined {
  const there = new Set(snapshot.object_results.map(keyOf));
  const results = job.results.rows.map(({ result }) => result);
  const kept = results.filter(
    (result) => result.seq === undefined || result.seq > seq || there.has(keyOf(result)),
  );
  if (kept.length === results.length) return undefined;
  const copy = new JobModel(job.summary);
  // All lines count as seen up to where the stream is.
  const last = lastSeqOf(job);
  const new_logs = job.logs.rows.map(({ time, level, message }) => ({
    timestamp: new Date(time).toISOString(),
    level,
    message,
    seq: last,
  }));
  copy.applySummary(job.summary);
  copy.applyFrame(
    { ...numbersOf(job.id, job.summary), new_logs, new_results: kept },
    job.lastEventId,
  );
  copy.set({ cancelling: job.cancelling, stream: job.stream });
  copy.complete = job.complete;
  return copy;
}

function keyOf({ object_type, object_name }: ObjectResult): string {
  return `${object_type} ${object_name}`;
}

function numbersOf(job_id: string, summary: Readonly<JobModel["summary"]>) {
  const { status, progress_percentage, completed_objects, failed_objects, total_objects } = summary;
  return { job_id, status, progress_percentage, completed_objects, failed_objects, total_objects };
}
