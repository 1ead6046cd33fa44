import type { JobSummary } from "../../../protocol/job.ts";
import { isTerminal } from "../../../protocol/jobState.ts";
import { encodePiece, type Piece } from "./client.ts";
import type { WireRow } from "./ring.ts";

/** A frame on the wire, and where the stream stands after it. */
export interface WireFrame {
  piece: Piece;
  cursor: number;
  complete: boolean;
}

/**
 * The SSE event that carries `rows` and the job as it is now. Complete when the job has ended and no row is left
 * behind. Rows are spliced in as they were serialised once.
 */
export function encodeFrame(job: JobSummary, rows: readonly WireRow[], cursor: number): WireFrame {
  const last = rows.at(-1)?.seq ?? cursor;
  const complete = isTerminal(job.status) && last >= (job.last_seq ?? 0);
  const head = JSON.stringify({
    job_id: job.job_id,
    status: job.status,
    progress_percentage: job.progress_percentage,
    completed_objects: job.completed_objects,
    failed_objects: job.failed_objects,
    total_objects: job.total_objects,
    current_object: job.current_object ?? null,
    estimated_time_remaining: job.estimated_time_remaining ?? null,
    skipped_objects: job.skipped_objects,
    running_objects: job.running_objects,
    rows_loaded: job.rows_loaded,
    error: job.error ?? null,
    target_path: job.target_path ?? null,
  });
  const logs = rows.filter(({ kind }) => kind === "log").map(({ json }) => json);
  const results = rows.filter(({ kind }) => kind === "result").map(({ json }) => json);
  const tail = complete ? ',"complete":true}' : "}";
  const data = `${head.slice(0, -1)},"new_logs":[${logs}],"new_results":[${results}]${tail}`;
  return { piece: encodePiece(`id: ${last}\ndata: ${data}\n\n`), cursor: last, complete };
}
