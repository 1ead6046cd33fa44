import type { JobSummary } from "../../protocol/job.ts";
import {
  canCancel,
  canCancelNow,
  canPause,
  canResume,
  canRetry,
  canRetryObjects,
  isCancelling,
} from "../jobs/jobAbilities.ts";
import type { JobModel } from "../jobs/jobModel.ts";
import { jobTarget, jobTitle } from "../jobs/jobText.ts";
import type { Pace } from "./jobActivity.ts";
import type { JobView } from "./messages.ts";

/** The engine that a job is on. */
export interface JobEngine {
  /** Names a source type for people. */
  sourceLabel(type: string): string;
  capabilities: ReadonlySet<string>;
  /** It runs on this computer. */
  isLocal: boolean;
}

/** The head of the panel. */
export function jobView(
  job: JobModel,
  engine: JobEngine,
  pace: Pace,
  retryAsked: boolean,
): JobView {
  const { summary, results } = job;
  const { capabilities, sourceLabel, isLocal } = engine;
  const control = capabilities.has("control");
  const isRunning = summary.status === "running";
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
    workers: results.workers === 0 ? null : results.workers,
    rowsLoaded: summary.rows_loaded ?? null,
    currentObject: summary.status === "queued" ? null : (summary.current_object ?? null),
    startedAt: job.startedAt ?? null,
    endedAt: job.endedAt ?? null,
    etaSeconds: isRunning ? (summary.estimated_time_remaining ?? null) : null,
    etaRange: isRunning ? etaRange(summary) : null,
    perMinute: pace.perMinute,
    silentSince: pace.silentSince,
    toReview: results.counts.status.review,
    isLocal,
    dryRun: summary.dry_run ?? false,
    error: summary.error ?? null,
    targetPath: summary.dry_run ? null : (summary.target_path ?? null),
    canCancel: canCancel(job),
    canCancelNow: control && canCancelNow(job),
    canPause: control && canPause(job),
    canResume: control && canResume(job),
    canRetry: control && canRetry(job),
    canRetryFailed: job.active && summary.failed_objects > 0 && canRetryObjects(job, capabilities),
    retryAsked,
    canExport: capabilities.has("export"),
    queuePosition: summary.status === "queued" ? (summary.queue_position ?? null) : null,
    imported: summary.imported ?? false,
  };
}

function etaRange(summary: JobSummary): [low: number, high: number] | null {
  const { estimated_time_low: low, estimated_time_high: high } = summary;
  return typeof low === "number" && typeof high === "number" ? [low, high] : null;
}
