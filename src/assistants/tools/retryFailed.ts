import type { JobSummary, ObjectResult } from "../../protocol/job.ts";
import { type AssistantEngine, ToolError } from "../assistantEngine.ts";
import { findJob } from "../findJob.ts";
import type { ToolInput } from "../inputs.ts";
import type { ActionPlan, Words } from "../plan.ts";
import { nearNames } from "../texts.ts";

const SHOWN = 10;

type Input = ToolInput<"retry_failed">;

/** Finds what a retry would run and tells it. Refuses a retry of nothing. */
export async function planRetry(
  engine: AssistantEngine,
  { job: id, codes, objects }: Input,
  l10n: Words,
): Promise<ActionPlan> {
  const job = await findJob(engine, id);
  if (job.imported) {
    throw new ToolError(
      `Job ${job.job_id} is imported and cannot be run. start_migration runs its inventory anew.`,
    );
  }
  const missed = await engine.unsuccessful(job.job_id);
  const undone = undoneOf(job);
  const isWhole = !codes && !objects;
  const goesOn = isWhole && undone > 0 && !missed.some(({ status }) => status === "error");
  const chosen = goesOn ? [] : chosenOf(job, missed, { codes, objects });
  const lines = [
    l10n.t("Job {0} runs again, on {1}.", job.job_id, engine.place),
    ...(chosen.length > 0 ? [l10n.t("Failed objects: {0}.", chosen.length), namesOf(chosen)] : []),
    ...(undone > 0 ? [l10n.t("Objects that were not done yet: {0}.", undone)] : []),
    l10n.t(
      "What was skipped because of them runs with them. The target is {0} ({1}).",
      `${job.target_catalog}.${job.target_schema}`,
      job.target_path ?? l10n.t("nothing is kept"),
    ),
  ];
  const selection = {
    ...(codes && { codes }),
    ...(objects && { objects: chosen.map(({ object_name }) => object_name) }),
  };
  return {
    effect: lines.join("\n"),
    warnings: [],
    run: async () => {
      const { message } = await engine.retry(job.job_id, selection);
      return { jobId: job.job_id, message };
    },
  };
}

/** What a job that was stopped had not come to: a retry goes on with it. */
function undoneOf(job: JobSummary): number {
  if (job.status !== "failed" && job.status !== "cancelled") return 0;
  const done = job.completed_objects + job.failed_objects + (job.skipped_objects ?? 0);
  return Math.max(0, job.total_objects - done);
}

function namesOf(chosen: readonly ObjectResult[]): string {
  const names = chosen.slice(0, SHOWN).map(({ object_name }) => object_name);
  return names.join(", ") + (chosen.length > SHOWN ? ", …" : "");
}

/** The failed objects that are meant. */
function chosenOf(
  job: JobSummary,
  missed: readonly ObjectResult[],
  { codes, objects }: Pick<Input, "codes" | "objects">,
): ObjectResult[] {
  if (codes && objects) {
    throw new ToolError("Give codes or objects, not both. Nothing was run.");
  }
  const failed = missed.filter(({ status }) => status === "error");
  if (objects) return objects.map((name) => named(job, missed, name));
  const chosen = codes ? failed.filter((result) => hasCode(result, codes)) : failed;
  if (chosen.length > 0) return chosen;
  if (failed.length === 0) {
    throw new ToolError(
      `Nothing has failed in job ${job.job_id} (${job.status}); nothing was run.`,
    );
  }
  const known = [...new Set(failed.map(({ error_code }) => error_code ?? "no code"))];
  throw new ToolError(
    `No object of job ${job.job_id} failed with ${codes?.join(", ")}. Its codes are ${known.slice(0, SHOWN).join(", ")}.`,
  );
}

function named(job: JobSummary, missed: readonly ObjectResult[], name: string): ObjectResult {
  const found = missed.find(({ object_name }) => object_name === name);
  if (found) return found;
  const near = nearNames(
    name,
    missed.map(({ object_name }) => object_name),
  );
  const hint = near.length > 0 ? ` Near it: ${near.join(", ")}.` : "";
  throw new ToolError(
    `No object ${name} failed or was skipped in job ${job.job_id}.${hint} job_status lists them; nothing was run.`,
  );
}

function hasCode({ error_code, issues = [] }: ObjectResult, codes: readonly string[]): boolean {
  if (error_code && codes.includes(error_code)) return true;
  return issues.some(({ code }) => codes.includes(code));
}
