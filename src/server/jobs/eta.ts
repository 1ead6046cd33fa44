import { paceSpread, type Sample } from "./paceSpread.ts";

const WINDOW_MS = 120_000;
const WINDOW_SAMPLES = 2_000;
const MIN_SAMPLES = 5;
const MIN_SPAN_MS = 1_000;
/**
 * Deviations from the estimate to a bound: with these, four of five estimates of jobs with very uneven objects hold (the test
 * simulates them).
 */
const BOUNDS_T = 1.6;

/** How long a job still needs, in seconds. */
export interface Estimate {
  seconds: number;
  /** Four of five end after `low` and before `high`. */
  low: number;
  high: number;
}

/**
 * Estimates the time a job still needs from what finished lately: mean work of each object type, divided by the
 * parallelism that was really reached. Null until there is evidence. The bounds come from how unevenly it went so far.
 */
export class EtaEstimator {
  readonly #samples: Sample[] = [];
  readonly #remaining = new Map<string, number>();
  readonly #startedAt: number;

  /** `remaining` counts objects by type; `startedAt` in ms on the clock that `finished` uses. */
  constructor(remaining: ReadonlyMap<string, number>, startedAt: number) {
    this.#remaining = new Map(remaining);
    this.#startedAt = startedAt;
  }

  /** An object ended at `at` after `durationMs` of work. Skipped objects did no work and count with 0. */
  finished(type: string, durationMs: number, at: number): void {
    this.#remaining.set(type, Math.max(0, (this.#remaining.get(type) ?? 0) - 1));
    this.#samples.push({ at, type, durationMs });
    if (this.#samples.length > WINDOW_SAMPLES * 2) this.#samples.splice(0, WINDOW_SAMPLES);
  }

  /** Objects of these types have no outcome any more. */
  reopened(types: readonly string[]): void {
    for (const type of types) this.#remaining.set(type, (this.#remaining.get(type) ?? 0) + 1);
  }

  /** The time until the rest is done, or null while there is too little to tell from. */
  estimate(now: number): Estimate | null {
    const recent = this.#samples.slice(-WINDOW_SAMPLES).filter(({ at }) => at >= now - WINDOW_MS);
    const first = recent[0];
    if (!first || recent.length < MIN_SAMPLES) return null;
    const begun = Math.max(this.#startedAt, first.at - first.durationMs);
    const spanMs = now - begun;
    if (spanMs < MIN_SPAN_MS) return null;
    const work = recent.reduce((sum, { durationMs }) => sum + durationMs, 0);
    if (work <= 0) return null;
    const means = meanWork(recent);
    const overall = work / recent.length;
    let left = 0;
    let guessed = 0;
    for (const [type, count] of this.#remaining) {
      const mean = means.get(type);
      left += count * (mean ?? overall);
      if (mean === undefined) guessed += count * overall;
    }
    const seconds = (left * spanMs) / work / 1000;
    const spread = paceSpread(recent, begun, now, (type) => means.get(type) ?? overall);
    // What is left is so many times the work that the spread was seen in; of a type that was hardly seen, nothing is known.
    const unseen = left > 0 ? guessed / left : 0;
    const deviation = Math.hypot(spread.over(left), unseen);
    const factor = Math.exp(BOUNDS_T * Math.sqrt(Math.log1p(deviation ** 2)));
    return {
      seconds: rounded(seconds),
      low: rounded(seconds / factor),
      high: rounded(seconds * factor),
    };
  }
}

/** Mean work of each type that was seen often enough. */
function meanWork(samples: readonly Sample[]): Map<string, number> {
  const means = new Map<string, number>();
  for (const [type, same] of Map.groupBy(samples, (sample) => sample.type)) {
    const sum = same.reduce((total, { durationMs }) => total + durationMs, 0);
    if (same.length >= MIN_SAMPLES) means.set(type, sum / same.length);
  }
  return means;
}

function rounded(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}
