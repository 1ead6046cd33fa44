import { isSymbol } from "../../../sql/token.ts";
import { readStringLiteral } from "../../literals.ts";
import type { Expr } from "../../query/expr.ts";
import { wrap } from "../../query/expr.ts";
import { databricksWriter } from "../../writer/databricksWriter.ts";
import type { Statement } from "../model.ts";
import type { Pl } from "./context.ts";
import { applicationState, ORACLE_EXCEPTIONS, POSTGRES_CONDITIONS } from "./errors.ts";
import { semicolonFrom } from "./tokens.ts";

type Signal = Extract<Statement, { is: "signal" }>;

/** Oracle's RAISE; PL/pgSQL's RAISE with a level, a format and options. */
export function readRaise(pl: Pl, end: number): Statement[] {
  const { cursor } = pl;
  const offset = cursor.offset;
  cursor.next();
  if (cursor.isSymbol(";") || cursor.at >= end) {
    if (pl.handlers.length === 0)
      throw pl.tx.stop("DWM-PRC-002", { construct: "RAISE outside of a handler" }, offset);
    return [{ is: "resignal" }];
  }
  return pl.oracle ? [raiseNamed(pl, cursor.name() ?? [], offset)] : raisePostgres(pl, offset, end);
}

function raiseNamed(pl: Pl, parts: readonly string[], offset: number): Signal {
  const declared = pl.names.find(parts.join(".")) ?? pl.names.find(parts.at(-1) ?? "");
  if (declared?.is === "exception") return { is: "signal", condition: declared.declaration.name };
  const name = (parts.at(-1) ?? "").toUpperCase();
  const found = Object.hasOwn(ORACLE_EXCEPTIONS, name) ? ORACLE_EXCEPTIONS[name] : undefined;
  const state = /'(\w{5})'/.exec(found?.[0] ?? "")?.[1];
  if (state === undefined) throw pl.tx.stop("DWM-PRC-040", { name: parts.join(".") }, offset);
  return { is: "signal", sqlstate: state, message: literal(name) };
}

function literal(text: string): { sql: string; literal: boolean } {
  return { sql: databricksWriter.text(text), literal: true };
}

/** RAISE_APPLICATION_ERROR(number, message [, keep]). */
export function readApplicationError(pl: Pl, offset: number, end: number): Statement[] {
  const { cursor, tx } = pl;
  const group = cursor.group();
  const args = (group?.split() ?? []).map((part) =>
    tx.inside(part, () => {
      if (part.isSymbol("=>", 1)) part.at += 2;
      return pl.kit.expressionTo(part.end);
    }),
  );
  void end;
  const [code, message] = args;
  if (!code || !message) throw tx.unreadable("a number and a message expected");
  const number = numberOf(code);
  const state =
    number !== undefined && number <= -20000 && number >= -20999
      ? applicationState(number)
      : undefined;
  const prefix = number === undefined ? "" : `ORA-${-number}: `;
  if (state === undefined)
    pl.note("DWM-PRC-036", { state: "P0001", wanted: "the error's number" }, offset);
  return [signal(pl, state, message, prefix, offset)];
}

/** Raises an error with a message; one that is put together at run time cannot carry a state of its own. */
function signal(
  pl: Pl,
  state: string | undefined,
  message: Expr,
  prefix: string,
  offset: number,
): Signal {
  if (message.literal !== undefined) {
    const text = literal(prefix + message.literal);
    return {
      is: "signal",
      ...(state === undefined ? { sqlstate: "P0001" } : { sqlstate: state }),
      message: text,
    };
  }
  const sql = prefix === "" ? message.sql : `${databricksWriter.text(prefix)} || ${wrap(message)}`;
  if (state !== undefined) pl.note("DWM-PRC-036", { state: "P0001", wanted: state }, offset);
  return { is: "signal", message: { sql, literal: false } };
}

function numberOf({ number, sql }: Expr): number | undefined {
  const text = number ?? /^\(*(-?\s*\d+)\)*$/.exec(sql)?.[1];
  const value = text === undefined ? Number.NaN : Number(text.replace(/\s/g, ""));
  return Number.isInteger(value) ? value : undefined;
}

const LEVELS = new Set(["DEBUG", "LOG", "INFO", "NOTICE", "WARNING"]);

function raisePostgres(pl: Pl, offset: number, end: number): Statement[] {
  const { cursor, tx } = pl;
  const last = semicolonFrom(pl.tokens, cursor.at, end);
  const level = cursor.isOneOf(LEVELS) ? cursor.next()?.value : undefined;
  if (level !== undefined) {
    const clause = `RAISE ${level} ${cursor.textBetween(cursor.at, last)}`.replace(/\s+/g, " ");
    pl.note("DWM-PRC-006", { clause: clause.slice(0, 100), why: "it only prints" }, offset);
    cursor.at = last;
    return [];
  }
  cursor.accept("EXCEPTION");
  let state: string | undefined = "P0001";
  let message: Expr | undefined;
  if (cursor.accept("SQLSTATE")) {
    const value = readStringLiteral(cursor.next()?.text ?? "", tx.dialect);
    state = value?.kind === "text" ? value.value : undefined;
  } else if (cursor.peek()?.kind === "string") message = readFormat(pl, last);
  else if (cursor.peek()?.kind === "word" && !cursor.isWords("USING")) {
    const name = tx.expectIdentifier("a condition").toUpperCase();
    const found = Object.hasOwn(POSTGRES_CONDITIONS, name) ? POSTGRES_CONDITIONS[name] : undefined;
    state = /'(\w{5})'/.exec(found?.[0] ?? "")?.[1];
    if (state === undefined) {
      state = "P0001";
      pl.note("DWM-PRC-036", { state, wanted: name.toLowerCase() }, offset);
    }
    message = textExpr(name.toLowerCase());
  }
  if (cursor.accept("USING")) {
    const options = cursor.slice(cursor.at, last).split();
    for (const option of options) {
      const name = option.next()?.value ?? "";
      if (!option.acceptSymbol("=")) option.acceptSymbol(":=");
      const value = tx.inside(option, () => pl.kit.expressionTo(option.end));
      if (name === "MESSAGE") message = value;
      else if (name === "ERRCODE" && value.literal !== undefined)
        state = stateOf(value.literal) ?? state;
      else
        pl.note(
          "DWM-PRC-006",
          { clause: `${name} of RAISE`, why: "an error carries a message and a state only" },
          offset,
        );
    }
    cursor.at = last;
  }
  if (!isSymbol(cursor.peek(), ";") && cursor.at < last)
    throw tx.unreadable("not expected in RAISE");
  const raised = state === "P0001" ? undefined : state;
  const text = message ?? textExpr(`SQLSTATE ${state ?? ""}`);
  return [
    text.literal === undefined
      ? signal(pl, raised, text, "", offset)
      : signal(pl, state, text, "", offset),
  ];
}

function stateOf(code: string): string | undefined {
  if (/^[0-9A-Z]{5}$/.test(code)) return code;
  const found = POSTGRES_CONDITIONS[code.toUpperCase()];
  return /'(\w{5})'/.exec(found?.[0] ?? "")?.[1];
}

function textExpr(text: string): Expr {
  return { sql: databricksWriter.text(text), prec: 10, type: "string", literal: text };
}

/** `'user % not found', p_id`: the percent signs stand for the values that follow. */
function readFormat(pl: Pl, last: number): Expr {
  const { cursor, tx } = pl;
  const format = readStringLiteral(cursor.next()?.text ?? "", tx.dialect);
  if (format?.kind !== "text") throw tx.unreadable("a text expected");
  const values: Expr[] = [];
  while (cursor.acceptSymbol(",")) values.push(pl.kit.expression());
  void last;
  const pieces: string[] = [];
  let at = 0;
  for (const piece of format.value.split(/(%%|%)/)) {
    if (piece === "%%") pieces.push(databricksWriter.text("%"));
    else if (piece === "%") {
      const value = values[at++];
      if (!value) throw tx.unreadable("fewer values than percent signs");
      // NULL is printed as <NULL>, and everything as text.
      pieces.push(`coalesce(CAST(${value.sql} AS STRING), '<NULL>')`);
    } else if (piece !== "") pieces.push(databricksWriter.text(piece));
  }
  if (values.length === 0) return textExpr(format.value.replaceAll("%%", "%"));
  return { sql: pieces.join(" || "), prec: 6, type: "string" };
}

/** PL/pgSQL's ASSERT condition [, message]. */
export function readAssert(pl: Pl, end: number): Statement[] {
  const { cursor } = pl;
  if (pl.oracle) throw pl.tx.stop("DWM-PRC-003", { near: cursor.near() });
  const offset = cursor.offset;
  cursor.next();
  const condition = pl.kit.expression();
  const message = cursor.acceptSymbol(",") ? pl.kit.expression() : textExpr("assertion failed");
  void end;
  return [
    {
      is: "if",
      branches: [
        {
          condition: `NOT coalesce(${condition.sql}, FALSE)`,
          body: [
            signal(pl, message.literal === undefined ? undefined : "P0004", message, "", offset),
          ],
        },
      ],
    },
  ];
}

/** What PostgreSQL tells of an error beside its message, and is '' where there is nothing to tell. */
const NOT_KNOWN =
  /^(PG_EXCEPTION_(DETAIL|HINT|CONTEXT)|(COLUMN|CONSTRAINT|TABLE|SCHEMA)_NAME|PG_DATATYPE_NAME)$/;

/** GET [STACKED] DIAGNOSTICS v = item, …. */
export function readGetDiagnostics(pl: Pl, end: number): Statement[] {
  const { cursor, tx } = pl;
  const offset = cursor.offset;
  cursor.next();
  const stacked = cursor.accept("STACKED");
  cursor.accept("CURRENT");
  tx.expect("DIAGNOSTICS");
  const statements: Statement[] = [];
  do {
    const name = tx.expectIdentifier("a variable");
    if (!cursor.acceptSymbol("=")) tx.expectSymbol(":=");
    const item = tx.expectIdentifier("an item").toUpperCase();
    const variable = pl.targetOf([name], offset);
    if (item === "ROW_COUNT" && !stacked)
      statements.push({
        is: "sql",
        sql: `GET DIAGNOSTICS ${databricksWriter.name(variable)} = ROW_COUNT`,
      });
    else if (item === "MESSAGE_TEXT" && stacked)
      statements.push({
        is: "set",
        targets: [variable],
        value: databricksWriter.name(pl.errorMessage(offset)),
      });
    else if (item === "RETURNED_SQLSTATE" && stacked)
      statements.push({
        is: "set",
        targets: [variable],
        value: databricksWriter.name(pl.errorState(offset)),
      });
    else if (stacked && NOT_KNOWN.test(item)) {
      const what = `${item} is '' here: conditions have a message, a state and a line`;
      pl.note("DWM-PRC-007", { what }, offset);
      statements.push({ is: "set", targets: [variable], value: "''" });
    } else throw tx.stop("DWM-PRC-002", { construct: `GET DIAGNOSTICS … ${item}` }, offset);
  } while (cursor.acceptSymbol(","));
  void end;
  return statements;
}
