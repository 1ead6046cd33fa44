/** What a cancelled job's work may take to finish by itself, unless the request says otherwise. */
export const DEFAULT_GRACE_MS = 250;
/** What it may take to let go once it was interrupted; then the job ends without it. */
export const FORCE_MS = 700;

/** Why a job takes no more objects. `error` is why it could not go on. */
export type StopReason =
  | { kind: "paused" }
  | { kind: "cancelled" }
  | { kind: "shutdown" }
  | { kind: "failed"; error: unknown };

/** Weight of a reason: a later one replaces an earlier one only when it weighs more. */
const WEIGHT = { paused: 0, shutdown: 1, cancelled: 2, failed: 3 } as const;

/**
 * How a run comes to its end: what is in work may finish within a grace period, is interrupted then, and is left alone when
 * that does not help.
 */
export class Stopping {
  readonly #abort = new AbortController();
  readonly #wake: () => void;
  #reason: StopReason | undefined;
  #grace: NodeJS.Timeout | undefined;
  #force: NodeJS.Timeout | undefined;
  #deadline = false;

  /** `wake` is called whenever something changed. */
  constructor(wake: () => void) {
    this.#wake = wake;
  }

  /** Aborts when what is in work has to let go. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  get reason(): StopReason | undefined {
    return this.#reason;
  }

  /** True when what is in work did not let go in time. */
  get overdue(): boolean {
    return this.#deadline;
  }

  /** Stops for `reason`; what is in work is interrupted after `graceMs`, never when that is infinite. */
  stop(reason: StopReason, graceMs: number): void {
    if (!this.#reason || WEIGHT[reason.kind] > WEIGHT[this.#reason.kind]) this.#reason = reason;
    if (graceMs !== Number.POSITIVE_INFINITY && !this.#abort.signal.aborted) {
      clearTimeout(this.#grace);
      if (graceMs <= 0) this.#interrupt();
      else this.#grace = setTimeout(() => this.#interrupt(), graceMs);
    }
    this.#wake();
  }

  /** Nothing is in work any more. */
  settled(): void {
    clearTimeout(this.#grace);
    clearTimeout(this.#force);
  }

  #interrupt(): void {
    this.#abort.abort(new Error("The job was stopped"));
    this.#force = setTimeout(() => {
      this.#deadline = true;
      this.#wake();
    }, FORCE_MS);
    this.#wake();
  }
}
