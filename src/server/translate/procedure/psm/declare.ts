import { isWord } from "../../../sql/token.ts";
import { readStringLiteral } from "../../literals.ts";
import type { RoutineType } from "../kit.ts";
import type { Condition, Declaration, Handler, Statement } from "../model.ts";
import { readStatement } from "./body.ts";
import { conditionOfError, conditionOfState } from "./conditions.ts";
import { fitting, isFlag } from "./flags.ts";
import type { Psm } from "./psm.ts";

/** Reads one DECLARE up to the token `end`. */
export function readDeclare(
  psm: Psm,
  end: number,
  declarations: Declaration[],
  handlers: Handler[],
): Statement[] {
  const { cursor, tx } = psm;
  cursor.next();
  if (
    /^(EXIT|CONTINUE|UNDO)$/.test(cursor.peek()?.value ?? "") &&
    cursor.peek(1)?.value === "HANDLER"
  ) {
    const handler = readHandler(psm, end);
    if (handler) handlers.push(handler);
    return [];
  }
  const offset = cursor.offset;
  const names = [tx.expectIdentifier("a name")];
  while (cursor.acceptSymbol(",")) names.push(tx.expectIdentifier("a name"));
  const [name = ""] = names;
  if (cursor.accept("CONDITION")) {
    declarations.push(...readCondition(psm, name));
    return [];
  }
  const cursorAt = cursorFor(psm, end);
  if (cursorAt >= 0) {
    cursor.at = cursorAt;
    declarations.push(...readCursor(psm, name, end, offset));
    return [];
  }
  const typed = psm.kit.type();
  const flag =
    psm.mysql && typed.class === "int" && names.every((each) => isFlag(psm.tokens, each));
  const type: RoutineType = flag ? { sql: "BOOLEAN", class: "bool" } : typed;
  skipCharset(psm);
  const value = cursor.accept("DEFAULT") ? psm.kit.expressionTo(end) : undefined;
  const initial = value && fitting(psm, value, type.class, type.sql);
  if (cursor.at < end) throw tx.unreadable("not expected in DECLARE");
  for (const written of names) {
    const declared = psm.declare(written, type, false);
    if (initial !== undefined) psm.held.add(declared.name.toLowerCase());
    declarations.push({
      is: "variable",
      name: declared.name,
      type: type.sql,
      ...(initial === undefined ? {} : { initial }),
    });
  }
  return [];
}

/** The character set and collation of a text: all texts are Unicode. */
export function skipCharset({ cursor }: Psm): void {
  for (;;) {
    if (cursor.accept("CHARACTER", "SET") || cursor.accept("CHARSET") || cursor.accept("COLLATE"))
      cursor.next();
    else if (!cursor.accept("NOT", "CASESPECIFIC") && !cursor.accept("CASESPECIFIC")) return;
  }
}

/** Behind CURSOR … FOR, where the declaration is a cursor's; else -1. */
function cursorFor(psm: Psm, end: number): number {
  const { cursor, tokens } = psm;
  let cursors = false;
  for (let index = cursor.at; index < Math.min(end, cursor.at + 12); index++) {
    const word = tokens[index]?.kind === "word" ? tokens[index]?.value : "";
    if (word === "CURSOR") cursors = true;
    else if (word === "FOR" && cursors) return index + 1;
    else if (
      !/^(INSENSITIVE|ASENSITIVE|SENSITIVE|NO|SCROLL|WITH|WITHOUT|RETURN|ONLY|TO|CALLER|CLIENT|HOLD)$/.test(
        word ?? "",
      )
    )
      return -1;
  }
  return -1;
}

function readCursor(psm: Psm, name: string, end: number, offset: number): Declaration[] {
  const { cursor, tx } = psm;
  const returned = psm.tokens
    .slice(cursor.at - 8 < 0 ? 0 : cursor.at - 8, cursor.at)
    .some((token) => token.value === "RETURN");
  const variable = psm.kit.variables.free(name);
  psm.cursors.set(name.toLowerCase(), {
    name: variable,
    sql: undefined,
    columns: undefined,
    returned,
  });
  if (cursor.at + 1 === end)
    throw tx.stop(
      "DWM-PRC-002",
      { construct: `the cursor ${name} over a prepared statement` },
      offset,
    );
  // FOR READ ONLY and FOR UPDATE say nothing of the rows.
  let last = end;
  for (let index = cursor.at; index < end; index++)
    if (
      psm.tokens[index]?.value === "FOR" &&
      /^(READ|UPDATE)$/.test(psm.tokens[index + 1]?.value ?? "")
    )
      last = Math.min(last, index);
  const query = psm.kit.queryTo(last);
  cursor.at = end;
  psm.cursors.set(name.toLowerCase(), {
    name: variable,
    sql: query.sql,
    columns: query.columns,
    returned,
  });
  // A cursor whose rows answer the caller is a query where it is opened.
  return returned ? [] : [{ is: "cursor", name: variable, query: query.sql }];
}

function readCondition(psm: Psm, name: string): Declaration[] {
  const { cursor, tx } = psm;
  let sqlstate: string | undefined;
  if (cursor.accept("FOR")) {
    const offset = cursor.offset;
    if (cursor.accept("SQLSTATE")) {
      cursor.accept("VALUE");
      sqlstate = stateAt(psm);
    } else {
      const number = cursor.next()?.text ?? "";
      const known = conditionOfError(number);
      sqlstate = /'(\w{5})'/.exec(known ?? "")?.[1];
      if (sqlstate === undefined) psm.note("DWM-PRC-038", { name: `error ${number}` }, offset);
    }
  }
  const free = psm.kit.variables.free(name);
  psm.conditions.set(name.toLowerCase(), { name: free, sqlstate });
  if (!cursor.done && !cursor.isSymbol(";") && cursor.peek()?.kind === "symbol")
    throw tx.unreadable("not expected");
  const condition: Condition = {
    is: "condition",
    name: free,
    ...(sqlstate === undefined ? {} : { sqlstate }),
  };
  return [condition];
}

function stateAt(psm: Psm): string {
  const literal = readStringLiteral(psm.cursor.next()?.text ?? "", psm.tx.dialect);
  if (literal?.kind !== "text") throw psm.tx.unreadable("an SQLSTATE expected");
  return literal.value.toUpperCase();
}

/** `EXIT HANDLER FOR condition, … statement`; undefined where nothing of the target raises what it handles. */
function readHandler(psm: Psm, end: number): Handler | undefined {
  const { cursor, tx } = psm;
  const offset = cursor.offset;
  const action = cursor.next()?.value === "CONTINUE" ? "CONTINUE" : "EXIT";
  if (cursor.tokens[cursor.at - 1]?.value === "UNDO")
    throw tx.stop("DWM-PRC-002", { construct: "an UNDO handler" }, offset);
  tx.expect("HANDLER");
  tx.expect("FOR");
  const conditions: string[] = [];
  do {
    const condition = readHandled(psm);
    if (condition !== null) conditions.push(condition);
  } while (cursor.acceptSymbol(","));
  const state = psm.tokens.slice(cursor.at, end).some((token) => isWord(token, "SQLSTATE"))
    ? psm.kit.variables.free("dwm_error_state")
    : undefined;
  const body = psm.scoped(() => {
    if (state !== undefined) psm.know("sqlstate", state, "string");
    return readStatement(psm, end);
  });
  const flat =
    body.length === 1 &&
    body[0]?.is === "block" &&
    body[0].label === undefined &&
    body[0].handlers.length === 0
      ? [
          ...body[0].declarations.map((declaration): Statement => ({ is: "declare", declaration })),
          ...body[0].body,
        ]
      : body;
  if (conditions.length === 0) return undefined;
  const asked: Statement[] =
    state === undefined
      ? []
      : [
          { is: "declare", declaration: { is: "variable", name: state, type: "STRING" } },
          { is: "diagnostics", items: [{ variable: state, item: "RETURNED_SQLSTATE" }] },
        ];
  return { action, conditions: [...new Set(conditions)], body: [...asked, ...flat] };
}

function readHandled(psm: Psm): string | null {
  const { cursor, tx } = psm;
  const offset = cursor.offset;
  if (cursor.accept("SQLEXCEPTION")) return "SQLEXCEPTION";
  if (cursor.accept("NOT", "FOUND")) return "NOT FOUND";
  if (cursor.accept("SQLWARNING")) {
    psm.note(
      "DWM-PRC-006",
      { clause: "a handler for SQLWARNING", why: "Databricks raises no warnings" },
      offset,
    );
    return null;
  }
  let found: string | null | undefined;
  let name: string;
  if (cursor.accept("SQLSTATE")) {
    cursor.accept("VALUE");
    name = `SQLSTATE ${stateAt(psm)}`;
    found = conditionOfState(name.slice(-5));
  } else if (cursor.peek()?.kind === "number") {
    const number = cursor.next()?.text ?? "";
    name = `error ${number}`;
    found = conditionOfError(number) ?? null;
  } else {
    name = tx.expectIdentifier("a condition");
    const condition = psm.conditions.get(name.toLowerCase());
    found =
      condition &&
      (condition.sqlstate === undefined ? condition.name : conditionOfState(condition.sqlstate));
    if (condition === undefined) throw tx.stop("DWM-PRC-040", { name }, offset);
  }
  if (found) return found;
  psm.note("DWM-PRC-038", { name }, offset);
  return null;
}
