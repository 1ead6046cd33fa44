import type { ObjectResult, ObjectStatus, ObjectType } from "../../protocol/job.ts";
import { EndTimes } from "./endTimes.ts";
import { parseTimestamp } from "./timestamps.ts";

/** The latest result of one object. */
export interface ResultRow {
  /** Position in the order in which the objects came first. */
  id: number;
  /** The name in lower case, for sorting and searching. */
  sortName: string;
  /** It succeeded with warnings that somebody should look at. */
  review: boolean;
  /** When it ended, epoch milliseconds; NaN when the server does not say. */
  endedAt: number;
  result: ObjectResult;
}

export interface ResultCounts {
  status: Record<ObjectStatus | "review", number>;
  type: Record<ObjectType, number>;
}

const TYPES: readonly ObjectType[] = ["TABLE", "VIEW", "PROCEDURE"];

/** The results of a job, one row an object: a later attempt replaces the one before in its place. */
export class ResultTable {
  /** When they ended, for whoever looks at all of them. */
  readonly ends = new EndTimes();
  readonly #rows: ResultRow[] = [];
  readonly #idByKey = new Map<string, number>();
  readonly #workers = new Set<number>();
  readonly #counts: ResultCounts = {
    status: { success: 0, error: 0, skipped: 0, review: 0 },
    type: { TABLE: 0, VIEW: 0, PROCEDURE: 0 },
  };
  #version = 0;

  /** In the order of arrival; a row's id is its index. */
  get rows(): readonly ResultRow[] {
    return this.#rows;
  }

  get counts(): Readonly<ResultCounts> {
    return this.#counts;
  }

  /** How many have worked on them so far; 0: the server does not say. */
  get workers(): number {
    return this.#workers.size;
  }

  /** Grows with every change. */
  get version(): number {
    return this.#version;
  }

  /** The row of an object; without its type that of whatever has this name. */
  find(name: string, type?: ObjectType): ResultRow | undefined {
    for (const one of type === undefined ? TYPES : [type]) {
      const id = this.#idByKey.get(`${one} ${name}`);
      if (id !== undefined) return this.#rows[id];
    }
    return undefined;
  }

  put(result: ObjectResult): void {
    const key = `${result.object_type} ${result.object_name}`;
    const known = this.#idByKey.get(key);
    if (known === undefined) {
      this.#idByKey.set(key, this.#rows.length);
      this.#add(rowOf(this.#rows.length, result));
      return;
    }
    const before = this.#rows[known];
    if (!before || isSame(before.result, result) || isOlder(result, before.result)) return;
    this.#count(before, -1);
    this.#add(rowOf(known, result));
  }

  #add(row: ResultRow): void {
    this.#rows[row.id] = row;
    this.ends.put(row.id, row.result, row.endedAt);
    if (row.result.worker !== undefined) this.#workers.add(row.result.worker);
    this.#count(row, 1);
    this.#version++;
  }

  #count({ result, review }: ResultRow, by: 1 | -1): void {
    this.#counts.status[result.status] += by;
    this.#counts.type[result.object_type] += by;
    if (review) this.#counts.status.review += by;
  }
}

function rowOf(id: number, result: ObjectResult): ResultRow {
  const warned = result.issues?.some(({ severity }) => severity !== "info") ?? false;
  const review = result.status === "success" && warned;
  const endedAt = parseTimestamp(result.timestamp) ?? Number.NaN;
  return { id, sortName: result.object_name.toLowerCase(), review, endedAt, result };
}

function isSame(a: ObjectResult, b: ObjectResult): boolean {
  return a.timestamp === b.timestamp && a.status === b.status && a.attempt === b.attempt;
}

function isOlder(a: ObjectResult, b: ObjectResult): boolean {
  if (a.seq !== undefined && b.seq !== undefined) return a.seq < b.seq;
  return a.attempt !== undefined && b.attempt !== undefined && a.attempt < b.attempt;
}
