import type { Confidence, Issue, ObjectResult, TranslationEngine } from "../../protocol/job.ts";
import type { PlannedObject } from "../store/types.ts";
import { confidenceOf, judge } from "../translate/confidence.ts";
import { effortOf, sizeOf } from "../translate/effort.ts";
import type { TranslatedObject } from "../translate/types.ts";

/** What an assessment keeps of a verdict: no text of it. */
export interface Summary {
  /** Null: it was not tried. */
  confidence: Confidence | null;
  /** Null: nobody counted it. */
  effort: number | null;
  engine: TranslationEngine | null;
  issues: Record<Issue["severity"], number>;
  codes: string[];
}

/** What an assessment keeps of an object: no text of it, so that a hundred thousand of them fit. */
export interface AssessedObject extends Summary {
  ordinal: number;
  name: string;
  objectType: PlannedObject["source"]["objectType"];
  kind: string;
  size: number;
  file: string | null;
  line: number | null;
  column: number | null;
  dependsOn: readonly number[];
  missing: readonly string[];
  rowStatements: number;
  effort: number;
}

/** What became of an object, as far as an assessment asks. */
export interface Verdict {
  confidence: Confidence | null;
  effort: number | null;
  engine: TranslationEngine | null;
  issues: readonly Issue[];
}

/** The verdict on a translation that nothing was executed of. */
export function verdictOn({ source }: PlannedObject, translated: TranslatedObject): Verdict {
  const judged = judge(translated);
  const { kind, objectType } = source;
  const { issues, produced, engine = "rules" } = judged;
  const effort = effortOf({ kind, objectType, size: sizeOf(source), issues, produced });
  return { confidence: confidenceOf(judged), effort, engine: produced ? engine : null, issues };
}

/** The verdict that a job's result holds; undefined: there is no result. */
export function verdictOf(result: ObjectResult | undefined): Verdict {
  const { confidence = null, effort = null, engine = null, issues = [] } = result ?? {};
  const known = issues.some(({ code }) => code === result?.error_code);
  const all = [...issues];
  if (result?.status === "error" && result.error_code && !known) {
    const { error, error_code: code, file, line, column } = result;
    const at = { file: file ?? "", line: line ?? 1, column: column ?? 1 };
    all.push({ code, severity: "error", message: error ?? "", ...at });
  }
  return { confidence, effort, engine, issues: all };
}

/** A verdict without the words of its issues. */
export function summarise({ confidence, effort, engine, issues: all }: Verdict): Summary {
  const issues = { error: 0, warning: 0, info: 0 };
  for (const { severity } of all) issues[severity]++;
  return { confidence, effort, engine, issues, codes: [...new Set(all.map(({ code }) => code))] };
}

/** An object and what became of it, without its text. */
export function assessed(object: PlannedObject, summary: Summary): AssessedObject {
  const { ordinal, dependsOn, source } = object;
  const { name, objectType, kind, definition, data, missing = [] } = source;
  const { file = null, line = null, column = null } = definition[0] ?? {};
  const size = sizeOf(source);
  const untried = { kind, objectType, size, issues: [], produced: true };
  return {
    ordinal,
    name,
    objectType,
    kind,
    size,
    file,
    line,
    column,
    dependsOn,
    missing,
    rowStatements: data.reduce((sum, { statements }) => sum + statements, 0),
    ...summary,
    effort: summary.effort ?? effortOf(untried),
  };
}
