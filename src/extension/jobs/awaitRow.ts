import { DisposableStore } from "../lifetime.ts";
import type { Timers } from "../timers.ts";
import type { JobStore } from "./jobStore.ts";
import type { JobSync } from "./jobSync.ts";
import type { ResultRow } from "./resultTable.ts";

export interface RowWaiter {
  jobs: JobStore;
  sync: Pick<JobSync, "watch">;
  timers: Timers;
}

/** Results come with a job's stream, which somebody has to want: waits so long for one of them. */
const WAIT_MS = 15_000;

/** The first row of a job that fits; undefined when all are here and none does, or when it does not come. */
export async function awaitRow(
  { jobs, sync, timers }: RowWaiter,
  jobId: string,
  fits: (row: ResultRow) => boolean,
  waitMs = WAIT_MS,
): Promise<ResultRow | undefined> {
  const find = () => jobs.get(jobId)?.results.rows.find(fits);
  const atOnce = find();
  if (atOnce) return atOnce;
  const store = new DisposableStore();
  try {
    return await new Promise((resolve) => {
      const look = () => {
        const row = find();
        if (row || jobs.get(jobId)?.complete !== false) resolve(row);
      };
      store.add(jobs.onDidChange(({ job }) => job.id === jobId && look()));
      store.add(jobs.onDidChangeMembership(look));
      store.add(timers.after(waitMs, () => resolve(undefined)));
      store.add(sync.watch(jobId));
      look();
    });
  } finally {
    store.dispose();
  }
}
