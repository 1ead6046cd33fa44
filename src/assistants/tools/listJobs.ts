import { type AssistantEngine, type ToolAnswer, ToolError } from "../assistantEngine.ts";
import type { ToolInput } from "../inputs.ts";
import { jobLine, jobView } from "../jobViews.ts";
import type { ToolData } from "../outputs.ts";
import { count } from "../texts.ts";

/** The jobs that fit, newest first. The cursor is the last job shown: what starts meanwhile moves nothing. */
export async function listJobs(
  engine: AssistantEngine,
  { status, text, limit, cursor }: ToolInput<"list_jobs">,
): Promise<ToolAnswer<ToolData<"list_jobs">>> {
  const wanted = text?.toLowerCase();
  const fitting = (await engine.jobs()).filter((job) => {
    if (status && !status.includes(job.status)) return false;
    if (wanted === undefined) return true;
    const { job_id, inventory_path = "", target_catalog, target_schema } = job;
    const searched = `${job_id}\n${inventory_path}\n${target_catalog}.${target_schema}`;
    return searched.toLowerCase().includes(wanted);
  });
  const last = cursor === undefined ? -1 : fitting.findIndex(({ job_id }) => job_id === cursor);
  if (cursor !== undefined && last < 0) {
    throw new ToolError(
      `The cursor ${cursor} fits no job here. Ask list_jobs again without a cursor.`,
    );
  }
  const jobs = fitting.slice(last + 1, last + 1 + limit).map(jobView);
  const more = last + 1 + limit < fitting.length;
  const next = more ? (jobs.at(-1)?.job_id ?? null) : null;
  const lines = [
    `${count(fitting.length, "job")} on ${engine.place}, newest first`,
    ...jobs.map(jobLine),
    ...(next ? [`More follow: cursor ${next}`] : []),
  ];
  return {
    text: fitting.length === 0 ? `No such jobs on ${engine.place}.` : lines.join("\n"),
    data: { total: fitting.length, jobs, next_cursor: next },
  };
}
