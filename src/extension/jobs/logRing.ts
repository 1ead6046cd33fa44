import type { LogEntry } from "../../protocol/job.ts";
import type { LogRow } from "../panel/messages.ts";
import { parseTimestamp } from "./timestamps.ts";

const CAPACITY = 20_000;
/** Old lines are cut off in slices: one move of the array for many lines. */
const SLACK = 2_000;

/** The newest lines of a job's log. A line's id is its running number. */
export class LogRing {
  #rows: LogRow[] = [];
  #next = 0;
  #version = 0;

  /** Oldest first. */
  get rows(): readonly LogRow[] {
    return this.#rows;
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
    const added = entries.map(({ timestamp, level, message }) => ({
      id: this.#next++,
      time: parseTimestamp(timestamp) ?? 0,
      level,
      message,
    }));
    if (added.length === 0) return added;
    for (const row of added) this.#rows.push(row);
    if (this.#rows.length > CAPACITY + SLACK) this.#rows = this.#rows.slice(-CAPACITY);
    this.#version++;
    return added;
  }
}
