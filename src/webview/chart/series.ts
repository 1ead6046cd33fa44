import type { ChartView } from "../../extension/panel/activityMessages.ts";

const MINUTE_MS = 60_000;
/** A job that takes less is told by the second. */
const SHORT_MS = 2 * MINUTE_MS;
/** So much of the last bucket must have passed before it tells of a rate. */
const ENOUGH = 0.5;

export interface Series {
  /** Epoch milliseconds, the ends of the picture included. */
  xs: number[];
  /** Objects that ended in a unit of time. */
  finished: number[];
  /** By bucket, each with its middle: failures in a unit of time. */
  failed: { x: number; rate: number }[];
  from: number;
  to: number;
  unit: "minute" | "second";
}

/** What a time tells when somebody points at it. */
export interface Reading {
  time: number;
  rate: number;
  failed: number;
}

/** The curve of a chart: a point in the middle of each bucket. */
export function seriesOf({ from, widthMs, lastMs, finished, failed }: ChartView): Series {
  const last = finished.length - 1;
  const to = from + last * widthMs + lastMs;
  const unit = to - from < SHORT_MS ? "second" : "minute";
  const unitMs = unit === "second" ? 1_000 : MINUTE_MS;
  const lengthOf = (index: number) => (index === last ? lastMs : widthMs);
  const middle = (index: number) => from + index * widthMs + lengthOf(index) / 2;
  const rate = (count: number, index: number) => (count * unitMs) / Math.max(1, lengthOf(index));
  // What has just begun would look like a collapse, or like a leap.
  const count = last > 0 && lastMs < widthMs * ENOUGH ? last : last + 1;
  const rates = finished.slice(0, count).map(rate);
  return {
    xs: [from, ...rates.map((_, index) => middle(index)), to],
    finished: [rates[0] ?? 0, ...rates, rates.at(-1) ?? 0],
    failed: failed.flatMap((failures, index) =>
      failures > 0 ? [{ x: middle(index), rate: (failures * unitMs) / widthMs }] : [],
    ),
    from,
    to,
    unit,
  };
}

/** What the chart tells at the point `index` of `xs`. */
export function readingAt(view: ChartView, series: Series, index: number): Reading | undefined {
  const time = series.xs[index];
  const rate = series.finished[index];
  if (time === undefined || rate === undefined) return undefined;
  const bucket = Math.min(view.failed.length - 1, Math.floor((time - view.from) / view.widthMs));
  return { time, rate, failed: view.failed[bucket] ?? 0 };
}
