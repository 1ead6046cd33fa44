import type { Issue } from "../../protocol/job.ts";
import type { LeftOutKind } from "../inventory/leftOutKinds.ts";
import type { InventoryObject, LeftOut } from "../inventory/types.ts";
import type { IssueCode } from "./issueCodes.ts";

/*
 * Effort points, in the manner of ora2pg's cost units: what a person who knows both sides needs for an object.
 *
 *   points = base(kind) + size(kind) x thousand characters                            to read it, run it, compare it
 *          + sum over issue codes: weight(code) x (1 + (occurrences - 1) / 4)         to see to what was said of it
 *          + where nothing was made: byHand(kind) + byHandSize(kind) x thousand characters
 *
 * rounded to a tenth; on top of all objects comes what LEFT_OUT says of statements that are not migrated. A point is MINUTES_PER_POINT minutes unless who asks says otherwise. An issue that comes again in the
 * same object costs a quarter: the second one is solved like the first.
 */

/** Minutes that a point stands for, unless somebody says otherwise: as ora2pg's unit. */
export const MINUTES_PER_POINT = 5;

interface Cost {
  base: number;
  /** For each thousand characters of the definition. */
  size: number;
  /** Where nothing was made of it: on top. */
  byHand: number;
  byHandSize: number;
}

const TABLE: Cost = { base: 0.1, size: 0, byHand: 2, byHandSize: 0.5 };
const VIEW: Cost = { base: 0.4, size: 0.2, byHand: 2, byHandSize: 2 };
const CODE: Cost = { base: 1, size: 0.5, byHand: 4, byHandSize: 3 };

/** By what the object is in the source; other code costs as CODE does. */
const COSTS: Readonly<Record<string, Cost>> = {
  TABLE,
  VIEW,
  "MATERIALIZED VIEW": { ...VIEW, base: 1 },
  // The specification of a package says what its body does again.
  PACKAGE: { base: 0.2, size: 0.1, byHand: 0.5, byHandSize: 0.5 },
  "PACKAGE BODY": { ...CODE, base: 3 },
  // There are no triggers on the other side: what it does has to find another place.
  TRIGGER: { ...CODE, byHand: 6 },
  TYPE: { base: 0.5, size: 0.2, byHand: 2, byHandSize: 1 },
  "TYPE BODY": { ...CODE, base: 3, byHand: 8 },
};

const BY_SEVERITY: Readonly<Record<Issue["severity"], number>> = {
  info: 0,
  warning: 0.5,
  error: 3,
};

/** Codes that cost more or less to see to than others of their severity. */
const BY_CODE: Partial<Readonly<Record<IssueCode, number>>> = {
  // A choice that was made and can be read.
  "DWM-TBL-006": 0.2,
  "DWM-TBL-011": 0.2,
  "DWM-TBL-013": 0.2,
  "DWM-QRY-009": 0.2,
  // Of nearly every query of its sources: looked at once for all of them.
  "DWM-QRY-012": 0.1,
  // A name to be mended, a type to be chosen.
  "DWM-TBL-002": 1,
  "DWM-QRY-010": 1,
  "DWM-QRY-003": 2,
  // What it reads lies elsewhere and has to be brought along.
  "DWM-QRY-011": 4,
  // Not the object's fault: run again.
  "DWM-JOB-001": 0,
  "DWM-DAT-006": 0,
  "DWM-JOB-003": 1,
  "DWM-JOB-005": 0,
  "DWM-EXE-002": 1,
  "DWM-EXE-008": 0.5,
  "DWM-EXE-009": 0,
};

/** What the effort of an object depends on. */
export interface Effortful {
  kind: string;
  objectType: InventoryObject["objectType"];
  /** Characters of its definition. */
  size: number;
  issues: readonly Pick<Issue, "code" | "severity">[];
  /** SQL was made of it, be it as an artefact. */
  produced: boolean;
}

/** Points for an object; see the formula above. */
export function effortOf({ kind, objectType, size, issues, produced }: Effortful): number {
  const cost = COSTS[kind] ?? COSTS[objectType] ?? CODE;
  const thousands = size / 1000;
  const own = cost.base + cost.size * thousands;
  const byHand = produced ? 0 : cost.byHand + cost.byHandSize * thousands;
  return round(own + byHand + effortOfIssues(issues));
}

/** What the issues of one object add. */
export function effortOfIssues(issues: readonly Pick<Issue, "code" | "severity">[]): number {
  const seen = new Map<string, { weight: number; count: number }>();
  for (const { code, severity } of issues) {
    const known = seen.get(code);
    if (known) known.count++;
    else seen.set(code, { weight: weightOf(code, severity), count: 1 });
  }
  let points = 0;
  for (const { weight, count } of seen.values()) points += weight * (1 + (count - 1) / 4);
  return round(points);
}

function weightOf(code: string, severity: Issue["severity"]): number {
  return (BY_CODE as Record<string, number>)[code] ?? BY_SEVERITY[severity];
}

export function round(points: number): number {
  return Math.round(points * 10) / 10;
}

/** Points for a statement of a kind that is left out and missed in the target; one that is not missed costs nothing. */
const LEFT_OUT: Partial<Readonly<Record<LeftOutKind, number>>> = {
  sequence: 0.5,
  synonym: 0.2,
  unique_index: 0.5,
  stage: 2,
  file_format: 0.5,
  pipe: 4,
  stream: 3,
  task: 4,
  policy: 4,
  database_link: 6,
  call: 1,
  block: 3,
  truncate: 0.2,
  rename: 0.2,
  manifest: 0.2,
  redefinition: 0.2,
  stray_rows: 0.5,
  external_rows: 0.5,
  unread: 3,
  language_object: 4,
  package: 2,
};

/** Points for statements that are left out; see LEFT_OUT. */
export function effortOfLeftOut({
  category,
  matters,
  statements,
}: Pick<LeftOut, "category" | "matters" | "statements">): number {
  // A run of rows is one thing to see to.
  const times = category === "stray_rows" ? Math.min(1, statements) : statements;
  return matters ? (LEFT_OUT[category] ?? 1) * times : 0;
}

/** Person-hours that points stand for. */
export function hoursOf(points: number, minutesPerPoint = MINUTES_PER_POINT): number {
  return round((points * minutesPerPoint) / 60);
}

/** Characters of an object's definition. */
export function sizeOf({ definition }: Pick<InventoryObject, "definition">): number {
  return definition.reduce((sum, { text }) => sum + text.length, 0);
}
