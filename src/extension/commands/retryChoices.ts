import type { ObjectResult } from "../../protocol/job.ts";

/** How many failed objects have a code. */
export interface CodeCount {
  code: string;
  objects: number;
}

/** What of a job can be run again, from its results. */
export interface RetryChoices {
  /** Objects that failed or were skipped, each as it ended last. */
  objects: ObjectResult[];
  failed: number;
  /** The codes of the failed objects, the most frequent first. */
  codes: CodeCount[];
}

export function retryChoices(results: readonly ObjectResult[]): RetryChoices {
  const latest = new Map(results.map((result) => [result.object_name, result]));
  const objects = [...latest.values()].filter(({ status }) => status !== "success");
  const failed = objects.filter(({ status }) => status === "error");
  const counts = new Map<string, number>();
  for (const { error_code, issues = [] } of failed) {
    const codes = [error_code, ...issues.map(({ code }) => code)];
    for (const code of new Set(codes)) {
      if (code) counts.set(code, (counts.get(code) ?? 0) + 1);
    }
  }
  const codes = [...counts].map(([code, objects]) => ({ code, objects }));
  codes.sort((a, b) => b.objects - a.objects || a.code.localeCompare(b.code));
  return { objects, failed: failed.length, codes };
}
