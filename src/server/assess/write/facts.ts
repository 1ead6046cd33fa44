import type { Assessment } from "../../../protocol/assessment.ts";
import { SOURCE_TYPE_LABELS, type SourceType } from "../../../protocol/dialect.ts";
import { number } from "../../export/report/report.ts";

/** Objects, statements and functions that are listed one by one; the JSON has all of them. */
export const MOST_OBJECTS = 20_000;
export const MOST_STATEMENTS = 1_000;
export const MOST_USED = 60;
export const MOST_MISSING = 200;

/** A name and a value, and the class that colours it. */
export type Fact = readonly [name: string, value: string, mark?: string];

/** The figures that a reader looks at first. */
export function factsOf(assessment: Assessment): Fact[] {
  const { totals, source, target } = assessment;
  const share = (part: number) =>
    totals.objects === 0 ? number(part) : `${number(part)} (${percent(part, totals.objects)})`;
  const rate = `${number(totals.effort)} points, ${number(totals.minutes_per_point)} min each`;
  const matter = totals.left_out_matter;
  const facts: Fact[] = [
    ["Objects", number(totals.objects)],
    ["Exact", share(totals.exact), totals.exact > 0 ? "success" : ""],
    ["To review", share(totals.review), totals.review > 0 ? "skipped" : ""],
    ["By hand", share(totals.manual), totals.manual > 0 ? "error" : ""],
  ];
  if (totals.not_tried > 0) facts.push(["Not tried", share(totals.not_tried)]);
  return [
    ...facts,
    ["Effort", `${number(totals.person_hours)} person-hours`],
    ["Effort points", rate],
    ["Statements", `${number(totals.statements)} in ${number(totals.files)} files`],
    ["Statements of rows", number(totals.row_statements)],
    ["Not migrated", `${number(totals.left_out)}, of which ${number(matter)} matter`],
    ["Source", sourceOf(source)],
    ["Target", target.version],
  ];
}

function sourceOf({ type, confidence, versions }: Assessment["source"]): string {
  const label = SOURCE_TYPE_LABELS[type as SourceType] ?? type;
  const detected = confidence < 1 ? [`detected, ${Math.round(confidence * 100)} % sure`] : [];
  return [label, ...versions, ...detected].join(", ");
}

export function percent(part: number, whole: number): string {
  return `${Math.round((part / whole) * 100)} %`;
}

/** The last line: what wrote it. */
export function signature({ assessed_at, tool }: Assessment): string {
  const parser = tool.parser ? `, with ${tool.parser}` : "";
  return `Written ${assessed_at} by ${tool.name} ${tool.version}${parser}`;
}

/** A comment for programs that read what was written for people. */
export function mark({ totals }: Assessment): string {
  return `<!-- worst: ${totals.worst ?? "none"} -->`;
}

/** `file:line:column`, or nothing. */
export function placeOf({
  file,
  line,
  column,
}: {
  file: string | null;
  line: number | null;
  column: number | null;
}): string {
  return file ? `${file}:${line ?? 1}:${column ?? 1}` : "";
}

/** Objects of a list of names, each once. */
export function named(
  assessment: Assessment,
  names: readonly string[],
): Assessment["objects"][number][] {
  const wanted = new Set(names);
  const found = new Map<string, Assessment["objects"][number]>();
  for (const object of assessment.objects) {
    if (wanted.has(object.name) && !found.has(object.name)) found.set(object.name, object);
  }
  return names.flatMap((name) => found.get(name) ?? []);
}

/** `2 errors, 1 warning` */
export function issueCounts({
  error,
  warning,
  info,
}: Assessment["objects"][number]["issues"]): string {
  const said = (count: number, name: string) =>
    count > 0 ? [`${count} ${name}${count === 1 ? "" : "s"}`] : [];
  return [...said(error, "error"), ...said(warning, "warning"), ...said(info, "remark")].join(", ");
}
