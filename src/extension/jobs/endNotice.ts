import { formatCount } from "../formats.ts";
import type { L10n } from "../hostTypes.ts";
import type { JobModel } from "./jobModel.ts";
import { formatDuration, jobDuration, jobLabel } from "./jobText.ts";

/** The settings dwMigration.notifications.*. */
export interface NoticeRules {
  /** `failures`: only jobs that did not go well; `none`: nothing at all. */
  show: "all" | "failures" | "none";
  /** A job that went well is told of in a window that has the focus when it took longer. */
  longerThanMinutes: number;
}

/** What the user looks at when a job ends. */
export interface Attention {
  /** The window has the focus. */
  focused: boolean;
  /** The job's panel is in front. */
  inSight: boolean;
}

export interface EndNotice {
  severity: "error" | "warning" | "info";
  text: string;
}

const MINUTE_S = 60;

/** What to say of a job that ended just now, at `now`; undefined where nobody needs to be told. */
export function endNotice(
  job: JobModel,
  rules: NoticeRules,
  { focused, inSight }: Attention,
  now: number,
  l10n: L10n,
): EndNotice | undefined {
  // Its panel says it all, where somebody looks at it.
  if (rules.show === "none" || (focused && inSight)) return undefined;
  const { status, failed_objects, total_objects, error } = job.summary;
  const label = jobLabel(job);
  if (status === "failed") {
    const reason = error ?? l10n.t("see the log");
    return { severity: "error", text: l10n.t("{0} failed: {1}", label, reason) };
  }
  // Who cancelled it knows.
  if (status !== "completed") return undefined;
  if (failed_objects > 0) {
    const text = l10n.t(
      "{0}: {1} of {2} objects failed.",
      label,
      formatCount(failed_objects, l10n),
      formatCount(total_objects, l10n),
    );
    return { severity: "warning", text };
  }
  // The last frame of a job does not say when it ended: the list does, later.
  const seconds = jobDuration(job) ?? (now - (job.startedAt ?? now)) / 1_000;
  const worthIt = !focused || seconds > rules.longerThanMinutes * MINUTE_S;
  if (rules.show !== "all" || !worthIt) return undefined;
  const took = formatDuration(seconds, l10n);
  return {
    severity: "info",
    text:
      total_objects === 1
        ? l10n.t("{0} is done: 1 object in {1}.", label, took)
        : l10n.t("{0} is done: {1} objects in {2}.", label, formatCount(total_objects, l10n), took),
  };
}
