import type { Cursor } from "../../cursor.ts";
import { hasGroupValue } from "../block/looseGroups.ts";
import { readSingle, readSubquery, startsQuery } from "../block/select.ts";
import type { SelectParts } from "../block/selectParts.ts";
import { type Expr, PREC, primary, wrap } from "../expr.ts";
import { type CompareValues, joined } from "../expression/rows.ts";
import type { Relation } from "../scope.ts";
import type { Tx } from "../tx.ts";

/** What stands before brackets that are no call. */
const BEFORE_ROW = new Set(["WHERE", "AND", "OR", "NOT", "WHEN", "THEN", "ELSE"]);

/** True where a condition that begins at the cursor asks `(a, b) IN (query)`. */
function asksForRows(tx: Tx): boolean {
  const { cursor } = tx;
  for (let index = cursor.at; index < cursor.end; index++) {
    if (cursor.tokens[index]?.text !== "(") continue;
    const before = cursor.tokens[index - 1];
    if (before?.kind !== "symbol" && !BEFORE_ROW.has(before?.value ?? "")) continue;
    const inside = cursor.slice(index, cursor.end);
    const row = inside.group();
    inside.accept("NOT");
    if (row && row.split().length > 1 && inside.isWords("IN") && inside.isSymbol("(", 1)) {
      inside.at += 2;
      if (tx.inside(inside, () => startsQuery(tx))) return true;
    }
  }
  return false;
}

/** True where an unknown answer is not as good as a false one: a NOT or an IS stands around other conditions. */
function tellsUnknown({ cursor }: Tx): boolean {
  for (let index = cursor.at; index < cursor.end; index++) {
    const [token, next] = [cursor.tokens[index], cursor.tokens[index + 1]];
    if (token?.text === ")" && next?.value === "IS") return true;
    if (token?.value !== "NOT" || next?.text !== "(") continue;
    const behind = cursor.slice(index + 1, cursor.end);
    behind.group();
    if (!behind.isWords("IN")) return true;
  }
  return false;
}

/** Reads the condition of a DELETE or UPDATE of `target`, in which Delta does not take `(a, b) IN (query)`. */
export function readingChange<T>(tx: Tx, target: Relation, read: () => T): T {
  const { scope } = tx;
  if (tx.target !== "databricks" || !asksForRows(tx)) return read();
  const before = scope.bare;
  scope.changing = tellsUnknown(tx) ? "three values" : "two values";
  // Inside of the EXISTS a name alone would be one of its own tables' columns.
  scope.bare = target;
  try {
    return read();
  } finally {
    scope.changing = undefined;
    scope.bare = before;
  }
}

/** `(a, b) IN (query)` there, as EXISTS; its opposite is true where no row is equal, and none may be. */
export function rowInChange(
  tx: Tx,
  row: readonly Expr[],
  inside: Cursor,
  compare: CompareValues,
): Expr {
  const some = tx.inside(inside, () => rowsOf(tx, row, compare));
  const is = (what: string) =>
    some((equal) => ({ sql: `(${equal.sql}) IS ${what}`, prec: PREC.compare, type: "bool" }));
  const yes = some((equal) => equal);
  if (tx.scope.changing === "two values")
    return { ...primary(yes, "bool"), opposite: `NOT ${is("NOT FALSE")}` };
  const answer = (then: string, otherwise: string) =>
    `CASE WHEN ${yes} THEN ${then} WHEN ${is("NULL")} THEN NULL ELSE ${otherwise} END`;
  return { ...primary(answer("TRUE", "FALSE"), "bool"), opposite: answer("FALSE", "TRUE") };
}

/** Writes EXISTS of a row for which a test of the comparison holds. */
type Some = (test: (equal: Expr) => Expr) => string;

function rowsOf(tx: Tx, row: readonly Expr[], compare: CompareValues): Some {
  const start = tx.cursor.at;
  const parts = tx.nested((scope) => {
    scope.qualified = true;
    return readSingle(tx);
  });
  const flat = parts && isPlain(parts) ? parts : undefined;
  const values = flat?.list.values;
  if (flat?.rows && values && values.length === row.length) {
    const { from, where } = flat.rows;
    const items = values.map((sql, index) => {
      const prec = /^[\w$.`]+(\([^()]*\))?$/.test(sql) ? PREC.primary : PREC.or;
      return { sql, prec, type: flat.list.columns?.[index]?.type ?? "unknown" } as const;
    });
    const equal = joined(
      row.map((value, index) => compare(value, "=", items[index] ?? value)),
      "AND",
    );
    return (test) => {
      const asked = [...where, wrap(test(equal), PREC.and)].join(" AND ");
      return `EXISTS (SELECT 1 FROM ${from} WHERE ${asked})`;
    };
  }
  tx.cursor.at = start;
  const query = readSubquery(tx).sql;
  const names = row.map((_, index) => `dwm_value_${index + 1}`);
  const equal = joined(
    row.map((value, index) => compare(value, "=", primary(`dwm_rows.${names[index]}`, "unknown"))),
    "AND",
  );
  const from = `(${query}) AS dwm_rows(${names.join(", ")})`;
  return (test) => `EXISTS (SELECT 1 FROM ${from} WHERE ${test(equal).sql})`;
}

/** A SELECT whose rows are those of its FROM and WHERE. */
function isPlain({ list, rows }: SelectParts): boolean {
  const limited = list.distinctOn ?? list.first ?? (list.top || undefined);
  return rows !== undefined && limited === undefined && !(list.values ?? []).some(hasGroupValue);
}
