import type { ObjectResult } from "../../protocol/job.ts";
import type { RetryRequestInput } from "../../protocol/requests.ts";
import type { JobModel } from "../jobs/jobModel.ts";
import type { ResultRow } from "../jobs/resultTable.ts";
import type { FailureGroup, FailuresView } from "./activityMessages.ts";
import type { IssuePage } from "./issuePages.ts";
import { explain, location } from "./objectRow.ts";

/** Failed objects with the same cause. */
export interface Failures {
  /** The code, or the beginning of the message where there is none. */
  key: string;
  code: string | null;
  rows: ResultRow[];
  /** Objects that were not tried because they need one of these, directly or not. */
  waiting: number;
}

const MOST_GROUPS = 24;
/** Of a message that stands for a cause. */
const KEY_CHARS = 120;
const MOST_BYTES = 8_000;
/** Characters of each text, the first that lets the picture stay small. */
const TEXT_CHARS: readonly number[] = [400, 240, 160, 100];
const LEAST_CHARS = 100;

/** The failures of a job by cause, the most frequent first. */
export function failuresOf({ results }: JobModel): Failures[] {
  const groups = new Map<string, Failures>();
  const groupOf = new Map<string, Failures>();
  const blockedBy = new Map<string, string>();
  for (const row of results.rows) {
    const { status, object_name, blocked_by } = row.result;
    if (status === "skipped" && blocked_by) blockedBy.set(object_name, blocked_by);
    if (status !== "error") continue;
    const { code, message } = explain(row.result);
    const key = code ?? message.slice(0, KEY_CHARS);
    const group = groups.get(key) ?? { key, code, rows: [], waiting: 0 };
    groups.set(key, group);
    group.rows.push(row);
    groupOf.set(object_name, group);
  }
  for (const name of blockedBy.keys()) {
    const group = groupOf.get(rootOf(name, blockedBy));
    if (group) group.waiting++;
  }
  return [...groups.values()].sort(
    (a, b) => b.rows.length - a.rows.length || (a.key < b.key ? -1 : 1),
  );
}

/**
 * What a retry of exactly these asks for: their code while all that failed with it are here, else their names. By the code
 * nothing is run again that went well meanwhile.
 */
export function retryOf({ code, rows }: Failures, all: readonly Failures[]): RetryRequestInput {
  const elsewhere = (failures: Failures) =>
    failures.code !== code && failures.rows.some(({ result }) => hasCode(result, code));
  if (code !== null && !all.some(elsewhere)) return { codes: [code] };
  return { objects: rows.map(({ result }) => result.object_name) };
}

function hasCode({ error_code, issues = [] }: ObjectResult, wanted: string | null): boolean {
  return error_code === wanted || issues.some(({ code }) => code === wanted);
}

/** The failures as the panel gets them, in a message of bounded size. `pageOf`: what is known of a code in general. */
export function failuresView(
  failures: readonly Failures[],
  canRetry: boolean,
  pageOf: (code: string) => IssuePage | undefined,
): FailuresView {
  const build = (count: number, chars: number): FailuresView => {
    const rest = failures.slice(count);
    const objects = rest.reduce((sum, { rows }) => sum + rows.length, 0);
    const groups = failures.slice(0, count).map((group) => groupView(group, pageOf, chars));
    return { groups, more: { groups: rest.length, objects }, canRetry };
  };
  const isSmall = (view: FailuresView) => Buffer.byteLength(JSON.stringify(view)) <= MOST_BYTES;
  for (const chars of TEXT_CHARS) {
    const view = build(MOST_GROUPS, chars);
    if (isSmall(view)) return view;
  }
  // Shorter texts would tell nothing: fewer groups then.
  for (let count = MOST_GROUPS - 1; count > 1; count--) {
    const view = build(count, LEAST_CHARS);
    if (isSmall(view)) return view;
  }
  return build(1, LEAST_CHARS);
}

function groupView(
  { key, code, rows, waiting }: Failures,
  pageOf: (code: string) => IssuePage | undefined,
  chars: number,
): FailureGroup {
  const cut = (text: string) => (text.length > chars ? `${text.slice(0, chars - 1)}…` : text);
  const cutOrNull = (text: string | null | undefined) => (text ? cut(text) : null);
  const example = rows[0] as ResultRow;
  const page = code === null ? undefined : pageOf(code);
  return {
    key,
    code,
    objects: rows.length,
    waiting,
    title: cutOrNull(page?.title),
    meaning: cutOrNull(page?.meaning),
    advice: cutOrNull(page?.advice),
    example: {
      rowId: example.id,
      name: cut(example.result.object_name),
      message: cut(explain(example.result).message),
      location: cutOrNull(location(example.result)),
    },
  };
}

/** The object that failed and that everything on the way to `name` waits for. */
function rootOf(name: string, blockedBy: ReadonlyMap<string, string>): string {
  const seen = new Set<string>();
  let at = name;
  for (let next = blockedBy.get(at); next !== undefined; next = blockedBy.get(at)) {
    // Names of different schemas or types may look like a circle here.
    if (seen.has(next)) break;
    seen.add(next);
    at = next;
  }
  return at;
}
