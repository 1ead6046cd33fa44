import type { JobStatus } from "./job.ts";

/** Which state may follow which. A move that is not here is refused with 409. */
export const LEGAL_MOVES: Readonly<Record<JobStatus, readonly JobStatus[]>> = {
  queued: ["running", "cancelled", "failed"],
  running: ["paused", "completed", "failed", "cancelled"],
  paused: ["running", "failed", "cancelled"],
  completed: [],
  failed: [],
  cancelled: [],
};

/** True when `to` may follow `from`. */
export function canMove(from: JobStatus, to: JobStatus): boolean {
  return LEGAL_MOVES[from].includes(to);
}

/** True when nothing more happens in this state unless somebody asks for it. */
export function isTerminal(status: JobStatus): boolean {
  return LEGAL_MOVES[status].length === 0;
}
