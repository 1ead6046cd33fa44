/** A server that asks for more than this is asked again all the same. */
const LONGEST_MS = 5 * 60_000;

/** The wish in a Retry-After header, seconds or an HTTP date, in milliseconds; undefined when there is none. */
export function parseRetryAfter(
  header: string | null | undefined,
  now: number,
): number | undefined {
  const text = header?.trim();
  if (!text) return undefined;
  const ms = /^\d+$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - now;
  return Number.isNaN(ms) ? undefined : Math.min(LONGEST_MS, Math.max(0, ms));
}

/** Goes along as the cause of an error that the server wants to be retried later. */
export class RetryAfter {
  readonly retryAfterMs: number;

  constructor(retryAfterMs: number) {
    this.retryAfterMs = retryAfterMs;
  }
}

/** When the server that refused wants to be asked again; told by its shape, as each of the two bundles has a class of its own. */
export function retryAfterOf(error: unknown): number | undefined {
  const cause = error instanceof Error ? error.cause : undefined;
  if (typeof cause !== "object" || cause === null || !("retryAfterMs" in cause)) return undefined;
  return typeof cause.retryAfterMs === "number" ? cause.retryAfterMs : undefined;
}
