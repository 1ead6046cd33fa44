const MIN_DELAY_MS = 500;
const MAX_DELAY_MS = 30_000;
/** Trouble that lasts longer is called offline; the attempts go on. */
const OFFLINE_AFTER_MS = 60_000;

/** What comes after a failed attempt. Times are epoch milliseconds. */
export interface Setback {
  since: number;
  retryAt: number;
  offline: boolean;
}

/** Full-jitter back-off between 0.5 and 30 seconds that knows since when things went wrong. */
export class Backoff {
  readonly #random: () => number;
  #attempt = 0;
  #since: number | undefined;

  constructor(random: () => number) {
    this.#random = random;
  }

  /** Call when something worked, not when something merely began. */
  reset(): void {
    this.#attempt = 0;
    this.#since = undefined;
  }

  /** `atLeastMs`: the server asked for a longer pause (Retry-After). */
  fail(now: number, atLeastMs = 0): Setback {
    this.#since ??= now;
    const capMs = Math.min(MAX_DELAY_MS, MIN_DELAY_MS * 2 ** (this.#attempt + 1));
    this.#attempt++;
    const jittered = MIN_DELAY_MS + this.#random() * (capMs - MIN_DELAY_MS);
    const delayMs = Math.max(jittered, atLeastMs);
    const offline = now - this.#since >= OFFLINE_AFTER_MS;
    return { since: this.#since, retryAt: now + Math.round(delayMs), offline };
  }
}
