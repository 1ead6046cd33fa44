import type { LogEntry } from "../../protocol/job.ts";
import type { LogRow } from "../panel/messages.ts";
import { shortLine } from "./logLimits.ts";
import { parseTimestamp } from "./timestamps.ts";

const CAPACITY = 20_000;
/** Long lines may not take more memory than many short ones. */
const MAX_CHARS = 4_000_000;
/** Old lines are cut off in slices: one move of the array for many lines. */
const SLACK = 2_000;

/** The newest lines of a job's log, long ones shortened. A line's id is its running number. */
export class LogRing {
  #rows: LogRow[] = [];
  #chars = 0;
  #next = 0;
  #version = 0;

  /** Oldest first. */
  get rows(): readonly LogRow[] {
    return this.#rows;
  }

  /** Characters that are kept. */
  get chars(): number {
    return this.#chars;
  }

  /** Grows with every change. */
  get version(): number {
    return this.#version;
  }

  /** How many lines came so far, kept or not. */
  get count(): number {
    return this.#next;
  }

  append(entries: readonly LogEntry[]): LogRow[] {
    const added = entries.map(
      ({ timestamp, level, message }): LogRow => ({
        id: this.#next++,
        time: parseTimestamp(timestamp) ?? 0,
        level,
        ...shortLine(message),
      }),
    );
    if (added.length === 0) return added;
    for (const row of added) {
      this.#rows.push(row);
      this.#chars += row.message.length;
    }
    this.#trim();
    this.#version++;
    return added;
  }

  #trim(): void {
    if (this.#rows.length <= CAPACITY + SLACK && this.#chars <= MAX_CHARS) return;
    let first = 0;
    // Below the limit by a tenth, so that not every line moves the array.
    while (this.#rows.length - first > CAPACITY || this.#chars > MAX_CHARS * 0.9) {
      this.#chars -= this.#rows[first]?.message.length ?? 0;
      first++;
    }
    this.#rows = this.#rows.slice(first);
  }
}
