import { isWord } from "../../sql/token.ts";
import type { Cursor } from "../cursor.ts";
import { literalText } from "../literals.ts";
import { type Expr, PREC, wrap } from "../query/expr.ts";
import { readWhole } from "../query/expression/expression.ts";
import type { Tx } from "../query/tx.ts";
import { databricksWriter } from "../writer/databricksWriter.ts";
import { formatPieces } from "./formatPieces.ts";

/**
 * What a text of dynamic SQL is put together of: a literal, or an expression whose value is a name to be quoted, a value to be
 * quoted (`orNull`: NULL is the word, else the whole text), or goes into the text as it is (`orEmpty`: NULL is no text at all).
 */
export type TextPiece =
  | { literal: string }
  | { is: "name" | "value" | "text"; part: Cursor; orNull?: true; orEmpty?: true };

/** PostgreSQL's functions that quote, and what their result is. */
const QUOTING: Readonly<Record<string, Pick<Extract<TextPiece, { is: string }>, "is" | "orNull">>> =
  {
    QUOTE_IDENT: { is: "name" },
    QUOTE_LITERAL: { is: "value" },
    QUOTE_NULLABLE: { is: "value", orNull: true },
  };

/** Operands of `||` (T-SQL: `+`), arguments of CONCAT and FORMAT; undefined where a FORMAT cannot be taken apart. */
export function textPieces(part: Cursor, tx: Tx): TextPiece[] | undefined {
  const pieces = splitAt(part, tx.is("tsql") ? "+" : "||").map((each) => piecesOf(each, tx));
  return pieces.includes(undefined) ? undefined : pieces.flatMap((each) => each ?? []);
}

function piecesOf(part: Cursor, tx: Tx): TextPiece[] | undefined {
  const literal = literalOf(part);
  if (literal !== undefined) return [{ literal }];
  const name = part.peek();
  const called = part.isSymbol("(", 1) && part.matching(part.at + 1) === part.end;
  const args = called ? part.slice(part.at + 2, part.end - 1).split() : [];
  const [only] = args;
  if (only && isWord(name, "CONCAT")) {
    const pieces = args.map((each) => textPieces(each, tx));
    return pieces.includes(undefined) ? undefined : pieces.flatMap((each) => each ?? []);
  }
  if (only && tx.is("tsql") && isWord(name, "QUOTENAME")) return [{ is: "name", part: only }];
  if (only && tx.is("postgres", "redshift")) {
    const quoting = QUOTING[name?.value ?? ""];
    if (quoting && args.length === 1) return [{ ...quoting, part: only }];
    const format = isWord(name, "FORMAT") ? literalOf(only) : undefined;
    if (format !== undefined) return formatPieces(format, args.slice(1), tx);
  }
  return [{ is: "text", part }];
}

/** The piece as an expression of the target that gives its part of the text. */
export function pieceSql(tx: Tx, piece: Extract<TextPiece, { is: string }>): string {
  const { part, is } = piece;
  const value: Expr = tx.inside(part.slice(part.at, part.end), () => readWhole(tx));
  if (is === "name") return `concat('\`', replace(${value.sql}, '\`', '\`\`'), '\`')`;
  if (is === "value") {
    const { text } = databricksWriter;
    const slashes = `replace(${value.sql}, ${text("\\")}, ${text("\\\\")})`;
    const escaped = `replace(${slashes}, ${text("'")}, ${text("\\'")})`;
    const quoted = `concat(${text("'")}, ${escaped}, ${text("'")})`;
    return piece.orNull ? `coalesce(${quoted}, 'NULL')` : quoted;
  }
  if (!piece.orEmpty) return wrap(value, PREC.add);
  const given = value.type === "string" ? value.sql : `CAST(${value.sql} AS STRING)`;
  return `coalesce(${given}, '')`;
}

/** The text of a part that is one literal. */
export function literalOf(part: Cursor): string | undefined {
  return part.end - part.at === 1 ? literalText(part.peek(), part.dialect) : undefined;
}

function splitAt(part: Cursor, operator: string): Cursor[] {
  const parts: Cursor[] = [];
  let depth = 0;
  let start = part.at;
  for (let index = part.at; index < part.end; index++) {
    const token = part.tokens[index];
    if (token?.kind === "word" && token.value === "CASE") depth++;
    else if (token?.kind === "word" && token.value === "END") depth--;
    if (token?.kind !== "symbol") continue;
    if (token.text === "(") depth++;
    else if (token.text === ")") depth--;
    else if (depth === 0 && token.text === operator) {
      parts.push(part.slice(start, index));
      start = index + 1;
    }
  }
  return [...parts, part.slice(start, part.end)];
}
