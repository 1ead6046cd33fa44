import { statSync } from "node:fs";
import { dirname } from "node:path";
import type { SourceType } from "../../protocol/dialect.ts";
import type { JobStore, StoredJob } from "../store/types.ts";
import type { TargetRequest, TargetSession } from "../targets/types.ts";
import { nameMapFor } from "../translate/naming.ts";
import type { Dispatcher, ObjectRunner, RunnerEvents } from "./dispatcher.ts";
import { KnownColumns } from "./knownColumns.ts";
import { describeObject, type ObjectWork, runObject } from "./runObject.ts";
import type { WorkerPool } from "./workerPool.ts";

/** What the local dispatcher works with. */
export interface LocalDispatcherOptions {
  store: JobStore;
  pool: WorkerPool;
  openTarget(request: TargetRequest): Promise<TargetSession>;
}

/** Runs objects in this process: translation in worker threads, database work awaited on the main thread. */
export class LocalDispatcher implements Dispatcher {
  readonly #options: LocalDispatcherOptions;

  constructor(options: LocalDispatcherOptions) {
    this.#options = options;
  }

  async open(job: StoredJob, events: RunnerEvents): Promise<ObjectRunner> {
    const { store, pool, openTarget } = this.#options;
    const place = { catalog: job.targetCatalog, schema: job.targetSchema };
    const session = await openTarget({ ...place, path: job.targetPath ?? "", dryRun: job.dryRun });
    const root = inventoryRoot(job.inventoryPath);
    const columns = new KnownColumns(job.jobId, store);
    const load = async (ordinal: number): Promise<ObjectWork> => {
      const [object] = await store.objects(job.jobId, [ordinal]);
      if (!object) throw new Error(`Object ${ordinal} of job ${job.jobId} is not in the store`);
      const needs = await store.objects(job.jobId, object.dependsOn);
      const names = nameMapFor(object, needs, place);
      const sourceType = job.sourceType as SourceType;
      const known = await columns.of(needs);
      const { userTypes } = job;
      return { object, context: { sourceType, target: "duckdb", names, root, known, userTypes } };
    };
    return {
      concurrency: job.concurrency ?? pool.size * 2,
      run: async (ordinal, signal) => {
        const work = await load(ordinal);
        events.started(ordinal, work.object.source.name);
        const outcome = await runObject(work, pool, session, signal);
        columns.add(outcome);
        return outcome;
      },
      describe: async (ordinal) => describeObject((await load(ordinal)).object),
      close: () => session.close(),
    };
  }
}

/** The folder that positions in an inventory are relative to. */
function inventoryRoot(path: string): string {
  return statSync(path).isDirectory() ? path : dirname(path);
}
