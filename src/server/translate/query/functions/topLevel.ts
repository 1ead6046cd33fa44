import type { Expr } from "../expr.ts";
import { readWhole } from "../expression/expression.ts";
import type { Tx } from "../tx.ts";

/** Index of a word outside of brackets in what the cursor still has to read; -1 when it is not there. */
export function topLevelWord(tx: Tx, word: string): number {
  return tx.cursor.findWord(new RegExp(`^${word}$`));
}

/** Reads all between two indexes of the statement's tokens. */
export function readBetween(tx: Tx, start: number, end: number): Expr {
  return tx.inside(tx.cursor.slice(start, end), () => readWhole(tx));
}

/** Reads all before one of the words, or the end; the cursor stands there then. */
export function readUntil(tx: Tx, words: RegExp): Expr {
  const { cursor } = tx;
  const found = cursor.findWord(words);
  const end = found < 0 ? cursor.end : found;
  const value = readBetween(tx, cursor.at, end);
  cursor.at = end;
  return value;
}

/** What OVERLAY(s PLACING by FROM start FOR length) says; undefined where it is written as a plain call. */
export function readOverlayParts(
  tx: Tx,
): { subject: Expr; by: Expr; start: Expr; length: Expr | undefined } | undefined {
  const placing = topLevelWord(tx, "PLACING");
  const from = topLevelWord(tx, "FROM");
  if (placing < 0 || from < 0) return undefined;
  const { at, end } = tx.cursor;
  const until = topLevelWord(tx, "FOR");
  return {
    subject: readBetween(tx, at, placing),
    by: readBetween(tx, placing + 1, from),
    start: readBetween(tx, from + 1, until < 0 ? end : until),
    length: until < 0 ? undefined : readBetween(tx, until + 1, end),
  };
}
