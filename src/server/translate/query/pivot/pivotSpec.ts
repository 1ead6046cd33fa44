import type { TypeClass } from "../../types/spec.ts";
import { startsQuery } from "../block/select.ts";
import { type Expr, isNumeric } from "../expr.ts";
import { readExpression, readList } from "../expression/expression.ts";
import type { Columns } from "../scope.ts";
import { noteTexts } from "../texts/texts.ts";
import type { Tx } from "../tx.ts";

/** A column that a PIVOT makes. */
export interface Shown {
  /** What the source calls it. */
  name: string;
  type: TypeClass;
  /** What the target's PIVOT calls it, quoted where it has to be. */
  made: string;
  /** Its value over the result; the same as `made` where nothing has to be changed. */
  value: string;
}

/** The inside of a PIVOT's brackets. */
export interface PivotSpec {
  sql: string;
  /** Columns, lower case, that rows are not grouped by. */
  used: ReadonlySet<string>;
  shown: Shown[];
}

interface Aggregate {
  value: Expr;
  alias: string | undefined;
}

/** A value of the IN list, and what its column is called. */
interface Value {
  sql: string;
  name: string;
}

/** Reads `SUM(x) AS s, … FOR c IN ('a' AS a, …)`. */
export function readPivotSpec(tx: Tx, columns: Columns, offset: number): PivotSpec {
  const { cursor } = tx;
  const used = new Set<string>();
  const start = cursor.at;
  const aggregates: Aggregate[] = [];
  do {
    const value = readExpression(tx);
    cursor.accept("AS");
    const alias = cursor.isWords("FOR") ? undefined : cursor.identifier();
    aggregates.push({ value, alias });
  } while (cursor.acceptSymbol(","));
  for (const { kind, value } of cursor.tokens.slice(start, cursor.at))
    if (kind === "word" || kind === "quoted") used.add(value.toLowerCase());
  tx.expect("FOR");
  const by = readColumns(tx);
  for (const name of by) used.add(name.toLowerCase());
  tx.expect("IN");
  const types = by.map((name) => columns?.get(name.toLowerCase()) ?? "unknown");
  if (types.includes("string")) noteTexts(tx, offset, ...stringColumns(tx, by));
  const values = readValues(tx, types, offset);
  if (cursor.isWords("DEFAULT")) throw tx.unsupported("PIVOT … DEFAULT ON NULL", offset);
  if (!cursor.done) throw tx.unreadable("not expected in a PIVOT");
  return write(tx, aggregates, by, values, used);
}

function stringColumns(tx: Tx, by: readonly string[]): [Expr, Expr] {
  const column: Expr = { sql: tx.out.name(by[0] ?? ""), prec: 0, type: "string" };
  return [column, column];
}

function readColumns(tx: Tx): string[] {
  const { cursor } = tx;
  const group = cursor.isSymbol("(") ? cursor.group() : undefined;
  const parts = group ? group.split() : [cursor];
  return parts.map((part) => {
    const name = tx.inside(part, () => part.name()?.at(-1));
    if (name === undefined) throw tx.unreadable("a column expected");
    return name;
  });
}

function readValues(tx: Tx, types: readonly TypeClass[], offset: number): Value[] {
  const list = tx.cursor.group();
  if (!list) throw tx.unreadable("a list expected");
  if (list.isWords("ANY") || tx.inside(list, () => startsQuery(tx)))
    throw tx.unsupported("PIVOT over values that a query gives", offset);
  return list.split().map((part) => tx.inside(part, () => readValue(tx, types, offset)));
}

function readValue(tx: Tx, types: readonly TypeClass[], offset: number): Value {
  const { cursor } = tx;
  const start = cursor.at;
  if (tx.is("tsql")) return namedValue(tx, types[0] ?? "unknown", offset);
  const group = cursor.isSymbol("(") && types.length > 1 ? cursor.group() : undefined;
  const values = group ? tx.inside(group, () => readList(tx)) : [readExpression(tx)];
  const written = cursor.textBetween(start, cursor.at);
  cursor.accept("AS");
  const alias = cursor.done ? undefined : aliasOf(tx);
  if (!cursor.done) throw tx.unreadable("not expected in a PIVOT's list");
  const sql = group ? `(${values.map((value) => value.sql).join(", ")})` : (values[0]?.sql ?? "");
  const name = alias ?? defaultName(tx, values, written);
  if (name === undefined) throw tx.unsupported("PIVOT over a value without an alias", offset);
  return { sql, name };
}

function aliasOf(tx: Tx): string | undefined {
  const token = tx.cursor.peek();
  if (token?.kind !== "string") return tx.cursor.identifier();
  tx.cursor.next();
  return token.text.slice(1, -1);
}

/** What a value's column is called where it has no alias. */
function defaultName(tx: Tx, values: readonly Expr[], written: string): string | undefined {
  const [only, more] = values;
  if (!only || more) return undefined;
  // Oracle and Snowflake keep the quotes.
  if (tx.is("oracle", "snowflake", "teradata")) return written;
  if (only.literal !== undefined) return only.literal;
  if (only.number === undefined) return undefined;
  return tx.is("bigquery")
    ? `_${only.number.replace("-", "minus_").replace(".", "_point_")}`
    : only.number;
}

/** T-SQL's list holds names: how a value is written depends on the column. */
function namedValue(tx: Tx, type: TypeClass, offset: number): Value {
  const name = tx.cursor.identifier();
  if (name === undefined || !tx.cursor.done) throw tx.unsupported("this list of a PIVOT", offset);
  const number = /^-?\d+$/.test(name);
  if (type === "bool" && /^[01]$/.test(name)) return { sql: name === "1" ? "TRUE" : "FALSE", name };
  if (type === "date") return { sql: `DATE ${tx.out.text(name)}`, name };
  if (number && (type === "int" || isNumeric(type))) return { sql: name, name };
  if (type !== "string") {
    const what = `the value ${name} of the PIVOT is taken for a ${number ? "number" : "text"}: the column's type is not known`;
    if (type !== "unknown") throw tx.unsupported("PIVOT by a column of this type", offset);
    if (number) {
      tx.note("DWM-QRY-006", { what }, offset);
      return { sql: name, name };
    }
  }
  return { sql: tx.out.text(name), name };
}

function write(
  tx: Tx,
  aggregates: readonly Aggregate[],
  by: readonly string[],
  values: readonly Value[],
  used: ReadonlySet<string>,
): PivotSpec {
  const { name } = tx.out;
  const single = aggregates.length === 1;
  const named = aggregates.map(({ value, alias }, index) => {
    return { value, alias, made: single ? undefined : (alias ?? `dwm_${index + 1}`) };
  });
  const shown: Shown[] = [];
  const items: string[] = [];
  for (const one of values) {
    const own = single ? shownName(tx, one.name, aggregates[0]?.alias) : one.name;
    items.push(`${one.sql} AS ${name(own)}`);
    for (const { value: aggregate, alias, made } of named) {
      const column = name(made === undefined ? own : `${own}_${made}`);
      const called = single ? own : shownName(tx, one.name, alias);
      // Nothing to count is 0 in the sources, NULL in Databricks.
      const counts = /^count\(/i.test(aggregate.sql) && tx.target === "databricks";
      const value = counts ? `coalesce(${column}, 0)` : column;
      shown.push({ name: called, type: aggregate.type, made: column, value });
    }
  }
  const list = named.map(
    ({ value, made }) => `${value.sql}${made === undefined ? "" : ` AS ${name(made)}`}`,
  );
  const columns = by.map(name).join(", ");
  const over = by.length === 1 ? columns : `(${columns})`;
  return {
    sql: `${list.join(", ")} FOR ${over} IN (${items.join(", ")})`,
    used,
    shown,
  };
}

/** The name of a value's column for an aggregate with an alias. */
function shownName(tx: Tx, value: string, aggregate: string | undefined): string {
  if (aggregate === undefined) return value;
  return tx.is("bigquery") ? `${aggregate}_${value.replace(/^_/, "")}` : `${value}_${aggregate}`;
}
