import type { Tx } from "../tx.ts";
import { type OrderKey, orderBySql } from "./orderKeys.ts";
import type { Query } from "./queryColumns.ts";
import type { FirstRows } from "./rowLimit.ts";
import type { SelectParts } from "./selectParts.ts";

/** A key of the query's ORDER BY as the block itself can write it: an alias or a place stands for its item. */
export function itemOf(tx: Tx, parts: SelectParts, key: OrderKey): OrderKey {
  const { columns, values } = parts.list;
  if (/^\d+$/.test(key.sql)) {
    const value = values?.[Number(key.sql) - 1];
    if (value === undefined) throw tx.unsupported("ORDER BY a place beside this row limit");
    return { ...key, sql: value };
  }
  const at = columns?.findIndex(({ name }) => name !== undefined && tx.out.name(name) === key.sql);
  const value = at === undefined || at < 0 ? undefined : values?.[at];
  return value === undefined ? key : { ...key, sql: value };
}

/** A key over the query's result: one of its columns. */
function columnOf(tx: Tx, query: Query, key: OrderKey): OrderKey {
  const { columns } = query;
  const name = /^\d+$/.test(key.sql) ? columns?.[Number(key.sql) - 1]?.name : undefined;
  const sql = name === undefined ? key.sql : tx.out.name(name);
  const shown = columns?.some((column) => column.name && tx.out.name(column.name) === sql);
  if (!shown)
    throw tx.unsupported("ORDER BY of what is no column of the result, beside this row limit");
  return { ...key, sql };
}

/** A window function, which no other one takes in its own ORDER BY. */
const WINDOW = /\bOVER\s*\(/i;
/** One whose least value is 1 wherever there are rows. */
const FROM_ONE = /^(row_number|rank|dense_rank)\(\) OVER \([^()]*(\([^()]*\)[^()]*)*\)$/;

/** The rows that WITH TIES or PERCENT take: by their rank over the whole result. */
export function firstRows(
  tx: Tx,
  parts: SelectParts | undefined,
  query: Query,
  order: readonly OrderKey[],
  { count, percent, ties, skipped }: FirstRows,
): string {
  if (ties && order.length === 0) throw tx.unsupported("WITH TIES without ORDER BY");
  // DISTINCT and set operations come before the rows are counted.
  const inner = parts && !parts.list.distinct ? parts : undefined;
  const keys = order.map((key) => (inner ? itemOf(tx, inner, key) : columnOf(tx, query, key)));
  const windows = inner && keys.some(({ sql }) => WINDOW.test(sql));
  if (windows && keys.length === 1 && ties && !percent && skipped === undefined && count === "1") {
    const [key] = keys;
    if (key && FROM_ONE.test(key.sql) && !key.descending)
      return selectSql({ ...inner, qualify: [...inner.qualify, `${key.sql} = 1`] });
  }
  if (windows) throw tx.unsupported("this row limit beside ORDER BY of a window function");
  const sorted = keys.length > 0 ? orderBySql(keys) : "ORDER BY NULL";
  const place = `${ties ? "rank" : "row_number"}() OVER (${sorted})`;
  const bound = percent ? `ceil(count(*) OVER () * ${count} / 100.0)` : count;
  const condition =
    skipped === undefined
      ? `${place} <= ${bound}`
      : `row_number() OVER (${sorted}) > ${skipped} AND ${place} <= ${skipped} + ${bound}`;
  if (!inner) return `SELECT * FROM (${query.sql}) AS dwm_rows QUALIFY ${condition}`;
  return selectSql({ ...inner, qualify: [...inner.qualify, condition] });
}

/** PostgreSQL's DISTINCT ON (a): of the rows that share a, the first one of the order. */
export function distinctOn(
  tx: Tx,
  parts: SelectParts,
  on: readonly string[],
  order: readonly OrderKey[],
): string {
  const keys = order.map((key) => itemOf(tx, parts, key));
  const sorted = keys.length > 0 ? orderBySql(keys) : `ORDER BY ${on.join(", ")}`;
  const condition = `row_number() OVER (PARTITION BY ${on.join(", ")} ${sorted}) = 1`;
  return selectSql({ ...parts, qualify: [...parts.qualify, condition] });
}

/** The block as text. */
export function selectSql({ list, tail, qualify }: SelectParts): string {
  const conditions = qualify.length > 0 ? ` QUALIFY ${qualify.join(" AND ")}` : "";
  return `SELECT ${list.sql}${tail}${conditions}`;
}
