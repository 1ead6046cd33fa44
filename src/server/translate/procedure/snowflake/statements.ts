import { Cursor } from "../../cursor.ts";
import { readQuery } from "../../query/block/select.ts";
import { argumentSql, readRoutineArguments } from "../../query/calls/routineCall.ts";
import { databricksWriter } from "../../writer/databricksWriter.ts";
import { createsTable, readCreate } from "../createStatement.ts";
import type { Message, Statement } from "../model.ts";
import { routineName } from "../script/routineName.ts";
import type { SnowflakeBody } from "./body.ts";
import { readTargets } from "./rowSources.ts";

/** RETURN value: a procedure gives it as a row, since nothing else comes back from a CALL. */
export function readReturn(body: SnowflakeBody, end: number): Statement[] {
  const { kit } = body;
  const { cursor, tx } = kit;
  cursor.next();
  if (cursor.at === end) return [{ is: "return" }];
  if (cursor.isWords("TABLE") && cursor.isSymbol("(", 1)) {
    cursor.next();
    return [...readRows(body, end), { is: "return" }];
  }
  const value = kit.expressionTo(end);
  if (body.result === "value") return [{ is: "return", value: value.sql }];
  const sql = `SELECT ${value.sql} AS ${tx.out.name(kit.name)}`;
  return [{ is: "sql", sql }, { is: "return" }];
}

/** RETURN TABLE(rows) */
function readRows(body: SnowflakeBody, end: number): Statement[] {
  const { kit } = body;
  const { cursor, tx } = kit;
  const offset = cursor.offset;
  let inside = cursor.group();
  if (!inside || cursor.at !== end) throw tx.unreadable("not expected here");
  if (inside.accept("RESULTSET_FROM_CURSOR")) inside = inside.group() ?? inside;
  if (inside.isWords("SELECT") || inside.isWords("WITH")) {
    const part = inside;
    return [{ is: "sql", sql: tx.inside(part, () => kit.queryTo(part.end).sql) }];
  }
  const name = inside.identifier();
  const rows = name === undefined ? undefined : body.sources.take(name);
  if (!rows || !inside.done)
    throw tx.stop("DWM-QRY-002", { construct: `the rows ${name ?? ""}` }, offset);
  return "query" in rows ? [{ is: "sql", sql: rows.query }] : [rows.execute];
}

/** RAISE name; RAISE; */
export function readRaise(body: SnowflakeBody, end: number): Statement[] {
  const { cursor, tx } = body.kit;
  const offset = cursor.offset;
  cursor.next();
  if (cursor.at === end) return [{ is: "resignal" }];
  const name = tx.expectIdentifier("an exception");
  const text = body.exceptions.get(name.toLowerCase());
  if (text === undefined)
    throw tx.stop("DWM-QRY-002", { construct: `the exception ${name}` }, offset);
  const message: Message = { sql: databricksWriter.text(text), literal: true };
  return [{ is: "signal", condition: name, message }];
}

/** CALL procedure(…) */
export function readCallStatement(body: SnowflakeBody, end: number): Statement[] {
  const { kit } = body;
  const { cursor, tx } = kit;
  const offset = cursor.offset;
  cursor.next();
  const parts = cursor.name();
  if (!parts) throw tx.unreadable("a procedure expected");
  const args = readRoutineArguments(tx, cursor.group());
  if (cursor.at !== end)
    throw tx.stop(
      "DWM-PRC-002",
      { construct: "CALL … INTO: a procedure's result in a variable" },
      offset,
    );
  const procedure = routineName(tx, parts, args, offset);
  const list = args.map((arg) => argumentSql(tx, arg)).join(", ");
  return [{ is: "sql", sql: `CALL ${procedure}(${list})` }];
}

/** A statement of SQL: SELECT … INTO, CREATE TABLE, and what the path of loose statements takes. */
export function readOther(body: SnowflakeBody, end: number): Statement[] {
  const { kit } = body;
  const { cursor } = kit;
  const into = intoIndex(cursor, end);
  if (into >= 0) return readSelectInto(body, into, end);
  if (createsTable(cursor)) return readCreate(kit, end);
  return kit.embeddedTo(end);
}

/** Index of the INTO of a SELECT … INTO :a, :b FROM …, or -1. */
function intoIndex(cursor: Cursor, end: number): number {
  if (!cursor.isWords("SELECT") && !cursor.isWords("WITH")) return -1;
  let depth = 0;
  for (let index = cursor.at; index < end; index++) {
    const token = cursor.tokens[index];
    if (token?.kind === "symbol") depth += token.text === "(" ? 1 : token.text === ")" ? -1 : 0;
    if (depth === 0 && token?.kind === "word" && token.value === "INTO") return index;
  }
  return -1;
}

function readSelectInto(body: SnowflakeBody, into: number, end: number): Statement[] {
  const { kit } = body;
  const { cursor, tx } = kit;
  const list = cursor.slice(into + 1, end);
  const targets = tx.inside(list, () => readTargets(kit, end));
  const tokens = [...cursor.tokens.slice(cursor.at, into), ...cursor.tokens.slice(list.at, end)];
  const query = tx.inside(new Cursor(cursor.text, tx.dialect, tokens), () =>
    tx.nested(() => {
      const read = readQuery(tx);
      if (!tx.cursor.done) throw tx.unreadable("not expected here");
      return read;
    }),
  );
  cursor.at = end;
  const [only] = targets;
  const single = targets.length === 1 && only !== undefined;
  return single
    ? [{ is: "set", targets: [only], value: `(${query.sql})` }]
    : [{ is: "set", targets, value: query.sql }];
}
