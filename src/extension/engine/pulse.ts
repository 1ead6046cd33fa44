import type { Disposable } from "../lifetime.ts";
import type { Timers } from "../timers.ts";

const BEAT_MS = 2_500;
/** A beat that comes later than this was slept through: a laptop was closed, or the process was stopped. */
const SLEPT_MS = 15_000;

/**
 * Calls back every 2.5 s, and says when the wall clock shows that the time in between was slept through: a connection from
 * before is hardly worth anything then, and a pause that was going on is over.
 */
export class Pulse implements Disposable {
  readonly #timers: Timers;
  readonly #onBeat: (woke: boolean) => void;
  #last: number;
  #next: Disposable | undefined;
  #disposed = false;

  constructor(timers: Timers, onBeat: (woke: boolean) => void) {
    this.#timers = timers;
    this.#onBeat = onBeat;
    this.#last = timers.now();
    this.#schedule();
  }

  dispose(): void {
    this.#disposed = true;
    this.#next?.dispose();
    this.#next = undefined;
  }

  #schedule(): void {
    this.#next = this.#timers.after(BEAT_MS, () => {
      const now = this.#timers.now();
      const woke = now - this.#last >= BEAT_MS + SLEPT_MS;
      this.#last = now;
      this.#onBeat(woke);
      if (!this.#disposed) this.#schedule();
    });
  }
}
