import { isSymbol, isWord, type Token } from "../../../sql/token.ts";
import type { Expr } from "../../query/expr.ts";
import { primary } from "../../query/expr.ts";
import type { RoutineKit } from "../kit.ts";
import type { TextRun } from "../statementTexts.ts";
import type { SnowflakeBody } from "./body.ts";

/** Variables whose text EXECUTE IMMEDIATE runs, and that are assigned once. */
export function textRuns({ cursor: { tokens } }: RoutineKit): Map<string, TextRun> {
  const runs = new Map<string, TextRun>();
  for (const [index, token] of tokens.entries()) {
    if (!isWord(token, "IMMEDIATE") || !isWord(tokens[index - 1], "EXECUTE")) continue;
    const at = isSymbol(tokens[index + 1], ":") ? index + 2 : index + 1;
    const variable = tokens[at];
    const next = tokens[at + 1];
    const alone = isSymbol(next, ";") || isSymbol(next, ")") || isWord(next, "USING");
    if (variable?.kind !== "word" || !alone) continue;
    const key = variable.text.toLowerCase();
    if (assignments(tokens, variable.value) === 1) runs.set(key, { options: {} });
  }
  return runs;
}

/** How often something is assigned to the name, be it by a query, a cursor or where it is declared. */
function assignments(tokens: readonly Token[], name: string): number {
  return tokens.filter((token, index) => {
    if (token.kind !== "word" || token.value !== name) return false;
    const previous = tokens[index - 1];
    const next = tokens[index + 1];
    const into = isWord(tokens[index - 2], "INTO") || isWord(previous, "INTO");
    if (into || isSymbol(next, ":=") || isWord(next, "DEFAULT")) return true;
    if (next?.kind !== "word") return false;
    const behind = isSymbol(tokens[index + 2], "(") ? index + 5 : index + 2;
    return isSymbol(tokens[behind], ":=") || isWord(tokens[behind], "DEFAULT");
  }).length;
}

/** What is assigned to a variable, up to `end`: a statement's text translated where that can be done. */
export function readValue(body: SnowflakeBody, name: string, end: number): Expr {
  const { cursor } = body.kit;
  const text = body.texts.translate(name, cursor.slice(cursor.at, end));
  if (text === undefined) return body.kit.expressionTo(end);
  cursor.at = end;
  return primary(text, "string");
}
