import { converted } from "../converted.ts";
import type { Statement } from "../model.ts";
import type { TsqlBody } from "./body.ts";

/** Settings of the session that change what statements mean. */
const MATTERS =
  /^(DATEFORMAT|DATEFIRST|LANGUAGE|IDENTITY_INSERT|CONTEXT_INFO|FMTONLY|NOEXEC|PARSEONLY)$/;
/** Settings that mean nothing else when they are ON. */
const MATTERS_OFF = /^(ANSI_NULLS|CONCAT_NULL_YIELDS_NULL|QUOTED_IDENTIFIER|ANSI_WARNINGS)$/;

/** SET NOCOUNT ON and its like; SET ROWCOUNT n is kept in mind for the queries that follow. */
export function readSet(body: TsqlBody, end: number): Statement[] {
  const { kit } = body;
  const { cursor } = kit;
  const offset = cursor.offset;
  const clause = cursor.textBetween(cursor.at, end).replace(/\s+/g, " ");
  cursor.next();
  const option = cursor.peek()?.value ?? "";
  if (option === "ROWCOUNT") {
    const count = cursor.peek(1);
    if (count?.kind !== "number") throw kit.tx.stop("DWM-PRC-002", { construct: clause }, offset);
    body.rowCount = count.text === "0" ? undefined : count.text;
    cursor.at = end;
    return [];
  }
  cursor.at = end;
  if (MATTERS.test(option) || (MATTERS_OFF.test(option) && / OFF$/i.test(clause)))
    kit.note("DWM-PRC-007", { what: `left out: ${clause}` }, offset);
  else kit.note("DWM-PRC-006", { clause, why: "a setting of the source's session" }, offset);
  return [];
}

/** PRINT: scripts have nowhere to print to. */
export function readPrint(body: TsqlBody, end: number): Statement[] {
  const { kit } = body;
  const { cursor } = kit;
  const clause = cursor.textBetween(cursor.at, end);
  const why = "scripts have nowhere to print to";
  kit.note("DWM-PRC-006", { clause: clause.replace(/\s+/g, " "), why });
  cursor.at = end;
  return [{ is: "comment", text: clause }];
}

/** RETURN ends the procedure; its code has nowhere to go. A function's value is the expression's. */
export function readReturn(body: TsqlBody, end: number): Statement[] {
  const { kit } = body;
  const { cursor } = kit;
  const offset = cursor.offset;
  cursor.next();
  // Nothing comes here behind an error that was raised.
  if (body.last?.is === "signal" && !body.result) {
    cursor.at = end;
    return [];
  }
  if (cursor.at === end) return [{ is: "return" }];
  const code = cursor.textBetween(cursor.at, end);
  const value = kit.expressionTo(end);
  if (body.result) {
    const { sql } = converted(kit.tx, value, body.result, offset);
    return [{ is: "return", value: sql }];
  }
  if (/^0$/.test(code)) {
    const why = "procedures have no return code; the end without an error is success";
    kit.note("DWM-PRC-006", { clause: `RETURN ${code}`, why }, offset);
  } else {
    const what = `the return code ${code} is left out: procedures have none; callers that read it need an OUT parameter`;
    kit.note("DWM-PRC-007", { what }, offset);
  }
  return [{ is: "return" }];
}

/** WAITFOR DELAY only passes time; WAITFOR TIME says when what follows is to happen. */
export function readWaitfor(body: TsqlBody, end: number): Statement[] {
  const { kit } = body;
  const { cursor } = kit;
  const clause = cursor.textBetween(cursor.at, end);
  if (!cursor.isWords("WAITFOR", "DELAY")) throw kit.tx.stop("DWM-PRC-002", { construct: clause });
  kit.note("DWM-PRC-007", { what: `left out: ${clause}: scripts do not wait` });
  cursor.at = end;
  return [{ is: "comment", text: clause }];
}
