import type { ObjectRef, Reread } from "../../store/types.ts";
import type { ObjectGraph, Reopened } from "../objectGraph.ts";
import type { FreshInventory, FreshObject } from "./rereadInventory.ts";

/** What is opened again, and what it is made from. */
export interface ReopenedFrom extends Reopened {
  /** The job's objects from now on. */
  refs: ObjectRef[];
  reread: Reread | undefined;
  /** Objects that are tried by now, and those of them that differ from before. */
  tried: number;
  changed: FreshObject[];
}

/**
 * Opens objects of `graph` again; everything that is not done and not in work is made from what the files say now. What
 * failed and is not meant stays as it was. `startsOver`: what is done is made again, too.
 */
export function reopenFrom(
  graph: ObjectGraph,
  refs: readonly ObjectRef[],
  ordinals: readonly number[],
  fresh: FreshInventory | undefined,
  startsOver = false,
): ReopenedFrom {
  const asInFiles = refs.map((ref) => refOf(ref, fresh?.objects.get(ref.ordinal)));
  const { opened, skipped } = graph.reopen(ordinals, asInFiles);
  const objects = [...(fresh?.objects.values() ?? [])].filter(
    ({ ordinal }) => startsOver || graph.isUntried(ordinal),
  );
  const taken = new Set(objects.map(({ ordinal }) => ordinal));
  const isTried = (ordinal: number) => startsOver || graph.isOpen(ordinal);
  return {
    opened,
    skipped,
    refs: refs.map((ref, at) => (taken.has(ref.ordinal) ? asInFiles[at]! : ref)),
    reread: fresh?.whole && {
      userTypes: fresh.userTypes,
      objects: objects.map(sourceOf),
      // What is not taken now is not as it is in the files.
      whole: taken.size < fresh.objects.size ? { ...fresh.whole, print: null } : fresh.whole,
    },
    tried: refs.filter(({ ordinal }) => isTried(ordinal)).length,
    changed: objects.filter(({ ordinal, differs }) => differs && isTried(ordinal)),
  };
}

function refOf(ref: ObjectRef, fresh: FreshObject | undefined): ObjectRef {
  if (!fresh) return ref;
  const { dependsOn, source } = fresh;
  return { ordinal: ref.ordinal, objectType: source.objectType, dependsOn };
}

function sourceOf({ ordinal, dependsOn, source }: FreshObject): Reread["objects"][number] {
  return { ordinal, dependsOn, source };
}
