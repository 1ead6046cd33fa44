import type { SourceType } from "../../../../protocol/dialect.ts";
import type { Cursor } from "../../cursor.ts";
import { type Expr, PREC } from "../expr.ts";
import { readExpression } from "../expression/expression.ts";
import type { Tx } from "../tx.ts";
import { hasGroupValue } from "./looseGroups.ts";

/** What binds to the value before it without asking how that is written. */
const POSTFIX = ["::", ":", "[", "."];

/** Sources where an item of the SELECT list may name one before it. */
const LATERAL: readonly SourceType[] = ["snowflake", "teradata", "redshift"];

/** Notes what an alias of the SELECT list stands for; sources that know it in other clauses only. */
export function keepAlias(tx: Tx, alias: string | undefined, value: Expr, item: Cursor): void {
  if (alias === undefined || !tx.is(...LATERAL)) return;
  const key = alias.toLowerCase();
  if (!tx.scope.listed.has(key)) tx.scope.listed.set(key, { value, item });
}

/** The item of the SELECT list that a name means which no table has; undefined where one may have it. */
export function listedItem({ scope }: Tx, column: string): Expr | undefined {
  const wanted = column.toLowerCase();
  if (scope.relations.some(({ columns }) => !columns || columns.has(wanted))) return undefined;
  return scope.listed.get(wanted)?.value;
}

/**
 * Reads the list of a SELECT with GROUP BY. Neither target lets a key of the groups name another item of the list, be it by
 * its alias, its place or ALL: such an item's value is written instead of its name.
 */
export function readGroupedList<T>(tx: Tx, grouped: boolean, read: () => T): T {
  if (!grouped || !tx.is(...LATERAL)) return read();
  tx.scope.grouped = true;
  return expandingAliases(tx, read, "keys");
}

/** Reads a WHERE or a window, where Databricks knows no alias of the SELECT list: its value is written instead. */
export function expandingAliases<T>(tx: Tx, read: () => T, what: "all" | "keys" = "all"): T {
  const { scope } = tx;
  const before = scope.expands;
  scope.expands = what;
  try {
    return read();
  } finally {
    scope.expands = before;
  }
}

/** What an alias stands for where it has to be written out; undefined where the name is a column's. */
export function aliasValue(tx: Tx, column: string, offset: number): Expr | undefined {
  const { scope } = tx;
  const wanted = column.toLowerCase();
  const writes = scope.expands && (tx.target === "databricks" || scope.grouped);
  const found = writes ? scope.listed.get(wanted) : undefined;
  if (!found || scope.relations.some((relation) => relation.columns?.has(wanted))) return undefined;
  // What is made of a group is no key of it.
  if (scope.expands === "keys" && hasGroupValue(found.value.sql)) return undefined;
  // A value that names such a column tells that the tables have one, and a column comes before an alias.
  const words = namesIn(found.value.sql);
  if (words.has(wanted) || / OVER [(\w]/.test(found.value.sql)) return undefined;
  if (scope.relations.some((relation) => !relation.columns)) {
    const what = `${column} is taken for the item of the SELECT list; a column of that name would come first`;
    tx.note("DWM-QRY-006", { what }, offset);
  }
  // Of an item that has an alias in it that one is written out too.
  const again = found.item.slice(found.item.at, found.item.end);
  const value = [...scope.listed.keys()].some((alias) => words.has(alias))
    ? tx.inside(again, () => readExpression(tx))
    : found.value;
  if (value.prec >= PREC.primary || !POSTFIX.some((symbol) => tx.cursor.isSymbol(symbol)))
    return value;
  return { ...value, sql: `(${value.sql})`, prec: PREC.primary };
}

function namesIn(sql: string): ReadonlySet<string> {
  const bare = sql.replace(/'(?:[^'\\]|\\.)*'/g, "''").toLowerCase();
  return new Set(bare.split(/[^\p{L}\p{N}_$]+/u));
}
