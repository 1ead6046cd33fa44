import { dynamicSql } from "../dynamicSql.ts";
import type { RoutineKit } from "../kit.ts";
import type { Statement } from "../model.ts";
import type { SnowflakeBody } from "./body.ts";

type Execute = Extract<Statement, { is: "execute" }>;

/** EXECUTE IMMEDIATE text [USING (a, b)] */
export function readExecuteImmediate(body: SnowflakeBody, end: number): Statement[] {
  return [readImmediate(body, end)];
}

export function readImmediate(body: SnowflakeBody, end: number): Execute {
  const { kit } = body;
  const { cursor, tx } = kit;
  const offset = cursor.offset;
  cursor.at += 2;
  let textEnd = end;
  for (let index = cursor.at; index < end; index++)
    if (cursor.tokens[index]?.kind === "word" && cursor.tokens[index]?.value === "USING")
      textEnd = index;
  const text = cursor.slice(cursor.at, textEnd);
  cursor.at = textEnd;
  const using = readUsing(kit, end);
  const translated = dynamicSql(kit, text);
  if (translated?.length === 1)
    return { is: "execute", text: translated[0] ?? "", into: [], using };
  const variable = text.tokens[text.end - 1]?.text ?? "";
  const alone = text.end - text.at === (text.isSymbol(":") ? 2 : 1);
  if (!alone || !body.texts.has(variable)) kit.note("DWM-PRC-009", {}, offset);
  const value = tx.inside(text, () => {
    const read = kit.expression();
    if (!text.done) throw tx.unreadable("not expected here");
    return read;
  });
  return { is: "execute", text: value.sql, into: [], using };
}

function readUsing(kit: RoutineKit, end: number): { value: string }[] {
  const { cursor, tx } = kit;
  if (cursor.at >= end || !cursor.accept("USING")) return [];
  const inside = cursor.group();
  if (!inside || cursor.at !== end) throw tx.unreadable("( expected");
  return inside
    .split()
    .map((part) => ({ value: tx.inside(part, () => kit.expressionTo(part.end).sql) }));
}
