import type { LogLevel } from "../../protocol/job.ts";
import { shortLine } from "../jobs/logLimits.ts";
import type { LogRing } from "../jobs/logRing.ts";
import type { LogRow, Window } from "./messages.ts";

/** Which lines of the log the panel shows. `first: null` follows the end. */
export interface LogQuery {
  first: number | null;
  count: number;
  /** This level and worse. */
  level: LogLevel | null;
  text: string;
}

const SEVERITY: Readonly<Record<LogLevel, number>> = { info: 0, warning: 1, error: 2 };

/** Characters of text in one message: it stays below 10 KB with the lines of a screen. */
const MAX_TEXT_CHARS = 5_000;
/** Of each line at least this is sent. */
const MIN_LINE_CHARS = 60;

/** A part of a job's log, as the panel gets it. */
export function logWindow(ring: LogRing, { first, count, level, text }: LogQuery): Window<LogRow> {
  const least = level === null ? 0 : SEVERITY[level];
  const wanted = text.trim().toLowerCase();
  const all = ring.rows;
  const plain = least === 0 && wanted === "";
  const rows = plain
    ? all
    : all.filter(
        (row) => SEVERITY[row.level] >= least && row.message.toLowerCase().includes(wanted),
      );
  const last = Math.max(0, rows.length - count);
  const start = first === null ? last : Math.max(0, Math.min(first, last));
  return {
    first: start,
    matching: rows.length,
    total: all.length,
    rows: shorten(rows.slice(start, start + count)),
  };
}

/** Shortens the longest lines so far that the message stays small. */
function shorten(rows: LogRow[]): LogRow[] {
  const lengths = rows.map(({ message }) => message.length).sort((a, b) => a - b);
  let budget = MAX_TEXT_CHARS;
  let share = Number.POSITIVE_INFINITY;
  for (const [index, length] of lengths.entries()) {
    // What the shorter lines leave over is for the longer ones.
    const fair = Math.floor(budget / (lengths.length - index));
    if (length > fair) {
      share = Math.max(MIN_LINE_CHARS, fair);
      break;
    }
    budget -= length;
  }
  return rows.map((row) => {
    if (row.message.length <= share) return row;
    const { message, cut = 0 } = shortLine(row.message, share);
    return { ...row, message, cut: cut + (row.cut ?? 0) };
  });
}
