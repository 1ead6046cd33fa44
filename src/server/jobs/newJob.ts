import { randomUUID } from "node:crypto";
import { join, resolve } from "node:path";
import type { StartRequest } from "../../protocol/requests.ts";
import type { NewJob } from "../store/types.ts";
import type { ResolvedSource } from "./resolveSource.ts";

/** The job that a start asks for; `warehouses` is the folder for databases that nobody named. */
export function newJob(
  request: StartRequest,
  source: ResolvedSource,
  inventoryPath: string,
  warehouses: string,
): NewJob {
  const { type: sourceType, confidence, evidence } = source;
  return {
    jobId: randomUUID(),
    createdAt: new Date().toISOString(),
    sourceType,
    targetCatalog: request.target_catalog,
    targetSchema: request.target_schema,
    inventoryPath,
    targetPath: request.dry_run ? null : databasePath(request, warehouses),
    dryRun: request.dry_run ?? false,
    targetType: request.target_type ?? "duckdb",
    detection: source.evidence.length > 0 ? { confidence, evidence } : null,
    // Clients of the old system say with an empty one that they want none.
    modelId: request.model_id?.trim() || null,
    concurrency: request.concurrency ?? null,
    onError: request.on_error ?? "continue",
    include: request.include?.length ? request.include : null,
    exclude: request.exclude?.length ? request.exclude : null,
    priority: request.priority ?? 0,
  };
}

/** The DuckDB file of a request. */
export function databasePath(request: StartRequest, warehouses: string): string {
  if (request.target_path) return resolve(request.target_path);
  // A name may hold anything; a file name may not.
  const name = encodeURIComponent(request.target_catalog).replaceAll("*", "%2A");
  return join(warehouses, `${name}.duckdb`);
}
