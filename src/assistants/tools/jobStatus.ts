import type { ObjectResult } from "../../protocol/job.ts";
import { type AssistantEngine, type ToolAnswer, ToolError } from "../assistantEngine.ts";
import { findJob } from "../findJob.ts";
import type { ToolInput } from "../inputs.ts";
import { failureLine, failureView, jobLine, jobView } from "../jobViews.ts";
import type { JobView, ToolData } from "../outputs.ts";
import { count, cut } from "../texts.ts";

const MAX_CODES = 20;
const MAX_ERROR_CHARS = 300;

/** One job, and what of it failed: by code, and a page of the objects. */
export async function jobStatus(
  engine: AssistantEngine,
  { job: id, limit, cursor }: ToolInput<"job_status">,
): Promise<ToolAnswer<ToolData<"job_status">>> {
  const job = jobView(await findJob(engine, id));
  const missed =
    job.failed_objects + job.skipped_objects > 0 ? await engine.unsuccessful(job.job_id) : [];
  const first = cursor === undefined ? 0 : Number(cursor);
  if (!Number.isInteger(first) || first < 0) {
    throw new ToolError(`${cursor} is no cursor of job_status. Ask again without one.`);
  }
  const failures = missed.slice(first, first + limit).map(failureView);
  const next = first + limit < missed.length ? String(first + limit) : null;
  const byCode = groups(missed);
  const lines = [jobLine(job)];
  if (job.error) lines.push(`It could not go on: ${job.error}`);
  if (job.target_path) lines.push(`Database: ${job.target_path}`);
  if (job.seconds_left !== null) {
    lines.push(`About ${count(Math.ceil(job.seconds_left), "second")} left`);
  }
  if (first === 0) {
    lines.push(
      ...byCode.map(
        ({ code, objects, example, error }) =>
          `${code}: ${count(objects, "object")}, e.g. ${example}: ${error}`,
      ),
    );
  }
  lines.push(...failures.map(failureLine));
  if (next) lines.push(`More failed or skipped objects follow: cursor ${next}`);
  lines.push(nextStep(job, missed.length));
  return {
    text: lines.join("\n"),
    data: { job, failures_by_code: byCode, failures, next_cursor: next },
  };
}

function groups(missed: readonly ObjectResult[]): ToolData<"job_status">["failures_by_code"] {
  const found = new Map<string, { objects: number; first: ObjectResult }>();
  for (const result of missed) {
    const code = result.error_code ?? "no code";
    const group = found.get(code) ?? { objects: 0, first: result };
    group.objects++;
    found.set(code, group);
  }
  return [...found]
    .map(([code, { objects, first }]) => ({
      code,
      objects,
      example: first.object_name,
      error: cut(first.error ?? "", MAX_ERROR_CHARS),
    }))
    .sort((a, b) => b.objects - a.objects)
    .slice(0, MAX_CODES);
}

function nextStep({ status, imported }: JobView, missed: number): string {
  if (missed === 0)
    return status === "completed" ? "Nothing failed." : "Nothing has failed so far.";
  const retry = imported
    ? "An imported job cannot be run again."
    : "Once the cause is gone, retry_failed runs them again.";
  return `Next: explain_failed_object tells why one of them failed and what to do. ${retry}`;
}
