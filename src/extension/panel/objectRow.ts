import type { ObjectResult } from "../../protocol/job.ts";
import type { ResultRow } from "../jobs/resultTable.ts";
import type { SentRow } from "./messages.ts";

/** Characters of messages in one window of rows: a message to the panel stays below 10 KB. */
const MAX_WINDOW_CHARS = 2_500;
/** A cell shows no more than this of a message. */
const MAX_MESSAGE_CHARS = 160;

/** Rows as the panel gets them: what is empty or unknown is left out, messages are cut. */
export function sentRows(rows: readonly ResultRow[]): SentRow[] {
  const lengths = rows.map(({ result }) => explain(result).message.length).filter(Boolean);
  const share = Math.floor(MAX_WINDOW_CHARS / Math.max(1, lengths.length));
  const most = Math.max(40, Math.min(MAX_MESSAGE_CHARS, share));
  return rows.map((row) => sentRow(row, most));
}

/** Why it failed or was skipped, else what to look at. */
export function explain(result: ObjectResult): { message: string; code: string | null } {
  if (result.error) {
    return { message: result.error, code: result.error_code ?? result.issues?.[0]?.code ?? null };
  }
  const issue = result.issues?.find(({ severity }) => severity !== "info") ?? result.issues?.[0];
  return { message: issue?.message ?? "", code: result.error_code ?? issue?.code ?? null };
}

/** `views/v_margin.sql:41:3` */
export function location({ file, line, column }: ObjectResult): string | null {
  if (!file) return null;
  return [file, line, line ? column : undefined]
    .filter((part) => part !== null && part !== undefined)
    .join(":");
}

function sentRow({ id, review, result }: ResultRow, most: number): SentRow {
  const { message, code } = explain(result);
  const { execution_time_ms, rows_loaded, attempt } = result;
  return {
    id,
    name: result.object_name,
    type: result.object_type,
    status: result.status,
    ...(message && { message: message.length > most ? `${message.slice(0, most)}…` : message }),
    ...(code && { code }),
    ...(review && { review }),
    ...(typeof execution_time_ms === "number" && { timeMs: execution_time_ms }),
    ...(typeof rows_loaded === "number" && { rowsLoaded: rows_loaded }),
    ...(attempt !== undefined && { attempt }),
  };
}
