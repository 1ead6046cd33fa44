import type { Assessment } from "../../protocol/assessment.ts";
import type { LeftOut } from "../inventory/types.ts";
import { hoursOf, round } from "../translate/effort.ts";
import { graphOf, wavesOf } from "./graph.ts";
import { worse } from "./issueTally.ts";
import { leftOutEntries, tallyLeftOut } from "./leftOutTally.ts";
import type { AssessedObject } from "./records.ts";
import type { Usage } from "./usage.ts";

/** Objects that are told as the largest and as the hardest. */
const TOP = 20;

/** What is known of an inventory as a whole. */
export interface AssessmentHead {
  assessedAt: string;
  inventoryPath: string;
  tool: Assessment["tool"];
  source: Assessment["source"];
  target: Assessment["target"];
  files: number;
  statements: number;
  minutesPerPoint: number;
  usage: Usage;
}

/** What an inventory comes to: a function of what was read and what became of it. `objects` in the order of their ordinals. */
export function assess(
  head: AssessmentHead,
  objects: readonly AssessedObject[],
  issues: Assessment["issues_by_code"],
  leftOut: readonly LeftOut[],
): Assessment {
  const waves = wavesOf(objects);
  const kinds = tallyLeftOut(leftOut);
  const names = new Map(objects.map(({ ordinal, name }) => [ordinal, name]));
  return {
    format: "dw-migration-assessment",
    version: 1,
    assessed_at: head.assessedAt,
    inventory_path: head.inventoryPath,
    tool: head.tool,
    source: head.source,
    target: head.target,
    totals: totalsOf(head, objects, kinds, worstOf(objects, issues, kinds)),
    objects_by_type: byType(objects),
    issues_by_code: issues,
    left_out_by_kind: kinds,
    graph: graphOf(objects, waves),
    largest: top(objects, ({ size }) => size),
    hardest: top(
      objects.filter(({ confidence }) => confidence !== "exact"),
      ({ effort }) => effort,
    ),
    features: head.usage.features,
    functions: head.usage.functions,
    left_out: leftOutEntries(leftOut),
    objects: objects.map((object) => ({
      name: object.name,
      object_type: object.objectType,
      kind: object.kind,
      confidence: object.confidence,
      effort: object.effort,
      engine: object.engine,
      size: object.size,
      file: object.file,
      line: object.line,
      column: object.column,
      wave: waves.get(object.ordinal) ?? 1,
      depends_on: object.dependsOn.flatMap((ordinal) => names.get(ordinal) ?? []),
      missing: [...object.missing],
      issues: object.issues,
      codes: object.codes,
    })),
  };
}

function totalsOf(
  { files, statements, minutesPerPoint }: AssessmentHead,
  objects: readonly AssessedObject[],
  kinds: Assessment["left_out_by_kind"],
  worst: Assessment["totals"]["worst"],
): Assessment["totals"] {
  const own = sum(objects.map(({ effort }) => effort));
  const rest = round(sum(kinds.map(({ effort }) => effort)));
  const of = (confidence: AssessedObject["confidence"]) =>
    objects.filter((object) => object.confidence === confidence).length;
  return {
    files,
    statements,
    objects: objects.length,
    exact: of("exact"),
    review: of("review"),
    manual: of("manual"),
    not_tried: of(null),
    row_statements: sum(objects.map(({ rowStatements }) => rowStatements)),
    left_out: sum(kinds.map((one) => one.statements)),
    left_out_matter: sum(kinds.map(({ matter }) => matter)),
    effort: round(own + rest),
    effort_left_out: rest,
    person_hours: hoursOf(own + rest, minutesPerPoint),
    minutes_per_point: minutesPerPoint,
    worst,
  };
}

/** The worst that is to be said; an object that a person has to write is an error. */
function worstOf(
  objects: readonly AssessedObject[],
  issues: Assessment["issues_by_code"],
  kinds: Assessment["left_out_by_kind"],
): Assessment["totals"]["worst"] {
  if (objects.some(({ confidence }) => confidence === "manual")) return "error";
  const severities = [...issues, ...kinds].map(({ severity }) => severity);
  return severities.reduce<Assessment["totals"]["worst"]>(
    (worst, one) => (worst === null ? one : worse(worst, one)),
    null,
  );
}

const ORDER = ["TABLE", "VIEW", "PROCEDURE"];

function byType(objects: readonly AssessedObject[]): Assessment["objects_by_type"] {
  const groups = Map.groupBy(objects, ({ objectType, kind }) => `${objectType} ${kind}`);
  const tallies = [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const of = (confidence: AssessedObject["confidence"]) =>
      group.filter((object) => object.confidence === confidence).length;
    return {
      object_type: first.objectType,
      kind: first.kind,
      objects: group.length,
      exact: of("exact"),
      review: of("review"),
      manual: of("manual"),
      not_tried: of(null),
      effort: round(sum(group.map(({ effort }) => effort))),
    };
  });
  return tallies.sort(
    (a, b) => ORDER.indexOf(a.object_type) - ORDER.indexOf(b.object_type) || b.objects - a.objects,
  );
}

function top(objects: readonly AssessedObject[], by: (object: AssessedObject) => number): string[] {
  return objects
    .toSorted((a, b) => by(b) - by(a) || a.ordinal - b.ordinal)
    .slice(0, TOP)
    .map(({ name }) => name);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}
