import { readStringLiteral } from "../literals.ts";
import type { Tx } from "../query/tx.ts";
import { one, type StatementResult } from "./statement.ts";
import { readEnd, readTarget } from "./target.ts";

/** True for Snowflake's ALTER TABLE | VIEW … SET TAG on the object or one of its columns. */
export function isTag(tx: Tx): boolean {
  const { cursor } = tx;
  if (!tx.is("snowflake") || tx.target !== "databricks") return false;
  if (!/^(TABLE|VIEW)$/.test(cursor.peek(1)?.value ?? "")) return false;
  for (let ahead = 2; ahead < 16; ahead++) {
    const word = cursor.peek(ahead)?.value;
    if (word === "SET" || word === "UNSET") return cursor.peek(ahead + 1)?.value === "TAG";
  }
  return false;
}

/** ALTER TABLE t [MODIFY COLUMN c] SET TAG a = 'x', b = 'y', and UNSET TAG a, b. */
export function readTag(tx: Tx): StatementResult {
  const { cursor } = tx;
  cursor.next();
  const kind = cursor.next()?.value;
  if (cursor.isWords("IF", "EXISTS")) cursor.at += 2;
  const { sql } = readTarget(tx);
  let column: string | undefined;
  if (cursor.accept("MODIFY") || cursor.accept("ALTER")) {
    cursor.accept("COLUMN");
    column = cursor.name()?.[0];
    if (column === undefined) throw tx.unreadable("a column expected");
  }
  const sets = cursor.accept("SET");
  if (!sets) tx.expect("UNSET");
  tx.expect("TAG");
  const tags: string[] = [];
  do {
    const name = cursor.name()?.at(-1);
    if (name === undefined) throw tx.unreadable("a tag expected");
    tags.push(sets ? `${tx.out.text(name)} = ${readValue(tx)}` : tx.out.text(name));
  } while (cursor.acceptSymbol(","));
  readEnd(tx);
  const on = column === undefined ? "" : ` ALTER COLUMN ${tx.out.name(column)}`;
  const change = `${sets ? "SET" : "UNSET"} TAGS (${tags.join(", ")})`;
  return one(`ALTER ${kind}`, `ALTER ${kind} ${sql}${on} ${change}`);
}

function readValue(tx: Tx): string {
  const { cursor } = tx;
  if (!cursor.acceptSymbol("=")) throw tx.unreadable("= expected");
  const token = cursor.next();
  const literal = token?.kind === "string" ? readStringLiteral(token.text, tx.dialect) : undefined;
  if (literal?.kind !== "text") throw tx.unreadable("a text expected");
  return tx.out.text(literal.value);
}
