import type { ResultDetail } from "../../protocol/history.ts";
import type { JobSummary, ObjectResult } from "../../protocol/job.ts";
import { type AssistantEngine, type ToolAnswer, ToolError } from "../assistantEngine.ts";
import { findJob } from "../findJob.ts";
import type { ToolInput } from "../inputs.ts";
import { issueLine, issueView } from "../issueViews.ts";
import { failureLine, failureView } from "../jobViews.ts";
import type { ToolData } from "../outputs.ts";
import { cut, nearNames, placeText } from "../texts.ts";

const MAX_SQL_CHARS = 20_000;
const MAX_STATEMENTS = 20;
const MAX_ISSUES = 50;
const MAX_CODES = 10;
const MAX_PAGE_CHARS = 3_000;

type Data = ToolData<"explain_failed_object">;

/** Why an object failed or was skipped, with both sides, and what can be done. */
export async function explainObject(
  engine: AssistantEngine,
  { job: id, object }: ToolInput<"explain_failed_object">,
): Promise<ToolAnswer<Data>> {
  const job = await findJob(engine, id);
  const missed = await engine.unsuccessful(job.job_id);
  const result = findObject(job, missed, object);
  const detail =
    result.seq === undefined ? undefined : await engine.resultDetail(job.job_id, result.seq);
  const issues = (result.issues ?? []).slice(0, MAX_ISSUES).map(issueView);
  const data: Data = {
    job_id: job.job_id,
    failure: failureView(result),
    source: sourceOf(detail),
    target_sql: detail?.sql == null ? null : cut(detail.sql, MAX_SQL_CHARS),
    target_dialect: detail?.sql_dialect ?? null,
    target_was_run: detail?.sql != null && !detail.is_artefact,
    issues,
    explanations: await explanationsOf(engine, result),
    next_steps: nextSteps(job, result, issues),
  };
  return { text: textOf(data), data };
}

function findObject(job: JobSummary, missed: readonly ObjectResult[], name: string): ObjectResult {
  const exact = missed.find(({ object_name }) => object_name === name);
  if (exact) return exact;
  const lower = name.toLowerCase();
  const found = missed.filter(({ object_name }) => {
    const known = object_name.toLowerCase();
    return known === lower || known.endsWith(`.${lower}`);
  });
  if (found.length === 1) return found[0]!;
  const names = missed.map(({ object_name }) => object_name);
  if (found.length > 1) {
    const which = found.slice(0, 5).map(({ object_name }) => object_name);
    throw new ToolError(`${name} may be one of these: ${which.join(", ")}. Give the whole name.`);
  }
  if (missed.length === 0) {
    throw new ToolError(`Nothing has failed or was skipped in job ${job.job_id} (${job.status}).`);
  }
  const near = nearNames(name, names);
  const shown =
    near.length > 0 ? `Near it: ${near.join(", ")}` : `E.g. ${names.slice(0, 5).join(", ")}`;
  throw new ToolError(
    `No object ${name} failed or was skipped in job ${job.job_id}: it went well, or is not in the job. ` +
      `${shown}; job_status lists all ${missed.length}.`,
  );
}

function sourceOf(detail: ResultDetail | undefined): Data["source"] {
  let left = MAX_SQL_CHARS;
  const pieces: Data["source"] = [];
  for (const { file, line, text } of detail?.source.slice(0, MAX_STATEMENTS) ?? []) {
    if (left <= 0) break;
    pieces.push({ file, line, text: cut(text, left) });
    left -= text.length;
  }
  return pieces;
}

/** The pages of the codes, errors first. */
async function explanationsOf(
  engine: AssistantEngine,
  { error_code, issues = [] }: ObjectResult,
): Promise<Data["explanations"]> {
  const bySeverity = (severity: string) =>
    issues.filter((issue) => issue.severity === severity).map(({ code }) => code);
  const codes = [
    ...(error_code ? [error_code] : []),
    ...bySeverity("error"),
    ...bySeverity("warning"),
  ];
  const explanations: Data["explanations"] = [];
  for (const code of [...new Set(codes)].slice(0, MAX_CODES)) {
    const page = await engine.issuePage(code);
    if (page) explanations.push({ code, meaning: cut(withoutLinks(page), MAX_PAGE_CHARS) });
  }
  return explanations;
}

/** A page without its heading and the way back to the list. */
function withoutLinks(page: string): string {
  return page
    .replace(/^# .*\n+/, "")
    .replace(/\[All codes\]\(README\.md\)\s*$/, "")
    .trim();
}

function nextSteps(job: JobSummary, result: ObjectResult, issues: Data["issues"]): string[] {
  const hints = issues.filter(({ severity }) => severity === "error").map(({ hint }) => hint);
  const steps = [...new Set(hints.filter((hint) => hint !== undefined))];
  const at = placeText(result);
  if (result.status === "skipped") {
    steps.push(
      "It was not tried. Explain what it needs first: when that is retried, this runs too.",
    );
  } else if (at) {
    steps.push(`Change the source at ${at}, or write the object by hand in the target.`);
  }
  if (job.imported) {
    steps.push("The job is imported and cannot be run: start a migration of the corrected files.");
  } else if (result.status !== "skipped") {
    const name = JSON.stringify(result.object_name);
    steps.push(`Then run it again: retry_failed with job ${job.job_id} and objects [${name}].`);
  }
  return steps;
}

function textOf(data: Data): string {
  const { failure, source, target_sql, target_dialect, target_was_run } = data;
  const ran = target_was_run ? "" : ", which was not run";
  return [
    `Job ${data.job_id}: ${failureLine(failure)}`,
    ...source.map(({ file, line, text }) => `Source, ${file}:${line}:\n${text}`),
    target_sql === null
      ? "Nothing was made of it for the target."
      : `Made of it, in ${target_dialect}${ran}:\n${target_sql}`,
    ...data.issues.map(issueLine),
    ...data.explanations.map(({ code, meaning }) => `What ${code} means:\n${meaning}`),
    `What to do next:\n${data.next_steps.map((step) => `- ${step}`).join("\n")}`,
  ].join("\n\n");
}
