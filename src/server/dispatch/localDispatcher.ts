import { statSync } from "node:fs";
import { dirname } from "node:path";
import type { SourceType } from "../../protocol/dialect.ts";
import { ModelFallback } from "../model/modelFallback.ts";
import type { ModelSettings } from "../model/modelSettings.ts";
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
  /** Where language models are asked; undefined: nothing is sent anywhere. */
  model: ModelSettings | undefined;
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
    const { targetType: target, dryRun } = job;
    const path = job.targetPath ?? "";
    const session = await openTarget({ ...place, target, path, dryRun });
    const fallback = this.#fallback(job, events);
    const root = inventoryRoot(job.inventoryPath);
    const columns = new KnownColumns(job.jobId, store);
    let { userTypes } = job;
    const load = async (ordinal: number): Promise<ObjectWork> => {
      const [object] = await store.objects(job.jobId, [ordinal]);
      if (!object) throw new Error(`Object ${ordinal} of job ${job.jobId} is not in the store`);
      const needs = await store.objects(job.jobId, object.dependsOn);
      const names = nameMapFor(object, needs, place);
      const sourceType = job.sourceType as SourceType;
      const known = await columns.of(needs);
      return { object, context: { sourceType, target, names, root, known, userTypes } };
    };
    return {
      concurrency: job.concurrency ?? pool.size * 2,
      run: async (ordinal, signal) => {
        const work = await load(ordinal);
        events.started(ordinal, work.object.source.name);
        const outcome = await runObject(work, { pool, session, fallback }, signal);
        columns.add(outcome);
        return outcome;
      },
      describe: async (ordinal) => describeObject((await load(ordinal)).object),
      setUserTypes: (types) => {
        userTypes = types;
      },
      close: () => session.close(),
    };
  }

  /** Asks the job's model; says so where it has one that cannot be asked. */
  #fallback({ modelId }: StoredJob, events: RunnerEvents): ModelFallback | undefined {
    const { model } = this.#options;
    if (modelId === null) return undefined;
    if (model) return new ModelFallback(model, modelId, events.log);
    const advice = "Set the address of a model endpoint (see docs/settings.md) to use one.";
    events.log(
      "warning",
      `The model ${modelId} is not asked: no endpoint is configured. ${advice}`,
    );
    return undefined;
  }
}

/** The folder that positions in an inventory are relative to. */
function inventoryRoot(path: string): string {
  return statSync(path).isDirectory() ? path : dirname(path);
}
