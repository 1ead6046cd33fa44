import type { Dispatcher } from "../dispatch/dispatcher.ts";
import type { InventoryReader } from "../dispatch/inventoryReader.ts";
import { messageOf } from "../errors.ts";
import type {
  Batch,
  Committed,
  JobStore,
  NewLog,
  RetrySelection,
  StoredJob,
} from "../store/types.ts";
import { Coordinator, type LiveFigures } from "./coordinator.ts";
import type { JobQueue } from "./jobQueue.ts";
import { planJob } from "./planner.ts";
import type { FreshInventory } from "./retry/rereadInventory.ts";
import type { StopReason } from "./stopping.ts";

/** What an active job needs of the engine. */
export interface ActiveJobContext {
  store: JobStore;
  reader: InventoryReader;
  dispatcher: Dispatcher;
  queue: JobQueue;
  announce: (committed: Committed) => void;
}

/** One stretch of a job's life: read the inventory if need be, wait for its turn, run until it ends or is stopped. */
export class ActiveJob {
  /** The job as of its last commit. */
  job: StoredJob;
  /** Resolves with the number of objects when the inventory is in the store; rejects when it cannot be read. */
  readonly planned: Promise<number>;
  /** Resolves when this stretch is over, in whatever way. Never rejects. */
  readonly ended: Promise<void>;
  readonly #context: ActiveJobContext;
  readonly #planning = new AbortController();
  #coordinator: Coordinator | undefined;
  #stopped: StopReason | undefined;

  constructor(job: StoredJob, context: ActiveJobContext) {
    this.job = job;
    this.#context = {
      ...context,
      announce: (committed) => {
        this.job = committed.job;
        context.announce(committed);
      },
    };
    this.planned = job.planned ? Promise.resolve(job.total) : this.#plan();
    this.ended = this.planned.then(
      () => this.#run(),
      (error: unknown) => this.#planFailed(error),
    );
  }

  /** True while objects are in work or may be; false while it is read or waits. */
  get isRunning(): boolean {
    return this.#coordinator !== undefined;
  }

  live(): LiveFigures {
    return this.#coordinator?.live() ?? { currentObject: null, running: 0, eta: null };
  }

  /** Commits `change` in the order of the job's stream. */
  async commit(change: Omit<Batch, "results">): Promise<void> {
    if (this.#coordinator) return this.#coordinator.commit(change);
    const { store, announce } = this.#context;
    announce(await store.commit(this.job.jobId, { ...change, results: [] }));
  }

  /**
   * Goes no further, for `reason`; what is in work may finish within `graceMs`. A pause lets the inventory be read to its
   * end.
   */
  stop(reason: StopReason, graceMs: number): void {
    if (this.#stopped?.kind !== "cancelled") this.#stopped = reason;
    if (reason.kind !== "paused") this.#planning.abort(new Error("The job was stopped"));
    this.#context.queue.withdraw(this.job.jobId);
    this.#coordinator?.stop(reason, graceMs);
  }

  /** Runs objects of the running job again; undefined when it is about to end, and nothing was done. */
  async retry(selection: RetrySelection, fresh?: FreshInventory): Promise<number | undefined> {
    if (!this.#coordinator) throw new Error("The job does not run");
    return this.#coordinator.retry(selection, fresh);
  }

  /** Something was committed beside its stream, before it runs. */
  tell(committed: Committed): void {
    this.#context.announce(committed);
  }

  async #plan(): Promise<number> {
    const { store, reader } = this.#context;
    await this.commit({ logs: [line("info", `Reading ${this.job.inventoryPath}`)] });
    const { total, lines } = await planJob(this.job, store, reader, this.#planning.signal);
    await this.commit({ logs: lines.map(({ level, message }) => line(level, message)) });
    return total;
  }

  async #planFailed(error: unknown): Promise<void> {
    if (this.#stopped?.kind === "shutdown") return;
    const endTime = new Date().toISOString();
    if (this.#stopped?.kind === "cancelled") {
      const logs = [line("warning", "Migration cancelled while the inventory was read")];
      await this.commit({ logs, status: "cancelled", endTime, cancelling: false });
      return;
    }
    const message = messageOf(error);
    const logs = [line("error", `Migration failed: ${message}`)];
    await this.commit({ logs, status: "failed", error: message, endTime });
  }

  async #run(): Promise<void> {
    const { queue, store } = this.#context;
    const release = this.#stopped ? undefined : await queue.enter(this.job);
    try {
      // The first commit of a job that was cancelled while it waited is its last one.
      if (this.#stopped?.kind === "cancelled") return await this.#cancelled();
      if (this.#stopped || !release) return;
      await this.#startOver(store);
      this.#coordinator = new Coordinator({ ...this.#context, job: this.job });
      if (this.#stopped) this.#coordinator.stop(this.#stopped, 0);
      await this.#coordinator.run();
    } finally {
      release?.();
    }
  }

  async #cancelled(): Promise<void> {
    const logs = [line("warning", "Migration cancelled before it began to run")];
    const endTime = new Date().toISOString();
    await this.commit({ logs, status: "cancelled", endTime, cancelling: false });
  }

  /** What a dry run made was in memory: all of it is made again when the run goes on. */
  async #startOver(store: JobStore): Promise<void> {
    const { jobId, dryRun } = this.job;
    const done = dryRun ? await store.finished(jobId) : [];
    if (done.length === 0) return;
    const message = "A dry run keeps nothing: it starts over";
    const batch = { results: [], logs: [line("info", message)] };
    const ordinals = done.map(({ ordinal }) => ordinal);
    this.#context.announce(await store.reopen(jobId, ordinals, batch));
  }
}

/** A log line of now. */
export function line(level: NewLog["level"], message: string): NewLog {
  return { timestamp: new Date().toISOString(), level, message };
}
