import { readSubquery, startsQuery } from "../block/select.ts";
import { rowInChange } from "../databricks/rowInChange.ts";
import { type Expr, PREC, primary, wrap } from "../expr.ts";
import { jsonOf, valueJson } from "../mysql/json.ts";
import { isCaseless, noteCompared } from "../texts/texts.ts";
import type { Tx } from "../tx.ts";
import { boolLiteral } from "./bools.ts";
import { dateLiteral } from "./cast.ts";
import { readList, readWhole } from "./expression.ts";
import { compareValues, comparison } from "./predicates.ts";
import { compareRows, joined, rowInQuery } from "./rows.ts";

/** `(a, b) IN ((1, 2), (3, 4))`, a row at a time, and `(a, b) IN (query)`, which Databricks answers as the sources do. */
export function rowIn(
  tx: Tx,
  whole: Expr,
  left: readonly Expr[],
  offset: number,
): Expr | undefined {
  const { cursor } = tx;
  const inside = cursor.slice(cursor.at, cursor.end).group();
  if (!inside) return undefined;
  const query = tx.inside(inside, () => startsQuery(tx));
  const changes = tx.scope.changing !== undefined;
  if (query && tx.target === "databricks" && !changes) return undefined;
  cursor.group();
  if (query && changes) return rowInChange(tx, left, inside, compareValues(tx, offset));
  if (query) return rowInQuery(whole, left, tx.inside(inside, () => readSubquery(tx)).sql);
  const items = tx.inside(inside, () => readList(tx));
  const values = compareValues(tx, offset);
  return joined(
    items.map(({ row }) => {
      if (!row) throw tx.unreadable("a row expected in the list of rows");
      return compareRows(tx, left, "=", row, values);
    }),
    "OR",
  );
}

/** BigQuery's `x IN UNNEST(list)`. */
export function inArray(tx: Tx, left: Expr, negated: boolean): Expr {
  tx.cursor.next();
  const inside = tx.cursor.group();
  if (!inside) throw tx.unreadable("( expected");
  const list = tx.inside(inside, () => readWhole(tx));
  const call = primary(`array_contains(${list.sql}, ${left.sql})`, "bool");
  return negated ? { sql: `NOT ${call.sql}`, prec: PREC.not, type: "bool" } : call;
}

export function inList(tx: Tx, left: Expr): string {
  const { cursor } = tx;
  if (cursor.isSymbol("(")) return listOrQuery(tx, left);
  if (cursor.isWords("UNNEST")) {
    cursor.next();
    const inside = cursor.group();
    if (!inside) throw tx.unreadable("( expected");
    const list = tx.inside(inside, () => readWhole(tx)).sql;
    return tx.target === "databricks" ? `(SELECT explode(${list}))` : `(SELECT unnest(${list}))`;
  }
  throw tx.unreadable("a list expected");
}

/** What stands in the brackets of `x IN (…)`: values, each made what `left` is compared as, or a query. */
export function listOrQuery(tx: Tx, left: Expr): string {
  const inside = tx.cursor.group();
  if (!inside) throw tx.unreadable("( expected");
  return tx.inside(inside, () => {
    if (startsQuery(tx)) return `(${readSubquery(tx).sql})`;
    const offset = tx.cursor.offset;
    const items = readList(tx);
    const [first] = items;
    if (first && (tx.is("redshift") || !items.every(isCaseless)))
      noteCompared(tx, offset, left, first);
    return `(${items.map((item) => dateLiteral(tx, boolLiteral(item, left), left).sql).join(", ")})`;
  });
}

/** Teradata's `x IN (1 TO 5, 9)`; undefined where no TO stands in the list. */
export function inRanges(tx: Tx, left: Expr, negated: string, offset: number): Expr | undefined {
  const { cursor } = tx;
  const parts = cursor.slice(cursor.at, cursor.end).group()?.split() ?? [];
  const places = parts.map((part) =>
    part.tokens.findIndex(
      ({ kind, value }, index) =>
        index > part.at && index < part.end && kind === "word" && value === "TO",
    ),
  );
  if (parts[0]?.isWords("SELECT") || parts[0]?.isWords("SEL") || places.every((at) => at < 0))
    return undefined;
  cursor.group();
  const values = compareValues(tx, offset);
  const tests = parts.map((part, index) => {
    const at = places[index] ?? -1;
    const read = (start: number, end: number) =>
      tx.inside(part.slice(start, end), () => readWhole(tx));
    if (at < 0) return values(left, "=", read(part.at, part.end));
    const [low, high] = [
      values(left, ">=", read(part.at, at)),
      values(left, "<=", read(at + 1, part.end)),
    ];
    return primary(`(${low.sql} AND ${high.sql})`, "bool");
  });
  const any = joined(tests, "OR");
  return negated ? comparison(`NOT ${wrap(any)}`) : any;
}

/** MySQL's `value MEMBER OF (list)`. */
export function memberOf(tx: Tx, left: Expr): Expr {
  tx.cursor.accept("OF");
  const inside = tx.cursor.group();
  if (!inside) throw tx.unreadable("( expected");
  const list = jsonOf(tx.inside(inside, () => readWhole(tx)));
  const value = valueJson(left);
  const sql = `CASE WHEN json_type(${list}) = 'ARRAY' THEN list_contains(CAST(${list} AS JSON[]), ${value}) ELSE ${list} = ${value} END`;
  return primary(sql, "bool");
}
