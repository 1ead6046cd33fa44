import type { ExportedJob } from "../../protocol/jobExport.ts";
import type { StoredJob } from "../store/types.ts";

/** A stored job as an export has it. */
export function toExportedJob(job: StoredJob): ExportedJob {
  return {
    job_id: job.jobId,
    created_at: job.createdAt,
    status: job.status,
    source_type: job.sourceType,
    target_catalog: job.targetCatalog,
    target_schema: job.targetSchema,
    inventory_path: job.inventoryPath,
    target_path: job.targetPath,
    dry_run: job.dryRun,
    model_id: job.modelId,
    concurrency: job.concurrency,
    on_error: job.onError,
    include: job.include,
    exclude: job.exclude,
    priority: job.priority,
    planned: job.planned,
    user_types: job.userTypes,
    total_objects: job.total,
    completed_objects: job.completed,
    failed_objects: job.failed,
    skipped_objects: job.skipped,
    rows_loaded: job.rowsLoaded,
    last_seq: job.lastSeq,
    start_time: job.startTime,
    end_time: job.endTime,
    error: job.error,
    imported: job.imported,
    queued_at: job.queuedAt,
  };
}

/** The job of an export as it is stored: one that can be looked at, not run. */
export function fromExportedJob(job: ExportedJob): StoredJob {
  return {
    jobId: job.job_id,
    createdAt: job.created_at,
    status: job.status,
    sourceType: job.source_type,
    targetCatalog: job.target_catalog,
    targetSchema: job.target_schema,
    inventoryPath: job.inventory_path,
    targetPath: job.target_path,
    dryRun: job.dry_run,
    modelId: job.model_id,
    concurrency: job.concurrency,
    onError: job.on_error,
    include: job.include,
    exclude: job.exclude,
    priority: job.priority,
    planned: job.planned,
    userTypes: job.user_types,
    total: job.total_objects,
    completed: job.completed_objects,
    failed: job.failed_objects,
    skipped: job.skipped_objects,
    rowsLoaded: job.rows_loaded,
    lastSeq: job.last_seq,
    startTime: job.start_time,
    endTime: job.end_time,
    error: job.error,
    cancelling: false,
    imported: true,
    queuedAt: job.queued_at,
  };
}
