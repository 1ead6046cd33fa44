import { isSymbol, isWord } from "../../../sql/token.ts";
import { wordOutside } from "../../dml/changedRows.ts";
import {
  calledName,
  chooseRoutine,
  readRoutineArguments,
  routinesOf,
} from "../../query/calls/routineCall.ts";
import { readCreate } from "../createStatement.ts";
import type { Statement } from "../model.ts";
import { asArgument, callOf } from "./calls.ts";
import type { Pl } from "./context.ts";
import { semicolonFrom } from "./tokens.ts";

/** Calls that wait, lock or set something of the session. */
const SESSION_CALL =
  /^(pg_sleep(_for|_until)?|pg_(try_)?advisory_(xact_)?(un)?lock\w*|set_config|pg_notify)$/i;

/** PERFORM query: a query whose rows are thrown away; mostly the call of a function for what it does. */
export function readPerform(pl: Pl, end: number): Statement[] {
  const { cursor, tx } = pl;
  const offset = cursor.offset;
  if (pl.oracle) throw tx.stop("DWM-PRC-003", { near: cursor.near() });
  cursor.next();
  const last = semicolonFrom(pl.tokens, cursor.at, end);
  const start = cursor.at;
  const parts = cursor.name();
  if (parts && cursor.isSymbol("(") && cursor.matching() === last) {
    if (SESSION_CALL.test(parts.at(-1) ?? "")) {
      const clause = cursor.textBetween(start, last).replace(/\s+/g, " ");
      pl.note(
        "DWM-PRC-007",
        { what: `left out: ${clause}: the source's session and locks` },
        offset,
      );
      cursor.at = last;
      return [];
    }
    const candidates = routinesOf(tx, parts);
    if (candidates.length > 0) {
      const args = readRoutineArguments(tx, cursor.group());
      const chosen = chooseRoutine(tx, parts.join("."), candidates, args, offset);
      if (chosen.kind === "FUNCTION" && chosen.returnsNothing !== true) {
        pl.note("DWM-PRC-044", { name: parts.join(".") }, offset);
      }
      const procedure = calledName(tx, parts, chosen.target, chosen.schema);
      const call: Statement = { is: "call", procedure, args: args.map(asArgument) };
      // A function that returns a value returns a row.
      return pl.found === undefined
        ? [call]
        : [call, { is: "set", targets: [pl.found], value: "TRUE" }];
    }
  }
  cursor.at = start;
  if (wordOutside(pl.tokens, start, last, "FROM", "WHERE") === last)
    return evaluated(pl, start, last, offset);
  const query = pl.queryOf([selectBefore(pl, start), ...pl.tokens.slice(start, last)]);
  cursor.at = last;
  if (pl.found !== undefined)
    return [{ is: "set", targets: [pl.found], value: `EXISTS (${query.sql})` }];
  pl.note(
    "DWM-PRC-006",
    { clause: "PERFORM of a query", why: "nothing asks for its rows" },
    offset,
  );
  return [];
}

/** PERFORM expression: what it raises is all that it is for. */
function evaluated(pl: Pl, start: number, last: number, offset: number): Statement[] {
  const { folding } = pl.routine;
  const handled = pl.frames.some(({ handles }) => handles);
  // An expression that nothing takes would be lost in a function that is one.
  if (folding && !handled)
    throw pl.tx.stop("DWM-PRC-002", { construct: "PERFORM of an expression" }, offset);
  pl.cursor.at = start;
  const { sql, type } = pl.kit.expressionTo(last);
  const name = pl.kit.variables.free("dwm_ignored");
  const value = type === "string" ? sql : `CAST(${sql} AS STRING)`;
  return [
    { is: "declare", declaration: { is: "variable", name, type: "STRING" } },
    { is: "set", targets: [name], value },
  ];
}

/** A SELECT that the source writes as PERFORM. */
function selectBefore(pl: Pl, at: number) {
  const place = pl.tokens[at]?.start ?? 0;
  return {
    kind: "word" as const,
    start: place,
    end: place,
    text: "SELECT",
    value: "SELECT",
    spaced: true,
  };
}

/** RETURN NEXT, RETURN QUERY; undefined for RETURN with a value. The cursor stands behind RETURN. */
export function readPostgresReturn(pl: Pl, end: number, offset: number): Statement[] | undefined {
  const { cursor, tx } = pl;
  if (cursor.accept("NEXT")) return readReturnNext(pl, end, offset);
  if (!cursor.accept("QUERY")) return undefined;
  if (cursor.isWords("EXECUTE"))
    throw tx.stop("DWM-PRC-002", { construct: "RETURN QUERY EXECUTE" }, offset);
  const last = semicolonFrom(pl.tokens, cursor.at, end);
  const query = pl.kit.queryTo(last);
  pl.returned.add(query.sql);
  const answer: Statement = { is: "sql", sql: query.sql };
  if (pl.found === undefined) return [answer];
  return [{ is: "set", targets: [pl.found], value: `EXISTS (${query.sql})` }, answer];
}

/** RETURN NEXT [value]: a row of the result. Where the function does not fold into a query it cannot be said. */
function readReturnNext(pl: Pl, end: number, offset: number): Statement[] {
  const { cursor } = pl;
  const start = cursor.at;
  const last = semicolonFrom(pl.tokens, start, end);
  const record = pl.names.find(cursor.rest().trim());
  let values = pl.rowVariables.map((name) => pl.variableSql(name)).join(", ");
  if (record?.is === "record")
    values = [...record.fields.values()].map(({ variable }) => pl.variableSql(variable)).join(", ");
  else if (start < last) values = pl.kit.expressionTo(last).sql;
  cursor.at = last;
  const source = `RETURN NEXT ${cursor.textBetween(start, last)}`;
  const row: Statement = { is: "unsupported", source, reason: "it returns rows one by one" };
  pl.returnedRows.set(row, { values, offset });
  return [row];
}

const ADMIN = new Set([
  "ANALYZE",
  "VACUUM",
  "SET",
  "RESET",
  "NOTIFY",
  "LISTEN",
  "REINDEX",
  "CLUSTER",
  "COMMENT",
]);

/** Statements that only Postgres and Redshift have in a routine. */
export function readPostgresOnly(pl: Pl, last: number, offset: number): Statement[] | undefined {
  const { cursor, tx } = pl;
  const token = cursor.peek();
  if (token?.kind !== "word") return undefined;
  if (token.value === "CALL") {
    cursor.next();
    const parts = cursor.name();
    if (!parts) throw tx.unreadable("a procedure expected");
    return [callOf(pl, parts, offset)];
  }
  if (ADMIN.has(token.value) && !isSymbol(cursor.peek(1), ":=") && !isSymbol(cursor.peek(1), "=")) {
    const clause = cursor.textBetween(cursor.at, last).replace(/\s+/g, " ");
    const sets = isWord(token, "SET") || isWord(token, "RESET");
    pl.note(
      "DWM-PRC-006",
      {
        clause: clause.slice(0, 100),
        why: sets ? "a setting of the source's session" : "upkeep of the source's database",
      },
      offset,
    );
    cursor.at = last;
    return [];
  }
  if (token.value === "CREATE") return readCreate(pl.kit, last);
  return undefined;
}
