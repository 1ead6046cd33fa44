import type { JobStore, ObjectRef, StoredJob } from "../store/types.ts";
import { ObjectGraph, type Skipped } from "./objectGraph.ts";

/** A job's graph as the store has it: objects minus results. */
export interface JobGraph {
  graph: ObjectGraph;
  refs: ObjectRef[];
  /** The attempt that counts, of objects that were begun more than once. */
  attempts: Map<number, number>;
  /** Skips that a crash kept from being recorded: their cause is in the store, they are not. */
  pendingSkips: Skipped[];
  /** Objects without outcome, by type. */
  remaining: Map<string, number>;
}

/** Rebuilds the graph of a planned job. */
export async function loadGraph(job: StoredJob, store: JobStore): Promise<JobGraph> {
  const refs = await store.objectRefs(job.jobId);
  const attempts = await store.attempts(job.jobId);
  const done = await store.finished(job.jobId);
  const graph = new ObjectGraph(refs);
  const known = new Set(done.map(({ ordinal }) => ordinal));
  for (const { ordinal, status } of done) if (status === "success") graph.succeed(ordinal);
  const pendingSkips: Skipped[] = [];
  const notMade = done.filter(({ status }) => status !== "success");
  // What was blocked follows from its cause; left over is what has lost it, and it counts like any other.
  for (const blocked of [false, true]) {
    for (const one of notMade.filter((object) => object.blocked === blocked)) {
      pendingSkips.push(...graph.fail(one.ordinal).filter(({ ordinal }) => !known.has(ordinal)));
    }
  }
  const remaining = new Map<string, number>();
  for (const { ordinal, objectType } of refs) {
    if (!known.has(ordinal)) remaining.set(objectType, (remaining.get(objectType) ?? 0) + 1);
  }
  return { graph, refs, attempts, pendingSkips, remaining };
}
