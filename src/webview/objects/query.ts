import type { ObjectQuery, SortKey } from "../../extension/panel/messages.ts";

/** The newest row on top: what happens now is in sight. */
export const defaultQuery: ObjectQuery = {
  text: "",
  status: null,
  type: null,
  sort: "arrival",
  descending: true,
};

/** Whether rows that come are put above those that are there. */
export function isNewestFirst({ sort, descending }: ObjectQuery): boolean {
  return sort === "arrival" && descending;
}

/** Whether the query leaves rows out. */
export function isFiltering(query: ObjectQuery): boolean {
  return query.text !== "" || query.status !== null || query.type !== null;
}

export function withoutFilter(query: ObjectQuery): ObjectQuery {
  return { ...query, text: "", status: null, type: null };
}

/** First the natural direction (numbers: largest first), then the other one, then back to the newest first. */
export function sortedBy(query: ObjectQuery, sort: SortKey): ObjectQuery {
  const naturallyDescending = ["time", "rows", "attempt", "arrival"].includes(sort);
  if (query.sort !== sort) return { ...query, sort, descending: naturallyDescending };
  if (query.descending === naturallyDescending) {
    return { ...query, descending: !naturallyDescending };
  }
  return { ...query, sort: defaultQuery.sort, descending: defaultQuery.descending };
}
