import type { ObjectQuery, SortKey } from "../../extension/panel/messages.ts";

export const defaultQuery: ObjectQuery = {
  text: "",
  status: null,
  type: null,
  sort: "arrival",
  descending: false,
};

/** Whether the query leaves rows out. */
export function isFiltering(query: ObjectQuery): boolean {
  return query.text !== "" || query.status !== null || query.type !== null;
}

export function withoutFilter(query: ObjectQuery): ObjectQuery {
  return { ...query, text: "", status: null, type: null };
}

/** First the natural direction (numbers: largest first), then the other one, then back to the order of arrival. */
export function sortedBy(query: ObjectQuery, sort: SortKey): ObjectQuery {
  const naturallyDescending = sort === "time" || sort === "rows";
  if (query.sort !== sort) return { ...query, sort, descending: naturallyDescending };
  if (query.descending === naturallyDescending) {
    return { ...query, descending: !naturallyDescending };
  }
  return { ...query, sort: "arrival", descending: false };
}
