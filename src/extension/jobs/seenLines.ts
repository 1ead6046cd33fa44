import type { LogEntry } from "../../protocol/job.ts";

/** One pass over a log that a server sends from its beginning. */
export interface Replay {
  /** Answers the lines that were not known, and knows them from now on. */
  takeNew(entries: readonly LogEntry[]): LogEntry[];
}

/**
 * Finds the new lines in what a server without sequence numbers repeats. Lines are compared as a multiset of time, level
 * and text: the n-th copy of a line within one replay is news when fewer than n copies were known.
 */
export class SeenLines {
  readonly #known = new Map<string, number>();

  /** For a new connection or a snapshot: the server begins again. */
  replay(): Replay {
    const copiesHere = new Map<string, number>();
    return {
      takeNew: (entries) =>
        entries.filter(({ timestamp, level, message }) => {
          const key = `${timestamp}|${level}|${message}`;
          const copies = (copiesHere.get(key) ?? 0) + 1;
          copiesHere.set(key, copies);
          if (copies <= (this.#known.get(key) ?? 0)) return false;
          this.#known.set(key, copies);
          return true;
        }),
    };
  }
}
