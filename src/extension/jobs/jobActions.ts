import type { ObjectResult } from "../../protocol/job.ts";
import type {
  InspectResponse,
  RetryRequestInput,
  StartRequestInput,
  ValidateResponse,
} from "../../protocol/requests.ts";
import type { EngineConnection } from "../engine/engineConnection.ts";
import { isNotFound } from "../errors.ts";
import type { Timers } from "../timers.ts";
import type { JobStore } from "./jobStore.ts";
import type { JobSync } from "./jobSync.ts";
import { RetryAsks } from "./retryAsks.ts";

export interface JobActionsOptions {
  connection: EngineConnection;
  store: JobStore;
  sync: JobSync;
  timers: Timers;
  /** Saves what the user has edited of an inventory. */
  saveSources(inventoryPath: string): Promise<void>;
  /** Shows that something is under way as long as the task runs. */
  showProgress<T>(task: () => Promise<T>): Promise<T>;
}

/** What a user can do to jobs. Every call rejects with an AppError when the engine refuses. */
export class JobActions {
  readonly #options: JobActionsOptions;
  readonly retries: RetryAsks;

  constructor(options: JobActionsOptions) {
    this.#options = options;
    this.retries = new RetryAsks(options.timers);
  }

  /** Starts a migration; answers its job id. The job is in the store before this returns. */
  async start(request: StartRequestInput): Promise<string> {
    const { connection, store, timers } = this.#options;
    connection.retryNow();
    const { api } = await connection.session();
    const { job_id, total_objects } = await api.start(request);
    // The engine tells the rest in a moment; until then this is all that is known.
    store.upsert({
      job_id,
      total_objects,
      status: "running",
      progress_percentage: 0,
      completed_objects: 0,
      failed_objects: 0,
      source_type: request.source_type,
      target_catalog: request.target_catalog,
      target_schema: request.target_schema,
      inventory_path: request.inventory_path,
      dry_run: request.dry_run ?? false,
      start_time: new Date(timers.now()).toISOString(),
    });
    return job_id;
  }

  /** What is in a folder, read as of that source type or the one that is detected; undefined when the engine cannot tell. */
  async inspect(
    inventoryPath: string,
    sourceType: string | null = null,
  ): Promise<InspectResponse | undefined> {
    const { api, capabilities } = await this.#options.connection.session();
    if (!capabilities.has("inspect")) return undefined;
    return api.inspect({ inventory_path: inventoryPath, source_type: sourceType });
  }

  /** What a start would do; undefined when the engine cannot tell. */
  async validate(request: StartRequestInput): Promise<ValidateResponse | undefined> {
    const { api, capabilities } = await this.#options.connection.session();
    return capabilities.has("validate") ? api.control.validate(request) : undefined;
  }

  /** No more objects are taken; what is in work finishes. */
  async pause(jobId: string): Promise<void> {
    const { api } = await this.#options.connection.session();
    await api.control.pause(jobId);
  }

  async resume(jobId: string): Promise<void> {
    const { api } = await this.#options.connection.session();
    await api.control.resume(jobId);
  }

  /** Runs objects again, from what their files say now; without a selection all that failed. Answers how many. */
  retry(jobId: string, selection?: RetryRequestInput): Promise<number> {
    const { connection, store, saveSources, showProgress } = this.#options;
    const send = async (signal: AbortSignal) => {
      const path = store.get(jobId)?.summary.inventory_path;
      // An engine elsewhere reads other files.
      if (path && connection.sharesDisk) await saveSources(path);
      const { api } = await connection.session();
      return (await api.control.retry(jobId, selection, signal)).objects;
    };
    return this.retries.ask(jobId, selection, (signal) => showProgress(() => send(signal)));
  }

  /** The objects of a job that failed or were skipped. */
  async unsuccessful(jobId: string): Promise<ObjectResult[]> {
    const { api, capabilities } = await this.#options.connection.session();
    if (capabilities.has("history")) return api.control.unsuccessful(jobId);
    const { object_results } = await api.progress(jobId);
    return object_results.filter(({ status }) => status !== "success");
  }

  /** Does not wait for what is in work, which a cancel before let finish. */
  async cancelNow(jobId: string): Promise<void> {
    const { connection, sync } = this.#options;
    try {
      const { api } = await connection.session();
      await api.control.cancelNow(jobId);
    } catch (error) {
      await sync.refresh().catch(() => undefined);
      throw error;
    }
  }

  /** Asks the engine to stop a job. It shows as cancelling at once, and no longer when the engine refuses. */
  async cancel(jobId: string): Promise<void> {
    const { connection, store, sync } = this.#options;
    store.set(jobId, { cancelling: true });
    try {
      const { api } = await connection.session();
      await api.cancel(jobId);
    } catch (error) {
      store.set(jobId, { cancelling: false });
      // It may have ended meanwhile; then the list says so.
      await sync.refresh().catch(() => undefined);
      throw error;
    }
  }

  /** Removes a job with all that the engine stored of it. */
  async remove(jobId: string): Promise<void> {
    const { connection, store } = this.#options;
    const { api } = await connection.session();
    try {
      await api.remove(jobId);
    } catch (error) {
      // Somebody else removed it: that is what was wanted.
      if (!isNotFound(error)) throw error;
    }
    store.remove(jobId);
  }
}
