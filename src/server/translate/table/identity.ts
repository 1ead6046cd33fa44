import type { Cursor } from "../cursor.ts";
import { readStringLiteral } from "../literals.ts";
import type { Tx } from "../query/tx.ts";
import type { Column, Identity } from "./model.ts";

/** nextval('s'::regclass), s.NEXTVAL, NEXT VALUE FOR s: the column counts by itself. Answers the sequence's name. */
export function readSequence(tx: Tx): string | undefined {
  const { cursor } = tx;
  const start = cursor.at;
  if (cursor.isWords("NEXTVAL") || cursor.isWords("PG_CATALOG")) {
    const called = nextval(tx);
    if (called !== undefined) return called;
    cursor.at = start;
  }
  if (tx.is("tsql") && cursor.isSymbol("(")) {
    const inside = cursor.group();
    if (inside?.accept("NEXT", "VALUE", "FOR")) return inside.name()?.join(".") ?? "";
    cursor.at = start;
  }
  if (cursor.accept("NEXT", "VALUE", "FOR")) return cursor.name()?.join(".") ?? "";
  const name = cursor.name();
  const next = name?.at(-1)?.toUpperCase() === "NEXTVAL";
  if (name && name.length > 1 && next && tx.is("oracle", "snowflake"))
    return name.slice(0, -1).join(".");
  cursor.at = start;
  return undefined;
}

/** nextval('s'::regclass) or nextval(s) (MariaDB), perhaps cast to the column's type. */
function nextval(tx: Tx): string | undefined {
  const { cursor } = tx;
  if (cursor.accept("PG_CATALOG")) cursor.acceptSymbol(".");
  if (!tx.is("postgres", "redshift", "mysql") || !cursor.accept("NEXTVAL")) return undefined;
  const inside = cursor.group();
  if (!inside) return undefined;
  const token = inside.peek();
  const literal = token?.kind === "string" ? readStringLiteral(token.text, tx.dialect) : undefined;
  if (cursor.acceptSymbol("::")) cursor.name();
  if (literal?.kind === "text") return literal.value;
  return inside.isSymbol("(") ? inside.rest() : (inside.name()?.join(".") ?? "");
}

/** IDENTITY(1,1), AUTO_INCREMENT, AUTOINCREMENT START 1 INCREMENT 1. */
export function readIdentity(tx: Tx, column: Column): boolean {
  const { cursor } = tx;
  const word = cursor.peek();
  if (word?.kind !== "word" || !/^(IDENTITY|AUTO_INCREMENT|AUTOINCREMENT)$/.test(word.value))
    return false;
  cursor.next();
  column.identity = readIdentityOptions(tx);
  return true;
}

/** `(1, 1)`, `(START WITH 1 INCREMENT BY 1 …)`, `START 1 INCREMENT 1`. */
export function readIdentityOptions(tx: Tx): Identity {
  const { cursor } = tx;
  const { at, offset } = cursor;
  const identity = readOptions(tx);
  noteLimits(tx, cursor.slice(at, cursor.at), offset);
  return identity;
}

/** The highest numbers of whole types: a limit that nothing reaches but an error. */
const HIGHEST = new Set(["32767", "2147483647"]);

/** Says that the numbers do not end, nor begin again, where the source has them do so. */
function noteLimits(tx: Tx, written: Cursor, offset: number): void {
  const options = written.isSymbol("(") ? (written.group() ?? written) : written;
  const lost: string[] = [];
  for (; !options.done; options.next()) {
    const highest = options.isWords("MAXVALUE") ? options.peek(1)?.text : undefined;
    if (highest && Number(highest) < 2 ** 31 && !HIGHEST.has(highest))
      lost.push(`MAXVALUE ${highest}`);
    const cycles = options.isWords("CYCLE") && options.tokens[options.at - 1]?.value !== "NO";
    if (cycles) lost.push("CYCLE");
  }
  if (lost.length === 0) return;
  const why = "the numbers go on in the target";
  tx.note("DWM-TBL-024", { clause: lost.join(" "), why }, offset);
}

function readOptions(tx: Tx): Identity {
  const { cursor } = tx;
  const inside = cursor.isSymbol("(") ? cursor.group() : undefined;
  const options = inside ?? cursor;
  const identity: Identity = { start: 1, increment: 1, given: false };
  if (inside && (inside.peek()?.kind === "number" || inside.isSymbol("-"))) {
    identity.start = number(options) ?? 1;
    inside.acceptSymbol(",");
    identity.increment = number(options) ?? 1;
    identity.given = true;
    while (acceptSequenceWord(cursor));
    return identity;
  }
  while (!options.done) {
    if (options.accept("START")) {
      options.accept("WITH");
      options.acceptSymbol("=");
      identity.start = number(options) ?? 1;
      identity.given = true;
    } else if (options.accept("INCREMENT")) {
      options.accept("BY");
      options.acceptSymbol("=");
      identity.increment = number(options) ?? 1;
      identity.given = true;
    } else if (inside) inside.next();
    else if (!acceptSequenceWord(options)) break;
  }
  return identity;
}

/** How numbers are given out; Oracle and Snowflake write it without brackets, too. */
function acceptSequenceWord(options: Cursor): boolean {
  const token = options.peek();
  const word = token?.kind === "word" ? token.value : "";
  if (
    /^(NOCACHE|ORDER|NOORDER|CYCLE|NOCYCLE|NOMAXVALUE|NOMINVALUE|NOKEEP|KEEP|GLOBAL|SESSION|NOSCALE)$/.test(
      word,
    )
  )
    return options.next() !== undefined;
  if (!/^(CACHE|MAXVALUE|MINVALUE)$/.test(word)) return false;
  options.next();
  number(options);
  return true;
}

function number(options: Cursor): number | undefined {
  const negative = options.acceptSymbol("-");
  const token = options.peek();
  if (token?.kind !== "number") return undefined;
  options.next();
  return negative ? -Number(token.text) : Number(token.text);
}
