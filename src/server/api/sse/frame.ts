import type { JobSummary } from "../../../protocol/job.ts";
import { isTerminal } from "../../../protocol/jobState.ts";
import type { StreamRow } from "../../store/types.ts";
import { encodePiece, type Piece } from "./client.ts";

/** Rows as they stand in a frame, encoded once however many frames they go into. */
export interface FrameRows {
  bytes: Buffer;
  /** `seq` of the last row. */
  last: number;
}

/** A frame on the wire, and where the stream stands after it. */
export interface WireFrame {
  piece: Piece;
  cursor: number;
  complete: boolean;
}

/** Joins the rows behind `cursor`, which were serialised when they were committed. */
export function encodeRows(rows: readonly StreamRow[], cursor: number): FrameRows {
  const logs = rows.filter(({ kind }) => kind === "log").map(({ json }) => json);
  const results = rows.filter(({ kind }) => kind === "result").map(({ json }) => json);
  const bytes = Buffer.from(`,"new_logs":[${logs}],"new_results":[${results}]`);
  return { bytes, last: rows.at(-1)?.seq ?? cursor };
}

/** The SSE event that carries `rows` and the job as it is now; complete when the job has ended and no row is left. */
export function encodeFrame(job: JobSummary, { bytes, last }: FrameRows): WireFrame {
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
    estimated_time_low: job.estimated_time_low ?? null,
    estimated_time_high: job.estimated_time_high ?? null,
    skipped_objects: job.skipped_objects,
    running_objects: job.running_objects,
    rows_loaded: job.rows_loaded,
    error: job.error ?? null,
    target_path: job.target_path ?? null,
  });
  const tail = complete ? ',"complete":true}\n\n' : "}\n\n";
  const piece = encodePiece([
    Buffer.from(`id: ${last}\ndata: ${head.slice(0, -1)}`),
    bytes,
    Buffer.from(tail),
  ]);
  return { piece, cursor: last, complete };
}
