import { formatCount } from "../../formats.ts";
import type { L10n } from "../../hostTypes.ts";
import {
  canCancel,
  canCancelNow,
  canPause,
  canResume,
  canRetry,
  isCancelling,
} from "../jobAbilities.ts";
import type { JobModel } from "../jobModel.ts";
import { formatDuration, formatRoughly, hasDatabase, jobDuration, jobLabel } from "../jobText.ts";
import { type JobLook, lookOf, STATUS_ICONS, type StatusIcon } from "./statusTable.ts";

/** A row of the tree, before it becomes a TreeItem. */
export interface JobItem {
  /** Stable over the job's life, so that selection survives. */
  id: string;
  label: string;
  description: string;
  icon: StatusIcon;
  /** What its state allows: `job;canCancel`. The menus ask the server's capabilities, too. */
  contextValue: string;
  /** What a screen reader says. */
  accessibleLabel: string;
}

/** What the tree shows of a job. */
export function describeJob(job: JobModel, l10n: L10n): JobItem {
  const label = jobLabel(job);
  const look = lookOf(job);
  const origin = job.summary.imported ? [l10n.t("imported")] : [];
  const description = join(...origin, describe(job, look, l10n));
  return {
    id: `job/${job.id}`,
    label,
    description,
    icon: STATUS_ICONS[look],
    contextValue: contextValue(job),
    accessibleLabel: [label, stateText(job, l10n), ...spoken(job, l10n)].join(", "),
  };
}

/** The name of a look, for people. */
export function lookName(look: JobLook, l10n: L10n): string {
  const names: Record<JobLook, string> = {
    queued: l10n.t("Queued"),
    running: l10n.t("Running"),
    cancelling: l10n.t("Cancelling…"),
    paused: l10n.t("Paused"),
    completed: l10n.t("Completed"),
    completedWithFailures: l10n.t("Completed with failures"),
    failed: l10n.t("Failed"),
    cancelled: l10n.t("Cancelled"),
  };
  return names[look];
}

/** The state with what it brings along: the place of a job that waits, and where an imported one comes from. */
export function stateText(job: JobModel, l10n: L10n): string {
  const { status, queue_position, imported } = job.summary;
  const name = lookName(lookOf(job), l10n);
  if (status === "queued" && queue_position !== undefined && !isCancelling(job)) {
    return l10n.t("Waiting, place {0}", queue_position);
  }
  return imported ? l10n.t("{0} (imported)", name) : name;
}

/** Short, with what matters first: a narrow side bar cuts the end off. The tooltip has all numbers. */
function describe(job: JobModel, look: JobLook, l10n: L10n): string {
  const { failed_objects, total_objects, progress_percentage } = job.summary;
  const percent = l10n.t("{0} %", Math.floor(progress_percentage));
  switch (look) {
    case "running": {
      const seconds = job.summary.estimated_time_remaining;
      if (seconds === null || seconds === undefined) return percent;
      return join(percent, formatRoughly(seconds, l10n));
    }
    case "queued":
    case "cancelling":
      return stateText(job, l10n);
    case "paused":
      return join(percent, lookName(look, l10n));
    case "completed":
      return withDuration(objects(total_objects, l10n), job, l10n);
    case "completedWithFailures": {
      const text = join(
        l10n.t("{0} failed", formatCount(failed_objects, l10n)),
        objects(total_objects, l10n),
      );
      return withDuration(text, job, l10n);
    }
    case "failed":
      return withDuration(lookName(look, l10n), job, l10n);
    case "cancelled":
      return join(l10n.t("cancelled"), percent);
  }
}

/** The numbers in words that need no picture beside them. */
function spoken(job: JobModel, l10n: L10n): string[] {
  const { failed_objects, completed_objects, total_objects, progress_percentage } = job.summary;
  const { estimated_time_remaining, skipped_objects } = job.summary;
  const count = (value: number) => formatCount(value, l10n);
  const parts = [
    l10n.t("{0} of {1} objects completed", count(completed_objects), count(total_objects)),
  ];
  if (failed_objects > 0) parts.push(l10n.t("{0} failed", count(failed_objects)));
  if (skipped_objects) parts.push(l10n.t("{0} skipped", count(skipped_objects)));
  if (job.active) parts.push(l10n.t("{0} %", Math.floor(progress_percentage)));
  if (job.active && typeof estimated_time_remaining === "number") {
    parts.push(l10n.t("{0} left", formatDuration(estimated_time_remaining, l10n)));
  }
  return parts;
}

function contextValue(job: JobModel): string {
  const values = ["job"];
  if (canPause(job)) values.push("canPause");
  if (canResume(job)) values.push("canResume");
  if (canCancel(job)) values.push("canCancel");
  if (canCancelNow(job)) values.push("canCancelNow");
  if (canRetry(job)) values.push("canRetry");
  if (!job.active) values.push("canDelete");
  if (hasDatabase(job)) values.push("hasDatabase");
  return values.join(";");
}

function objects(count: number, l10n: L10n): string {
  return count === 1 ? l10n.t("1 object") : l10n.t("{0} objects", formatCount(count, l10n));
}

function withDuration(text: string, job: JobModel, l10n: L10n): string {
  const seconds = jobDuration(job);
  return seconds === undefined ? text : join(text, formatDuration(seconds, l10n));
}

function join(...parts: string[]): string {
  return parts.join(" · ");
}
