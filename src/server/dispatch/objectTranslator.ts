import type { SourceType } from "../../protocol/dialect.ts";
import type { Issue } from "../../protocol/job.ts";
import { messageOf } from "../errors.ts";
import type { InventoryObject, SourcePosition } from "../inventory/types.ts";
import type { PlannedObject } from "../store/types.ts";
import { makeIssue } from "../translate/issueCodes.ts";
import { knownName, type NamedSource, namedSource, nameMapFor } from "../translate/naming.ts";
import type {
  TargetColumn,
  TargetDialect,
  TranslateContext,
  TranslatedObject,
} from "../translate/types.ts";
import { DeadlineError, type WorkerPool } from "./workerPool.ts";

/** What holds for all objects that are translated together. */
export interface TranslationOptions {
  pool: WorkerPool;
  sourceType: SourceType;
  target: TargetDialect;
  place: { catalog: string; schema: string };
  userTypes: Readonly<Record<string, string>>;
  /** Ends the work; what is in it rejects. */
  signal?: AbortSignal | undefined;
}

/** What statements have to know of a table or view. */
interface Facts {
  columns?: TargetColumn[] | undefined;
  keys?: string[][] | undefined;
}

/** What is kept of an object for those that need it. */
interface Known {
  source: NamedSource;
  targetName: string;
  facts: Promise<Facts>;
}

/**
 * Translates the objects of an inventory without a target: each is begun in dependency order, and waits for what it reads,
 * whose columns it has to know. Of an object no more is kept than its name and its columns.
 */
export class ObjectTranslator {
  readonly #options: TranslationOptions;
  readonly #known = new Map<number, Known>();

  constructor(options: TranslationOptions) {
    this.#options = options;
  }

  /** Rejects only when the signal aborts: what goes wrong with an object is its outcome. */
  translate(object: PlannedObject): Promise<TranslatedObject> {
    const { ordinal, targetName, source } = object;
    const translated = this.#translate(object);
    const facts = translated.then(
      (done): Facts =>
        done.outcome === "translated" ? { columns: done.columnTypes, keys: done.keys } : {},
      (): Facts => ({}),
    );
    this.#known.set(ordinal, { source: namedSource(source), targetName, facts });
    return translated;
  }

  async #translate(object: PlannedObject): Promise<TranslatedObject> {
    // In a circle there is something that comes later: nothing is known of it.
    const needs = object.dependsOn.flatMap((ordinal) => this.#known.get(ordinal) ?? []);
    return this.run(object.source, await this.#contextFor(object, needs));
  }

  /** The same with a context that is at hand. */
  async run(object: InventoryObject, context: TranslateContext): Promise<TranslatedObject> {
    const { pool, signal } = this.#options;
    signal?.throwIfAborted();
    try {
      return await pool.run("translateObject", { object, context }, signal);
    } catch (error) {
      signal?.throwIfAborted();
      const issue = failure(object, error);
      return { outcome: "error", issue, issues: [issue] };
    }
  }

  /** The context of something that reads everything translated so far. */
  contextForAll(object: Pick<PlannedObject, "source" | "targetName">): Promise<TranslateContext> {
    return this.#contextFor(object, [...this.#known.values()]);
  }

  async #contextFor(
    object: Pick<PlannedObject, "source" | "targetName">,
    needs: readonly Known[],
  ): Promise<TranslateContext> {
    const { sourceType, target, place, userTypes } = this.#options;
    const known: Record<string, TargetColumn[]> = {};
    const keys: Record<string, string[][]> = {};
    for (const need of needs) {
      const found = await need.facts;
      if (found.columns) known[knownName(need)] = found.columns;
      if (found.keys) keys[need.targetName] = found.keys;
    }
    const names = nameMapFor(object, needs, place);
    return { sourceType, target, names, root: "", known, keys, userTypes };
  }
}

/** What is said of an object whose translation ended in a way that nobody foresaw. */
function failure({ name, definition }: InventoryObject, error: unknown): Issue {
  const at: SourcePosition = definition[0] ?? { file: "", line: 1, column: 1 };
  if (error instanceof DeadlineError) return makeIssue("DWM-JOB-003", at);
  return makeIssue("DWM-JOB-004", at, { detail: `${name}: ${messageOf(error)}` });
}
