import type { Token } from "../../../sql/token.ts";
import type { Statement } from "../model.ts";
import type { TsqlBody } from "./body.ts";
import { conditionEnd } from "./boundary.ts";
import { asksForTemporary } from "./temporary.ts";

/**
 * IF @@ERROR <> 0 …: behind a statement that went well, which is the only way to get here, there is no error. What it would
 * do is left out.
 */
export function readIfError(body: TsqlBody): Statement[] | undefined {
  const { cursor } = body.kit;
  const start = cursor.at;
  cursor.next();
  const end = conditionEnd(cursor);
  const asked = cursor.textBetween(cursor.at, end).replace(/[\s()]/g, "");
  const [, name = "", comparison = ""] = /^(@@?\w+)(<>|!=|>|=)0$/.exec(asked) ?? [];
  const fails = comparison !== "=";
  if (!/^@@ERROR$/i.test(name) && !holdsError(body, name)) {
    cursor.at = start;
    return undefined;
  }
  cursor.at = end;
  const first = fails ? dead(body, start) : body.one();
  while (cursor.isSymbol(";") && cursor.peek(1)?.value === "ELSE") cursor.next();
  const otherwise = cursor.at;
  if (!cursor.accept("ELSE")) return first;
  return [...first, ...(fails ? body.one() : dead(body, otherwise))];
}

/** True of a variable that nothing but @@ERROR is put into. */
function holdsError(body: TsqlBody, name: string): boolean {
  const { tokens } = body.kit.cursor;
  let held = false;
  for (const [at, { text }] of tokens.entries()) {
    if (name === "" || text.toLowerCase() !== name.toLowerCase()) continue;
    const before = tokens[at - 1]?.value ?? "";
    const next = tokens[at + 1]?.value ?? "";
    if (/^(OUTPUT|OUT|\+|-)$/.test(next) || before === "INTO" || before === "EXEC") return false;
    if (!/^(SET|SELECT|,)$/.test(before) || next !== "=") continue;
    if (tokens[at + 2]?.text.toUpperCase() !== "@@ERROR") return false;
    held = true;
  }
  return held;
}

/** Reads a statement that is never reached, for its end: a comment stands for all from `start` on. */
function dead(body: TsqlBody, start: number): Statement[] {
  const { kit } = body;
  const { cursor } = kit;
  const from = cursor.at;
  const before = kit.tx.diagnostics.issues.length;
  body.transactions.discard(body.one());
  kit.tx.diagnostics.issues.length = before;
  body.dead.push({ start: from, end: cursor.at });
  return [{ is: "comment", text: cursor.textBetween(start, cursor.at) }];
}

/** IF OBJECT_ID('tempdb..#t') IS NOT NULL DROP TABLE #t: only the DROP, which takes a table that is not there. */
export function readIfTemporary(body: TsqlBody): Statement[] | undefined {
  const { cursor } = body.kit;
  const start = cursor.at;
  cursor.next();
  const end = conditionEnd(cursor);
  const asked = cursor.textBetween(cursor.at, end);
  if (asksForTemporary(cursor, end) && /IS NOT NULL$/i.test(asked)) {
    cursor.at = end;
    if (cursor.isWords("DROP", "TABLE")) return body.statement();
    if (cursor.isWords("BEGIN", "DROP", "TABLE")) return body.statement();
  }
  cursor.at = start;
  return undefined;
}

/** `name:`, which only a GOTO makes matter. */
export function readLabel(body: TsqlBody, token: Token): Statement[] {
  const { kit } = body;
  const end = kit.cursor.at + 2;
  if (!isJumpedTo(body, token.value)) {
    kit.note("DWM-PRC-006", {
      clause: `${token.text}:`,
      why: "nothing that is reached goes there",
    });
    kit.cursor.at = end;
    return [];
  }
  kit.cursor.at = end;
  return body.gotos.place(token.text);
}

/** True when a GOTO that can be reached goes to the label. */
function isJumpedTo(body: TsqlBody, label: string): boolean {
  const { tokens } = body.kit.cursor;
  return tokens.some(
    (token, index) =>
      token.kind === "word" &&
      token.value === label &&
      tokens[index - 1]?.value === "GOTO" &&
      !body.dead.some(({ start, end }) => index >= start && index < end),
  );
}
