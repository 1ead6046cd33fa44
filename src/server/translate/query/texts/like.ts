import { followsMysql } from "../digits/digits.ts";
import { type Expr, PREC, primary, wrap } from "../expr.ts";
import { readOther } from "../expression/expression.ts";
import { comparison } from "../expression/predicates.ts";
import { text } from "../functions/duckdb/text.ts";
import { variantText } from "../nested/variant.ts";
import type { Tx } from "../tx.ts";
import { noteDateText } from "./dateTexts.ts";
import { impliedText } from "./impliedTexts.ts";
import { readLikeList } from "./likeAny.ts";
import { regexpWhole } from "./regexp.ts";
import { foldsCase, noteTexts } from "./texts.ts";

export function readLike(tx: Tx, given: Expr, negated: string, word: string): Expr {
  const { cursor } = tx;
  const spelled = followsMysql(tx) && given.type !== "unknown" && given.type !== "string";
  const left = spelled
    ? primary(text(given, tx), "string")
    : impliedText(tx, variantText(tx, given));
  const offset = cursor.offset;
  const quantified = ["ANY", "ALL", "SOME"].some((quantifier) => cursor.isWords(quantifier));
  if (quantified && cursor.isSymbol("(", 1))
    return readLikeList(tx, () => readLike(tx, given, negated, word));
  noteDateText(tx, given, offset);
  const pattern = readOther(tx);
  noteTexts(tx, offset, { ...left, type: "string" }, pattern);
  const databricks = tx.target === "databricks";
  // Databricks compares texts as they stand, LIKE as well as =; DWM-QRY-012 says so where the source does not.
  const exact = databricks || left.exact === true || pattern.exact === true || !foldsCase(tx);
  let escaped = "";
  if (cursor.accept("ESCAPE")) escaped = ` ESCAPE ${readOther(tx).sql}`;
  if (tx.is("tsql") && (pattern.literal === undefined || pattern.literal.includes("["))) {
    if (escaped !== "" && pattern.literal !== undefined)
      throw tx.stop("DWM-QRY-004", { name: "LIKE", reason: "[ ] beside ESCAPE" }, offset);
    if (pattern.literal === undefined) {
      tx.note(
        "DWM-QRY-006",
        { what: "LIKE with a computed pattern: [ ] has no meaning here" },
        offset,
      );
    } else return characterClassLike(tx, left, pattern.literal, negated, exact, offset);
  }
  if (databricks) return databricksLike(tx, left, negated, word, pattern, escaped);
  // A backslash escapes by default in these; DuckDB has no default escape.
  if (escaped === "" && tx.is("mysql", "postgres", "redshift", "bigquery")) {
    if (pattern.literal?.includes("\\") ?? true) escaped = " ESCAPE '\\'";
  }
  return comparison(
    `${wrap(left, PREC.other)} ${negated}${exact ? word : "ILIKE"} ${wrap(pattern, PREC.other)}${escaped}`,
  );
}

/** A backslash escapes by default in Databricks too; where it does not in the source it is written twice. */
function databricksLike(
  tx: Tx,
  left: Expr,
  negated: string,
  word: string,
  pattern: Expr,
  escaped: string,
): Expr {
  const plain = escaped === "" && !tx.is("mysql", "postgres", "redshift", "bigquery");
  const given =
    plain && pattern.literal?.includes("\\") === true
      ? primary(tx.out.text(pattern.literal.replaceAll("\\", "\\\\")), "string")
      : pattern;
  return comparison(
    `${wrap(left, PREC.other)} ${negated}${word} ${wrap(given, PREC.other)}${escaped}`,
  );
}

/** T-SQL's `[a-z]` and `[^0-9]` in a LIKE pattern: an anchored regular expression. */
function characterClassLike(
  tx: Tx,
  left: Expr,
  pattern: string,
  negated: string,
  exact: boolean,
  offset: number,
): Expr {
  const regexp = likePatternToRegexp(pattern);
  if (regexp === undefined)
    throw tx.stop("DWM-QRY-004", { name: "LIKE", reason: "pattern not closed" }, offset);
  const literal = { ...primary(tx.out.text(regexp), "string"), literal: regexp };
  const call = regexpWhole(tx, left.sql, literal, exact ? "s" : "si");
  return negated ? comparison(`NOT ${call}`) : primary(call, "bool");
}

/** A LIKE pattern of T-SQL as a regular expression without anchors; undefined for an open bracket. */
export function likePatternToRegexp(pattern: string): string | undefined {
  let out = "";
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at] ?? "";
    if (character === "%") out += ".*";
    else if (character === "_") out += ".";
    else if (character === "[") {
      const end = pattern.indexOf("]", at + 2);
      if (end < 0) return undefined;
      const inner = pattern
        .slice(at + 1, end)
        .replaceAll("\\", "\\\\")
        .replaceAll("[", "\\[");
      out += `[${inner}]`;
      at = end;
    } else out += character.replace(/[\\^$.*+?()|{}\]]/g, "\\$&");
  }
  return out;
}
