import type { L10n } from "../hostTypes.ts";
import type { ListState } from "../jobs/jobListSync.ts";
import type { JobModel } from "../jobs/jobModel.ts";
import { jobLabel } from "../jobs/jobText.ts";
import { brokenText, isBroken } from "./connectionText.ts";

/** What the status bar shows. */
export interface StatusItem {
  text: string;
  tooltip: string;
  /** What a screen reader says. */
  accessibleLabel: string;
  /** Something that the user should know of. */
  warning: boolean;
}

/** A tooltip names so many jobs. */
const NAMED_JOBS = 10;

/** The status bar in one look: trouble first, then what goes on; undefined when there is nothing to say. */
export function describeStatus(
  state: ListState,
  jobs: readonly JobModel[],
  now: number,
  l10n: L10n,
): StatusItem | undefined {
  if (!isBroken(state)) return describeJobs(jobs, l10n);
  const said = brokenText(state, now, l10n);
  const label = l10n.t("Migrations: {0}", said);
  const icon = state.state === "unauthorised" ? "key" : "debug-disconnect";
  const hint =
    state.state === "unauthorised"
      ? l10n.t("Click to enter the access token.")
      : l10n.t("Click to try again now.");
  return {
    text: `$(${icon}) ${label}`,
    tooltip: `${l10n.t("The connection to the migration engine is lost. {0}", state.reason)}\n${hint}`,
    accessibleLabel: label,
    warning: true,
  };
}

function describeJobs(jobs: readonly JobModel[], l10n: L10n): StatusItem | undefined {
  const active = jobs.filter((job) => job.active);
  const moving = active.filter(({ summary }) => summary.status === "running");
  const queued = active.filter(({ summary }) => summary.status === "queued");
  const [icon, shown, label] = moving.length
    ? ["sync~spin", moving, `${countOf(moving, l10n)} ${percentOf(moving, l10n)}`]
    : queued.length
      ? ["clock", queued, l10n.t("{0} queued", countOf(queued, l10n))]
      : ["debug-pause", active, l10n.t("{0} paused", countOf(active, l10n))];
  if (shown.length === 0) return undefined;
  const lines = active
    .slice(0, NAMED_JOBS)
    .map((job) => `${jobLabel(job)}: ${percentOf([job], l10n)}`);
  return {
    text: `$(${icon}) ${label}`,
    tooltip: [...lines, l10n.t("Click to choose a job.")].join("\n"),
    accessibleLabel: l10n.t("Migrations: {0}", label),
    warning: false,
  };
}

function countOf(jobs: readonly JobModel[], l10n: L10n): string {
  return jobs.length === 1 ? l10n.t("1 job") : l10n.t("{0} jobs", jobs.length);
}

/** Of all objects of all these jobs; a job that has not read its inventory has none yet. */
function percentOf(jobs: readonly JobModel[], l10n: L10n): string {
  let total = 0;
  let done = 0;
  for (const { summary } of jobs) {
    total += summary.total_objects;
    done += (summary.total_objects * summary.progress_percentage) / 100;
  }
  return l10n.t("{0}%", total === 0 ? 0 : Math.floor((done / total) * 100));
}
