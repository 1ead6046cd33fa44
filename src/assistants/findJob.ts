import type { JobSummary } from "../protocol/job.ts";
import { type AssistantEngine, ToolError } from "./assistantEngine.ts";
import { nearNames } from "./texts.ts";

const SHOWN = 5;

/** The job of that id, or the only one whose id begins so; without an id the newest. */
export async function findJob(engine: AssistantEngine, id?: string): Promise<JobSummary> {
  const jobs = await engine.jobs();
  if (id === undefined) {
    const [newest] = jobs;
    if (newest) return newest;
    throw new ToolError(`There is no job yet on ${engine.place}. start_migration starts one.`);
  }
  const found = jobs.filter(({ job_id }) => job_id.startsWith(id));
  const exact = found.find(({ job_id }) => job_id === id);
  const [first] = found;
  if (exact || (first && found.length === 1)) return exact ?? first!;
  if (first) {
    throw new ToolError(`${found.length} jobs begin with ${id}: ${list(found)}. Give more of it.`);
  }
  throw new ToolError(unknownJob(id, jobs, engine.place));
}

function unknownJob(id: string, jobs: readonly JobSummary[], place: string): string {
  const ids = new Set(
    nearNames(
      id,
      jobs.map(({ job_id }) => job_id),
    ),
  );
  const near = jobs.filter(({ job_id }) => ids.has(job_id));
  if (near.length > 0) return `There is no job ${id} on ${place}. Near it: ${list(near)}.`;
  if (jobs.length === 0) return `There is no job ${id}: ${place} has no job yet.`;
  return `There is no job ${id} on ${place}. The newest are ${list(jobs)}; list_jobs shows all.`;
}

function list(jobs: readonly JobSummary[]): string {
  return jobs
    .slice(0, SHOWN)
    .map((job) => `${job.job_id} (${job.status}, to ${job.target_catalog}.${job.target_schema})`)
    .join(", ");
}
