import type { Tx } from "../query/tx.ts";
import type { Column, Identity } from "./model.ts";

/** nextval('s'::regclass), s.NEXTVAL, NEXT VALUE FOR s: the column counts by itself. */
export function readSequence(tx: Tx): Identity | undefined {
  const { cursor } = tx;
  const start = cursor.at;
  if (tx.is("postgres", "redshift") && cursor.isWords("NEXTVAL") && cursor.isSymbol("(", 1)) {
    cursor.next();
    cursor.group();
    return { start: 1, increment: 1 };
  }
  if (tx.is("tsql") && cursor.isSymbol("(")) {
    const inside = cursor.group();
    if (inside?.isWords("NEXT", "VALUE", "FOR")) return { start: 1, increment: 1 };
    cursor.at = start;
  }
  if (cursor.accept("NEXT", "VALUE", "FOR")) {
    cursor.name();
    return { start: 1, increment: 1 };
  }
  const name = cursor.name();
  if (
    name &&
    name.length > 1 &&
    name.at(-1)?.toUpperCase() === "NEXTVAL" &&
    tx.is("oracle", "snowflake")
  ) {
    return { start: 1, increment: 1 };
  }
  cursor.at = start;
  return undefined;
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
  const inside = cursor.isSymbol("(") ? cursor.group() : undefined;
  const options = inside ?? cursor;
  const identity: Identity = { start: 1, increment: 1 };
  const number = (): number | undefined => {
    const negative = options.acceptSymbol("-");
    const token = options.peek();
    if (token?.kind !== "number") return undefined;
    options.next();
    return negative ? -Number(token.text) : Number(token.text);
  };
  if (inside && (inside.peek()?.kind === "number" || inside.isSymbol("-"))) {
    identity.start = number() ?? 1;
    inside.acceptSymbol(",");
    identity.increment = number() ?? 1;
    return identity;
  }
  while (!options.done) {
    if (options.accept("START")) {
      options.accept("WITH");
      identity.start = number() ?? 1;
    } else if (options.accept("INCREMENT")) {
      options.accept("BY");
      identity.increment = number() ?? 1;
    } else if (inside) inside.next();
    else break;
  }
  return identity;
}
