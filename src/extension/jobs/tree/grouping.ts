import { formatDay } from "../../formats.ts";
import type { L10n } from "../../hostTypes.ts";
import type { JobModel } from "../jobModel.ts";
import { jobTarget } from "../jobText.ts";
import type { JobGroup } from "./nodes.ts";
import { lookOf } from "./statusTable.ts";

/** What jobs can be grouped by. */
export const GROUPINGS = ["day", "state", "target"] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** The groups of `jobs`, which are newest first; a group stands where its newest job does, what runs always first. */
export function groupJobs(
  jobs: readonly JobModel[],
  by: Grouping,
  now: number,
  l10n: L10n,
): JobGroup[] {
  const groups = new Map<string, JobModel[]>();
  const labels = new Map<string, string>();
  for (const job of jobs) {
    const { key, label } = headingOf(job, by, now, l10n);
    labels.set(key, label);
    const group = groups.get(key);
    if (group) group.push(job);
    else groups.set(key, [job]);
  }
  const keys = [...groups.keys()].sort((a, b) => rank(a) - rank(b));
  return keys.map((key) => ({
    kind: "jobs",
    id: `group/${by}/${key}`,
    label: labels.get(key) ?? key,
    jobs: groups.get(key) ?? [],
  }));
}

/** States stand in this order; days and targets as they come. */
const STATES = ["running", "failures", "completed", "cancelled"];

function rank(key: string): number {
  const place = STATES.indexOf(key);
  return place < 0 ? STATES.length : place;
}

interface Heading {
  key: string;
  label: string;
}

function headingOf(job: JobModel, by: Grouping, now: number, l10n: L10n): Heading {
  switch (by) {
    case "target":
      return { key: `to ${jobTarget(job)}`, label: jobTarget(job) };
    case "state":
      return stateOf(job, l10n);
    case "day":
      return job.active ? stateOf(job, l10n) : dayOf(job.startedAt, now, l10n);
  }
}

function stateOf(job: JobModel, l10n: L10n): Heading {
  switch (lookOf(job)) {
    case "completed":
      return { key: "completed", label: l10n.t("Completed") };
    case "completedWithFailures":
    case "failed":
      return { key: "failures", label: l10n.t("With failures") };
    case "cancelled":
      return { key: "cancelled", label: l10n.t("Cancelled") };
    default:
      return { key: "running", label: l10n.t("Running") };
  }
}

const DAY_MS = 86_400_000;

/** The day in the user's own time zone; the last week's by their names. */
function dayOf(startedAt: number | undefined, now: number, l10n: L10n): Heading {
  if (startedAt === undefined) return { key: "no day", label: l10n.t("Not started") };
  const day = startOfDay(startedAt);
  const key = `day ${day}`;
  // Around a change of the clock a day has 23 or 25 hours.
  const ago = Math.round((startOfDay(now) - day) / DAY_MS);
  if (ago <= 0) return { key, label: l10n.t("Today") };
  if (ago === 1) return { key, label: l10n.t("Yesterday") };
  return { key, label: formatDay(startedAt, ago < 7, l10n) };
}

function startOfDay(time: number): number {
  return new Date(time).setHours(0, 0, 0, 0);
}
