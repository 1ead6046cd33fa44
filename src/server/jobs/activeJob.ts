import type { Dispatcher } from "../dispatch/dispatcher.ts";
import type { InventoryReader } from "../dispatch/inventoryReader.ts";
import { messageOf } from "../errors.ts";
import type { Batch, Committed, JobStore, StoredJob } from "../store/types.ts";
import { Coordinator, type LiveFigures } from "./coordinator.ts";
import { planJob } from "./planner.ts";

/** What an active job needs of the engine. */
export interface ActiveJobContext {
  store: JobStore;
  reader: InventoryReader;
  dispatcher: Dispatcher;
  announce: (committed: Committed) => void;
}

/** One job from its request to its end: read the inventory, then run it. */
export class ActiveJob {
  /** The job as of its last commit. */
  job: StoredJob;
  /** Resolves with the number of objects when the inventory is in the store; rejects when it cannot be read. */
  readonly planned: Promise<number>;
  /** Resolves when the job has ended, in whatever way. Never rejects. */
  readonly ended: Promise<void>;
  readonly #context: ActiveJobContext;
  readonly #planning = new AbortController();
  #coordinator: Coordinator | undefined;
  #stopping = false;

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

  /** True once a cancel was asked for. */
  get cancelling(): boolean {
    return this.#planning.signal.aborted;
  }

  live(): LiveFigures {
    return this.#coordinator?.live() ?? { currentObject: null, running: 0, etaSeconds: null };
  }

  /** Asks the job to stop; idempotent. */
  cancel(): void {
    this.#planning.abort(new Error("The job was cancelled"));
    this.#coordinator?.cancel();
  }

  /** Lets go of the job without ending it: the next start of the engine goes on with it. */
  stop(): void {
    this.#stopping = true;
    this.#planning.abort(new Error("The engine stops"));
    this.#coordinator?.stop();
  }

  async #plan(): Promise<number> {
    const { store, reader } = this.#context;
    await this.#commit({ logs: [line("info", `Reading ${this.job.inventoryPath}`)] });
    const { total, lines } = await planJob(this.job, store, reader, this.#planning.signal);
    await this.#commit({ logs: lines.map(({ level, message }) => line(level, message)) });
    return total;
  }

  async #planFailed(error: unknown): Promise<void> {
    if (this.#stopping) return;
    const endTime = new Date().toISOString();
    if (this.#planning.signal.aborted) {
      const logs = [line("warning", "Migration cancelled while the inventory was read")];
      await this.#commit({ logs, status: "cancelled", endTime });
      return;
    }
    const message = messageOf(error);
    const logs = [line("error", `Migration failed: ${message}`)];
    await this.#commit({ logs, status: "failed", error: message, endTime });
  }

  async #run(): Promise<void> {
    if (this.#stopping) return;
    this.#coordinator = new Coordinator({ ...this.#context, job: this.job });
    if (this.cancelling) this.#coordinator.cancel();
    await this.#coordinator.run();
  }

  async #commit(batch: Partial<Batch>): Promise<void> {
    const committed = await this.#context.store.commit(this.job.jobId, {
      results: [],
      logs: [],
      ...batch,
    });
    this.#context.announce(committed);
  }
}

function line(level: "info" | "warning" | "error", message: string): Batch["logs"][number] {
  return { timestamp: new Date().toISOString(), level, message };
}
