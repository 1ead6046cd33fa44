import type { Assessment } from "../../protocol/assessment.ts";
import type { LeftOut } from "../inventory/types.ts";
import { effortOfLeftOut, round } from "../translate/effort.ts";
import { leftOutIssue } from "../translate/leftOut/leftOutIssue.ts";
import { docsOf, worse } from "./issueTally.ts";

type KindTally = Assessment["left_out_by_kind"][number];

/** What a statement is, for people: CREATE SEQUENCE s.q */
function whatOf({ kind, name }: LeftOut): string {
  return name === null ? kind : `${kind} ${name}`;
}

/** Each statement that is left out, as a report lists it. */
export function leftOutEntries(leftOut: readonly LeftOut[]): Assessment["left_out"] {
  return leftOut.map((one) => {
    const { category: kind, name, statements, reason, file, line, column, databricks } = one;
    const { code, severity } = leftOutIssue(one);
    const at = { file, line, column };
    const what = whatOf(one);
    return {
      kind,
      what,
      name,
      code,
      severity,
      statements,
      reason,
      ...at,
      databricks: databricks ?? null,
    };
  });
}

/** Counts what is left out by its kind; the example is one that matters, if there is any. */
export function tallyLeftOut(leftOut: readonly LeftOut[]): KindTally[] {
  const kinds = new Map<string, KindTally>();
  for (const one of leftOut) {
    const { category: kind, statements, matters, reason, file, line, column } = one;
    const { code, severity, hint = null } = leftOutIssue(one);
    const example = { what: whatOf(one), reason, file, line, column };
    const known = kinds.get(kind) ?? {
      kind,
      code,
      severity,
      statements: 0,
      effort: 0,
      matter: 0,
      docs: docsOf(code),
      hint,
      example,
    };
    if (matters && known.matter === 0) Object.assign(known, { example, code, docs: docsOf(code) });
    known.statements += statements;
    known.effort += effortOfLeftOut(one);
    if (matters) known.matter += statements;
    known.severity = worse(known.severity, severity);
    kinds.set(kind, known);
  }
  return [...kinds.values()]
    .map((one) => ({ ...one, effort: round(one.effort) }))
    .sort(
      (a, b) => b.matter - a.matter || b.statements - a.statements || (a.kind < b.kind ? -1 : 1),
    );
}
