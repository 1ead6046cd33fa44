import type { InventoryObject } from "../../../src/server/inventory/types.ts";
import type { ArchiveStore } from "../../../src/server/store/archive.ts";
import type { HistoryStore } from "../../../src/server/store/history.ts";
import type { JobStore, NewJob, NewLog, NewResult } from "../../../src/server/store/types.ts";

/** A store with what is read of it beside. */
export type WholeStore = JobStore & { history(): HistoryStore; archive(): ArchiveStore };

/** A job as it was asked for. */
export const JOB: NewJob = {
  jobId: "job-1",
  createdAt: "2026-01-02T03:04:05.678Z",
  sourceType: "oracle",
  targetCatalog: "main",
  targetSchema: "migrated",
  inventoryPath: "/inventory",
  targetPath: "/data/main.duckdb",
  dryRun: false,
  targetType: "databricks",
  detection: { confidence: 0.8, evidence: ["3 × VARCHAR2"] },
  modelId: null,
  concurrency: 3,
  onError: "stop",
  include: ["sales.*"],
  exclude: null,
  priority: 2,
};

/** A line of its log. */
export function log(message: string): NewLog {
  return { timestamp: "2026-01-02T03:04:06.000Z", level: "info", message };
}

/** What became of its object of this number. */
export function result(
  ordinal: number,
  status: "success" | "error" | "skipped",
  rows = 0,
  attempt = 1,
): NewResult {
  return {
    ordinal,
    attempt,
    targetSql: null,
    columns: [{ name: "id", class: "int" }],
    result: {
      object_name: `o${ordinal}`,
      object_type: "TABLE",
      status,
      error: status === "success" ? null : "why",
      execution_time_ms: 1.5,
      timestamp: "2026-01-02T03:04:06.000Z",
      rows_loaded: rows,
    },
  };
}

/** Its object of this number, with what it is made from. */
export function object(ordinal: number, text: string, dependsOn: number[] = []) {
  const name = `o${ordinal}`;
  const source: InventoryObject = {
    key: name,
    name,
    schema: null,
    baseName: name,
    objectType: "TABLE",
    kind: "TABLE",
    definition: [{ text, file: "o.sql", line: ordinal + 1, column: 1 }],
    data: [],
    dependsOn: dependsOn.map((need) => `o${need}`),
  };
  return { ordinal, targetName: name, dependsOn, source };
}
