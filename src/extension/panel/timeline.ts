import type { ResultRow } from "../jobs/resultTable.ts";
import type { Outcome, TimelineView } from "./activityMessages.ts";

/** Marks of one picture, so that its message stays below 10 KB. */
const MOST_MARKS = 360;
const MOST_ROWS = 36;
const SCALE = 1_000;
const WORSE: Readonly<Record<Outcome, number>> = { s: 0, r: 1, k: 2, e: 3 };

interface Mark {
  start: number;
  end: number;
  outcome: Outcome;
  objects: number;
  rowId: number;
  /** Of the object that `rowId` is. */
  ms: number;
}

/** Who worked on what when, for the time from `from` to `to` (epoch milliseconds). */
export function timeline(rows: readonly ResultRow[], from: number, to: number): TimelineView {
  const byWorker = new Map<number, ResultRow[]>();
  let unknown = 0;
  let objects = 0;
  for (const row of rows) {
    const { worker, status, execution_time_ms } = row.result;
    if (worker === undefined || Number.isNaN(row.endedAt)) {
      if (status !== "skipped" || (execution_time_ms ?? 0) > 0) unknown++;
      continue;
    }
    objects++;
    const own = byWorker.get(worker);
    if (own) own.push(row);
    else byWorker.set(worker, [row]);
  }
  const all = [...byWorker.keys()].sort((a, b) => a - b);
  const workers = all.slice(0, MOST_ROWS);
  const span = Math.max(1, to - from);
  // Each object its mark while that is few enough; else none is shorter than a slice.
  const slices =
    objects <= MOST_MARKS ? SCALE : Math.floor(MOST_MARKS / Math.max(1, workers.length));
  const merge = objects > MOST_MARKS;
  const view: TimelineView = {
    from,
    to,
    workers,
    moreWorkers: all.length - workers.length,
    unknown,
    marks: { row: [], start: [], length: [], outcome: "", objects: [], rowId: [] },
  };
  for (const [index, worker] of workers.entries()) {
    const own = inOrder(byWorker.get(worker) ?? []);
    for (const mark of marksOf(own, { from, span, slices, merge })) add(view, index, mark, slices);
  }
  return view;
}

/** One worker does one after the other; only a retry puts a row where an earlier one was. */
function inOrder(rows: ResultRow[]): ResultRow[] {
  const sorted = rows.every((row, n) => n === 0 || row.endedAt >= (rows[n - 1]?.endedAt ?? 0));
  return sorted ? rows : rows.sort((a, b) => a.endedAt - b.endedAt);
}

interface Grid {
  from: number;
  span: number;
  /** The time is cut into so many slices. */
  slices: number;
  /** Objects that share a slice become one mark. */
  merge: boolean;
}

function marksOf(rows: readonly ResultRow[], grid: Grid): Mark[] {
  const marks: Mark[] = [];
  for (const row of rows) {
    const { start, end } = placeOf(row, grid);
    const ms = row.result.execution_time_ms ?? 0;
    const mark = { start, end, outcome: outcomeOf(row), objects: 1, rowId: row.id, ms };
    const before = marks.at(-1);
    if (!grid.merge || !before || start >= before.end) marks.push(mark);
    else if (end > before.end) marks.push({ ...mark, start: before.end });
    else join(before, mark);
  }
  return marks;
}

/** Where an object is, in slices. With merging a short one has the slice that its middle is in. */
function placeOf({ result, endedAt }: ResultRow, { from, span, slices, merge }: Grid) {
  const at = (time: number) => Math.min(slices, Math.max(0, ((time - from) / span) * slices));
  const start = at(endedAt - (result.execution_time_ms ?? 0));
  const end = at(endedAt);
  if (!merge) return { start: Math.round(start), end: Math.round(end) };
  if (end - start > 1) return { start: Math.round(start), end: Math.round(end) };
  const slice = Math.min(slices - 1, Math.floor((start + end) / 2));
  return { start: slice, end: slice + 1 };
}

/** The mark tells of the worst of its objects; of those as bad, of the longest. */
function join(mark: Mark, { outcome, rowId, ms }: Mark): void {
  mark.objects++;
  const worse = WORSE[outcome] - WORSE[mark.outcome];
  if (worse > 0 || (worse === 0 && ms > mark.ms)) Object.assign(mark, { outcome, rowId, ms });
}

function add({ marks }: TimelineView, index: number, mark: Mark, slices: number): void {
  const start = Math.round((mark.start * SCALE) / slices);
  marks.row.push(index);
  marks.start.push(start);
  marks.length.push(Math.round((mark.end * SCALE) / slices) - start);
  marks.outcome += mark.outcome;
  marks.objects.push(mark.objects);
  marks.rowId.push(mark.rowId);
}

function outcomeOf({ result, review }: ResultRow): Outcome {
  if (result.status === "error") return "e";
  if (result.status === "skipped") return "k";
  return review ? "r" : "s";
}
