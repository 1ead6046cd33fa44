import type { Assessment } from "../../protocol/assessment.ts";
import type { Issue } from "../../protocol/job.ts";
import { effortOfIssues, round } from "../translate/effort.ts";

type CodeTally = Assessment["issues_by_code"][number];

const RANK: Readonly<Record<Issue["severity"], number>> = { error: 0, warning: 1, info: 2 };

/** Where a code's page is, from the project's root. */
export function docsOf(code: string): string {
  return `docs/issues/${code}.md`;
}

/** The worse of two severities. */
export function worse(a: Issue["severity"], b: Issue["severity"]): Issue["severity"] {
  return RANK[a] <= RANK[b] ? a : b;
}

/** Counts the issues of objects by their codes, with the first one of each as its example. */
export class IssueTally {
  readonly #codes = new Map<string, CodeTally>();

  add(object: string, issues: readonly Issue[]): void {
    for (const [code, same] of Map.groupBy(issues, (issue) => issue.code)) {
      const [first] = same;
      if (!first) continue;
      const known = this.#codes.get(code) ?? this.#begin(object, first);
      known.objects++;
      known.count += same.length;
      known.effort += effortOfIssues(same);
      for (const { severity } of same) known.severity = worse(known.severity, severity);
    }
  }

  #begin(object: string, issue: Issue): CodeTally {
    const { code, severity, message, hint = null, file, line, column } = issue;
    const example = { object, message, hint, file, line, column };
    const tally = { code, severity, objects: 0, count: 0, effort: 0, docs: docsOf(code), example };
    this.#codes.set(code, tally);
    return tally;
  }

  /** Errors first, then by objects. */
  result(): CodeTally[] {
    const all = [...this.#codes.values()].map((one) => ({ ...one, effort: round(one.effort) }));
    return all.sort(
      (a, b) =>
        RANK[a.severity] - RANK[b.severity] || b.objects - a.objects || (a.code < b.code ? -1 : 1),
    );
  }
}
