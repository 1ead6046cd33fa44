import type {
  LogRow,
  ObjectQuery,
  ObjectRow,
  PanelState,
  Window,
} from "../../../src/extension/panel/messages.ts";
import type { LogLevel } from "../../../src/protocol/job.ts";

const severity: Record<LogLevel, number> = { info: 0, warning: 1, error: 2 };

export function countsOf(rows: ObjectRow[]): NonNullable<PanelState["counts"]> {
  const status = { success: 0, error: 0, skipped: 0, review: 0 };
  const type = { TABLE: 0, VIEW: 0, PROCEDURE: 0 };
  for (const row of rows) {
    status[row.status]++;
    type[row.type]++;
    if (row.review) status.review++;
  }
  return { status, type };
}

export function matchingRows(rows: ObjectRow[], query: ObjectQuery): ObjectRow[] {
  const text = query.text.toLowerCase();
  const matching = rows.filter(
    (row) =>
      (query.type === null || row.type === query.type) &&
      (query.status === null ||
        (query.status === "review" ? row.review : row.status === query.status)) &&
      `${row.name} ${row.message} ${row.code ?? ""}`.toLowerCase().includes(text),
  );
  const compare = (a: ObjectRow, b: ObjectRow): number => {
    switch (query.sort) {
      case "name":
        return a.name.localeCompare(b.name);
      case "type":
        return a.type.localeCompare(b.type);
      case "status":
        return a.status.localeCompare(b.status);
      case "time":
        return (a.timeMs ?? 0) - (b.timeMs ?? 0);
      case "rows":
        return (a.rowsLoaded ?? 0) - (b.rowsLoaded ?? 0);
      case "attempt":
        return (a.attempt ?? 0) - (b.attempt ?? 0);
      case "arrival":
        return a.id - b.id;
    }
  };
  const sign = query.descending ? -1 : 1;
  return matching.sort((a, b) => sign * compare(a, b));
}

export function matchingLines(lines: LogRow[], level: LogLevel | null, text: string): LogRow[] {
  const least = level === null ? 0 : severity[level];
  const needle = text.toLowerCase();
  return lines.filter(
    (line) => severity[line.level] >= least && line.message.toLowerCase().includes(needle),
  );
}

/** The part of a list from `first` on; null: its end. */
export function windowOf<Row>(
  matching: Row[],
  total: number,
  first: number | null,
  count: number,
): Window<Row> {
  const start = first ?? Math.max(0, matching.length - count);
  return {
    first: start,
    matching: matching.length,
    total,
    rows: matching.slice(start, start + count),
  };
}
