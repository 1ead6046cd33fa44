import { converted } from "../converted.ts";
import type { RoutineType } from "../kit.ts";
import type { Statement } from "../model.ts";
import type { TsqlBody } from "./body.ts";
import { readCursorDeclaration, startsCursor } from "./cursor.ts";
import { readTableVariable } from "./temporary.ts";

/** DECLARE @a type [= value], …; a table variable, a cursor. */
export function readDeclare(body: TsqlBody, end: number): Statement[] {
  const { kit } = body;
  const { cursor } = kit;
  if (startsCursor(cursor)) return readCursorDeclaration(body, end);
  cursor.next();
  const here = body.leading;
  const statements: Statement[] = [];
  do {
    const token = cursor.next();
    if (!token?.text.startsWith("@")) throw kit.tx.unreadable("a variable expected");
    cursor.accept("AS");
    if (cursor.isWords("TABLE")) {
      statements.push(...readTableVariable(body, token));
      continue;
    }
    if (cursor.isWords("CURSOR"))
      throw kit.tx.stop("DWM-PRC-002", { construct: `the cursor variable ${token.text}` });
    const type = kit.type();
    const key = token.text;
    const { name } = kit.variables.declare(key.slice(1), { [key]: "wins" }, type, false);
    const value = initialOf(body, end, type, key);
    const initial = value.sql === undefined ? {} : { initial: value.sql };
    statements.push(
      ...value.failed,
      ...body.declare({ is: "variable", name, type: type.sql, ...initial }, here),
    );
  } while (cursor.at < end && cursor.acceptSymbol(","));
  return statements;
}

/** `= value` of a declaration; without a value that can be translated the variable is there all the same. */
function initialOf(
  body: TsqlBody,
  end: number,
  type: RoutineType,
  key: string,
): { sql?: string; failed: Statement[] } {
  const { kit } = body;
  if (!kit.cursor.acceptSymbol("=")) return { failed: [] };
  const [part] = kit.cursor.slice(kit.cursor.at, end).split();
  let sql = part && body.texts.translate(key, part);
  if (sql !== undefined) {
    kit.cursor.at = part?.end ?? end;
    return { sql, failed: [] };
  }
  const failed = kit.attempt(part?.end ?? end, () => {
    const { offset } = kit.cursor;
    sql = converted(kit.tx, kit.expressionTo(part?.end ?? end), type, offset).sql;
    return [];
  });
  return sql === undefined ? { failed } : { sql, failed };
}
