import { type AssistantEngine, ToolError } from "../assistantEngine.ts";
import type { ToolInput } from "../inputs.ts";
import type { ActionPlan, Words } from "../plan.ts";

const ABSOLUTE = /^(?:[/\\]|[A-Za-z]:[/\\])/;
const MAX_WARNINGS = 20;

type Input = ToolInput<"start_migration">;

/** Checks a start and tells what it would do. Refuses what the engine would refuse. */
export async function planStart(
  engine: AssistantEngine,
  input: Input,
  l10n: Words,
): Promise<ActionPlan> {
  const request = requestOf(input);
  const { success, total_objects, objects_by_type, problems, source_type } =
    await engine.validate(request);
  const errors = problems.filter(({ severity }) => severity === "error");
  if (!success || errors.length > 0) {
    const why = errors.map(({ field, message }) => (field ? `${field}: ${message}` : message));
    throw new ToolError(`Nothing was started: ${why.join(" ")} Correct that and ask again.`);
  }
  const warnings = problems
    .filter(({ severity }) => severity === "warning")
    .map(({ code, message, file, line }) =>
      [file && `${file}:${line ?? 1}`, code, message].filter(Boolean).join(" "),
    );
  return {
    effect: effectOf(
      { ...input, source_type: source_type ?? input.source_type },
      { total: total_objects, byType: objects_by_type, place: engine.place },
      l10n,
    ),
    warnings: shortened(warnings, l10n),
    run: async () => {
      const { job_id, message } = await engine.start(request);
      return { jobId: job_id, message };
    },
  };
}

interface Found {
  total: number;
  byType: Readonly<Record<string, number>>;
  place: string;
}

function effectOf(input: Input, { total, byType, place }: Found, l10n: Words): string {
  const types = Object.entries(byType)
    .filter(([, number]) => number > 0)
    .map(([type, number]) => `${type} ${number}`)
    .join(", ");
  const { inventory_path: path, target_path, target_type, source_type } = input;
  const target = `${input.target_catalog}.${input.target_schema}`;
  const lines = [
    l10n.t(
      "{0} objects ({1}) of {2}, read as {3}, on {4}.",
      total,
      types,
      path,
      source_type,
      place,
    ),
  ];
  if (target_type === "databricks" && input.dry_run) {
    lines.push(
      l10n.t("Translated to Databricks SQL for {0}; nothing is executed or written.", target),
    );
  } else if (input.dry_run) {
    lines.push(
      l10n.t("Tried out in a throw-away DuckDB database as {0}; nothing is kept.", target),
    );
  } else {
    const file = target_path ?? l10n.t("the engine's database file of that name");
    lines.push(
      l10n.t(
        "Written to {0} in DuckDB: {1}. Tables and views that are there are replaced.",
        target,
        file,
      ),
    );
  }
  if (input.include) lines.push(l10n.t("Only: {0}.", input.include.join(", ")));
  if (input.exclude) lines.push(l10n.t("Without: {0}.", input.exclude.join(", ")));
  if (input.on_error === "stop") lines.push(l10n.t("The first object that fails ends the job."));
  return lines.join("\n");
}

function shortened(warnings: string[], l10n: Words): string[] {
  const more = warnings.length - MAX_WARNINGS;
  if (more <= 0) return warnings;
  return [...warnings.slice(0, MAX_WARNINGS), l10n.t("{0} more warnings", more)];
}

function requestOf(input: Input) {
  const { inventory_path, include, exclude, target_path, ...rest } = input;
  if (!ABSOLUTE.test(inventory_path)) {
    throw new ToolError(
      `inventory_path: ${inventory_path} is not an absolute path. Give the whole path, as the engine's machine knows it.`,
    );
  }
  return {
    inventory_path,
    ...rest,
    ...(include && { include }),
    ...(exclude && { exclude }),
    ...(target_path && { target_path }),
  };
}
