import type {
  Dispatcher,
  ObjectOutcome,
  ObjectRunner,
  RunnerEvents,
} from "../../src/server/dispatch/dispatcher.ts";
import type { JobStore, StoredJob } from "../../src/server/store/types.ts";

/** What the test makes of an object; default: success at once. */
export type Script = (name: string, signal: AbortSignal) => Promise<Partial<ObjectOutcome>>;

/** A dispatcher whose objects do what the test says. Store, coordinator, hub and API around it are the real ones. */
export class ScriptedDispatcher implements Dispatcher {
  /** Names in the order in which they were started. */
  readonly started: string[] = [];
  readonly #store: JobStore;
  readonly #script: Script | undefined;
  readonly #concurrency: number;

  constructor(store: JobStore, script?: Script, concurrency = 4) {
    this.#store = store;
    this.#script = script;
    this.#concurrency = concurrency;
  }

  async open(job: StoredJob, events: RunnerEvents): Promise<ObjectRunner> {
    const names = new Map<number, string>();
    const describe = async (ordinal: number) => {
      const [object] = await this.#store.objects(job.jobId, [ordinal]);
      const { name: objectName, objectType } = object!.source;
      return { objectName, objectType, file: null, line: null, column: null };
    };
    return {
      concurrency: this.#concurrency,
      describe,
      setUserTypes: () => undefined,
      close: async () => undefined,
      run: async (ordinal, signal) => {
        const described = await describe(ordinal);
        names.set(ordinal, described.objectName);
        this.started.push(described.objectName);
        events.started(ordinal, described.objectName);
        const change = (await this.#script?.(described.objectName, signal)) ?? {};
        return {
          ...described,
          ordinal,
          status: "success",
          error: null,
          errorCode: null,
          targetName: null,
          targetSql: null,
          artefactDialect: null,
          confidence: null,
          effort: null,
          engine: null,
          modelUsage: null,
          columns: null,
          rowsLoaded: null,
          issues: [],
          executionTimeMs: 1,
          ...change,
        };
      },
    };
  }
}
