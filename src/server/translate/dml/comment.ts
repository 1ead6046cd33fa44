import { readStringLiteral } from "../literals.ts";
import type { Tx } from "../query/tx.ts";
import { one, type StatementResult } from "./statement.ts";
import { readEnd, targetNamed } from "./target.ts";

/** True for comments on what the target has comments on. */
export function isComment(tx: Tx): boolean {
  return kindAt(tx) !== undefined;
}

function kindAt({ cursor }: Tx): { kind: "TABLE" | "VIEW" | "COLUMN"; tokens: number } | undefined {
  let ahead = 1;
  if (cursor.peek(ahead)?.value === "IF") ahead += 2;
  if (cursor.peek(ahead)?.value === "ON") ahead++;
  if (cursor.peek(ahead)?.value === "MATERIALIZED") ahead++;
  const kind = cursor.peek(ahead)?.value;
  if (kind !== "TABLE" && kind !== "VIEW" && kind !== "COLUMN") return undefined;
  return { kind, tokens: ahead + 1 };
}

/** COMMENT ON TABLE | VIEW | COLUMN x IS 'text'; Teradata writes AS or nothing for IS. */
export function readComment(tx: Tx): StatementResult {
  const { cursor } = tx;
  const found = kindAt(tx);
  if (!found) throw tx.unreadable("TABLE, VIEW or COLUMN expected");
  cursor.at += found.tokens;
  const offset = cursor.offset;
  const parts = cursor.name();
  if (!parts) throw tx.unreadable("a name expected");
  if (!cursor.accept("IS")) cursor.accept("AS");
  const token = cursor.next();
  const literal = token?.kind === "string" ? readStringLiteral(token.text, tx.dialect) : undefined;
  const isNull = token?.kind === "word" && token.value === "NULL";
  if (!isNull && literal?.kind !== "text") throw tx.unreadable("a text expected");
  readEnd(tx);
  const text =
    literal?.kind === "text" && literal.value !== "" ? tx.out.text(literal.value) : "NULL";
  const column = found.kind === "COLUMN" ? parts.at(-1) : undefined;
  const table = targetNamed(tx, column === undefined ? parts : parts.slice(0, -1), offset);
  const kind = `COMMENT ON ${found.kind}`;
  if (column !== undefined)
    return one(kind, `COMMENT ON COLUMN ${table.sql}.${tx.out.name(column)} IS ${text}`);
  // Databricks has one word for both.
  const word = tx.target === "databricks" ? "TABLE" : found.kind;
  return one(kind, `COMMENT ON ${word} ${table.sql} IS ${text}`);
}
