import type { ObjectResult } from "../../protocol/job.ts";
import { formatCount } from "../formats.ts";
import type { L10n } from "../hostTypes.ts";
import type { JobModel } from "../jobs/jobModel.ts";
import { formatDuration, hasDatabase, jobDuration } from "../jobs/jobText.ts";
import { lookName, stateText } from "../jobs/tree/describeJob.ts";
import { lookOf } from "../jobs/tree/statusTable.ts";

/** How a task ends. */
export const EXIT = {
  /** Every object was migrated, or left out as it should be. */
  ok: 0,
  /** The job failed, was cancelled, or could not be started. */
  failed: 1,
  /** The job completed, and some of its objects failed. */
  objectsFailed: 2,
} as const;

/** The exit code of a job that has ended. */
export function exitCodeOf({ summary }: JobModel): number {
  if (summary.status !== "completed") return EXIT.failed;
  return summary.failed_objects > 0 ? EXIT.objectsFailed : EXIT.ok;
}

/** Where a job stands, in one line: `Running · 68 % · 281 of 412 · 7 failed · 3 min 20 s left`. */
export function progressLine(job: JobModel, l10n: L10n): string {
  const { progress_percentage, completed_objects, failed_objects, total_objects } = job.summary;
  const parts = [stateText(job, l10n)];
  if (total_objects > 0) {
    const done = completed_objects + failed_objects + (job.summary.skipped_objects ?? 0);
    parts.push(l10n.t("{0} %", Math.floor(progress_percentage)));
    parts.push(l10n.t("{0} of {1}", formatCount(done, l10n), formatCount(total_objects, l10n)));
  }
  if (failed_objects > 0) parts.push(l10n.t("{0} failed", formatCount(failed_objects, l10n)));
  const left = job.summary.estimated_time_remaining;
  if (typeof left === "number") parts.push(l10n.t("{0} left", formatDuration(left, l10n)));
  return parts.join(" · ");
}

/**
 * A failed object as compilers say it, which is what the problem matcher `$dw-migration` reads:
 * `views/tree.sql:41:3: error DWM-QRY-014: hr.v_tree: CONNECT BY …`. The same in every language.
 */
export function failureLine(result: ObjectResult, file: string): string {
  const { line, column, error_code, error, issues = [], object_name } = result;
  const issue = issues.find(({ severity }) => severity === "error");
  const at = [file, line ?? issue?.line ?? 1, column ?? issue?.column ?? 1].join(":");
  const code = error_code || issue?.code || "DWM";
  return `${at}: error ${code}: ${object_name}: ${oneLine(error ?? issue?.message ?? "")}`;
}

/** What a job came to, and where its database is. */
export function endLines(job: JobModel, l10n: L10n): string[] {
  const { error, failed_objects, completed_objects, skipped_objects = 0 } = job.summary;
  const parts = [
    l10n.t("{0}: {1} migrated", lookName(lookOf(job), l10n), formatCount(completed_objects, l10n)),
    l10n.t("{0} failed", formatCount(failed_objects, l10n)),
    l10n.t("{0} skipped", formatCount(skipped_objects, l10n)),
  ];
  const seconds = jobDuration(job);
  if (seconds !== undefined) parts.push(formatDuration(seconds, l10n));
  const lines = [parts.join(" · ")];
  if (error) lines.push(oneLine(error));
  if (hasDatabase(job)) lines.push(l10n.t("Database: {0}", String(job.summary.target_path)));
  if (failed_objects > 0 || job.summary.status === "failed") {
    lines.push(l10n.t("DW Migration: Show Job shows why; Retry Failed Objects runs them again."));
  }
  return lines;
}

/** A text for one line of a terminal: what a script or a server says moves no cursor. */
export function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
  return text.replaceAll(/[\s\u0000-\u001f\u007f-\u009f]+/g, " ").trim();
}
