import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { Piscina } from "piscina";
import { TaskSlots } from "./taskSlots.ts";
import type { WorkerTasks } from "./tasks.ts";
import { isBrokenThread } from "./workerEnd.ts";

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
  constructor(task: string, deadlineMs: number) {
    super(`${task} took longer than ${deadlineMs / 1000} s and was stopped`);
    this.name = "DeadlineError";
  }
}

export interface WorkerPoolOptions {
  /** How many threads there are at most. */
  size?: number;
  /** The file that the threads run; tests have their own. */
  file?: string;
  deadlineMs?: number;
}

/** The engine's worker threads. They start with the first task and end when idle, broken or out of time. */
export class WorkerPool {
  readonly size: number;
  readonly #pool: Piscina;
  readonly #slots: TaskSlots;
  readonly #deadlineMs: number;

  constructor(options: WorkerPoolOptions = {}) {
    this.size = options.size ?? Math.max(1, Math.min(8, availableParallelism()));
    this.#deadlineMs = options.deadlineMs ?? TRANSLATE_DEADLINE_MS;
    // Its own queue stays empty: it would not start a thread for what waits behind one that was ended.
    this.#slots = new TaskSlots(this.size);
    this.#pool = new Piscina({
      filename: options.file ?? workerFile(),
      minThreads: 0,
      maxThreads: this.size,
      idleTimeout: IDLE_MS,
      concurrentTasksPerWorker: 1,
    });
  }

  /**
   * Runs a task; a deadline or `signal` ends the worker that runs it. Where a parser library breaks down the task is run
   * once more, in another thread and without the libraries.
   */
  run<Name extends keyof WorkerTasks>(
    name: Name,
    input: Parameters<WorkerTasks[Name]>[0],
    signal?: AbortSignal,
  ): Promise<Awaited<ReturnType<WorkerTasks[Name]>>> {
    return this.#slots.run(async (): Promise<Awaited<ReturnType<WorkerTasks[Name]>>> => {
      try {
        return await this.#attempt(name, input, signal);
      } catch (error) {
        if (!isBrokenThread(error)) throw error;
        const context = { ...input.context, withoutLibraries: true as const };
        return await this.#attempt(name, { ...input, context }, signal);
      }
    });
  }

  async #attempt<Name extends keyof WorkerTasks>(
    name: Name,
    input: Parameters<WorkerTasks[Name]>[0],
    signal: AbortSignal | undefined,
  ): Promise<Awaited<ReturnType<WorkerTasks[Name]>>> {
    signal?.throwIfAborted();
    const deadline = AbortSignal.timeout(this.#deadlineMs);
    try {
      return await this.#pool.run(input, {
        name,
        signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
      });
    } catch (error) {
      if (deadline.aborted && !signal?.aborted) throw new DeadlineError(name, this.#deadlineMs);
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.#pool.destroy();
  }
}
