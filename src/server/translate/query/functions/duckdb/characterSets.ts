import { Call } from "../../calls/call.ts";
import { type Expr, primary } from "../../expr.ts";
import type { Tx } from "../../tx.ts";
import { noteUnicode } from "../convertForm.ts";
import { readBetween, topLevelWord } from "../topLevel.ts";
import { text as asText } from "./text.ts";

/** MySQL's CHAR(n, … USING charset): texts are Unicode here. */
export function charUsing(tx: Tx): Expr | undefined {
  const { cursor } = tx;
  const using = topLevelWord(tx, "USING");
  if (using < 0) return undefined;
  const given = new Call(tx, "CHAR", cursor.offset, cursor.slice(cursor.at, using).split());
  return tx.rule("CHAR")?.(given);
}

/** Oracle's CHR(n USING NCHAR_CS): a character of Unicode. */
export function chrUsing(tx: Tx, offset: number): Expr | undefined {
  const { cursor } = tx;
  const using = topLevelWord(tx, "USING");
  if (using < 0) return undefined;
  return tx.rule("NCHR")?.(new Call(tx, "CHR", offset, [cursor.slice(cursor.at, using)]));
}

/** TRANSLATE(s USING … ) of Oracle and Teradata: from one character set to another. */
export function translateUsing(tx: Tx, offset: number): Expr | undefined {
  const { cursor } = tx;
  const using = topLevelWord(tx, "USING");
  if (using < 0) return undefined;
  // Teradata puts a character of its own in the place of what it cannot write.
  if (cursor.tokens.slice(using, cursor.end).some(({ value }) => value === "ERROR"))
    throw tx.unsupported("TRANSLATE … WITH ERROR", offset);
  const value = readBetween(tx, cursor.at, using);
  noteUnicode(tx, "TRANSLATE … USING", offset);
  return primary(asText(value, tx), "string");
}
