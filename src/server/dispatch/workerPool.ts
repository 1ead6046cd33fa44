import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
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

/** The engine's worker threads. They start with the first task and end when idle. */
export class WorkerPool {
  readonly size: number;
  readonly #pool: Piscina;

  constructor(size = Math.max(1, Math.min(8, availableParallelism()))) {
    this.size = size;
    this.#pool = new Piscina({
      filename: workerFile(),
      minThreads: 0,
      maxThreads: size,
      idleTimeout: IDLE_MS,
      concurrentTasksPerWorker: 1,
    });
  }

  /** Runs a task; a deadline or `signal` ends the worker that runs it. */
  async run<Name extends keyof WorkerTasks>(
    name: Name,
    input: Parameters<WorkerTasks[Name]>[0],
    signal?: AbortSignal,
  ): Promise<Awaited<ReturnType<WorkerTasks[Name]>>> {
    const deadline = AbortSignal.timeout(TRANSLATE_DEADLINE_MS);
    try {
      return await this.#pool.run(input, {
        name,
        signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
      });
    } catch (error) {
      if (deadline.aborted && !signal?.aborted) throw new DeadlineError(name);
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.#pool.destroy();
  }
}
