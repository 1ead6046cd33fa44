import type { HostToPanel } from "../extension/panel/messages.ts";

/**
 * The message when it is one of the host's, else null. A light check of the shapes that the panel relies on: the sender is
 * our own extension, but other frames and browser extensions post messages to a window too.
 */
export function readHostMessage(data: unknown): HostToPanel | null {
  if (!isRecord(data)) return null;
  const good =
    data.type === "state"
      ? isPart(data.connection, (part) => typeof part.state === "string") &&
        (data.job === null || isPart(data.job, isJob)) &&
        isPart(data.counts, (part) => isRecord(part.status) && isRecord(part.type)) &&
        isPart(data.objects, isWindow) &&
        isPart(data.selection, isSelection) &&
        (data.detail === null || isPart(data.detail, (part) => typeof part.message === "string")) &&
        isPart(data.log, isWindow) &&
        isActivity(data)
      : data.type === "revealed"
        ? typeof data.rowId === "number"
        : data.type === "commandFailed" && typeof data.message === "string";
  return good ? (data as unknown as HostToPanel) : null;
}

/** Chart, timeline and failures; null is one that there is none of. */
function isActivity({ chart, timeline, failures, folded }: Record<string, unknown>): boolean {
  return (
    (chart === null || isPart(chart, (part) => Array.isArray(part.finished))) &&
    isPart(timeline, (part) => Array.isArray(part.workers) && isRecord(part.marks)) &&
    isPart(failures, (part) => Array.isArray(part.groups) && isRecord(part.more)) &&
    (folded === undefined || Array.isArray(folded))
  );
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isPart(value: unknown, check: (part: Record<string, unknown>) => boolean): boolean {
  return value === undefined || (isRecord(value) && check(value));
}

function isJob(job: Record<string, unknown>): boolean {
  return (
    typeof job.jobId === "string" &&
    typeof job.title === "string" &&
    typeof job.status === "string" &&
    [job.percent, job.total, job.completed, job.failed, job.skipped].every(Number.isFinite)
  );
}

function isSelection({ count, retryable, shown }: Record<string, unknown>): boolean {
  return Number.isInteger(count) && Number.isInteger(retryable) && Array.isArray(shown);
}

function isWindow(window: Record<string, unknown>): boolean {
  return (
    [window.first, window.matching, window.total].every(Number.isInteger) &&
    Array.isArray(window.rows) &&
    window.rows.every((row) => isRecord(row) && typeof row.id === "number")
  );
}
