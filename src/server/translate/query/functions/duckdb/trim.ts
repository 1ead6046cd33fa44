import { followsMysql } from "../../digits/digits.ts";
import { type Expr, primary } from "../../expr.ts";
import { readWhole } from "../../expression/expression.ts";
import type { Tx } from "../../tx.ts";
import { topLevelWord } from "../topLevel.ts";
import { text as asText } from "./text.ts";

export function readTrim(tx: Tx): Expr | undefined {
  const { cursor } = tx;
  const sides: Readonly<Record<string, string>> = {
    BOTH: "trim",
    LEADING: "ltrim",
    TRAILING: "rtrim",
  };
  const token = cursor.peek();
  const side = token?.kind === "word" ? sides[token.value] : undefined;
  if (side === undefined) {
    const from = topLevelWord(tx, "FROM");
    if (from < 0) return undefined;
    const characters = tx.inside(cursor.slice(cursor.at, from), () => readWhole(tx));
    const text = tx.inside(cursor.slice(from + 1, cursor.end), () => readWhole(tx));
    return trimmed(tx, "trim", text, characters);
  }
  cursor.next();
  if (cursor.accept("FROM")) return trimmed(tx, side, readWhole(tx), undefined);
  const from = topLevelWord(tx, "FROM");
  if (from < 0) return trimmed(tx, side, readWhole(tx), undefined);
  const characters = tx.inside(cursor.slice(cursor.at, from), () => readWhole(tx));
  const text = tx.inside(cursor.slice(from + 1, cursor.end), () => readWhole(tx));
  return trimmed(tx, side, text, characters);
}

function trimmed(tx: Tx, side: string, text: Expr, characters: Expr | undefined): Expr {
  if (followsMysql(tx) && characters?.literal !== undefined && characters.literal.length > 1)
    return trimmedOf(tx, side, text, characters.literal);
  if (tx.is("mysql") && characters && characters.literal?.length !== 1) {
    throw tx.stop("DWM-QRY-004", {
      name: "TRIM",
      reason: "MySQL trims a whole text, not a set of characters",
    });
  }
  const set = characters ? asText(characters, tx) : "' '";
  const sql = `${side}(${asText(text, tx)}, ${set})`;
  return primary(tx.is("oracle") ? `nullif(${sql}, '')` : sql, "string");
}

/** MySQL's TRIM of a text that is longer than a character: as often as it stands there. */
function trimmedOf(tx: Tx, side: string, text: Expr, part: string): Expr {
  const pattern = part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  let sql = asText(text, tx);
  if (side !== "rtrim") sql = `regexp_replace(${sql}, ${tx.out.text(`^(?:${pattern})+`)}, '')`;
  if (side !== "ltrim") sql = `regexp_replace(${sql}, ${tx.out.text(`(?:${pattern})+$`)}, '')`;
  return primary(sql, "string");
}
