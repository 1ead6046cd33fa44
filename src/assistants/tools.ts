import type { AssistantEngine, ToolAnswer } from "./assistantEngine.ts";
import { ToolError } from "./assistantEngine.ts";
import { TOOL_INPUTS, type ToolInput } from "./inputs.ts";
import type { ToolData } from "./outputs.ts";
import type { ActionPlan, Words } from "./plan.ts";
import type { ActionName, QuestionName, ToolName } from "./toolNames.ts";
import { explainObject } from "./tools/explainObject.ts";
import { jobStatus } from "./tools/jobStatus.ts";
import { listJobs } from "./tools/listJobs.ts";
import { planRetry } from "./tools/retryFailed.ts";
import { planStart } from "./tools/startMigration.ts";
import { translateSql } from "./tools/translateSql.ts";

type Questions = {
  [Name in QuestionName]: (
    engine: AssistantEngine,
    input: ToolInput<Name>,
  ) => Promise<ToolAnswer<ToolData<Name>>>;
};

type Actions = {
  [Name in ActionName]: (
    engine: AssistantEngine,
    input: ToolInput<Name>,
    l10n: Words,
  ) => Promise<ActionPlan>;
};

const QUESTIONS: Questions = {
  list_jobs: listJobs,
  job_status: jobStatus,
  explain_failed_object: explainObject,
  translate_sql: translateSql,
};

const ACTIONS: Actions = { start_migration: planStart, retry_failed: planRetry };

/** Checks what a tool was given. The message names each field that is wrong. */
export function parseInput<Name extends ToolName>(name: Name, given: unknown): ToolInput<Name> {
  const parsed = TOOL_INPUTS[name].safeParse(given ?? {});
  if (parsed.success) return parsed.data as ToolInput<Name>;
  const why = parsed.error.issues.map(({ path, message }) =>
    path.length > 0 ? `${path.join(".")}: ${message}` : message,
  );
  const known = Object.keys(TOOL_INPUTS[name].shape).join(", ");
  throw new ToolError(`${name} cannot take that. ${why.join("; ")}. It takes ${known}.`);
}

/** Asks a tool that only looks. */
export function ask(
  engine: AssistantEngine,
  name: QuestionName,
  given: unknown,
): Promise<ToolAnswer> {
  const tool = QUESTIONS[name] as (engine: AssistantEngine, input: unknown) => Promise<ToolAnswer>;
  return tool(engine, parseInput(name, given));
}

/** Finds out what an action would do; the plan's `run` does it. */
export function plan(
  engine: AssistantEngine,
  name: ActionName,
  given: unknown,
  l10n: Words,
): Promise<ActionPlan> {
  const tool = ACTIONS[name] as (
    engine: AssistantEngine,
    input: unknown,
    l10n: Words,
  ) => Promise<ActionPlan>;
  return tool(engine, parseInput(name, given), l10n);
}
