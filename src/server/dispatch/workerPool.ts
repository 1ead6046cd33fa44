import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import type { Transferable } from "node:worker_threads";
import { Piscina } from "piscina";
import type { WorkerTasks } from "./tasks.ts";

/** A statement that takes longer than this will not end well: its worker is ended with it. */
const TRANSLATE_DEADLINE_MS = 30_000;
/** Workers hold some 150 MB each; an idle one is let go after this. */
const IDLE_MS = 60_000;

/** The worker's file beside this module: source when run from source, the bundle when bundled. */
function workerFile(): string {
  const name = import.meta.url.endsWith(".ts") ? "./worker.ts" : "./worker.mjs";
  return fileURLToPath(new URL(name, import.meta.url));
}

/** An error of a worker that ran out of its time. */
export class DeadlineError extends Error {
  constructor(task: string) {
    super(`${task} took longer than ${TRANSLATE_DEADLINE_MS / 1000} s and was stopped`);
    this.name = "DeadlineError";
  }
}

/** Tasks that translate: they share warm workers and have a deadline. The others read a whole inventory. */
const TRANSLATES: ReadonlySet<keyof WorkerTasks> = new Set(["translateObject", "translateData"]);

/**
 * The engine's worker threads. They start with the first task. Translators stay warm until idle; a reader of an
 * inventory ends with its task, so that the memory of 100,000 objects is given back at once.
 */
export class WorkerPool {
  readonly size: number;
  readonly #translators: Piscina;
  readonly #readers: Piscina;

  constructor(size = Math.max(1, Math.min(8, availableParallelism()))) {
    this.size = size;
    const filename = workerFile();
    const common = { filename, minThreads: 0, maxThreads: size, concurrentTasksPerWorker: 1 };
    this.#translators = new Piscina({ ...common, idleTimeout: IDLE_MS });
    this.#readers = new Piscina({ ...common, idleTimeout: 0 });
  }

  /** Runs a task; `signal` ends the worker that runs it. Inventories have no deadline, statements do. */
  async run<Name extends keyof WorkerTasks>(
    name: Name,
    input: Parameters<WorkerTasks[Name]>[0],
    signal?: AbortSignal,
    transferList: Transferable[] = [],
  ): Promise<Awaited<ReturnType<WorkerTasks[Name]>>> {
    const limited = TRANSLATES.has(name);
    const deadline = limited ? AbortSignal.timeout(TRANSLATE_DEADLINE_MS) : undefined;
    const signals = [signal, deadline].filter((one) => one !== undefined);
    try {
      return await (limited ? this.#translators : this.#readers).run(input, {
        name,
        transferList,
        ...(signals.length > 0 ? { signal: AbortSignal.any(signals) } : {}),
      });
    } catch (error) {
      if (deadline?.aborted && !signal?.aborted) throw new DeadlineError(name);
      throw error;
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.#translators.destroy(), this.#readers.destroy()]);
  }
}
