import type { Token } from "../../../sql/token.ts";
import { Cursor } from "../../cursor.ts";
import { Call } from "../calls/call.ts";
import { arity, type FunctionRule } from "./dsl.ts";

/** Steps over `.EXTRACT('//text()')`; false where it does not stand there. */
function acceptTexts(cursor: Cursor): boolean {
  if (!cursor.isSymbol(".") || cursor.peek(1)?.value !== "EXTRACT") return false;
  const path =
    cursor
      .slice(cursor.at + 2, cursor.end)
      .group()
      ?.rest() ?? "";
  if (!/^'(\/\/|\/E\/)text\(\)'$/i.test(path)) return false;
  cursor.at += 2;
  cursor.group();
  return true;
}

/** `.GETSTRINGVAL()` and `.GETCLOBVAL()`: the text itself. */
function acceptValue(cursor: Cursor): void {
  if (!cursor.isSymbol(".") || !/^GET(STRING|CLOB)VAL$/.test(cursor.peek(1)?.value ?? "")) return;
  cursor.at += 2;
  cursor.group();
}

/**
 * Oracle's XMLAGG(XMLELEMENT(e, x || ',') ORDER BY y).EXTRACT('//text()'): the way texts were joined before LISTAGG. Of any
 * other XML there is none here.
 */
export const joinedElements: FunctionRule = (call) => {
  const { tx } = call;
  const given = call.raw[0];
  if (!given || call.count !== 1) throw call.stop("XML has no counterpart");
  const cursor = given.slice(given.at, given.end);
  if (!cursor.accept("XMLELEMENT")) throw call.stop("XML has no counterpart");
  const [name, ...values] = cursor.group()?.split() ?? [];
  const inner = acceptTexts(cursor);
  if (!name || values.length === 0 || !cursor.done) throw call.stop("XML has no counterpart");
  if (values.some((value) => value.isWords("XMLATTRIBUTES") || value.isWords("XMLELEMENT")))
    throw call.stop("XML has no counterpart");
  if (!inner && !acceptTexts(tx.cursor)) throw call.stop("XML that stays XML has no counterpart");
  acceptValue(tx.cursor);
  const joined = new Call(tx, call.name, call.offset, [concatenation(values)]);
  joined.orderKeys = call.orderKeys;
  joined.filter = call.filter;
  joined.over = call.over;
  return joinedTexts(joined);
};

/** Teradata's XMLAGG of plain texts: they are joined. */
export const joinedTexts: FunctionRule = (call) => {
  arity(call, 1);
  const { tx } = call;
  const what =
    "XMLAGG joins texts as they are here; characters that XML writes otherwise (& <) stay";
  tx.note("DWM-QRY-006", { what }, call.offset);
  const rule = tx.rule("LISTAGG");
  if (!rule) throw call.stop("texts are not joined in the target");
  return rule(call);
};

/** `(a) || (b)` of values. */
function concatenation(values: readonly Cursor[]): Cursor {
  const [first] = values;
  const start = first?.tokens[first.at];
  if (!first || !start) throw new Error("a value is missing");
  const symbol = (text: string): Token => ({ ...start, kind: "symbol", text, value: text });
  const tokens = values.flatMap((value, index) => [
    ...(index === 0 ? [] : [symbol("||")]),
    symbol("("),
    ...value.tokens.slice(value.at, value.end),
    symbol(")"),
  ]);
  return new Cursor(first.text, first.dialect, tokens);
}
