import { formatDialect } from "sql-formatter";
import { tokenize } from "../../sql/lexer.ts";
import type { Token } from "../../sql/token.ts";
import type { TargetDialect } from "../types.ts";
import { closeGaps } from "./closeGaps.ts";
import { LAYOUTS } from "./dialects.ts";
import { hasLongLine } from "./longLine.ts";
import { queryStart } from "./queryStart.ts";

/**
 * The statement of these tokens of `all`, its query laid out in lines where it is long. As it is where it has no query, or
 * where the library cannot read it or would change more than white space.
 */
export function layOutStatement(
  all: string,
  tokens: readonly Token[],
  target: TargetDialect,
): string {
  const from = tokens[0]?.start ?? 0;
  const end = tokens.at(-1)?.end ?? from;
  const asItIs = all.slice(from, end);
  const start = queryStart(tokens);
  if (start === undefined || !hasLongLine(asItIs)) return asItIs;
  const query = format(all.slice(start, end), target);
  if (query === undefined) return asItIs;
  const head = all.slice(from, start).trimEnd();
  const laidOut = head === "" ? query : `${head}\n${query}`;
  const after = tokenize(laidOut, target);
  return isSame(after, tokens) ? closeGaps(laidOut, after, tokens) : asItIs;
}

/** True when two texts differ in nothing but what stands between their tokens. */
export function isSame(some: readonly Token[], others: readonly Token[]): boolean {
  return some.length === others.length && some.every(({ text }, n) => text === others[n]?.text);
}

function format(query: string, target: TargetDialect): string | undefined {
  try {
    return formatDialect(query, { ...LAYOUTS[target], expressionWidth: 80 });
  } catch {
    return undefined;
  }
}
