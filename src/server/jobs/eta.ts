const WINDOW_MS = 120_000;
const WINDOW_SAMPLES = 2_000;
const MIN_SAMPLES = 5;
const MIN_SPAN_MS = 1_000;

interface Sample {
  at: number;
  type: string;
  durationMs: number;
}

/**
 * Estimates the time a job still needs from what finished lately: mean work of each object type, divided by the
 * parallelism that was really reached. Null until there is evidence.
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

  /** Seconds until the rest is done, or null while there is too little to tell from. */
  seconds(now: number): number | null {
    const recent = this.#samples.slice(-WINDOW_SAMPLES).filter(({ at }) => at >= now - WINDOW_MS);
    const first = recent[0];
    if (!first || recent.length < MIN_SAMPLES) return null;
    const spanMs = now - Math.max(this.#startedAt, first.at - first.durationMs);
    if (spanMs < MIN_SPAN_MS) return null;
    const work = recent.reduce((sum, { durationMs }) => sum + durationMs, 0);
    if (work <= 0) return null;
    const parallelism = Math.max(work / spanMs, Number.EPSILON);
    const overall = work / recent.length;
    let left = 0;
    for (const [type, count] of this.#remaining) {
      const same = recent.filter((sample) => sample.type === type);
      const sum = same.reduce((total, { durationMs }) => total + durationMs, 0);
      left += count * (same.length >= MIN_SAMPLES ? sum / same.length : overall);
    }
    return Math.round(left / parallelism / 100) / 10;
  }
}
