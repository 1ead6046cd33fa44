import {
  canCancel,
  canCancelNow,
  canPause,
  canResume,
  canRetry,
  isCancelling,
} from "../jobs/jobAbilities.ts";
import type { JobModel } from "../jobs/jobModel.ts";
import { jobTarget, jobTitle } from "../jobs/jobText.ts";
import type { JobView } from "./messages.ts";

/** The head of the panel. `sourceLabel` names a source type for people; `capabilities` are the server's. */
export function jobView(
  job: JobModel,
  sourceLabel: (type: string) => string,
  capabilities: ReadonlySet<string>,
): JobView {
  const { summary } = job;
  const control = capabilities.has("control");
  return {
    jobId: job.id,
    title: jobTitle(job),
    target: jobTarget(job),
    sourceLabel: sourceLabel(summary.source_type),
    status: summary.status,
    cancelling: isCancelling(job),
    percent: summary.progress_percentage,
    total: summary.total_objects,
    completed: summary.completed_objects,
    failed: summary.failed_objects,
    skipped: summary.skipped_objects ?? 0,
    running: summary.running_objects ?? null,
    rowsLoaded: summary.rows_loaded ?? null,
    currentObject: summary.status === "queued" ? null : (summary.current_object ?? null),
    startedAt: job.startedAt ?? null,
    endedAt: job.endedAt ?? null,
    etaSeconds: summary.status === "running" ? (summary.estimated_time_remaining ?? null) : null,
    dryRun: summary.dry_run ?? false,
    error: summary.error ?? null,
    targetPath: summary.dry_run ? null : (summary.target_path ?? null),
    canCancel: canCancel(job),
    canCancelNow: control && canCancelNow(job),
    canPause: control && canPause(job),
    canResume: control && canResume(job),
    canRetry: control && canRetry(job),
    queuePosition: summary.status === "queued" ? (summary.queue_position ?? null) : null,
    imported: summary.imported ?? false,
  };
}
