import { identifierOf, isSymbol, isWord, type Token } from "../../sql/token.ts";
import type { Cursor } from "../cursor.ts";
import type { Tx } from "../query/tx.ts";
import {
  assignedTokens,
  bracketed,
  cursorOver,
  madeToken,
  namesInBrackets,
  withColumns,
  wordOutside,
} from "./changedRows.ts";
import { type OutputParts, rowReadBack } from "./outputReadBack.ts";
import type { StatementResult } from "./statement.ts";

/** What is made for each row anew. */
const ANEW = /^(NEWID|NEWSEQUENTIALID|RAND|CRYPT_GEN_RANDOM|NEXT)$/;
/** What is another moment a statement later. */
const CLOCK =
  /^(GETDATE|GETUTCDATE|SYSDATETIME|SYSUTCDATETIME|SYSDATETIMEOFFSET|CURRENT_TIMESTAMP)$/;

/**
 * T-SQL's `INSERT`, `UPDATE` or `DELETE` with `OUTPUT … INTO t`: an INSERT … SELECT of the same rows goes before the change, or
 * behind it where the table gave the row its number.
 * Undefined for other statements; without INTO the rows are the statement's result, which nothing takes its place.
 */
export function readOutputInto(
  tx: Tx,
  translate: (tx: Tx) => StatementResult,
): StatementResult | undefined {
  const { cursor } = tx;
  const word = cursor.peek()?.value ?? "";
  if (!tx.is("tsql") || !/^(INSERT|UPDATE|DELETE)$/.test(word)) return undefined;
  const parts = partsOf(cursor);
  if (!parts) return undefined;
  const { tokens } = cursor;
  const offset = tokens[parts.output]?.start ?? cursor.offset;
  const into = tokens.slice(parts.into + 1, parts.rest);
  const before = rowsBefore(cursor, parts, word);
  const select = before ?? (word === "INSERT" ? rowReadBack(tx, parts) : undefined);
  if (!select) throw tx.unsupported("this OUTPUT", offset);
  const written = [madeToken("INSERT", tokens[parts.into]), madeToken("INTO", tokens[parts.into])];
  const copied = tx.inside(cursorOver(cursor, [...written, ...into, ...select]), () =>
    translate(tx),
  );
  const plain = [
    ...tokens.slice(parts.start, parts.output),
    ...tokens.slice(parts.rest, parts.end),
  ];
  const { kind, statements } = tx.inside(cursorOver(cursor, plain), () => translate(tx));
  cursor.at = parts.end;
  if (!before) return { kind, statements: [...statements, ...copied.statements] };
  const clock = tokens.slice(parts.start, parts.end).some((token) => CLOCK.test(token.value));
  const later = clock ? ": its moment is not exactly that of the change" : "";
  const what = `the rows of OUTPUT are written by an INSERT of their own before the change${later}`;
  tx.note("DWM-DML-004", { what }, offset);
  return { kind, statements: [...copied.statements, ...statements] };
}

/** The rows as a query before the change; undefined where they, or those that are changed, would be others then. */
function rowsBefore(cursor: Cursor, parts: OutputParts, word: string): Token[] | undefined {
  const { tokens } = cursor;
  const filled = cursor
    .slice(parts.into + 1, parts.rest)
    .name()
    ?.at(-1)
    ?.toLowerCase();
  const others = [
    ...tokens.slice(parts.start, parts.output),
    ...tokens.slice(parts.rest, parts.end),
  ];
  const reads = (token: Token) => identifierOf(token)?.toLowerCase() === filled;
  if (others.some((token) => ANEW.test(token.value) || reads(token))) return undefined;
  return word === "INSERT" ? rowsInserted(cursor, parts) : rowsChanged(cursor, parts);
}

function partsOf(cursor: Cursor): OutputParts | undefined {
  const { tokens, at: start, end } = cursor;
  const output = wordOutside(tokens, start, end, "OUTPUT");
  const into = wordOutside(tokens, output, end, "INTO", "FROM", "WHERE", "VALUES", "SELECT");
  if (into === end || !isWord(tokens[into], "INTO")) return undefined;
  const target = cursor.slice(into + 1, end);
  if (!target.name()) return undefined;
  namesInBrackets(target);
  return { start, output, into, rest: target.at, end };
}

/** SELECT items FROM (the rows) AS inserted (their columns). */
function rowsInserted(cursor: Cursor, parts: OutputParts): Token[] | undefined {
  const { tokens } = cursor;
  const head = cursor.slice(parts.start + 1, parts.output);
  head.accept("INTO");
  head.name();
  const columns = namesInBrackets(head);
  const rows = tokens.slice(parts.rest, parts.end).filter((token) => !isSymbol(token, ";"));
  if (!columns || !head.done || !isRows(rows[0])) return undefined;
  const given = new Set(columns.map((column) => column.toLowerCase()));
  let known = true;
  const items = withColumns(tokens.slice(parts.output + 1, parts.into), (owner, column) => {
    if (owner !== "inserted" || !given.has(column)) known = false;
    return undefined;
  });
  if (!known) return undefined;
  const near = rows[0];
  const word = (text: string) => madeToken(text, near);
  const names = columns.flatMap((column, index) => [
    ...(index > 0 ? [word(",")] : []),
    { ...word(column), kind: "quoted" as const, text: `[${column}]`, value: column },
  ]);
  return [
    word("SELECT"),
    ...items,
    word("FROM"),
    ...bracketed(rows),
    word("AS"),
    word("inserted"),
    ...bracketed(names),
  ];
}

function isRows(token: Token | undefined): boolean {
  return isWord(token, "VALUES") || isWord(token, "SELECT");
}

/** SELECT items FROM the tables of the change WHERE its condition, as the rows are before it. */
function rowsChanged(cursor: Cursor, parts: OutputParts): Token[] | undefined {
  const { tokens } = cursor;
  const update = isWord(tokens[parts.start], "UPDATE");
  const head = cursor.slice(parts.start + 1, parts.output);
  if (!update) head.accept("FROM");
  const from = head.at;
  const name = head.name()?.at(-1);
  const target = tokens.slice(from, head.at);
  if (name === undefined || head.isWords("WITH")) return undefined;
  const values = update && head.accept("SET") ? assignedTokens(head) : new Map();
  if (!values || (!update && !head.done)) return undefined;
  const rest = tokens.slice(parts.rest, parts.end).filter((token) => !isSymbol(token, ";"));
  const other = isWord(rest[0], "FROM");
  const owner = other ? nameInFrom(rest, name) : target.at(-1);
  if (!owner || rest.some((token) => isWord(token, "OPTION"))) return undefined;
  let known = true;
  const items = withColumns(tokens.slice(parts.output + 1, parts.into), (prefix, column) => {
    if (prefix !== "inserted" && prefix !== "deleted") return undefined;
    const value = prefix === "inserted" ? values.get(column) : undefined;
    if (prefix === "inserted" && column === "*") known = false;
    if (value) return bracketed(value);
    const dot = { ...madeToken(".", owner), spaced: false };
    return [owner, dot, columnToken(column, tokens, owner)];
  });
  if (!known) return undefined;
  const tables = other ? rest : [madeToken("FROM", owner), ...target, ...rest];
  return [madeToken("SELECT", owner), ...items, ...tables];
}

/** The column as the statement writes it. */
function columnToken(column: string, tokens: readonly Token[], near: Token): Token {
  const written = tokens.find((token) => identifierOf(token)?.toLowerCase() === column);
  return written ?? madeToken(column, near);
}

/** What the changed table is called in FROM: its alias, or its name. */
function nameInFrom(rest: readonly Token[], name: string): Token | undefined {
  const wanted = name.toLowerCase();
  const named = (token: Token | undefined) => identifierOf(token)?.toLowerCase() === wanted;
  for (const [index, token] of rest.entries()) {
    if (!named(token) || isSymbol(rest[index + 1], ".")) continue;
    if (
      isSymbol(rest[index - 1], ".") ||
      /^(FROM|JOIN|,|APPLY)$/.test(rest[index - 1]?.value ?? "")
    ) {
      const as = isWord(rest[index + 1], "AS") ? 2 : 1;
      const alias = rest[index + as];
      const clause = /^(JOIN|INNER|LEFT|RIGHT|FULL|CROSS|OUTER|ON|WHERE|WITH|OPTION)$/;
      const plain =
        alias?.kind === "quoted" || (alias?.kind === "word" && !clause.test(alias.value));
      return plain ? alias : token;
    }
    // An alias that the statement names its table by.
    if (isWord(rest[index - 1], "AS") || identifierOf(rest[index - 1]) !== undefined) return token;
  }
  return undefined;
}
