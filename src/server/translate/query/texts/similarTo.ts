import { type Expr, PREC, primary } from "../expr.ts";
import { readOther } from "../expression/expression.ts";
import { comparison } from "../expression/predicates.ts";
import type { Tx } from "../tx.ts";
import { regexpWhole } from "./regexp.ts";

/** `s SIMILAR TO '%(a|b)%'`: LIKE's % and _ in what else is a regular expression over the whole text. */
export function readSimilarTo(tx: Tx, left: Expr, negated: boolean): Expr {
  const { cursor } = tx;
  const offset = cursor.offset;
  const pattern = readOther(tx);
  const mark = cursor.accept("ESCAPE") ? readOther(tx).literal : "\\";
  if (pattern.literal === undefined || mark === undefined)
    throw tx.unsupported("SIMILAR TO with a computed pattern", offset);
  const regexp = similarToRegexp(pattern.literal, mark);
  const literal = { ...primary(tx.out.text(regexp), "string"), literal: regexp };
  const call = regexpWhole(tx, left.sql, literal, "s");
  return negated ? { ...comparison(`NOT ${call}`), prec: PREC.not } : primary(call, "bool");
}

/** A pattern of SIMILAR TO as a regular expression without anchors. */
function similarToRegexp(pattern: string, mark: string): string {
  let out = "";
  let bracket = false;
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at] ?? "";
    if (character === mark && mark !== "") {
      at++;
      out += (pattern[at] ?? "").replace(/[\\^$.*+?()|{}[\]]/g, "\\$&");
    } else if (bracket) {
      if (character === "]") bracket = false;
      out += character === "\\" || character === "[" ? `\\${character}` : character;
    } else if (character === "[") {
      bracket = true;
      out += character;
    } else if (character === "%") out += ".*";
    else if (character === "_") out += ".";
    else out += /[.^$\\]/.test(character) ? `\\${character}` : character;
  }
  return out;
}
