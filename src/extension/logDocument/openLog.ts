import { Emitter } from "../emitter.ts";
import { type Disposable, DisposableStore } from "../lifetime.ts";
import { Throttle, type Timers } from "../timers.ts";
import { FullLog, type ReadLogPage } from "./fullLog.ts";

const REFRESH_MS = 1_000;
/** An editor takes the whole text again each time: the bigger it is, the rarer that happens. */
const BYTES_PER_SECOND = 1024 * 1024;

/** The log of one job while its document is open. While it is watched it follows the job, at most once a second. */
export class OpenLog implements Disposable {
  readonly log: FullLog;
  readonly #timers: Timers;
  readonly #store = new DisposableStore();
  readonly #throttle: Throttle;
  readonly #grown = this.#store.add(new Emitter<void>());
  readonly #failed = this.#store.add(new Emitter<unknown>());
  #watchers = 0;
  #loaded: Promise<void> | undefined;
  #changedAt: number;
  #missed = false;
  #busy = false;

  readonly onDidGrow = this.#grown.event;
  /** A refresh did not work; the next one may. */
  readonly onDidFail = this.#failed.event;

  constructor(read: ReadLogPage, timers: Timers) {
    this.log = new FullLog(read);
    this.#timers = timers;
    this.#changedAt = timers.now();
    this.#throttle = this.#store.add(
      new Throttle(REFRESH_MS, timers, () => {
        void this.#refresh();
      }),
    );
  }

  /** When the text last became another one, epoch milliseconds. */
  get changedAt(): number {
    return this.#changedAt;
  }

  /** True while somebody sees the document. */
  get watched(): boolean {
    return this.#watchers > 0;
  }

  /** Waits for the first reading; one that failed is tried again. */
  async load(): Promise<void> {
    this.#loaded ??= this.log.update();
    try {
      await this.#loaded;
    } catch (error) {
      this.#loaded = undefined;
      throw error;
    }
  }

  /** Somebody sees the document until the answer is disposed. */
  watch(): Disposable {
    this.#watchers++;
    if (this.#missed) this.touch();
    let left = false;
    return {
      dispose: () => {
        if (!left) this.#watchers--;
        left = true;
      },
    };
  }

  /** The job has changed: there may be more to read. */
  touch(): void {
    this.#missed = !this.watched;
    if (!this.#missed) this.#throttle.schedule();
  }

  dispose(): void {
    this.#store.dispose();
  }

  async #refresh(): Promise<void> {
    const { log } = this;
    // What comes while this reads may be missed by it.
    if (this.#busy) return this.#throttle.schedule();
    const before = log.version;
    this.#busy = true;
    try {
      await log.update();
    } catch (error) {
      this.#failed.fire(error);
      return;
    } finally {
      this.#busy = false;
    }
    this.#throttle.intervalMs = Math.max(REFRESH_MS, (1_000 * log.bytes) / BYTES_PER_SECOND);
    if (log.version === before) return;
    this.#changedAt = this.#timers.now();
    this.#grown.fire();
  }
}
