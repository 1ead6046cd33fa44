import { readSubquery, startsQuery } from "../block/select.ts";
import { type Expr, PREC, primary, wrap } from "../expr.ts";
import { literalArray } from "../nested/arrayText.ts";
import { noteTexts } from "../texts/texts.ts";
import type { Tx } from "../tx.ts";
import { dateLiteral } from "./cast.ts";
import { readList, readWhole } from "./expression.ts";
import { comparison } from "./predicates.ts";
import { listOrQuery } from "./rowPredicates.ts";

/** PostgreSQL keeps `x IN ('a', 'b')` as `x = ANY (ARRAY['a', 'b']::text[])`: it is made a list again. */
export function quantifiedList(
  tx: Tx,
  left: Expr,
  operator: string,
  quantifier: "ANY" | "ALL",
): Expr | undefined {
  const asked = `${operator} ${quantifier}`;
  const word = asked === "= ANY" ? "IN" : asked === "<> ALL" ? "NOT IN" : undefined;
  const { cursor } = tx;
  const written = tx.is("oracle", "teradata")
    ? writtenList(tx, left, operator, quantifier)
    : undefined;
  if (written) return written;
  const end = cursor.matching();
  let open = cursor.at;
  while (cursor.tokens[open]?.text === "(") open++;
  const array = cursor.tokens[open]?.kind === "word" && cursor.tokens[open]?.value === "ARRAY";
  if (word === undefined || !array || cursor.tokens[open + 1]?.text !== "[") return undefined;
  let depth = 0;
  let close = open + 1;
  for (; close < end; close++) {
    const text = cursor.tokens[close]?.text;
    if (text === "[") depth++;
    else if (text === "]" && --depth === 0) break;
  }
  // Behind it nothing but its casts.
  const rest = cursor.tokens.slice(close + 1, end).map(({ text }) => text);
  if (!/^[\w\s:.)[\]]*$/.test(rest.join(" "))) return undefined;
  const items = tx.inside(cursor.slice(open + 2, close), () => readList(tx));
  cursor.at = end;
  const list = items.map((item) => dateLiteral(tx, item, left).sql).join(", ");
  return list === "" ? undefined : comparison(`${wrap(left, PREC.other)} ${word} (${list})`);
}

/** `x > ALL (1, 2)` of Oracle and Teradata: a comparison with each value of the list; undefined for a query. */
function writtenList(
  tx: Tx,
  left: Expr,
  operator: string,
  quantifier: "ANY" | "ALL",
): Expr | undefined {
  const { cursor } = tx;
  const inside = cursor.slice(cursor.at, cursor.end).group();
  if (!inside || tx.inside(inside, () => startsQuery(tx))) return undefined;
  cursor.group();
  const items = tx.inside(inside, () => readList(tx)).map((item) => dateLiteral(tx, item, left));
  noteTexts(tx, cursor.offset, left, ...items.slice(0, 1));
  const subject = wrap(left, PREC.other);
  const list = items.map(({ sql }) => sql).join(", ");
  if (operator === "=" && quantifier === "ANY") return comparison(`${subject} IN (${list})`);
  if (operator === "<>" && quantifier === "ALL") return comparison(`${subject} NOT IN (${list})`);
  const tests = items.map((item) => `${subject} ${operator} ${wrap(item, PREC.other)}`);
  return primary(`(${tests.join(quantifier === "ANY" ? " OR " : " AND ")})`, "bool");
}

/** `= ANY (query)` is IN, `<> ALL (query)` NOT IN; Databricks has no other comparison with a query's rows. */
export function quantified(tx: Tx, left: Expr, operator: string, quantifier: "ANY" | "ALL"): Expr {
  const offset = tx.cursor.offset;
  const word =
    operator === "=" && quantifier === "ANY"
      ? "IN"
      : operator === "<>" && quantifier === "ALL"
        ? "NOT IN"
        : undefined;
  const array = tx.is("postgres", "redshift") ? arrayInside(tx) : undefined;
  if (array && word === undefined) return comparedWithElements(left, operator, quantifier, array);
  if (word === undefined) return comparedWithRows(tx, left, operator, quantifier, offset);
  if (array) {
    const found = primary(`array_contains(${array.sql}, ${left.sql})`, "bool");
    return word === "IN" ? found : comparison(`NOT ${found.sql}`);
  }
  return comparison(`${wrap(left, PREC.other)} ${word} ${listOrQuery(tx, left)}`);
}

/** `x > ANY (array)` and `x > ALL (array)`: unknown where a NULL decides, as in the source. */
function comparedWithElements(
  left: Expr,
  operator: string,
  quantifier: "ANY" | "ALL",
  array: Expr,
): Expr {
  const element = /\bx\b/i.test(left.sql) ? "dwm_x" : "x";
  const test = `${element} -> ${wrap(left, PREC.other)} ${operator} ${element}`;
  return primary(`${quantifier === "ANY" ? "exists" : "forall"}(${array.sql}, ${test})`, "bool");
}

/** The array in the brackets of `= ANY (…)`; undefined for a query. */
function arrayInside(tx: Tx): Expr | undefined {
  const { cursor } = tx;
  const inside = cursor.slice(cursor.at, cursor.end).group();
  if (!inside || tx.inside(inside, () => startsQuery(tx))) return undefined;
  cursor.group();
  const array = tx.inside(inside, () => readWhole(tx));
  return literalArray(tx, array) ?? array;
}

/** `x > ALL (query)`: no row for which it is not so; `x > ANY (query)`: some row for which it is. */
function comparedWithRows(
  tx: Tx,
  left: Expr,
  operator: string,
  quantifier: "ANY" | "ALL",
  offset: number,
): Expr {
  const inside = tx.cursor.group();
  if (!inside || !tx.inside(inside, () => startsQuery(tx)))
    throw tx.unsupported(`${operator} ${quantifier} (…)`, offset);
  const { sql } = tx.inside(inside, () => readSubquery(tx));
  const what = `${operator} ${quantifier} (query) is never unknown here: beside NULLs, NOT of it is true`;
  tx.note("DWM-QRY-006", { what }, offset);
  const rows = `SELECT 1 FROM (${sql}) AS dwm_rows(dwm_value) WHERE`;
  const test = `${wrap(left, PREC.other)} ${operator} dwm_value`;
  if (quantifier === "ANY") return primary(`EXISTS (${rows} ${test})`, "bool");
  return { sql: `NOT EXISTS (${rows} (${test}) IS NOT TRUE)`, prec: PREC.not, type: "bool" };
}

/** DuckDB's comparison with the values of a list that is NULL is false, where PostgreSQL's is NULL: NOT of it is another thing. */
export function anyOrAll(tx: Tx, left: Expr, operator: string, quantifier: "ANY" | "ALL"): Expr {
  const array = arrayInside(tx);
  if (!array)
    return comparison(
      `${wrap(left, PREC.other)} ${operator} ${quantifier} ${listOrQuery(tx, left)}`,
    );
  const test = `${wrap(left, PREC.other)} ${operator} ${quantifier} (${array.sql})`;
  if (array.sql.startsWith("[")) return comparison(test);
  return primary(`CASE WHEN ${wrap(array, PREC.other)} IS NOT NULL THEN ${test} END`, "bool");
}
