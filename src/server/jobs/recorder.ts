import type { LogLevel } from "../../protocol/job.ts";
import type { Batch, Committed, JobStore, NewResult } from "../store/types.ts";

/** So long at least from one commit to the next: what comes meanwhile shares a transaction. */
const COMMIT_INTERVAL_MS = 5;
/** A disk that others keep busy makes commits slow. They wait for it in the engine's one thread: let them be few then. */
const INTERVAL_PER_COMMIT_TIME = 4;
const LONGEST_INTERVAL_MS = 60;

/**
 * Collects what happens in a job and commits it in batches: at once when the last commit is long enough ago, else a few
 * milliseconds later together with what came meanwhile. Commits of one job never overlap.
 */
export class Recorder {
  readonly #jobId: string;
  readonly #store: JobStore;
  readonly #announce: (committed: Committed) => void;
  readonly #failed: (error: unknown) => void;
  #results: NewResult[] = [];
  #logs: Batch["logs"] = [];
  #lastCommit = 0;
  #interval = COMMIT_INTERVAL_MS;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;
  #chain: Promise<void> = Promise.resolve();

  constructor(
    jobId: string,
    store: JobStore,
    announce: (committed: Committed) => void,
    failed: (error: unknown) => void,
  ) {
    this.#jobId = jobId;
    this.#store = store;
    this.#announce = announce;
    this.#failed = failed;
  }

  /** Adds a result and the log lines that tell of it. */
  result(result: NewResult, level: LogLevel, message: string): void {
    if (this.#closed) return;
    this.#results.push(result);
    this.log(level, message);
  }

  /** Adds a log line with the time of now. */
  log(level: LogLevel, message: string): void {
    if (this.#closed) return;
    this.#logs.push({ timestamp: new Date().toISOString(), level, message });
    this.#schedule();
  }

  #schedule(): void {
    if (this.#timer) return;
    const wait = Math.max(0, this.#lastCommit + this.#interval - performance.now());
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.flush().catch(this.#failed);
    }, wait);
  }

  /** The run is over: what comes now is too late to be told, and done again by the next run. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  /**
   * Commits all that was added so far, with `change` in the same transaction; `commit` is another way to write it. What
   * could not be written stays for the next time.
   */
  flush(
    change: Omit<Batch, "results" | "logs"> = {},
    commit = (batch: Batch) => this.#store.commit(this.#jobId, batch),
  ): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const turn = this.#chain.then(async () => {
      const batch: Batch = { ...change, results: this.#results, logs: this.#logs };
      const isEmpty = batch.results.length === 0 && batch.logs.length === 0;
      if (isEmpty && Object.keys(change).length === 0) return;
      this.#results = [];
      this.#logs = [];
      const started = performance.now();
      const committed = await commit(batch).catch((error: unknown) => {
        this.#results = [...batch.results, ...this.#results];
        this.#logs = [...batch.logs, ...this.#logs];
        throw error;
      });
      this.#lastCommit = performance.now();
      const wanted = (this.#lastCommit - started) * INTERVAL_PER_COMMIT_TIME;
      this.#interval = Math.min(LONGEST_INTERVAL_MS, Math.max(COMMIT_INTERVAL_MS, wanted));
      this.#announce(committed);
    });
    this.#chain = turn.catch(() => undefined);
    return turn;
  }
}
