import type { Token } from "../../sql/token.ts";
import { readStringLiteral } from "../literals.ts";
import { countsDigits } from "./digits.ts";
import { type Expr, primary } from "./expr.ts";
import type { Tx } from "./tx.ts";

/** A number, whose token has been read; `0x…` are bytes. */
export function readNumber(tx: Tx, token: Token): Expr {
  if (/^0x/i.test(token.text)) {
    if (!tx.is("tsql", "mysql")) throw tx.unsupported("a hexadecimal number", token.start);
    const digits = token.text.slice(2);
    return primary(tx.out.bytes(digits.length % 2 ? `0${digits}` : digits), "binary");
  }
  const float = /[eE]/.test(token.text) || (tx.is("bigquery") && token.text.includes("."));
  const type = float ? "float" : token.text.includes(".") ? "decimal" : "int";
  const text = token.text.endsWith(".") ? `${token.text}0` : token.text;
  const number: Expr = { ...primary(text, type), number: text };
  if (type === "decimal" && countsDigits(tx)) number.scale = text.length - text.indexOf(".") - 1;
  return number;
}

/** A text, with its prefix (N, E, X, …) and the neighbours that belong to it. */
export function readText(tx: Tx, token: Token): Expr {
  const { cursor } = tx;
  cursor.next();
  const literal = readStringLiteral(token.text, tx.dialect);
  if (!literal) throw tx.unsupported(`the literal ${token.text.slice(0, 30)}`, token.start);
  if (literal.kind === "bytes") return primary(tx.out.bytes(literal.hex), "binary");
  let { value } = literal;
  // Neighbouring literals are one in MySQL and PostgreSQL.
  while (cursor.peek()?.kind === "string" && tx.is("mysql", "postgres", "redshift")) {
    const next = readStringLiteral(cursor.next()?.text ?? "", tx.dialect);
    if (next?.kind !== "text") throw tx.unreadable("a literal expected");
    value += next.value;
  }
  if (value.includes("\0")) throw tx.unsupported("a text with a NUL character", token.start);
  // Oracle has no empty text: '' is NULL.
  if (tx.is("oracle") && value === "") return primary(`CAST(NULL AS ${tx.out.textType})`, "null");
  return { ...primary(tx.out.text(value), "string"), literal: value };
}
