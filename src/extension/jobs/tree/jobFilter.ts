import type { L10n } from "../../hostTypes.ts";
import type { JobModel } from "../jobModel.ts";
import { jobLabel } from "../jobText.ts";
import { stateText } from "./describeJob.ts";

/** True when every word of `filter` stands in what is known of the job: names, state (also as it is shown), source, id. */
export function matchesFilter(job: JobModel, filter: string, l10n: L10n): boolean {
  const words = filter
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  if (words.length === 0) return true;
  const { status, source_type, inventory_path, current_object } = job.summary;
  const state = stateText(job, l10n);
  const known = [jobLabel(job), state, status, source_type, inventory_path, current_object, job.id]
    .join(" ")
    .toLowerCase();
  return words.every((word) => known.includes(word));
}
