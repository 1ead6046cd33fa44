import type { NewJob } from "../../src/server/store/types.ts";

/** A job as the store is asked to make one. */
export function newJob(changes: Partial<NewJob> & Pick<NewJob, "jobId">): NewJob {
  return {
    createdAt: new Date().toISOString(),
    sourceType: "oracle",
    targetCatalog: "main",
    targetSchema: "migrated",
    inventoryPath: "/inventory",
    targetPath: null,
    dryRun: true,
    targetType: "duckdb",
    detection: null,
    modelId: null,
    concurrency: null,
    onError: "continue",
    include: null,
    exclude: null,
    priority: 0,
    ...changes,
  };
}
