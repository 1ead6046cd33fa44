import { readStringLiteral } from "../../literals.ts";
import { databricksWriter } from "../../writer/databricksWriter.ts";
import { type HandlerNames, readHandler } from "../conditions.ts";
import type { Message, Statement } from "../model.ts";
import type { TsqlBody } from "./body.ts";

/** What CATCH can ask about its error; the calls have been made variables (rewrite.ts). */
function handlerNames(routine: string): HandlerNames {
  return {
    asked: {
      "@@error_message": { item: "MESSAGE_TEXT", type: "STRING", class: "string" },
      "@@error_line": { item: "LINE_NUMBER", type: "BIGINT", class: "int" },
    },
    constant: {
      "@@error_number": {
        sql: "50000",
        class: "int",
        what: "ERROR_NUMBER() is always 50000 here, as of RAISERROR: conditions have no number",
      },
      "@@error_severity": {
        sql: "16",
        class: "int",
        what: "ERROR_SEVERITY() is always 16 here: conditions have no severity",
      },
      "@@error_state": {
        sql: "1",
        class: "int",
        what: "ERROR_STATE() is always 1 here: conditions have no state",
      },
      "@@xact_state": {
        sql: "0",
        class: "int",
        what: "XACT_STATE() is always 0 here: no transaction is open in a handler",
      },
      "@@error_procedure": { sql: databricksWriter.text(routine), class: "string" },
    },
  };
}

/** What is asked of the session outside of handlers. */
const SESSION: Readonly<Record<string, { sql: string; what: string }>> = {
  "@@error": {
    sql: "0",
    what: "@@ERROR is always 0 here: an error ends the script, or goes to a handler",
  },
  "@@trancount": {
    sql: "0",
    what: "@@TRANCOUNT is always 0 here: transactions are not opened and closed by statements",
  },
};

/** Makes what is asked of errors and transactions readable; to be called before the body is read. */
export function declareSessionVariables(body: TsqlBody): void {
  const { variables } = body.kit.tx.scope;
  for (const [key, { sql }] of Object.entries(SESSION))
    variables.set(key, { sql, inQuery: sql, type: "int", rule: "wins" });
}

/** Notes what is said about the session's variables, which are constants here; to be called when the body has been read. */
export function noteSessionVariables(body: TsqlBody, start: number): void {
  const { kit } = body;
  for (let index = start; index < kit.cursor.end; index++) {
    const token = kit.cursor.tokens[index];
    if (!token || body.skipped.some((range) => index >= range.start && index < range.end)) continue;
    const key = token.text.toLowerCase();
    const found = Object.hasOwn(SESSION, key) ? SESSION[key] : undefined;
    if (token.kind === "word" && found) kit.note("DWM-PRC-007", { what: found.what }, token.start);
  }
}

/** Reads the statements of a CATCH. */
export function readCatch(body: TsqlBody, read: () => Statement[]): Statement[] {
  const { kit } = body;
  return readHandler(kit, handlerNames(kit.name), read);
}

/** THROW; raises the error that is handled once more. THROW 50001, 'text', 1 raises one of its own. */
export function readThrow(body: TsqlBody, end: number): Statement[] {
  const { kit } = body;
  const { cursor } = kit;
  const offset = cursor.offset;
  cursor.next();
  if (cursor.at === end) return [{ is: "resignal" }];
  const start = cursor.at;
  kit.expression();
  const number = cursor.textBetween(start, cursor.at);
  kit.tx.expectSymbol(",");
  const message = readMessage(body);
  kit.tx.expectSymbol(",");
  kit.expression();
  const why = "conditions have a SQLSTATE and a text, no number and no state";
  kit.note("DWM-PRC-006", { clause: `the error number ${number}`, why }, offset);
  return [{ is: "signal", sqlstate: "45000", message }];
}

function readMessage(body: TsqlBody): Message {
  const value = body.kit.expression();
  if (value.literal !== undefined)
    return { sql: databricksWriter.text(value.literal), literal: true };
  return { sql: value.sql, literal: false };
}

/**
 * RAISERROR(text, severity, state, arguments) WITH …. Up to severity 10 it only tells something. Outside of TRY the source
 * goes on behind it, which a SIGNAL does not.
 */
export function readRaiserror(body: TsqlBody, end: number): Statement[] {
  const { kit } = body;
  const { cursor, tx } = kit;
  const offset = cursor.offset;
  const start = cursor.at;
  cursor.next();
  const inside = cursor.group();
  if (!inside) throw tx.stop("DWM-PRC-002", { construct: "RAISERROR with a number alone" }, offset);
  const [text, severity, , ...rest] = inside.split();
  if (!text) throw tx.unreadable("a message expected");
  const weight = severity?.peek();
  const written = cursor.textBetween(start, cursor.at);
  cursor.at = end;
  if (weight?.kind === "number" && Number(weight.text) <= 10) {
    const why = "it tells something and raises no error; scripts have nowhere to print to";
    kit.note("DWM-PRC-006", { clause: written, why }, offset);
    return [{ is: "comment", text: written }];
  }
  const args = rest.map((part) => tx.inside(part, () => kit.expression().sql));
  const message = tx.inside(text, () => raised(body, args, offset));
  const last = ends(body);
  if (body.tries === 0 && !last) {
    const what = "the source goes on behind RAISERROR, here it ends the procedure";
    kit.note("DWM-PRC-007", { what }, offset);
  }
  return [{ is: "signal", sqlstate: "45000", message }];
}

function raised(body: TsqlBody, args: readonly string[], offset: number): Message {
  const { kit } = body;
  const token = kit.cursor.peek();
  if (token?.kind === "number") {
    const what = `the text of message ${token.text} stands in the source server's table of messages`;
    kit.note("DWM-PRC-007", { what }, offset);
    return { sql: databricksWriter.text(`Error ${token.text}`), literal: true };
  }
  const literal = token?.kind === "string" ? readStringLiteral(token.text, "tsql") : undefined;
  if (literal?.kind !== "text") {
    const value = kit.expression();
    if (args.length === 0) return { sql: value.sql, literal: false };
    return { sql: `format_string(${[value.sql, ...args].join(", ")})`, literal: false };
  }
  if (args.length === 0) {
    const plain = literal.value.replaceAll("%%", "%");
    return { sql: databricksWriter.text(plain), literal: true };
  }
  // printf of SQL Server: %i and %u are %d there.
  const format = literal.value.replace(/%([-+0 #]*\d*(?:\.\d+)?)(?:l|h|I64)?[iu]/g, "%$1d");
  return {
    sql: `format_string(${[databricksWriter.text(format), ...args].join(", ")})`,
    literal: false,
  };
}

/** True when nothing more happens behind the cursor: RETURN, or the end of the routine. */
function ends(body: TsqlBody): boolean {
  const { cursor } = body.kit;
  let ahead = 0;
  while (cursor.peek(ahead)?.text === ";" || cursor.peek(ahead)?.value === "END") ahead++;
  const next = cursor.peek(ahead);
  return next === undefined || next.value === "RETURN" || next.value === "THROW";
}
