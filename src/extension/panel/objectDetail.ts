import { canRetryObjects } from "../jobs/jobAbilities.ts";
import type { JobModel } from "../jobs/jobModel.ts";
import type { ResultRow } from "../jobs/resultTable.ts";
import type { ObjectDetail, SelectionView } from "./messages.ts";
import { explain, location } from "./objectRow.ts";

/** An error can hold a whole statement; the rest is in the log. */
const MAX_MESSAGE_CHARS = 3_000;
const MAX_HINT_CHARS = 1_000;
/** More editors than these nobody wants to have opened at once. */
export const MAX_OPEN = 12;

/** What is told of one object beside its row; null when there is no such row. */
export function objectDetail(
  job: JobModel,
  rowId: number,
  capabilities: ReadonlySet<string>,
): ObjectDetail | null {
  const row = job.results.rows[rowId];
  if (!row) return null;
  const { result } = row;
  const { message, code } = explain(result);
  const advice = result.issues?.find((issue) => issue.code === code)?.hint;
  // Many a message ends with its advice: it is not said twice.
  const hint = advice && !message.includes(advice) ? advice : undefined;
  return {
    id: row.id,
    message: message.slice(0, MAX_MESSAGE_CHARS),
    hint: hint?.slice(0, MAX_HINT_CHARS) ?? null,
    location: location(result),
    sameCode: result.status === "error" && code !== null ? countSame(job, code) : 0,
    hasDocuments: hasDocuments(row, capabilities),
    canRetry: isRetryable(row) && canRetryObjects(job, capabilities),
  };
}

/** What the panel shows of a selection. `shown`: the rows of its window. */
export function selectionView(
  job: JobModel,
  rows: readonly ResultRow[],
  shown: readonly number[],
  capabilities: ReadonlySet<string>,
): SelectionView {
  const canRetry = rows.length > 0 && canRetryObjects(job, capabilities);
  return {
    count: rows.length,
    retryable: canRetry ? rows.filter(isRetryable).length : 0,
    canOpen:
      rows.length > 0 &&
      rows.length <= MAX_OPEN &&
      rows.every((row) => hasDocuments(row, capabilities)),
    shown: [...shown],
  };
}

/** It failed or was skipped: what succeeded is not done again by way of a selection. */
export function isRetryable({ result }: ResultRow): boolean {
  return result.status !== "success";
}

function hasDocuments({ result }: ResultRow, capabilities: ReadonlySet<string>): boolean {
  return capabilities.has("history") && result.seq !== undefined;
}

function countSame(job: JobModel, code: string): number {
  let count = 0;
  for (const { result } of job.results.rows) {
    if (result.status === "error" && explain(result).code === code) count++;
  }
  return count;
}
