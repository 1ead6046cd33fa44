import type { Token } from "../../../sql/token.ts";
import { readStringLiteral } from "../../literals.ts";
import { countsDigits } from "../digits/digits.ts";
import { type Expr, primary } from "../expr.ts";
import type { Tx } from "../tx.ts";

/** `0x…`: a whole number in BigQuery and PostgreSQL, bytes in SQL Server and MySQL. */
function hexadecimal(tx: Tx, token: Token): Expr {
  if (tx.is("tsql", "mysql")) {
    const digits = token.text.slice(2);
    return primary(tx.out.bytes(digits.length % 2 ? `0${digits}` : digits), "binary");
  }
  const digits = token.text.replace(/^0x|_/gi, "");
  if (!tx.is("bigquery", "postgres") || !/^0*[0-7]?[0-9a-f]{1,15}$/i.test(digits))
    throw tx.unsupported("a hexadecimal number", token.start);
  const number = BigInt(`0x${digits}`).toString();
  return { ...primary(number, "int"), number };
}

/** A number, whose token has been read. */
export function readNumber(tx: Tx, token: Token): Expr {
  if (/^0x/i.test(token.text)) return hexadecimal(tx, token);
  const suffix = tx.cursor.peek();
  // Oracle's 1.5f and 2d.
  const binary =
    tx.is("oracle") && suffix?.kind === "word" && !suffix.spaced && /^[FD]$/.test(suffix.value);
  if (binary) tx.cursor.next();
  const float =
    binary || /[eE]/.test(token.text) || (tx.is("bigquery") && token.text.includes("."));
  const type = float ? "float" : token.text.includes(".") ? "decimal" : "int";
  const text = token.text.endsWith(".") ? `${token.text}0` : token.text;
  if (binary && !/[eE]/.test(text)) return { ...primary(`${text}e0`, type), number: text };
  const number: Expr = { ...primary(text, type), number: text };
  if (type === "decimal" && countsDigits(tx)) number.scale = text.length - text.indexOf(".") - 1;
  return number;
}

/** Teradata's 'C1C2'XB (bytes) and '41'XC (characters of LATIN, one of two digits); undefined: a plain text. */
function teradataHex(tx: Tx, digits: string, token: Token): Expr | undefined {
  const { cursor } = tx;
  const kind = cursor.peek();
  const word = kind?.kind === "word" && !kind.spaced ? kind.value : "";
  if (!/^X(B|BV|BF|C|CV|CF)$/.test(word)) return undefined;
  cursor.next();
  if (!/^([0-9A-F]{2})*$/i.test(digits))
    throw tx.unsupported(`the literal '${digits}'${word}`, token.start);
  if (word.startsWith("XB")) return primary(tx.out.bytes(digits.toUpperCase()), "binary");
  const codes = digits.match(/../g)?.map((pair) => Number.parseInt(pair, 16)) ?? [];
  // Beyond ASCII it is the session's character set that tells.
  if (codes.some((code) => code === 0 || code > 126))
    throw tx.unsupported(`the literal '${digits}'${word}`, token.start);
  const value = String.fromCharCode(...codes);
  return { ...primary(tx.out.text(value), "string"), literal: value };
}

/** A text, with its prefix (N, E, X, …) and the neighbours that belong to it. */
export function readText(tx: Tx, token: Token): Expr {
  const { cursor } = tx;
  cursor.next();
  const bits = tx.is("postgres") ? /^b('[01]*')$/i.exec(token.text)?.[1] : undefined;
  if (bits !== undefined && tx.target === "duckdb")
    return primary(`CAST(${bits} AS BIT)`, "unknown");
  const literal = readStringLiteral(token.text, tx.dialect);
  if (!literal) throw tx.unsupported(`the literal ${token.text.slice(0, 30)}`, token.start);
  if (literal.kind === "bytes") return primary(tx.out.bytes(literal.hex), "binary");
  let { value } = literal;
  if (tx.is("teradata")) {
    const hex = teradataHex(tx, value, token);
    if (hex) return hex;
  }
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
