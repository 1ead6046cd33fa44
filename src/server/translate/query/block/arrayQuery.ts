import type { Cursor } from "../../cursor.ts";
import { type Expr, primary } from "../expr.ts";
import { readElements } from "../nested/elements.ts";
import { listOf, shapeOf } from "../nested/shape.ts";
import { valueQuery } from "../nested/structs.ts";
import type { Tx } from "../tx.ts";
import { readSubquery } from "./select.ts";

/** `ARRAY(SELECT x FROM …)`: the rows of a query as an array, an empty one where there are none. */
export function readArrayQuery(tx: Tx, inside: Cursor, offset: number): Expr {
  const query = tx.is("bigquery") ? valueQuery(inside) : inside;
  const elements = readElements(tx, query, "array");
  if (elements) return { ...elements, array: true };
  const ordered = query.tokens
    .slice(query.at, query.end)
    .some(({ kind, value }) => kind === "word" && value === "ORDER");
  const { sql, columns } = tx.inside(query, () => readSubquery(tx));
  const [only] = columns ?? [];
  const element = only?.detail?.shape ?? (only && shapeOf(only));
  if (tx.target === "duckdb")
    return listOf(primary(`coalesce(ARRAY(${sql}), [])`, "unknown"), element);
  if (ordered) {
    const what = "the elements come in the order in which the rows are gathered";
    tx.note("DWM-QRY-006", { what }, offset);
  }
  const rows = `SELECT collect_list(dwm_value) FROM (${sql}) AS dwm_rows(dwm_value)`;
  return listOf(primary(`coalesce((${rows}), array())`, "unknown"), element);
}
