import type {
  ActivityPart,
  ActivityState,
  ChartView,
  FailuresView,
  MarkDetail,
  Outcome,
  TimelineView,
} from "../../../src/extension/panel/activityMessages.ts";
import type { ObjectRow } from "../../../src/extension/panel/messages.ts";

const WORKERS = 4;

/** The chart of a job that began at `from`: a plausible curve with some failures. */
export function chartOf(from: number): ChartView {
  const finished = Array.from({ length: 43 }, (_, n) =>
    Math.round(6 + 2 * Math.sin(n / 3) + (n % 3)),
  );
  const failed = finished.map((_, n) => ([8, 14, 15, 27, 36].includes(n) ? 1 + (n % 2) : 0));
  return { from, widthMs: 10_000, lastMs: 7_000, finished, failed };
}

/** Each row of the table at one of four workers, one after the other. */
export function timelineOf(rows: readonly ObjectRow[], from: number): TimelineView {
  const marks: TimelineView["marks"] = {
    row: [],
    start: [],
    length: [],
    outcome: "",
    objects: [],
    rowId: [],
  };
  const shown = rows.slice(0, 280);
  const perWorker = Math.ceil(shown.length / WORKERS);
  for (const [n, row] of shown.entries()) {
    const worker = Math.floor(n / perWorker);
    const place = n % perWorker;
    const length = Math.max(1, Math.floor(900 / perWorker) - (n % 4));
    marks.row.push(worker);
    marks.start.push(Math.round((place * 980) / perWorker));
    marks.length.push(length);
    marks.outcome += outcomeOf(row);
    marks.objects.push(n === 3 ? 12 : 1);
    marks.rowId.push(row.id);
  }
  const workers = Array.from({ length: WORKERS }, (_, n) => n + 1);
  return { from, to: from + 425_000, workers, moreWorkers: 0, unknown: 0, marks };
}

function outcomeOf({ status, review }: ObjectRow): Outcome {
  if (status === "error") return "e";
  if (status === "skipped") return "k";
  return review ? "r" : "s";
}

/** One object of the timeline. */
export function markOf(row: ObjectRow | undefined, from: number): MarkDetail | null {
  if (!row) return null;
  const { id, name, type, status, review, code, message, timeMs } = row;
  const startedAt = from + 60_000;
  const endedAt = startedAt + (timeMs ?? 0);
  return { rowId: id, name, type, status, review, code, message, worker: 1, startedAt, endedAt };
}

export const failuresView: FailuresView = {
  canRetry: true,
  more: { groups: 2, objects: 5 },
  groups: [
    {
      key: "DWM-QRY-014",
      code: "DWM-QRY-014",
      objects: 4,
      waiting: 12,
      title: "CONNECT BY with NOCYCLE has no counterpart",
      meaning:
        "A hierarchy that may hold circles is read with a list of what was visited. The targets have no such clause, and a query without it would not end.",
      advice: "Rewrite it as a recursive CTE with a visited list, then retry the group.",
      example: {
        rowId: 4,
        name: "hr.v_org_tree",
        message: "CONNECT BY with NOCYCLE has no counterpart.",
        location: "views/hr_tree.sql:41:3",
      },
    },
    {
      key: "DWM-EXE-001",
      code: "DWM-EXE-001",
      objects: 2,
      waiting: 0,
      title: "The target refused the statement",
      meaning: null,
      advice: null,
      example: {
        rowId: 5,
        name: "sales.broken",
        message: 'Binder Error: Referenced column "no_such_column" not found in FROM clause.',
        location: "views/broken.sql:1:8",
      },
    },
    {
      key: "The connection was lost",
      code: null,
      objects: 1,
      waiting: 1,
      title: null,
      meaning: null,
      advice: null,
      example: { rowId: 6, name: "fin.ledger", message: "The connection was lost", location: null },
    },
  ],
};

/** What the host sends of the parts that are in sight; `other` stands for what a test wants instead. */
export function activityState(
  parts: readonly ActivityPart[],
  rows: readonly ObjectRow[],
  from: number,
  other: Partial<ActivityState>,
): ActivityState {
  return {
    ...(parts.includes("chart") && { chart: rows.length === 0 ? null : chartOf(from) }),
    ...(parts.includes("timeline") && { timeline: timelineOf(rows, from) }),
    ...(parts.includes("failures") && { failures: failuresView }),
    ...Object.fromEntries(Object.entries(other).filter(([part]) => parts.includes(part as never))),
  };
}
