import { Cursor } from "../../cursor.ts";
import type { RoutineKit, RoutineType } from "../kit.ts";
import type { Block, Parameter, Routine, Statement } from "../model.ts";
import type { RoutineRead } from "../read.ts";
import { scalarFunction } from "../scalarFunction.ts";
import { TsqlBody } from "./body.ts";
import { declareFetchStatus } from "./cursor.ts";
import { declareSessionVariables, noteSessionVariables } from "./errors.ts";
import { readOptions, readParameters } from "./head.ts";
import { copyAssigned } from "./parameters.ts";
import { withSessionVariables } from "./rewrite.ts";
import { readResultTable } from "./tableFunction.ts";
import { readTrigger } from "./trigger.ts";

/** Reads CREATE PROCEDURE, FUNCTION or TRIGGER of T-SQL. */
export function readTsql(kit: RoutineKit): RoutineRead {
  const { tx } = kit;
  const { cursor: written } = tx;
  tx.cursor = new Cursor(
    written.text,
    written.dialect,
    withSessionVariables(written.tokens, kit.name),
  );
  const { cursor } = tx;
  cursor.next();
  cursor.accept("OR", "ALTER");
  const kind = cursor.next()?.value;
  if (kind === "TRIGGER") return readTrigger(kit);
  if (!cursor.name()) throw tx.unreadable("the routine's name expected");
  if (cursor.acceptSymbol(";")) cursor.next();
  const parameters = readParameters(kit);
  return kind === "FUNCTION"
    ? readFunction(kit, parameters)
    : { routines: [readProcedure(kit, parameters)] };
}

function readProcedure(kit: RoutineKit, parameters: Parameter[]): Routine {
  const { definer } = readOptions(kit);
  kit.tx.expect("AS");
  if (kit.cursor.isWords("EXTERNAL"))
    throw kit.tx.stop("DWM-PRC-010", {
      kind: "A procedure",
      language: ".NET",
      reason: "its code is in an assembly",
    });
  const body = readBody(kit, parameters);
  return {
    is: "procedure",
    name: kit.name,
    parameters,
    body,
    ...(definer ? { definer: true } : {}),
  };
}

/** Reads the statements of a routine, with or without BEGIN … END around them. */
export function readBody(kit: RoutineKit, parameters: Parameter[], result?: RoutineType): Block {
  const { cursor } = kit;
  const body = new TsqlBody(kit, result);
  const copies = copyAssigned(kit, parameters);
  declareFetchStatus(body);
  declareSessionVariables(body);
  const start = cursor.at;
  const whole = wholeBlock(cursor);
  if (whole !== undefined) cursor.at++;
  const part = cursor.slice(cursor.at, whole ?? cursor.end);
  const statements = body.gotos.made(kit.tx.inside(part, () => body.all()));
  cursor.at = cursor.end;
  noteSessionVariables(body, start);
  body.transactions.close();
  const all = [...copies, ...statements];
  const first = all.findIndex(({ is }) => is !== "declare");
  const behind = first < 0 ? all.length : first;
  const later = body.declarations.map((declaration): Statement => ({ is: "declare", declaration }));
  return {
    is: "block",
    declarations: [],
    handlers: body.handlers,
    body: [...all.slice(0, behind), ...later, ...all.slice(behind)],
  };
}

/** Index of the END whose BEGIN stands at the cursor, when nothing but semicolons follows it. */
function wholeBlock(cursor: Cursor): number | undefined {
  if (
    !cursor.isWords("BEGIN") ||
    /^(TRY|TRAN|TRANSACTION|DISTRIBUTED)$/.test(cursor.peek(1)?.value ?? "")
  )
    return undefined;
  let end = cursor.end;
  while (cursor.tokens[end - 1]?.text === ";") end--;
  let depth = 0;
  for (let index = cursor.at; index < end; index++) {
    const token = cursor.tokens[index];
    const next = cursor.tokens[index + 1]?.value ?? "";
    if (token?.kind !== "word") continue;
    if (token.value === "CASE") depth++;
    else if (token.value === "BEGIN" && !/^(TRAN|TRANSACTION|DISTRIBUTED)$/.test(next)) depth++;
    else if (token.value === "END" && --depth === 0) return index === end - 1 ? index : undefined;
  }
  return undefined;
}

function readFunction(kit: RoutineKit, parameters: Parameter[]): RoutineRead {
  const { cursor, tx } = kit;
  const offset = cursor.offset;
  tx.expect("RETURNS");
  if (cursor.peek()?.text.startsWith("@")) return readResultTable(kit, parameters);
  const ordinary = parameters.map((parameter) => ({ ...parameter, mode: "IN" as const }));
  if (cursor.accept("TABLE")) {
    readOptions(kit);
    cursor.accept("AS");
    tx.expect("RETURN");
    const inside =
      cursor.isSymbol("(") && cursor.matching() >= lastIndex(cursor) ? cursor.group() : undefined;
    const part = inside ?? cursor.slice(cursor.at, lastIndex(cursor));
    const query = tx.inside(part, () => kit.queryTo(part.end));
    return {
      routines: [{ is: "tableFunction", name: kit.name, parameters: ordinary, query: query.sql }],
    };
  }
  const type = kit.type();
  readOptions(kit);
  cursor.accept("AS");
  if (cursor.isWords("EXTERNAL"))
    throw tx.stop("DWM-PRC-010", {
      kind: "A function",
      language: ".NET",
      reason: "its code is in an assembly",
    });
  const body = readBody(kit, ordinary, type);
  return { routines: [scalarFunction(kit, ordinary, type.sql, body, offset)] };
}

/** Index behind the last token that is no semicolon. */
function lastIndex(cursor: Cursor): number {
  let end = cursor.end;
  while (cursor.tokens[end - 1]?.text === ";") end--;
  return end;
}
