import type { SourceType } from "../../../protocol/dialect.ts";
import type { InventoryReader } from "../../dispatch/inventoryReader.ts";
import type { InventoryObject, LeftOut } from "../../inventory/types.ts";
import type { JobStore, PlannedObject, Reread, StoredJob } from "../../store/types.ts";
import { storedLeftOut, surveyOf } from "../planner.ts";
import { type KnownObject, knownObjects, printsOf } from "./knownObjects.ts";
import { ObjectMatcher } from "./objectMatcher.ts";

/** An object of the job as the files have it now. */
export interface FreshObject extends Pick<PlannedObject, "ordinal" | "dependsOn" | "source"> {
  /** What it says has changed, not only where it stands. */
  differs: boolean;
}

/** What the files say of a job's objects when they are read again. */
export interface FreshInventory {
  userTypes: Record<string, string>;
  /** What differs in whatever way from what the job has, by ordinal; also what is gone. */
  objects: Map<number, FreshObject>;
  /** Names of objects that were done and have changed: they stay as they were made. */
  doneAndChanged: string[];
  /** Names of objects that the job does not have. */
  added: string[];
  leftOut: LeftOut[];
  /** What is known of the inventory as a whole; undefined: what is known of it already. */
  whole: Reread["whole"] | undefined;
}

/** What the files say when they hold what they held. */
export function asItWas({ userTypes }: StoredJob): FreshInventory {
  return {
    ...{ userTypes, objects: new Map(), doneAndChanged: [], added: [], leftOut: [] },
    whole: undefined,
  };
}

interface Context {
  store: JobStore;
  reader: InventoryReader;
}

/**
 * Reads a job's inventory again, as at its start, and finds the job's objects in it. Nothing is stored. `isKept` is false of
 * objects that stay as they were made. Rejects when the inventory cannot be read.
 */
export async function rereadInventory(
  job: StoredJob,
  { store, reader }: Context,
  isKept: (ordinal: number) => boolean,
  signal: AbortSignal,
): Promise<FreshInventory> {
  const known = await knownObjects(job, store);
  const matcher = new ObjectMatcher(known);
  const found = new Findings(isKept);
  const summary = await reader.plan(
    {
      path: job.inventoryPath,
      sourceType: job.sourceType as SourceType,
      choice: { include: job.include, exclude: job.exclude },
      usage: job.dryRun,
    },
    async (chunk) => {
      for (const { source } of chunk) found.add(source, matcher.match(source));
    },
    signal,
  );
  found.settle(matcher.settle());
  const missing = matcher.missing();
  const gone = missing.filter(({ ordinal }) => isKept(ordinal));
  const lost = await store.objects(
    job.jobId,
    gone.map(({ ordinal }) => ordinal),
  );
  for (const object of lost) found.lose(object);
  const { userTypes, leftOut } = summary;
  const asInFiles = !found.isStale && gone.length === missing.length;
  const whole = {
    survey: surveyOf(summary),
    leftOut: storedLeftOut(leftOut),
    print: asInFiles ? summary.print : null,
  };
  return { userTypes, leftOut, whole, ...found.result() };
}

/** Collects what differs, while the files are read. */
class Findings {
  readonly #isKept: (ordinal: number) => boolean;
  /** Key in the files -> ordinal in the job. */
  readonly #ordinals = new Map<string, number>();
  readonly #unclear = new Map<string, InventoryObject>();
  readonly #changed: Omit<FreshObject, "dependsOn">[] = [];
  readonly #doneAndChanged: string[] = [];
  readonly #objects = new Map<number, FreshObject>();
  /** Something that stays as it is is not as it is in the files, be it only its place. */
  isStale = false;

  constructor(isKept: (ordinal: number) => boolean) {
    this.#isKept = isKept;
  }

  add(source: InventoryObject, known: KnownObject | undefined): void {
    if (!known) {
      this.#unclear.set(source.key, source);
      return;
    }
    const { ordinal } = known;
    this.#ordinals.set(source.key, ordinal);
    const { print, content } = printsOf(source);
    if (print === known.print) return;
    const differs = content !== known.content;
    if (this.#isKept(ordinal)) {
      this.#changed.push({ ordinal, source, differs });
      return;
    }
    this.isStale = true;
    if (differs) this.#doneAndChanged.push(source.name);
  }

  settle(settled: ReadonlyMap<string, KnownObject>): void {
    for (const [key, known] of settled) {
      const source = this.#unclear.get(key);
      if (source) this.add(source, known);
      this.#unclear.delete(key);
    }
  }

  lose({ ordinal, source }: PlannedObject): void {
    if (source.gone) return;
    // It waits for nothing: it says at once that it is gone.
    const fresh = { ordinal, dependsOn: [], source: { ...source, gone: true }, differs: true };
    this.#objects.set(ordinal, fresh);
  }

  result(): Pick<FreshInventory, "objects" | "doneAndChanged" | "added"> {
    for (const one of this.#changed) {
      const needs = one.source.dependsOn.flatMap((key) => this.#ordinals.get(key) ?? []);
      this.#objects.set(one.ordinal, { ...one, dependsOn: needs });
    }
    const added = [...this.#unclear.values()].map(({ name }) => name);
    return { objects: this.#objects, doneAndChanged: this.#doneAndChanged, added };
  }
}
