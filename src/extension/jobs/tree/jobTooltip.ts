import type { JobSummary } from "../../../protocol/job.ts";
import { formatCount, formatMoment } from "../../formats.ts";
import type { L10n } from "../../hostTypes.ts";
import type { JobModel } from "../jobModel.ts";
import { formatDuration, formatRoughly, jobDuration, jobTarget, jobTitle } from "../jobText.ts";
import { stateText } from "./describeJob.ts";

/** The lines of a job's tooltip as label and value; values are plain text. */
export function tooltipLines(job: JobModel, l10n: L10n): [label: string, value: string][] {
  const { summary } = job;
  const seconds = jobDuration(job);
  const count = (value: number) => formatCount(value, l10n);
  const counted = (value: number | null | undefined) => (value ? count(value) : undefined);
  const lines: [string, string | null | undefined][] = [
    [l10n.t("Status"), stateText(job, l10n)],
    [l10n.t("Reason"), summary.error],
    [l10n.t("From"), `${jobTitle(job)} (${summary.source_type})`],
    [l10n.t("To"), jobTarget(job)],
    [l10n.t("Dry run"), summary.dry_run ? l10n.t("yes, nothing is kept") : undefined],
    [l10n.t("Progress"), l10n.t("{0} %", Math.floor(summary.progress_percentage))],
    [
      l10n.t("Completed"),
      l10n.t("{0} of {1}", count(summary.completed_objects), count(summary.total_objects)),
    ],
    [l10n.t("Failed"), counted(summary.failed_objects)],
    [l10n.t("Skipped"), counted(summary.skipped_objects)],
    [l10n.t("Rows loaded"), counted(summary.rows_loaded)],
    [l10n.t("Running"), job.active ? counted(summary.running_objects) : undefined],
    [l10n.t("Now"), job.active ? summary.current_object : undefined],
    [l10n.t("Left"), job.active ? timeLeft(summary, l10n) : undefined],
    [
      l10n.t("Started"),
      job.startedAt === undefined ? undefined : formatMoment(job.startedAt, l10n),
    ],
    [l10n.t("Took"), seconds === undefined ? undefined : formatDuration(seconds, l10n)],
    [l10n.t("Inventory"), summary.inventory_path],
    [l10n.t("Database"), summary.target_path],
  ];
  return lines.flatMap(([label, value]) =>
    value === null || value === undefined ? [] : [[label, value] as [string, string]],
  );
}

/** `3 min 20 s (2 min to 5 min)` */
function timeLeft(summary: Readonly<JobSummary>, l10n: L10n): string | undefined {
  const { estimated_time_remaining: left, estimated_time_low, estimated_time_high } = summary;
  if (typeof left !== "number") return undefined;
  const text = formatDuration(left, l10n);
  if (typeof estimated_time_low !== "number" || typeof estimated_time_high !== "number")
    return text;
  const low = formatRoughly(estimated_time_low, l10n);
  const high = formatRoughly(estimated_time_high, l10n);
  return low === high ? text : l10n.t("{0} ({1} to {2})", text, low, high);
}
