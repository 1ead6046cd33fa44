import { init, validate } from "@guanmingchiu/sqlparser-ts";
import type { Token } from "../../sql/token.ts";
import { BrokenParserError } from "../brokenParser.ts";
import { parserText } from "./parserText.ts";

/** Beyond these the parser's time grows without measure, or its stack is used up for good: no second opinion is asked. */
const MOST_TOKENS = 4000;
const MOST_DEPTH = 12;

/**
 * Has an independent parser (datafusion-sqlparser) read a statement of Databricks SQL. Answers what it cannot read, in its
 * words; undefined also where it is known not to know the kind of statement.
 */
export async function secondOpinion(
  sql: string,
  tokens: readonly Token[],
): Promise<string | undefined> {
  if (tokens.length > MOST_TOKENS || depthOf(tokens) > MOST_DEPTH) return undefined;
  const text = parserText(sql, tokens);
  if (text === undefined) return undefined;
  await init();
  try {
    validate(text, "databricks");
    return undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (!/^sql parser error/i.test(message)) throw new BrokenParserError(error);
    if (/recursion limit/i.test(message)) return undefined;
    return message.replace(/^sql parser error: /i, "").replace(/ at Line: \d+, Column: \d+$/, "");
  }
}

function depthOf(tokens: readonly Token[]): number {
  let depth = 0;
  let deepest = 0;
  for (const { kind, text, value } of tokens) {
    if (kind === "symbol" ? /^[([<]$/.test(text) : kind === "word" && value === "CASE") depth++;
    else if (kind === "symbol" ? /^[)\]>]$/.test(text) : kind === "word" && value === "END")
      depth--;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}
