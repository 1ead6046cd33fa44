import type { SortKey } from "../../extension/panel/messages.ts";
import { strings } from "../strings.ts";

export interface Column {
  id: "state" | "name" | "type" | "result" | "time" | "rows";
  title: string;
  /** What a click on its head sorts by. */
  sort: SortKey | null;
}

const titles = strings.grid;

export const columns: readonly Column[] = [
  { id: "state", title: titles.state, sort: null },
  { id: "name", title: titles.name, sort: "name" },
  { id: "type", title: titles.type, sort: "type" },
  { id: "result", title: titles.result, sort: "status" },
  { id: "time", title: titles.time, sort: "time" },
  { id: "rows", title: titles.rows, sort: "rows" },
];

/** The columns that sort, in order: what the arrow keys walk in the head. */
export const sortableColumns = columns.filter((column) => column.sort !== null);
