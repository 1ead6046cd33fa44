import { readingChange } from "../query/databricks/rowInChange.ts";
import { asCondition } from "../query/expression/condition.ts";
import { readExpression } from "../query/expression/expression.ts";
import { nameParts, namesOf, tableReference, targetOf } from "../query/from/tableName.ts";
import type { Columns, Relation, Scope } from "../query/scope.ts";
import type { Tx } from "../query/tx.ts";

/** The table that a statement changes. */
export interface Target {
  /** Its name in a statement of the target. */
  sql: string;
  /** Its bare name in the target, for `TranslateContext.known`. */
  name: string;
  /** Its name as the source writes it. */
  parts: string[];
  columns: Columns;
}

/** Reads the name of the table that is changed. */
export function readTarget(tx: Tx): Target {
  const { cursor } = tx;
  const offset = cursor.offset;
  if (cursor.isSymbol("(")) throw tx.unsupported("a change of a query's result");
  const written = cursor.tableName();
  if (!written) throw tx.unreadable("a table expected");
  const linked = tx.is("oracle") && written.some((part) => part.includes("@"));
  if (linked) throw tx.unsupported(`the database link ${written.join(".")}`, offset);
  if (cursor.isSymbol("@")) throw tx.unsupported("a database link", offset);
  return targetNamed(tx, nameParts(tx, written), offset);
}

/** The table of a name that has been read. */
export function targetNamed(tx: Tx, parts: string[], offset: number): Target {
  const { context } = tx;
  const local = parts.length === 1 ? tx.scope.cte(parts[0] ?? "") : undefined;
  if (local) {
    const name = local.name ?? parts[0] ?? "";
    return { sql: tx.out.name(name), name, parts, columns: local.columns };
  }
  const reference = tableReference(tx, parts, offset);
  const found = targetOf(context, parts);
  const name = found ?? parts.at(-1) ?? "";
  if (found === undefined && name.startsWith("@"))
    throw tx.unsupported(`the table variable ${name}`, offset);
  const written = context.names.schema === "";
  const sql = written ? reference.sql : tx.out.fullName(context.names, name);
  return { sql, name, parts, columns: reference.columns };
}

/** Brings the changed table into scope: under its alias, or under its names where it has none. */
export function bringIn(scope: Scope, target: Target, alias: string | undefined): Relation {
  const relation: Relation = {
    alias: alias ?? target.name,
    answersTo: alias === undefined ? namesOf(target.parts) : [alias.toLowerCase()],
    columns: target.columns,
  };
  scope.relations.push(relation);
  return relation;
}

/** Names of the columns that take values, in order, where they are known. */
export function columnsOf(tx: Tx, target: Target): readonly string[] | undefined {
  const known = tx.context.known?.[target.name];
  return known?.filter(({ generated }) => generated !== "computed").map(({ name }) => name);
}

/** WHERE of a statement that changes one table, with a leading blank; nothing where there is none. */
export function readChangedWhere(tx: Tx, into: Relation): string {
  if (!tx.cursor.accept("WHERE")) return "";
  return ` WHERE ${readingChange(tx, into, () => asCondition(tx, readExpression(tx))).sql}`;
}

/** The end of the statement: at most a semicolon is left. */
export function readEnd(tx: Tx): void {
  while (tx.cursor.acceptSymbol(";"));
  if (!tx.cursor.done) throw tx.unreadable("not expected here");
}

/** `t AS a`: the table with the name that its columns are qualified by. */
export function aliased(tx: Tx, target: Target, alias: string): string {
  const own = tx.out.name(alias).toLowerCase();
  const { sql } = target;
  // Databricks lets columns be qualified by the last part of the table's name.
  const answers = sql.toLowerCase() === own || sql.toLowerCase().endsWith(`.${own}`);
  if (tx.target === "databricks" && answers) return sql;
  return `${sql} AS ${tx.out.name(alias)}`;
}
