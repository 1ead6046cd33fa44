import { toDisposable } from "../../../../src/extension/lifetime.ts";
import type { Timers } from "../../../../src/extension/timers.ts";

/** A clock that only moves when told to. */
export class FakeTimers implements Timers {
  #now = 1_000_000;
  #next = 0;
  readonly #pending = new Map<number, { at: number; run: () => void }>();

  now(): number {
    return this.#now;
  }

  after(ms: number, run: () => void) {
    const id = this.#next++;
    this.#pending.set(id, { at: this.#now + ms, run });
    return toDisposable(() => this.#pending.delete(id));
  }

  /** How many timers wait. */
  get waiting(): number {
    return this.#pending.size;
  }

  /** The machine sleeps: the time of day goes on, and every timer stands still. */
  sleep(ms: number): void {
    this.#now += ms;
    for (const timer of this.#pending.values()) timer.at += ms;
  }

  /** Lets time pass, running what comes due in its order. */
  advance(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const due = [...this.#pending].filter(([, { at }]) => at <= end);
      const [first] = due.sort(([a, x], [b, y]) => x.at - y.at || a - b);
      if (!first) break;
      const [id, { at, run }] = first;
      this.#pending.delete(id);
      this.#now = Math.max(this.#now, at);
      run();
    }
    this.#now = end;
  }
}
