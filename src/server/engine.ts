import type { AddressInfo } from "node:net";
import type { FastifyBaseLogger } from "fastify";
import type { AssessRequest } from "../protocol/assessment.ts";
import type { TranslateRequest } from "../protocol/translate.ts";
import { type Api, createApi } from "./api/server.ts";
import { takeDataFolder } from "./dataFolder.ts";
import type { Dispatcher } from "./dispatch/dispatcher.ts";
import { InventoryReader } from "./dispatch/inventoryReader.ts";
import { LocalDispatcher } from "./dispatch/localDispatcher.ts";
import { WorkerPool } from "./dispatch/workerPool.ts";
import { Announcer } from "./jobs/announcer.ts";
import { assessInventory } from "./jobs/assessInventory.ts";
import { JobArchive } from "./jobs/jobArchive.ts";
import { JobQueue } from "./jobs/jobQueue.ts";
import { JobService } from "./jobs/jobService.ts";
import { Retention, type RetentionLimits } from "./jobs/retention.ts";
import { translateRequest } from "./jobs/translateRequest.ts";
import type { StartCheckContext } from "./jobs/validateStart.ts";
import type { ModelSettings } from "./model/modelSettings.ts";
import { SqliteStore } from "./store/sqlite/sqliteStore.ts";
import type { JobStore } from "./store/types.ts";
import { DuckdbTargets } from "./targets/duckdb/registry.ts";
import { textSession } from "./targets/textSession.ts";
import { targetVersion, toolOf } from "./versions.ts";

/** Jobs that run at once unless somebody says otherwise: each keeps a processor busy by itself. */
export const DEFAULT_MAX_JOBS = 4;

export interface EngineOptions {
  host: string;
  port: number;
  data: string;
  token: string | undefined;
  allowedHosts: readonly string[];
  version: string;
  log: FastifyBaseLogger;
  /** Jobs that run at once; the others wait. */
  maxJobs?: number;
  /** How long ended jobs stay; default: until somebody deletes them. */
  retention?: RetentionLimits;
  /** A client asks the engine to end; default: it cannot. */
  onShutdown?: ((reason: string) => void) | undefined;
  /** Where language models are asked; default: nowhere. */
  model?: ModelSettings | undefined;
  /** Does the work of jobs; default: this process. The bench measures with one that does nothing. */
  dispatcher?: (store: JobStore) => Dispatcher;
}

/** A running engine. */
export interface Engine {
  port: number;
  api: Api;
  jobs: JobService;
  /** Stops taking work, gives back what is in flight, closes everything. Idempotent. */
  stop(): Promise<void>;
}

/** Composes an engine from its parts, takes up unfinished jobs, and listens. */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const folder = takeDataFolder(options.data);
  const closers: (() => unknown)[] = [() => folder.release()];
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= (async () => {
      for (const close of closers.reverse()) await close();
    })();
    return stopped;
  };
  try {
    const store = new SqliteStore(folder.database);
    closers.push(() => store.close());
    const pool = new WorkerPool();
    closers.push(() => pool.close());
    const targets = new DuckdbTargets();
    const dispatcher =
      options.dispatcher?.(store) ??
      new LocalDispatcher({
        store,
        pool,
        openTarget: async (request) =>
          request.target === "duckdb" ? targets.open(request) : textSession,
        model: options.model,
      });
    const announcer = new Announcer();
    const reader = new InventoryReader();
    const { warehouses } = folder;
    const queue = new JobQueue(options.maxJobs ?? DEFAULT_MAX_JOBS);
    const checkTarget: StartCheckContext["checkTarget"] = (request) => targets.check(request);
    const parts = { store, reader, dispatcher, announcer, warehouses, queue, checkTarget };
    const jobs = new JobService(parts);
    closers.push(() => jobs.shutdown());
    const { host: bindHost, allowedHosts, token, version, log } = options;
    const { onShutdown } = options;
    const history = store.history();
    const archiveParts = { store, archive: store.archive(), history, announcer };
    const archive = new JobArchive({ ...archiveParts, version });
    const apiParts = {
      jobs,
      store,
      history,
      archive,
      translate: (request: TranslateRequest, signal: AbortSignal) =>
        translateRequest(request, pool, signal),
      assess: (request: AssessRequest, signal: AbortSignal) =>
        assessInventory(request, { reader, pool, tool: toolOf(version), targetVersion }, signal),
      announcer,
      log,
      version,
      bindHost,
      allowedHosts,
      token,
    };
    const api = await createApi({ ...apiParts, onShutdown });
    closers.push(() => api.close());
    await api.app.listen({ host: options.host, port: options.port });
    await jobs.resume();
    const retention = new Retention({
      ...archiveParts,
      limits: options.retention ?? {},
      expire: (jobId, reason) => jobs.expire(jobId, reason),
      onError: (error) => log.error({ err: error }, "old jobs could not be deleted"),
    });
    closers.push(() => retention.close());
    const { port } = api.app.server.address() as AddressInfo;
    return { port, api, jobs, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
