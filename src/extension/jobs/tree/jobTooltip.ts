import type { L10n } from "../../hostTypes.ts";
import type { JobModel } from "../jobModel.ts";
import { formatDuration, jobDuration, jobTarget, jobTitle } from "../jobText.ts";
import { stateText } from "./describeJob.ts";

/** The lines of a job's tooltip as label and value; values are plain text. */
export function tooltipLines(job: JobModel, l10n: L10n): [label: string, value: string][] {
  const { summary } = job;
  const seconds = jobDuration(job);
  const left = job.active ? (summary.estimated_time_remaining ?? undefined) : undefined;
  const lines: [string, string | number | null | undefined][] = [
    [l10n.t("Status"), stateText(job, l10n)],
    [l10n.t("Reason"), summary.error],
    [l10n.t("From"), `${jobTitle(job)} (${summary.source_type})`],
    [l10n.t("To"), jobTarget(job)],
    [l10n.t("Dry run"), summary.dry_run ? l10n.t("yes, nothing is kept") : undefined],
    [l10n.t("Progress"), l10n.t("{0} %", Math.floor(summary.progress_percentage))],
    [l10n.t("Completed"), l10n.t("{0} of {1}", summary.completed_objects, summary.total_objects)],
    [l10n.t("Failed"), summary.failed_objects || undefined],
    [l10n.t("Skipped"), summary.skipped_objects || undefined],
    [l10n.t("Rows loaded"), summary.rows_loaded || undefined],
    [l10n.t("Running"), (job.active && summary.running_objects) || undefined],
    [l10n.t("Now"), job.active ? summary.current_object : undefined],
    [l10n.t("Left"), left === undefined ? undefined : formatDuration(left, l10n)],
    [l10n.t("Started"), time(job.startedAt)],
    [l10n.t("Took"), seconds === undefined ? undefined : formatDuration(seconds, l10n)],
    [l10n.t("Inventory"), summary.inventory_path],
    [l10n.t("Database"), summary.target_path],
  ];
  return lines.flatMap(([label, value]) =>
    value === null || value === undefined ? [] : [[label, String(value)] as [string, string]],
  );
}

function time(epochMs: number | undefined): string | undefined {
  return epochMs === undefined ? undefined : new Date(epochMs).toLocaleString();
}
