import type { InventoryReader } from "../../dispatch/inventoryReader.ts";
import { AppError, messageOf } from "../../errors.ts";
import { printFiles } from "../../inventory/inventoryFiles.ts";
import type { Batch, Committed, JobStore, RetrySelection, StoredJob } from "../../store/types.ts";
import { type ActiveJob, line } from "../activeJob.ts";
import { loadGraph } from "../jobGraph.ts";
import { reopenFrom } from "./reopenFrom.ts";
import { asItWas, type FreshInventory, rereadInventory } from "./rereadInventory.ts";
import { retryLines } from "./retryLines.ts";

export interface RetriesOptions {
  store: JobStore;
  reader: InventoryReader;
  /** The job, when it may be retried now; `done`: it need not be queued for that. Rejects with an AppError else. */
  check(jobId: string): Promise<{ job: StoredJob; done: boolean }>;
  /** The stretch of its life that a job is in, if any. */
  active(jobId: string): ActiveJob | undefined;
  /** Tells of a commit. */
  announce(committed: Committed): void;
  /** Runs a job that was queued again. */
  goOn(jobId: string): void;
}

/** Retries of jobs: their files are read again, then objects are opened again in one transaction with what was read. */
export class Retries {
  readonly #options: RetriesOptions;
  /** The last retry of each job, until it is settled. */
  readonly #turns = new Map<string, Promise<void>>();
  readonly #closing = new AbortController();

  constructor(options: RetriesOptions) {
    this.#options = options;
  }

  /**
   * Runs objects again that a selection means; answers how many. Retries of one job come one after the other. `gone`: nobody
   * waits for the answer any more; nothing is changed from then on.
   */
  retry(jobId: string, selection: RetrySelection, gone: AbortSignal): Promise<number> {
    const before = this.#turns.get(jobId) ?? Promise.resolve();
    const turn = before.then(() => this.#retry(jobId, selection, gone));
    const settled = turn
      .then(
        () => undefined,
        () => undefined,
      )
      .finally(() => {
        if (this.#turns.get(jobId) === settled) this.#turns.delete(jobId);
      });
    this.#turns.set(jobId, settled);
    return turn;
  }

  /** Ends what is being read. */
  close(): void {
    this.#closing.abort(new AppError("ENGINE_STOPPING", 503, "The engine is stopping"));
  }

  async #retry(jobId: string, selection: RetrySelection, gone: AbortSignal): Promise<number> {
    gone.throwIfAborted();
    const { job } = await this.#options.check(jobId);
    const { ordinals, unknown } = await this.#options.store.select(jobId, selection);
    if (unknown.length > 0) {
      const message = `Job ${jobId} has no object ${unknown.slice(0, 5).join(", ")}`;
      throw new AppError("OBJECT_NOT_FOUND", 404, message);
    }
    // One that is not planned is read as a whole when it runs.
    const named = selection.names ? ordinals : [];
    const fresh = job.planned ? await this.#read(job, named, gone) : undefined;
    for (;;) {
      gone.throwIfAborted();
      // The job went on while its files were read.
      const { job: now, done } = await this.#options.check(jobId);
      const active = this.#options.active(jobId);
      const objects = active?.isRunning
        ? await active.retry(selection, fresh)
        : await this.#reopen(now, done, selection, fresh);
      if (objects === undefined) await active?.ended;
      else if (objects === 0 && done) throw nothingToRetry(jobId);
      else return objects;
    }
  }

  async #read(
    job: StoredJob,
    named: readonly number[],
    gone: AbortSignal,
  ): Promise<FreshInventory> {
    const { store } = this.#options;
    const made = new Set(
      (await store.finished(job.jobId)).flatMap(({ ordinal, status }) =>
        status === "success" ? ordinal : [],
      ),
    );
    for (const ordinal of named) made.delete(ordinal);
    const isKept = (ordinal: number) => job.dryRun || !made.has(ordinal);
    const signal = AbortSignal.any([this.#closing.signal, gone]);
    if (await holdsWhatItHeld(job, signal)) return asItWas(job);
    try {
      return await rereadInventory(job, this.#options, isKept, signal);
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof AppError) throw error;
      const why = messageOf(error).replace(/[.\s]*$/, ".");
      const message = `Nothing is retried, and job ${job.jobId} stays as it was: its inventory cannot be read again. ${why} Retry when it can be read.`;
      throw new AppError("INVENTORY_UNREADABLE", 409, message, { cause: error });
    }
  }

  /** Opens objects of a job that does not run; answers how many, undefined when it runs by now. */
  async #reopen(
    job: StoredJob,
    done: boolean,
    selection: RetrySelection,
    fresh: FreshInventory | undefined,
  ): Promise<number | undefined> {
    const { store, active, announce, goOn } = this.#options;
    const { jobId } = job;
    const { ordinals } = await store.select(jobId, selection);
    const { graph, refs } = await loadGraph(job, store);
    const isDone = (ordinal: number) => graph.isEnded(ordinal);
    if (done && !ordinals.some(isDone)) return 0;
    // What a dry run made was in memory: all of it is made again.
    const reopened = reopenFrom(graph, refs, ordinals, fresh, job.dryRun);
    const { opened, reread } = reopened;
    if (opened.length === 0 && job.status === "completed" && graph.remaining === 0) {
      throw nothingToRetry(jobId);
    }
    const again = { endTime: null, error: null, queuedAt: new Date().toISOString() };
    const lines = retryLines(job.inventoryPath, reopened, fresh);
    const batch: Batch = {
      ...(done ? {} : { ...again, status: "queued" as const }),
      results: [],
      logs: lines.map(({ level, message }) => line(level, message)),
    };
    const waiting = active(jobId);
    if (waiting?.isRunning) return undefined;
    const committed = await store.reopen(jobId, opened, batch, reread);
    if (waiting) waiting.tell(committed);
    else announce(committed);
    if (!done) goOn(jobId);
    return opened.length;
  }
}

/** True when the files are, byte for byte, what the job's objects were read from: there is nothing to find out then. */
async function holdsWhatItHeld(
  { inventoryPath, print }: StoredJob,
  signal: AbortSignal,
): Promise<boolean> {
  if (print === null) return false;
  // Whoever reads all of it says why it cannot be read.
  const now = await printFiles(inventoryPath, signal).catch(() => undefined);
  return now === print;
}

function nothingToRetry(jobId: string): AppError {
  const message = `Job ${jobId} has no failed object that this means; there is nothing to retry`;
  return new AppError("NOTHING_TO_RETRY", 409, message);
}
