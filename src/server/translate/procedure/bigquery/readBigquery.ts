import { isSymbol, type Token } from "../../../sql/token.ts";
import { Cursor } from "../../cursor.ts";
import type { RoutineKit } from "../kit.ts";
import type { Parameter, Routine } from "../model.ts";
import type { RoutineRead } from "../read.ts";
import { BigqueryBody } from "./body.ts";

/** Reads CREATE PROCEDURE, CREATE FUNCTION and CREATE TABLE FUNCTION of BigQuery. */
export function readBigquery(kit: RoutineKit): RoutineRead {
  const { tx } = kit;
  const { cursor: written } = tx;
  tx.cursor = new Cursor(written.text, written.dialect, withErrorFields(written.tokens));
  const { cursor } = tx;
  const start = cursor.offset;
  cursor.next();
  cursor.accept("OR", "REPLACE");
  if (cursor.accept("AGGREGATE"))
    throw tx.stop("DWM-PRC-002", { construct: "an aggregate function of one's own" }, start);
  if (cursor.accept("TEMPORARY") || cursor.accept("TEMP"))
    tx.noteSmall("a function of one script there; here it stays in the schema", start);
  const isTable = cursor.accept("TABLE");
  const isProcedure = cursor.accept("PROCEDURE");
  if (!isProcedure && !cursor.accept("FUNCTION")) throw tx.unreadable("FUNCTION expected");
  cursor.accept("IF", "NOT", "EXISTS");
  if (!cursor.name()) throw tx.unreadable("the routine's name expected");
  const parameters = readParameters(kit);
  if (isProcedure) return { routines: [readProcedure(kit, parameters)] };
  return { routines: [isTable ? readTable(kit, parameters) : readScalar(kit, parameters, start)] };
}

function readParameters(kit: RoutineKit): Parameter[] {
  const { cursor, tx } = kit;
  const inside = cursor.group();
  if (!inside) throw tx.unreadable("( expected");
  return inside.split().map((part) =>
    tx.inside(part, () => {
      let mode: Parameter["mode"] = "IN";
      if (part.accept("OUT")) mode = "OUT";
      else if (part.accept("INOUT")) mode = "INOUT";
      else part.accept("IN");
      const name = tx.expectIdentifier("a parameter");
      if (part.isWords("ANY", "TYPE"))
        throw tx.stop("DWM-PRC-002", { construct: `the parameter ${name} of any type` });
      const type = kit.type();
      if (!part.done) throw tx.unreadable("not expected in a parameter");
      const declared = kit.variables.declare(name, { [name]: "yields" }, type, true);
      return { name: declared.name, mode, type: type.sql };
    }),
  );
}

/** OPTIONS (description = '…', strict_mode = TRUE) */
function readOptions(kit: RoutineKit): void {
  const { cursor } = kit;
  const offset = cursor.offset;
  const start = cursor.at;
  if (!cursor.accept("OPTIONS")) return;
  cursor.group();
  const clause = cursor.textBetween(start, cursor.at).replace(/\s+/g, " ");
  kit.note("DWM-PRC-006", { clause, why: "the target has no such options" }, offset);
}

function refuseLanguage(kit: RoutineKit, kind: string, start: number): void {
  const { cursor, tx } = kit;
  if (!cursor.accept("LANGUAGE")) return;
  const language = (cursor.next()?.text ?? "").toUpperCase();
  if (language === "SQL") return;
  const reason = language === "JS" ? "Databricks runs no JavaScript" : "its code is not translated";
  throw tx.stop("DWM-PRC-010", { kind, language, reason }, start);
}

function readProcedure(kit: RoutineKit, parameters: Parameter[]): Routine {
  const { cursor, tx } = kit;
  const start = cursor.offset;
  readOptions(kit);
  if (cursor.accept("EXTERNAL", "SECURITY")) cursor.next();
  if (cursor.isWords("WITH", "CONNECTION"))
    throw tx.stop(
      "DWM-PRC-010",
      { kind: "A procedure", language: "Spark", reason: "its code runs on a connection" },
      start,
    );
  refuseLanguage(kit, "A procedure", start);
  readOptions(kit);
  const body = new BigqueryBody(kit).script();
  return { is: "procedure", name: kit.name, parameters, body };
}

function readTable(kit: RoutineKit, parameters: Parameter[]): Routine {
  const { cursor, tx } = kit;
  let columns: { name: string; type: string }[] | undefined;
  if (cursor.accept("RETURNS", "TABLE")) columns = readColumns(kit);
  readOptions(kit);
  tx.expect("AS");
  const end = lastIndex(cursor);
  const bracketed = cursor.isSymbol("(") && cursor.matching() >= end;
  const part = bracketed ? cursor.group() : undefined;
  const query = part ? tx.inside(part, () => kit.queryTo(part.end)) : kit.queryTo(end);
  return {
    is: "tableFunction",
    name: kit.name,
    parameters,
    ...(columns ? { columns } : {}),
    query: query.sql,
  };
}

/** `<a INT64, b STRING>` */
function readColumns(kit: RoutineKit): { name: string; type: string }[] {
  const { tx, cursor } = kit;
  tx.expectSymbol("<");
  const columns: { name: string; type: string }[] = [];
  do {
    const name = tx.expectIdentifier("a column");
    columns.push({ name, type: kit.type().sql });
  } while (cursor.acceptSymbol(","));
  tx.expectSymbol(">");
  return columns;
}

function readScalar(kit: RoutineKit, parameters: Parameter[], start: number): Routine {
  const { cursor, tx } = kit;
  const returns = cursor.accept("RETURNS") ? kit.type().sql : undefined;
  if (!cursor.accept("NOT", "DETERMINISTIC")) cursor.accept("DETERMINISTIC");
  refuseLanguage(kit, "A function", start);
  if (cursor.isWords("REMOTE"))
    throw tx.stop("DWM-PRC-002", { construct: "a remote function" }, start);
  readOptions(kit);
  tx.expect("AS");
  const inside = cursor.group();
  if (!inside) throw tx.unreadable("( expected");
  const expression = tx.inside(inside, () => {
    if (inside.isWords("SELECT") || inside.isWords("WITH"))
      return `(${kit.queryTo(inside.end).sql})`;
    return kit.expressionTo(inside.end).sql;
  });
  readOptions(kit);
  return {
    is: "function",
    name: kit.name,
    parameters,
    ...(returns === undefined ? {} : { returns }),
    expression,
  };
}

function lastIndex(cursor: Cursor): number {
  let end = cursor.end;
  while (isSymbol(cursor.tokens[end - 1], ";")) end--;
  return end;
}

/** The tokens with `@@error.message` as one word: what a handler asks about its error. */
function withErrorFields(tokens: readonly Token[]): Token[] {
  const result: Token[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    const field = tokens[index + 2];
    if (!token) break;
    if (token.value !== "@@ERROR" || !isSymbol(tokens[index + 1], ".") || !field) {
      result.push(token);
      continue;
    }
    const text = `@@error.${field.text}`;
    result.push({ ...token, end: field.end, text, value: text.toUpperCase() });
    index += 2;
  }
  return result;
}
