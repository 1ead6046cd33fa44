import { Emitter } from "../emitter.ts";
import type { Timers } from "../timers.ts";

/** Nothing is said of what is answered within this time, as most are. */
const QUIET_MS = 600;

interface Ask {
  jobId: string;
  isLong: boolean;
  answer: Promise<number>;
  off: AbortController;
}

/** Retries that wait for their answer: where the files have changed, the engine reads all of them first. */
export class RetryAsks {
  /** By what they mean. */
  readonly #asks = new Map<string, Ask>();
  readonly #changed = new Emitter<string>();
  readonly #timers: Timers;

  /** Tells the job of a retry that takes long, or has its answer. */
  readonly onDidChange = this.#changed.event;

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  /** A retry of the job has waited for its answer for some time. */
  isLong(jobId: string): boolean {
    return [...this.#asks.values()].some((ask) => ask.jobId === jobId && ask.isLong);
  }

  /** Answers what `send` answers. The same asked twice, by a second click on a button, is asked once. */
  ask(
    jobId: string,
    selection: unknown,
    send: (signal: AbortSignal) => Promise<number>,
  ): Promise<number> {
    const key = JSON.stringify([jobId, selection]);
    const asked = this.#asks.get(key);
    if (asked) return asked.answer;
    const off = new AbortController();
    const quiet = this.#timers.after(QUIET_MS, () => {
      ask.isLong = true;
      this.#changed.fire(jobId);
    });
    const answer = send(off.signal).finally(() => {
      quiet.dispose();
      this.#asks.delete(key);
      this.#changed.fire(jobId);
    });
    const ask: Ask = { jobId, isLong: false, answer, off };
    this.#asks.set(key, ask);
    return answer;
  }

  /** Calls off what waits: nothing has changed then. Whoever asked gets an AbortError. */
  callOff(jobId: string): void {
    for (const ask of this.#asks.values()) if (ask.jobId === jobId) ask.off.abort();
  }
}
