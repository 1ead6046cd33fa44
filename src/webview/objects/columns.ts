import type { SortKey } from "../../extension/panel/messages.ts";
import { strings } from "../strings.ts";

export interface Column {
  id: "state" | "name" | "type" | "result" | "time" | "rows";
  title: string;
  /** What a click on its head sorts by. */
  sort: SortKey;
}

const titles = strings.grid;

export const columns: readonly Column[] = [
  { id: "state", title: titles.state, sort: "arrival" },
  { id: "name", title: titles.name, sort: "name" },
  { id: "type", title: titles.type, sort: "type" },
  { id: "result", title: titles.result, sort: "status" },
  { id: "time", title: titles.time, sort: "time" },
  { id: "rows", title: titles.rows, sort: "rows" },
];

/** Where the arrow keys come into the head. */
export const firstHeadColumn = columns.findIndex(({ id }) => id === "name");
