import { messageOf } from "../errors.ts";

/** What was wrong with the network, in the words of the innermost cause: `connect ECONNREFUSED 127.0.0.1:80`. */
export function networkReason(error: unknown): string {
  let inner: unknown = error;
  // A name with several addresses fails once for each of them; the first says enough.
  while (inner instanceof Error) {
    const next: unknown = inner instanceof AggregateError ? inner.errors[0] : inner.cause;
    if (next === undefined || next === null) break;
    inner = next;
  }
  return messageOf(inner);
}
