import type { JobModel } from "../jobModel.ts";
import { jobLabel } from "../jobText.ts";

/** True when every word of `filter` stands in what is known of the job: names, state, source, id. */
export function matchesFilter(job: JobModel, filter: string): boolean {
  const words = filter
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  if (words.length === 0) return true;
  const { status, source_type, inventory_path, current_object } = job.summary;
  const known = [jobLabel(job), status, source_type, inventory_path, current_object, job.id]
    .join(" ")
    .toLowerCase();
  return words.every((word) => known.includes(word));
}
