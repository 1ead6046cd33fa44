import type { JobStatus } from "./job.ts";

/** Which state may follow which. A move that is not here is refused with 409. */
export const LEGAL_MOVES: Readonly<Record<JobStatus, readonly JobStatus[]>> = {
  queued: ["running", "paused", "failed", "cancelled"],
  running: ["queued", "paused", "completed", "failed", "cancelled"],
  paused: ["queued", "failed", "cancelled"],
  completed: ["queued"],
  failed: ["queued"],
  cancelled: ["queued"],
};

/** What a client can ask of a job, beside its start. */
export type JobCommand = "pause" | "resume" | "cancel" | "retry" | "delete";

/**
 * What a command does to a job in each state: the state that it leads to, `same` when there is nothing to do, `refused`
 * when it is answered with 409. `removed`: the job is gone. A delete of a job that has not ended needs `force`.
 */
export const COMMANDS: Readonly<
  Record<JobCommand, Readonly<Record<JobStatus, JobStatus | "same" | "refused" | "removed">>>
> = {
  pause: {
    queued: "paused",
    running: "paused",
    paused: "same",
    completed: "refused",
    failed: "refused",
    cancelled: "refused",
  },
  resume: {
    queued: "same",
    running: "same",
    paused: "queued",
    completed: "refused",
    failed: "refused",
    cancelled: "refused",
  },
  cancel: {
    queued: "cancelled",
    running: "cancelled",
    paused: "cancelled",
    completed: "refused",
    failed: "refused",
    cancelled: "refused",
  },
  retry: {
    queued: "same",
    running: "same",
    paused: "same",
    completed: "queued",
    failed: "queued",
    cancelled: "queued",
  },
  delete: {
    queued: "refused",
    running: "refused",
    paused: "refused",
    completed: "removed",
    failed: "removed",
    cancelled: "removed",
  },
};

const ENDS: readonly JobStatus[] = ["completed", "failed", "cancelled"];

/** True when `to` may follow `from`. */
export function canMove(from: JobStatus, to: JobStatus): boolean {
  return LEGAL_MOVES[from].includes(to);
}

/** True when nothing more happens in this state unless somebody asks for it. */
export function isTerminal(status: JobStatus): boolean {
  return ENDS.includes(status);
}
