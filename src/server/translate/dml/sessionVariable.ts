import { startsQuery } from "../query/block/select.ts";
import { readExpression } from "../query/expression/expression.ts";
import type { Tx } from "../query/tx.ts";
import type { StatementResult } from "./statement.ts";
import { readEnd } from "./target.ts";

/** True for Snowflake's SET and UNSET, which are about variables of the session: its settings are changed by ALTER SESSION. */
export function isSessionVariable({ cursor, target, dialect }: Tx): boolean {
  if (dialect !== "snowflake" || target !== "databricks") return false;
  const [next, behind] = [cursor.peek(1), cursor.peek(2)];
  if (cursor.isWords("UNSET")) return true;
  return next?.text === "(" || behind?.text === "=";
}

/** `SET v = value`, `SET (v, w) = (a, b)`, `UNSET v`: variables of Databricks' session. */
export function readSessionVariable(tx: Tx): StatementResult {
  const { cursor } = tx;
  const kind = cursor.next()?.value ?? "";
  const group = cursor.group();
  const names = group ? tx.inside(group, () => readNames(tx)) : readNames(tx);
  if (kind === "UNSET") {
    readEnd(tx);
    const drop = (name: string) => `DROP TEMPORARY VARIABLE IF EXISTS ${name}`;
    return { kind, statements: names.map(drop) };
  }
  if (!cursor.acceptSymbol("=")) throw tx.unreadable("= expected");
  const values = group ? cursor.group()?.split() : [cursor.slice(cursor.at, cursor.end)];
  if (values?.length !== names.length) throw tx.unreadable("a value of each variable expected");
  const statements = values.map((value, index) => {
    const sql = tx.inside(value, () => readValue(tx));
    return `DECLARE OR REPLACE VARIABLE ${names[index]} = ${sql}`;
  });
  if (!group) cursor.at = cursor.end;
  return { kind, statements };
}

function readNames(tx: Tx): string[] {
  const names: string[] = [];
  do {
    const name = tx.cursor.identifier();
    if (name === undefined) throw tx.unreadable("a variable expected");
    names.push(tx.out.name(name));
  } while (tx.cursor.acceptSymbol(","));
  return names;
}

/** A variable is declared with its value, and has that one's type; a query's Databricks does not take for a default. */
function readValue(tx: Tx): string {
  const { cursor } = tx;
  const inside = cursor.slice(cursor.at, cursor.end).group();
  if (inside && tx.inside(inside, () => startsQuery(tx)))
    throw tx.unsupported("a session variable whose value is a query");
  const { sql } = readExpression(tx);
  readEnd(tx);
  return sql;
}
