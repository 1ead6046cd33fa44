import type { EndTimes } from "../jobs/endTimes.ts";
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
export function throughput({ endedAt, failed }: EndTimes, span: JobSpan): Throughput {
  let first = span.from ?? Number.POSITIVE_INFINITY;
  let last = span.to ?? Number.NEGATIVE_INFINITY;
  let worked = 0;
  // Loops without iterators: the first picture of a big job is computed before anything is compiled.
  for (let id = 0; id < endedAt.length; id++) {
    const end = endedAt[id] ?? Number.NaN;
    if (Number.isNaN(end)) continue;
    worked++;
    if (end < first) first = end;
    if (end > last) last = end;
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
  for (let id = 0; id < endedAt.length; id++) {
    const end = endedAt[id] ?? Number.NaN;
    if (Number.isNaN(end)) continue;
    const bucket = Math.floor((end - first) / widthMs);
    chart.finished[bucket]!++;
    if (failed[id] === 1) chart.failed[bucket]!++;
    if (end >= since) lately++;
  }
  return { chart, perMinute: (lately * MINUTE) / Math.max(SECOND, last - since) };
}

/** The end of the time that a chart shows. */
export function endOf({ from, widthMs, lastMs, finished }: ChartView): number {
  return from + (finished.length - 1) * widthMs + lastMs;
}
