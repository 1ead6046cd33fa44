import type { L10n } from "../hostTypes.ts";
import type { JobModel } from "./jobModel.ts";

/** The last part of a path of either kind, without `.sql` or `.json`. */
export function baseName(path: string): string {
  const parts = path.split(/[\\/]/).filter((part) => part !== "");
  return (parts.at(-1) ?? path).replace(/\.(?:sql|json)$/i, "");
}

/** What a job is called: its inventory, or where it comes from. */
export function jobTitle({ summary }: JobModel): string {
  return summary.inventory_path ? baseName(summary.inventory_path) : summary.source_type;
}

/** `catalog.schema` */
export function jobTarget({ summary }: JobModel): string {
  return `${summary.target_catalog}.${summary.target_schema}`;
}

/** `retail_dw → main.migrated` */
export function jobLabel(job: JobModel): string {
  return `${jobTitle(job)} → ${jobTarget(job)}`;
}

/** A job in a log line: `retail_dw 1a2b3c4d`. */
export function jobTag(job: JobModel): string {
  return `${jobTitle(job)} ${job.id.slice(0, 8)}`;
}

/** `4 s`, `3 min 20 s`, `1 h 05 min`: two units at most, the smaller one while it matters. */
export function formatDuration(seconds: number, l10n: L10n): string {
  const total = Math.max(0, Math.round(seconds));
  if (total < 60) return l10n.t("{0} s", total);
  const minutes = Math.floor(total / 60);
  const rest = total % 60;
  if (minutes < 10 && rest > 0) return l10n.t("{0} min {1} s", minutes, twoDigits(rest));
  if (minutes < 60) return l10n.t("{0} min", minutes);
  const hours = Math.floor(minutes / 60);
  if (minutes % 60 === 0) return l10n.t("{0} h", hours);
  return l10n.t("{0} h {1} min", hours, twoDigits(minutes % 60));
}

/** One unit only, for a narrow place: `40 s`, `3 min`, `2 h`. */
export function formatRoughly(seconds: number, l10n: L10n): string {
  const minutes = Math.round(seconds / 60);
  if (minutes < 1) return l10n.t("{0} s", Math.max(0, Math.round(seconds)));
  if (minutes < 60) return l10n.t("{0} min", minutes);
  return l10n.t("{0} h", Math.round(minutes / 60));
}

/** True when the job wrote a database file that can be opened now. */
export function hasDatabase({ active, summary }: JobModel): boolean {
  return !active && Boolean(summary.target_path) && !summary.dry_run;
}

/** How long a job took, in seconds; undefined until it has ended. */
export function jobDuration(job: JobModel): number | undefined {
  const { startedAt, endedAt } = job;
  if (startedAt === undefined || endedAt === undefined) return undefined;
  return (endedAt - startedAt) / 1000;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
