import type { ObjectOutcome, ObjectRunner } from "../dispatch/dispatcher.ts";
import type { ObjectRef } from "../store/types.ts";
import type { ObjectGraph, Skipped } from "./objectGraph.ts";
import { circleOf } from "./outcomes.ts";

const NOTHING = {
  targetName: null,
  targetSql: null,
  artefactDialect: null,
  confidence: null,
  effort: null,
  engine: null,
  modelUsage: null,
  columns: null,
  rowsLoaded: null,
  issues: [],
  executionTimeMs: 0,
} as const;

/** Outcomes of objects that are not tried because what they need was not made. */
export async function* skipOutcomes(
  runner: ObjectRunner,
  skips: readonly Skipped[],
): AsyncGenerator<ObjectOutcome> {
  for (const { ordinal, because } of skips) {
    const [self, cause] = [await runner.describe(ordinal), await runner.describe(because)];
    yield {
      ...NOTHING,
      issues: [],
      ...self,
      ordinal,
      status: "skipped",
      error: `Skipped: it needs ${cause.objectName}, which was not migrated`,
      errorCode: "DWM-JOB-001",
      blockedBy: cause.objectName,
    };
  }
}

/** Outcomes of one circle among objects that all wait for each other, as errors, and of what needs them. */
export async function* circleOutcomes(
  runner: ObjectRunner,
  graph: ObjectGraph,
  refs: readonly ObjectRef[],
): AsyncGenerator<ObjectOutcome> {
  const circle = circleOf(graph.stuck(), refs);
  const described = await Promise.all(circle.map((ordinal) => runner.describe(ordinal)));
  const names = described.map(({ objectName }) => objectName);
  const skips: Skipped[] = [];
  for (const [index, ordinal] of circle.entries()) {
    yield {
      ...NOTHING,
      issues: [],
      ...described[index]!,
      ordinal,
      status: "error",
      error: `Circular: ${[...names, names[0]].join(" -> ")}. Break the circle in the source.`,
      errorCode: "DWM-JOB-002",
    };
  }
  for (const ordinal of circle) {
    skips.push(...graph.fail(ordinal).filter((skip) => !circle.includes(skip.ordinal)));
  }
  yield* skipOutcomes(runner, skips);
}
