import { createHash } from "node:crypto";
import type { LogEntry } from "../../protocol/job.ts";

/** One pass over a log that a server sends from its beginning. */
export interface Replay {
  /** Answers the lines that were not known, and knows them from now on. */
  takeNew(entries: readonly LogEntry[]): LogEntry[];
}

/** Lines that are remembered one by one, unless told otherwise. */
const CAPACITY = 100_000;

/**
 * Finds the new lines in what a server without sequence numbers repeats. Lines are compared as a multiset of time, level
 * and text: the n-th copy of a line within one replay is news when fewer than n copies were known. The oldest are forgotten
 * when there are very many; one that is not newer than those is taken for known.
 */
export class SeenLines {
  readonly #capacity: number;
  readonly #known = new Map<string, number>();
  /** The latest time of what was forgotten. */
  #horizon = "";

  constructor(capacity = CAPACITY) {
    this.#capacity = capacity;
  }

  /** How many lines are remembered. */
  get size(): number {
    return this.#known.size;
  }

  /** For a new connection or a snapshot: the server begins again. */
  replay(): Replay {
    const copiesHere = new Map<string, number>();
    return {
      takeNew: (entries) =>
        entries.filter((entry) => {
          const key = keyOf(entry);
          const copies = (copiesHere.get(key) ?? 0) + 1;
          copiesHere.set(key, copies);
          trim(copiesHere, this.#capacity);
          const known = this.#known.get(key);
          if (known === undefined && entry.timestamp <= this.#horizon) return false;
          if (copies <= (known ?? 0)) return false;
          this.#known.set(key, copies);
          this.#forgetOldest();
          return true;
        }),
    };
  }

  #forgetOldest(): void {
    for (const key of trim(this.#known, this.#capacity)) {
      const time = key.slice(0, key.indexOf("|"));
      if (time > this.#horizon) this.#horizon = time;
    }
  }
}

/** Short whatever the line's length. */
function keyOf({ timestamp, level, message }: LogEntry): string {
  return `${timestamp}|${createHash("sha1").update(`${level}|${message}`).digest("base64")}`;
}

/** Drops and answers the oldest keys of a map that is too big; many at once, as each pass costs time. */
function trim(map: Map<string, number>, capacity: number): string[] {
  if (map.size <= capacity) return [];
  const dropped: string[] = [];
  for (const key of map.keys()) {
    if (map.size - dropped.length <= capacity * 0.9) break;
    dropped.push(key);
  }
  for (const key of dropped) map.delete(key);
  return dropped;
}
