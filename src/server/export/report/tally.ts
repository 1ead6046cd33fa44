import type { ObjectResult, ObjectStatus } from "../../../protocol/job.ts";

/** Objects of one type. */
export interface TypeTally {
  type: string;
  success: number;
  error: number;
  skipped: number;
  rows: number;
}

/** Objects that have an error or an issue in common. */
export interface CodeTally {
  code: string;
  /** Objects that have it. */
  objects: number;
  /** The first one's words, place and advice. */
  example: { object: string; message: string; place: string; hint: string | null };
}

/** What a job's results come to. */
export interface Tally {
  types: TypeTally[];
  /** Why objects failed, most frequent first. */
  errors: CodeTally[];
  /** Why objects were skipped. */
  skips: CodeTally[];
  /** What objects that arrived have to say, most frequent first. */
  issues: CodeTally[];
}

/** A result whose error has no code. */
const NO_CODE = "(no code)";

/** Counts results, page by page. */
export async function tally(pages: AsyncIterable<readonly ObjectResult[]>): Promise<Tally> {
  const types = new Map<string, TypeTally>();
  const errors = new Map<string, CodeTally>();
  const skips = new Map<string, CodeTally>();
  const issues = new Map<string, CodeTally>();
  for await (const page of pages) {
    for (const result of page) {
      addType(types, result);
      if (result.status === "success") addIssues(issues, result);
      else addReason(result.status === "error" ? errors : skips, result);
    }
  }
  return {
    types: [...types.values()].sort((a, b) => ORDER.indexOf(a.type) - ORDER.indexOf(b.type)),
    errors: byCount(errors),
    skips: byCount(skips),
    issues: byCount(issues),
  };
}

const ORDER = ["TABLE", "VIEW", "PROCEDURE"];

function byCount(found: Map<string, CodeTally>): CodeTally[] {
  return [...found.values()].sort((a, b) => b.objects - a.objects || (a.code < b.code ? -1 : 1));
}

function addType(types: Map<string, TypeTally>, result: ObjectResult): void {
  const type = result.object_type;
  const known = types.get(type) ?? { type, success: 0, error: 0, skipped: 0, rows: 0 };
  const status: ObjectStatus = result.status;
  known[status]++;
  known.rows += result.rows_loaded ?? 0;
  types.set(type, known);
}

/** `file:line:column`, or nothing. */
export function placeOf({ file, line, column }: Partial<ObjectResult>): string {
  return file ? `${file}:${line ?? 1}:${column ?? 1}` : "";
}

function add(found: Map<string, CodeTally>, code: string, example: CodeTally["example"]): void {
  const known = found.get(code);
  if (known) known.objects++;
  else found.set(code, { code, objects: 1, example });
}

function addReason(found: Map<string, CodeTally>, result: ObjectResult): void {
  const code = result.error_code ?? NO_CODE;
  const hint = result.issues?.find((issue) => issue.code === code)?.hint ?? null;
  const message = result.error ?? "";
  add(found, code, { object: result.object_name, message, place: placeOf(result), hint });
}

function addIssues(found: Map<string, CodeTally>, result: ObjectResult): void {
  const seen = new Set<string>();
  for (const issue of result.issues ?? []) {
    if (seen.has(issue.code)) continue;
    seen.add(issue.code);
    const { message, hint = null } = issue;
    const example = { object: result.object_name, message, place: placeOf(issue), hint };
    add(found, issue.code, example);
  }
}
