import type { ResultRow, ResultTable } from "../jobs/resultTable.ts";
import type { ObjectQuery, SentRow, SortKey, Window } from "./messages.ts";
import { explain, sentRows } from "./objectRow.ts";

type Compare = (a: ResultRow, b: ResultRow) => number;

const STATUS_ORDER = { error: 0, skipped: 1, success: 2 } as const;

const COMPARE: Readonly<Record<SortKey, Compare>> = {
  arrival: (a, b) => a.id - b.id,
  name: (a, b) => compareText(a.sortName, b.sortName),
  type: (a, b) => compareText(a.result.object_type, b.result.object_type),
  status: (a, b) => STATUS_ORDER[a.result.status] - STATUS_ORDER[b.result.status],
  time: (a, b) => (a.result.execution_time_ms ?? -1) - (b.result.execution_time_ms ?? -1),
  rows: (a, b) => (a.result.rows_loaded ?? -1) - (b.result.rows_loaded ?? -1),
  attempt: (a, b) => (a.result.attempt ?? 0) - (b.result.attempt ?? 0),
};

/** The results of a job, filtered and sorted. The order is computed once for a query and a state of the table. */
export class ObjectList {
  readonly #table: ResultTable;
  #query: ObjectQuery;
  #order: readonly ResultRow[] | undefined;
  #orderVersion = -1;

  constructor(table: ResultTable, query: ObjectQuery) {
    this.#table = table;
    this.#query = query;
  }

  /** The same query again, as each request for another part of the list brings it, keeps the order. */
  set query(query: ObjectQuery) {
    if (isSame(query, this.#query)) return;
    this.#query = query;
    this.#order = undefined;
  }

  /** The rows from index `first` on, as the panel gets them. */
  window(first: number, count: number): Window<SentRow> {
    const all = this.#table.rows;
    // The newest first, which is shown while a job runs, needs no other order: its rows are read from the end.
    const backwards = isPlain(this.#query) && this.#query.descending;
    const rows = backwards ? all : this.order();
    const start = Math.max(0, Math.min(first, rows.length - count));
    const end = Math.min(rows.length, start + count);
    const shown = backwards
      ? rows.slice(rows.length - end, rows.length - start).reverse()
      : rows.slice(start, end);
    return { first: start, matching: rows.length, total: all.length, rows: sentRows(shown) };
  }

  /** All rows that match, as they are shown. */
  order(): readonly ResultRow[] {
    const { rows, version } = this.#table;
    if (this.#order && this.#orderVersion === version) return this.#order;
    this.#orderVersion = version;
    this.#order = isPlain(this.#query) ? byArrival(rows, this.#query) : sorted(rows, this.#query);
    return this.#order;
  }
}

function isSame(a: ObjectQuery, b: ObjectQuery): boolean {
  return (
    a.text === b.text &&
    a.status === b.status &&
    a.type === b.type &&
    a.sort === b.sort &&
    a.descending === b.descending
  );
}

/** All rows as they came, which needs no comparing: the order that is asked for all the time. */
function isPlain({ text, status, type, sort }: ObjectQuery): boolean {
  return text === "" && status === null && type === null && sort === "arrival";
}

function byArrival(rows: readonly ResultRow[], { descending }: ObjectQuery): readonly ResultRow[] {
  return descending ? rows.toReversed() : rows;
}

function sorted(rows: readonly ResultRow[], query: ObjectQuery): ResultRow[] {
  const text = query.text.trim().toLowerCase();
  const matching = rows.filter((row) => matches(row, query, text));
  const compare = COMPARE[query.sort];
  const direction = query.descending ? -1 : 1;
  return matching.sort((a, b) => direction * compare(a, b) || a.id - b.id);
}

function matches(row: ResultRow, { status, type }: ObjectQuery, text: string): boolean {
  const { result } = row;
  if (type !== null && result.object_type !== type) return false;
  if (status === "review" ? !row.review : status !== null && result.status !== status) return false;
  if (text === "" || row.sortName.includes(text)) return true;
  const { message, code } = explain(result);
  return `${message} ${code ?? ""}`.toLowerCase().includes(text);
}

/** Plain comparison of characters: Intl is fifty times slower, and 100,000 names must not stop the host. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
