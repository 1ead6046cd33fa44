import type { SortKey } from "../../extension/panel/messages.ts";
import { strings } from "../strings.ts";

export interface Column {
  id: "state" | "name" | "type" | "result" | "time" | "rows" | "attempt";
  title: string;
  /** What a click on its head sorts by. */
  sort: SortKey;
  /** Its width where nobody has changed it, as the style sheets understand it. */
  width: string;
  /** Pixels that it keeps in any case. */
  least: number;
  /** The edge that can be dragged. The column of the result has none: it takes what the others leave. */
  edge: "left" | "right" | null;
}

const titles = strings.grid;

const all: readonly Column[] = [
  { id: "state", title: titles.state, sort: "arrival", width: "22px", least: 22, edge: null },
  {
    id: "name",
    title: titles.name,
    sort: "name",
    width: "minmax(120px, 2.2fr)",
    least: 80,
    edge: "right",
  },
  { id: "type", title: titles.type, sort: "type", width: "84px", least: 48, edge: "right" },
  {
    id: "result",
    title: titles.result,
    sort: "status",
    width: "minmax(100px, 2.4fr)",
    least: 100,
    edge: null,
  },
  { id: "time", title: titles.time, sort: "time", width: "72px", least: 48, edge: "left" },
  { id: "rows", title: titles.rows, sort: "rows", width: "74px", least: 48, edge: "left" },
  { id: "attempt", title: titles.attempt, sort: "attempt", width: "36px", least: 36, edge: "left" },
];

const withoutAttempts: readonly Column[] = all.filter(({ id }) => id !== "attempt");

/** The columns of the table; that of the tries only where the server counts them. */
export function columnsOf(hasAttempts: boolean): readonly Column[] {
  return hasAttempts ? all : withoutAttempts;
}

/** Where the arrow keys come into the head. */
export const firstHeadColumn = all.findIndex(({ id }) => id === "name");
