import type { LogLevel } from "../../protocol/job.ts";
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
    rows: rows.slice(start, start + count),
  };
}
