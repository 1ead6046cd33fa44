import { isSymbol, type Token } from "../../sql/token.ts";
import type { Tx } from "../query/tx.ts";
import { bracketed, insertedTokens, madeToken, namesInBrackets } from "./changedRows.ts";
import { identityColumn } from "./sequences.ts";
import { targetNamed } from "./target.ts";

/** The parts of `verb … OUTPUT items INTO table (columns) rest`, as indexes of tokens. */
export interface OutputParts {
  start: number;
  output: number;
  into: number;
  rest: number;
  end: number;
}

/**
 * What OUTPUT gives of an INSERT of one row into a table with an identity column, as a query to be run behind the INSERT: the
 * row is the one with the highest number, unless another session has written since. Undefined for other statements.
 */
export function rowReadBack(tx: Tx, parts: OutputParts): Token[] | undefined {
  const { cursor } = tx;
  const { tokens } = cursor;
  const head = cursor.slice(parts.start + 1, parts.output);
  head.accept("INTO");
  const from = head.at;
  const table = head.name();
  const target = tokens.slice(from, head.at);
  const columns = namesInBrackets(head);
  const column = table && identityColumn(tx, targetNamed(tx, table, cursor.offset));
  if (!table || !column || !columns || !head.done) return undefined;
  const rest = tokens.slice(parts.rest, parts.end).filter((token) => !isSymbol(token, ";"));
  const row = insertedTokens(cursor.slice(parts.rest, parts.rest + rest.length), columns);
  if (!row || row.has(column.toLowerCase())) return undefined;
  const near = tokens[parts.output];
  const words = (...texts: string[]) => texts.map((text) => madeToken(text, near));
  const key = { ...madeToken(column, near), kind: "quoted" as const, text: `[${column}]` };
  const named = { ...key, value: column };
  const highest = [...words("SELECT", "MAX"), ...bracketed([named]), ...words("FROM"), ...target];
  const what = "The row of OUTPUT";
  tx.note("DWM-PRC-060", { what, column, table: table.filter(Boolean).join(".") }, near?.start);
  return [
    ...words("SELECT"),
    ...tokens.slice(parts.output + 1, parts.into),
    ...words("FROM"),
    ...target,
    ...words("AS", "inserted", "WHERE", "inserted", "."),
    named,
    ...words("="),
    ...bracketed(highest),
  ];
}
