import { Emitter } from "../emitter.ts";

interface Ask {
  jobId: string;
  answer: Promise<number>;
  off: AbortController;
}

/** Retries that wait for their answer: where the files have changed, the engine reads all of them first. */
export class RetryAsks {
  /** By what they mean. */
  readonly #asks = new Map<string, Ask>();
  readonly #changed = new Emitter<string>();

  /** Tells the job of a retry that was asked for, or has its answer. */
  readonly onDidChange = this.#changed.event;

  isAsked(jobId: string): boolean {
    return [...this.#asks.values()].some((ask) => ask.jobId === jobId);
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
    const answer = send(off.signal).finally(() => {
      this.#asks.delete(key);
      this.#changed.fire(jobId);
    });
    this.#asks.set(key, { jobId, answer, off });
    this.#changed.fire(jobId);
    return answer;
  }

  /** Calls off what waits: nothing has changed then. Whoever asked gets an AbortError. */
  callOff(jobId: string): void {
    for (const ask of this.#asks.values()) if (ask.jobId === jobId) ask.off.abort();
  }
}
