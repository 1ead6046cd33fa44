import type { JobSummary } from "../../protocol/job.ts";
import type { ApiClient } from "../client.ts";
import { UsageError } from "../usageError.ts";

/** The job with that id, or the only one whose id begins so. */
export async function findJob(client: ApiClient, id: string): Promise<JobSummary> {
  // Everything begins with nothing: the one job that there is would be taken.
  if (id.trim() === "")
    throw new UsageError(
      "The job's id is empty. Give it, or how it begins: dw-migrate jobs list shows it.",
    );
  const jobs = await client.jobs({});
  const found = jobs.filter(({ job_id }) => job_id.startsWith(id));
  const [job] = found.filter(({ job_id }) => job_id === id).concat(found);
  if (!job) throw new Error(`There is no job ${id}. dw-migrate jobs list shows them.`);
  if (found.length > 1 && job.job_id !== id) {
    const ids = found.slice(0, 5).map(({ job_id }) => job_id);
    throw new Error(`${found.length} jobs begin with ${id}: ${ids.join(", ")}`);
  }
  return job;
}
