import { type Expr, primary } from "../../expr.ts";
import { readWhole } from "../../expression/expression.ts";
import { withWordEnds } from "../../texts/regexp.ts";
import { noteTexts, placeOf } from "../../texts/texts.ts";
import type { Tx } from "../../tx.ts";
import { readBetween, readOverlayParts, topLevelWord } from "../topLevel.ts";
import { cut, cutBytes } from "./substring.ts";
import { text as asText } from "./text.ts";

/** OVERLAY(s PLACING by FROM start FOR length): as many characters as `by` has, where no length is given. */
export function readOverlay(tx: Tx): Expr | undefined {
  const parts = readOverlayParts(tx);
  if (!parts) return undefined;
  const [subject, by] = [asText(parts.subject, tx), asText(parts.by, tx)];
  const start = parts.start.sql;
  const count = parts.length ? `(${parts.length.sql})` : `length(${by})`;
  const head = `left(${subject}, CAST((${start}) - 1 AS INTEGER))`;
  return primary(`(${head} || ${by} || substring(${subject}, (${start}) + ${count}))`, "string");
}

export function readSubstringFrom(tx: Tx): Expr | undefined {
  const { cursor } = tx;
  const from = topLevelWord(tx, "FROM");
  if (from < 0) {
    const upTo = tx.is("postgres") ? topLevelWord(tx, "FOR") : -1;
    if (upTo < 0) return undefined;
    const whole = readBetween(tx, cursor.at, upTo);
    const count = readBetween(tx, upTo + 1, cursor.end);
    return part(tx, whole, { ...primary("1", "int"), number: "1" }, count);
  }
  const text = tx.inside(cursor.slice(cursor.at, from), () => readWhole(tx));
  const until = tx.inside(cursor.slice(from + 1, cursor.end), () => topLevelWord(tx, "FOR"));
  const start = tx.inside(cursor.slice(from + 1, until < 0 ? cursor.end : until), () =>
    readWhole(tx),
  );
  if (start.type === "string") return foundPart(tx, text, start, until);
  if (until < 0) return part(tx, text, start, undefined);
  const length = tx.inside(cursor.slice(until + 1, cursor.end), () => readWhole(tx));
  return part(tx, text, start, length);
}

export function part(tx: Tx, whole: Expr, start: Expr, length: Expr | undefined): Expr {
  if (whole.type === "binary" && tx.is("postgres", "redshift"))
    return cutBytes(whole, start, length);
  return cut(tx, whole.sql, start, length);
}

/** `SUBSTRING(s FROM pattern)`: what the first group of a regular expression found, all of it where it has none. */
export function foundPart(tx: Tx, text: Expr, pattern: Expr, until: number): Expr {
  const { literal, sql } = tx.is("postgres") ? withWordEnds(tx, pattern) : pattern;
  if (until >= 0 || literal === undefined || !tx.is("postgres") || /\\[^dswDSWpb.]/.test(literal))
    throw tx.unsupported("SUBSTRING … FROM pattern");
  const group = /(?<!\\)\((?!\?)/.test(literal) ? 1 : 0;
  const found = `regexp_extract(${text.sql}, ${sql}, ${group}, 's')`;
  return primary(`CASE WHEN regexp_matches(${text.sql}, ${sql}, 's') THEN ${found} END`, "string");
}

export function readPosition(tx: Tx): Expr | undefined {
  const inside = topLevelWord(tx, "IN");
  if (inside < 0) return undefined;
  const { cursor } = tx;
  const part = tx.inside(cursor.slice(cursor.at, inside), () => readWhole(tx));
  const whole = tx.inside(cursor.slice(inside + 1, cursor.end), () => readWhole(tx));
  noteTexts(tx, cursor.offset, { ...whole, type: "string" }, part);
  return primary(placeOf(tx, whole.sql, part.sql, part), "int");
}
