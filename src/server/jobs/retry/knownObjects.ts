import { hash } from "node:crypto";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { InventoryObject } from "../../inventory/types.ts";
import type { JobStore, StoredJob } from "../../store/types.ts";

/** Objects that are read from the store at once: the engine answers others in between. */
const PAGE = 500;

/** An object of a job, as far as it has to be known to find it in files that are read again. */
export interface KnownObject {
  ordinal: number;
  key: string;
  name: string;
  /** The parameters of a routine: what tells overloads apart. */
  parameters: string | undefined;
  /** What it is made from, place and text; equal when nothing at all has changed. */
  print: string;
  /** The same without places: equal when it only stands elsewhere. */
  content: string;
}

/** What is to be compared of an object. */
export function printsOf(source: InventoryObject): Pick<KnownObject, "print" | "content"> {
  const { objectType, kind, name, definition, data, package: inside, gone, twin } = source;
  const texts = [...definition, ...(inside?.declarations ?? [])].map(({ text }) => text);
  const rows = data.map(({ start, end, digest }) => [end - start, digest]);
  const content = JSON.stringify([objectType, kind, name, texts, rows, gone, twin]);
  return {
    print: hash("sha1", JSON.stringify(source), "base64url"),
    content: hash("sha1", content, "base64url"),
  };
}

/** Everything that a job has, in order. */
export async function knownObjects(
  { jobId, total }: StoredJob,
  store: JobStore,
): Promise<KnownObject[]> {
  const known: KnownObject[] = [];
  for (let from = 0; from < total; from += PAGE) {
    const ordinals = Array.from({ length: Math.min(PAGE, total - from) }, (_, n) => from + n);
    for (const { ordinal, source } of await store.objects(jobId, ordinals)) {
      const { key, name, parameters } = source;
      known.push({ ordinal, key, name, parameters, ...printsOf(source) });
    }
    await nextTurn();
  }
  return known;
}
