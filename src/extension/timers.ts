import { type Disposable, toDisposable } from "./lifetime.ts";

/** Time as the extension sees it; tests bring their own. */
export interface Timers {
  /** Epoch milliseconds. */
  now(): number;
  /** Runs something once after `ms`; disposing it first prevents that. */
  after(ms: number, run: () => void): Disposable;
}

/** The real clock. Its timers never keep a process alive. */
export const systemTimers: Timers = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    timer.unref();
    return toDisposable(() => clearTimeout(timer));
  },
};

/** Runs `run` soon after `schedule`, but never more often than once in `intervalMs`. */
export class Throttle implements Disposable {
  intervalMs: number;
  readonly #run: () => void;
  readonly #timers: Timers;
  #lastRun = Number.NEGATIVE_INFINITY;
  #pending: Disposable | undefined;
  #disposed = false;

  constructor(intervalMs: number, timers: Timers, run: () => void) {
    this.intervalMs = intervalMs;
    this.#timers = timers;
    this.#run = run;
  }

  schedule(): void {
    if (this.#pending || this.#disposed) return;
    const waitMs = Math.max(0, this.#lastRun + this.intervalMs - this.#timers.now());
    this.#pending = this.#timers.after(waitMs, () => this.flush());
  }

  /** Runs now. */
  flush(): void {
    this.#pending?.dispose();
    this.#pending = undefined;
    if (this.#disposed) return;
    this.#lastRun = this.#timers.now();
    this.#run();
  }

  dispose(): void {
    this.#disposed = true;
    this.#pending?.dispose();
    this.#pending = undefined;
  }
}
