import type { ResultRow } from "../jobs/resultTable.ts";
import type { ChartView } from "./activityMessages.ts";

/** Buckets of a chart: enough for a curve, few enough for objects to even out. */
const MOST_BUCKETS = 48;
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WIDTHS: readonly number[] = [
  ...[50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 7, 30, 365].map((n) => n * DAY),
];
/** The rate of a running job is that of this last time. */
const RATE_WINDOW_MS = MINUTE;

/** The time of a job, in epoch milliseconds. */
export interface JobSpan {
  from: number | undefined;
  /** Its end, or now while it runs; undefined while it stands still. */
  to: number | undefined;
  running: boolean;
}

export interface Throughput {
  /** Null while nothing ended whose time is known. */
  chart: ChartView | null;
  /** Objects a minute: lately while the job runs, else over all of it. Null while that cannot be told. */
  perMinute: number | null;
}

/** Objects that ended over time, from the times that the engine tells of its results. */
export function throughput(rows: readonly ResultRow[], span: JobSpan): Throughput {
  let first = span.from ?? Number.POSITIVE_INFINITY;
  let last = span.to ?? Number.NEGATIVE_INFINITY;
  let worked = 0;
  for (const row of rows) {
    if (!isWork(row)) continue;
    worked++;
    first = Math.min(first, row.endedAt);
    last = Math.max(last, row.endedAt);
  }
  if (worked === 0) return { chart: null, perMinute: null };
  const spanMs = Math.max(1, last - first);
  const widthMs = WIDTHS.find((width) => spanMs / width <= MOST_BUCKETS) ?? spanMs;
  const count = Math.floor(spanMs / widthMs) + 1;
  const chart: ChartView = {
    from: first,
    widthMs,
    lastMs: spanMs - (count - 1) * widthMs,
    finished: new Array<number>(count).fill(0),
    failed: new Array<number>(count).fill(0),
  };
  const since = span.running ? Math.max(first, last - RATE_WINDOW_MS) : first;
  let lately = 0;
  for (const row of rows) {
    if (!isWork(row)) continue;
    const bucket = Math.floor((row.endedAt - first) / widthMs);
    chart.finished[bucket]!++;
    if (row.result.status === "error") chart.failed[bucket]!++;
    if (row.endedAt >= since) lately++;
  }
  return { chart, perMinute: (lately * MINUTE) / Math.max(SECOND, last - since) };
}

/** The end of the time that a chart shows. */
export function endOf({ from, widthMs, lastMs, finished }: ChartView): number {
  return from + (finished.length - 1) * widthMs + lastMs;
}

/** True of an object that somebody worked on and whose end is known: what was only skipped is no throughput. */
function isWork({ result, endedAt }: ResultRow): boolean {
  if (Number.isNaN(endedAt)) return false;
  return result.status !== "skipped" || (result.execution_time_ms ?? 0) > 0;
}
