import { isCancelling } from "../jobAbilities.ts";
import type { JobModel } from "../jobModel.ts";

/** A codicon and the theme colour to show it in. */
export interface StatusIcon {
  icon: string;
  color: string | undefined;
}

/** How a job looks: its state, and whether all went well. */
export type JobLook =
  | "queued"
  | "running"
  | "cancelling"
  | "paused"
  | "completed"
  | "completedWithFailures"
  | "failed"
  | "cancelled";

/** The one table of icons. */
export const STATUS_ICONS: Readonly<Record<JobLook, StatusIcon>> = {
  queued: { icon: "clock", color: undefined },
  running: { icon: "sync~spin", color: "charts.blue" },
  cancelling: { icon: "loading~spin", color: "charts.blue" },
  paused: { icon: "debug-pause", color: "charts.yellow" },
  completed: { icon: "pass", color: "testing.iconPassed" },
  completedWithFailures: { icon: "warning", color: "list.warningForeground" },
  failed: { icon: "error", color: "testing.iconFailed" },
  cancelled: { icon: "circle-slash", color: "testing.iconSkipped" },
};

export function lookOf(job: JobModel): JobLook {
  const { status, failed_objects } = job.summary;
  if (isCancelling(job)) return "cancelling";
  return status === "completed" && failed_objects > 0 ? "completedWithFailures" : status;
}
