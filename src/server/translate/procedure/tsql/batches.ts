import { isSymbol, isWord } from "../../../sql/token.ts";
import { Cursor } from "../../cursor.ts";
import type { Statement } from "../model.ts";
import type { TsqlBody } from "./body.ts";
import { conditionEnd, statementEnd } from "./boundary.ts";

/** True for DELETE TOP (n) that @@ROWCOUNT is asked of: a loop that deletes in batches until nothing is left. */
export function startsBatch(cursor: Cursor): boolean {
  if (!isWord(cursor.peek(1), "TOP") || !isSymbol(cursor.peek(2), "(")) return false;
  const next = cursor.slice(statementEnd(cursor), cursor.end);
  while (isSymbol(next.peek(), ";")) next.next();
  const start = next.at;
  if (next.isWords("IF")) next.next();
  const end = next.at > start ? conditionEnd(next) : statementEnd(next);
  return next.tokens.slice(start, end).some(({ text }) => text.toUpperCase() === "@@ROWCOUNT");
}

/** Deletes all at once: the loop's next round then finds nothing, as it does at the end in the source. */
export function readBatch(body: TsqlBody, end: number): Statement[] {
  const { kit } = body;
  const { cursor, tx } = kit;
  const top = cursor.slice(cursor.at + 1, end);
  const behind = top.matching(top.at + 1);
  const clause = top.textBetween(top.at, behind);
  const what = `${clause} is left out: the loop deletes in batches, here its first round deletes all`;
  kit.note("DWM-PRC-007", { what }, top.offset);
  const tokens = [
    ...cursor.tokens.slice(cursor.at, cursor.at + 1),
    ...cursor.tokens.slice(behind, end),
  ];
  const whole = new Cursor(cursor.text, tx.dialect, tokens);
  const made = tx.inside(whole, () => kit.embeddedTo(whole.end));
  cursor.at = end;
  return made;
}
