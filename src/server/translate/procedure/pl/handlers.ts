import { isWord } from "../../../sql/token.ts";
import { readStringLiteral } from "../../literals.ts";
import type { Handler, Statement } from "../model.ts";
import { readStatements } from "./block.ts";
import type { HandlerFrame, Pl } from "./context.ts";
import { ORACLE_EXCEPTIONS, POSTGRES_CONDITIONS, sharedState } from "./errors.ts";
import { raisesAgain } from "./foldHandlers.ts";
import { beginsStatement, skipCompound } from "./tokens.ts";

/** True when handlers between two tokens name NO_DATA_FOUND or OTHERS. */
export function catchesNoData(pl: Pl, from: number, to: number): boolean {
  for (let index = from; index < to; index++) {
    const token = pl.tokens[index];
    if (isWord(token, "NO_DATA_FOUND") || isWord(token, "OTHERS")) return true;
  }
  return false;
}

/** Reads `EXCEPTION WHEN … THEN …` up to the token `end`. */
export function readHandlers(pl: Pl, end: number): Handler[] {
  const { cursor, tx } = pl;
  const offset = cursor.offset;
  tx.expect("EXCEPTION");
  // A function that comes down to an expression writes nothing.
  if (!pl.oracle && !pl.routine.folding) pl.note("DWM-PRC-037", {}, offset);
  const handlers: Handler[] = [];
  while (cursor.at < end) {
    const place = cursor.offset;
    tx.expect("WHEN");
    const conditions = readConditions(pl);
    tx.expect("THEN");
    const last = nextWhen(pl, cursor.at, end);
    const frame: HandlerFrame = { message: undefined, state: undefined };
    pl.handlers.push(frame);
    const body = pl.scoped(undefined, (): Statement[] => {
      nameError(pl, cursor.at, last, place);
      const read = withDiagnostics(frame, readStatements(pl, last));
      if (pl.routine.raisesAgain !== true || raisesAgain({ body: read })) return read;
      return [...read, { is: "resignal" }];
    });
    pl.handlers.pop();
    if (conditions.length > 0) handlers.push({ action: "EXIT", conditions, body });
    else if (body.length > 0)
      pl.note(
        "DWM-PRC-007",
        { what: "this handler is left out: nothing raises what it catches" },
        place,
      );
  }
  return handlers;
}

/** Lets SQLERRM, SQLSTATE and SQLCODE mean what is known of the error, where the handler names them. */
function nameError(pl: Pl, from: number, to: number, offset: number): void {
  const { variables } = pl.tx.scope;
  const named = (word: string) => pl.tokens.slice(from, to).find((token) => isWord(token, word));
  const know = (key: string, sql: string, type: "string" | "int") =>
    variables.set(key, { sql, inQuery: sql, type, rule: "wins" });
  if (named("SQLERRM")) know("sqlerrm", pl.errorMessage(offset), "string");
  if (!pl.oracle && named("SQLSTATE")) know("sqlstate", pl.errorState(offset), "string");
  const code = pl.oracle ? named("SQLCODE") : undefined;
  if (!code) return;
  pl.note("DWM-PRC-042", {}, code.start);
  const state = pl.errorState(offset);
  const known = NUMBERS.map(([sqlstate, number]) => `WHEN '${sqlstate}' THEN ${number}`).join(" ");
  const application = `WHEN ${state} LIKE 'UE%' THEN -20000 - CAST(substr(${state}, 3) AS INT)`;
  know("sqlcode", `CASE ${application} ELSE CASE ${state} ${known} ELSE -1 END END`, "int");
}

/** Error numbers of Oracle that a state of Databricks tells for sure. */
const NUMBERS: readonly (readonly [string, number])[] = [
  ["P0002", 100],
  ["21000", -1422],
  ["22012", -1476],
  ["22018", -1722],
  ["42P01", -942],
];

/** GET DIAGNOSTICS has to be a handler's first statement. */
function withDiagnostics(frame: HandlerFrame, body: Statement[]): Statement[] {
  const items: Extract<Statement, { is: "diagnostics" }>["items"] = [];
  if (frame.message !== undefined) items.push({ variable: frame.message, item: "MESSAGE_TEXT" });
  if (frame.state !== undefined) items.push({ variable: frame.state, item: "RETURNED_SQLSTATE" });
  if (items.length === 0) return body;
  const declared = items.map(
    ({ variable }): Statement => ({
      is: "declare",
      declaration: { is: "variable", name: variable, type: "STRING" },
    }),
  );
  return [...declared, { is: "diagnostics", items }, ...body];
}

/** The WHEN of the next handler from a token, or `end`. */
function nextWhen(pl: Pl, from: number, end: number): number {
  const { tokens } = pl;
  for (let index = from; index < end; index++) {
    if (isWord(tokens[index], "WHEN") && beginsStatement(tokens[index - 1])) return index;
    index = skipCompound(tokens, index, end);
    if (index < 0) return end;
  }
  return end;
}

function readConditions(pl: Pl): string[] {
  const { cursor } = pl;
  const conditions: string[] = [];
  do {
    const offset = cursor.offset;
    if (!pl.oracle && cursor.accept("SQLSTATE")) {
      const literal = readStringLiteral(cursor.next()?.text ?? "", pl.tx.dialect);
      if (literal?.kind !== "text") throw pl.tx.unreadable("an SQLSTATE expected");
      conditions.push(`SQLSTATE '${literal.value}'`);
      continue;
    }
    const parts = cursor.name();
    if (!parts) throw pl.tx.unreadable("an exception expected");
    conditions.push(...conditionOf(pl, parts, offset));
  } while (cursor.accept("OR"));
  return [...new Set(conditions)];
}

/** What catches an exception; empty where nothing of the target raises it. */
function conditionOf(pl: Pl, parts: readonly string[], offset: number): readonly string[] {
  const declared = pl.names.find(parts.join(".")) ?? pl.names.find(parts.at(-1) ?? "");
  if (declared?.is === "exception") {
    const { name, sqlstate } = declared.declaration;
    return [sqlstate === undefined ? name : `SQLSTATE '${sqlstate}'`];
  }
  const name = (parts.at(-1) ?? "").toUpperCase();
  const table = pl.oracle ? ORACLE_EXCEPTIONS : POSTGRES_CONDITIONS;
  const found = Object.hasOwn(table, name) ? table[name] : undefined;
  if (found) return found;
  pl.note("DWM-PRC-038", { name: parts.join(".") }, offset);
  return parts.length > 1 ? [`SQLSTATE '${sharedState(parts.slice(-2).join("."))}'`] : [];
}
