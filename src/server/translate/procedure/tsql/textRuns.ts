import { isSymbol, isWord, type Token } from "../../../sql/token.ts";
import { Cursor } from "../../cursor.ts";
import { literalText } from "../../literals.ts";
import type { TextRun } from "../statementTexts.ts";
import { withoutAssignments } from "./assign.ts";
import type { TsqlBody } from "./body.ts";

/** Variables whose text EXEC (@x) or sp_executesql @x runs, and that are assigned once. */
export function textRuns(body: TsqlBody): Map<string, TextRun> {
  const { tokens } = body.kit.cursor;
  const runs = new Map<string, TextRun>();
  for (const [index, token] of tokens.entries()) {
    const at = runAt(tokens, index, token);
    const variable = at === undefined ? undefined : tokens[at];
    if (at === undefined || !variable?.text.startsWith("@")) continue;
    const key = variable.text.toLowerCase();
    const names = isWord(token, "SP_EXECUTESQL") ? parameterNames(tokens, at + 1) : [];
    const markers = new Map(
      names.map((name) => [name.toLowerCase(), `:${name.slice(1)}`] as const),
    );
    const prepare = (inner: Parameters<typeof withoutAssignments>[0]) => {
      body.outputs.set(key, withoutAssignments(inner));
    };
    // Run with other parameters elsewhere, its text would have to be another one.
    if (runs.has(key)) runs.set(key, { options: {} });
    else runs.set(key, { options: { markers, prepare } });
  }
  for (const key of runs.keys()) if (assignments(tokens, key) !== 1) runs.delete(key);
  return runs;
}

/** Index of the variable that is run, where a run begins at the token. */
function runAt(tokens: readonly Token[], index: number, token: Token): number | undefined {
  if (isWord(token, "EXEC") || isWord(token, "EXECUTE"))
    return isSymbol(tokens[index + 1], "(") && isSymbol(tokens[index + 3], ")")
      ? index + 2
      : undefined;
  if (token.value.toUpperCase() !== "SP_EXECUTESQL") return undefined;
  const named =
    /^@(stmt|statement)$/i.test(tokens[index + 1]?.text ?? "") && isSymbol(tokens[index + 2], "=");
  return named ? index + 3 : index + 1;
}

/** Names in the N'@a INT, @b INT OUTPUT' that follows the variable. */
function parameterNames(tokens: readonly Token[], at: number): string[] {
  if (!isSymbol(tokens[at], ",")) return [];
  const named = isSymbol(tokens[at + 2], "=");
  const text = literalText(tokens[named ? at + 3 : at + 1], "tsql");
  if (text === undefined) return [];
  return new Cursor(text, "tsql").split().map((part) => part.peek()?.text ?? "");
}

function assignments(tokens: readonly Token[], key: string): number {
  return tokens.filter((token, index) => {
    if (token.text.toLowerCase() !== key) return false;
    const previous = tokens[index - 1];
    const next = tokens[index + 1];
    const sets = isWord(previous, "SET") || isWord(previous, "SELECT") || isSymbol(previous, ",");
    const declared = declaresValue(tokens, index);
    const assigns = sets && (isSymbol(next, "=") || isSymbol(tokens[index + 2], "="));
    return declared || assigns;
  }).length;
}

/** True for `DECLARE @x type = …` and `, @x type = …`. */
function declaresValue(tokens: readonly Token[], index: number): boolean {
  const previous = tokens[index - 1];
  if (!isWord(previous, "DECLARE") && !isSymbol(previous, ",")) return false;
  let at = isWord(tokens[index + 1], "AS") ? index + 2 : index + 1;
  if (tokens[at]?.kind !== "word") return false;
  at++;
  if (isSymbol(tokens[at], "(")) while (at < tokens.length && !isSymbol(tokens[at++], ")"));
  return isSymbol(tokens[at], "=");
}
