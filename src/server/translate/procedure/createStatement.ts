import { isWord } from "../../sql/token.ts";
import type { Cursor } from "../cursor.ts";
import { columnMap } from "../query/block/queryColumns.ts";
import { tableReference } from "../query/from/tableName.ts";
import { databricksWriter } from "../writer/databricksWriter.ts";
import { createPermanent, createTemporary } from "./createTable.ts";
import type { RoutineKit } from "./kit.ts";
import type { Statement } from "./model.ts";

const SCOPES = new Set(
  "OR REPLACE GLOBAL LOCAL MULTISET SET UNLOGGED PRIVATE TRANSIENT".split(" "),
);
const TEMPORARY = new Set(["TEMP", "TEMPORARY", "VOLATILE"]);

/**
 * CREATE TABLE inside of a routine. Temporary tables stay the session's; their names hide those of the schema for what
 * follows. What queries make is made by queries that see the routine's variables. `rename` says what a temporary table is
 * called in the target.
 */
export function readCreate(
  kit: RoutineKit,
  end: number,
  rename: (name: string) => string = (name) => name,
): Statement[] {
  const { cursor, tx } = kit;
  const offset = cursor.offset;
  const start = cursor.at;
  const whole = cursor.textBetween(start, end);
  const clause = whole.replace(/\s+/g, " ").slice(0, 80);
  cursor.next();
  const replaces = cursor.isWords("OR", "REPLACE");
  let temporary = false;
  while (cursor.isOneOf(SCOPES) || cursor.isOneOf(TEMPORARY))
    temporary = TEMPORARY.has(cursor.next()?.value ?? "") || temporary;
  if (!cursor.accept("TABLE")) return readOtherCreate(kit, clause, offset, end);
  const guarded = cursor.accept("IF", "NOT", "EXISTS");
  const written = cursor.offset;
  const parts = cursor.name();
  if (!parts) throw tx.unreadable("a table expected");
  const bare = parts.at(-1) ?? "";
  temporary ||= bare.startsWith("#");
  const name = rename(bare);
  const query = queryAt(kit, end);
  if (temporary) {
    // In Snowflake a temporary table is the session's too.
    if (!tx.is("snowflake")) {
      const what = `${bare} becomes a temporary table of the session: it stays until the session ends`;
      kit.note("DWM-PRC-007", { what }, written);
    }
    if (guarded && tx.is("snowflake")) {
      const what = `IF NOT EXISTS of ${bare} is left out: the temporary table begins without rows each time`;
      kit.note("DWM-PRC-007", { what }, written);
    }
    // Known before it is read: what follows is to find it even when it cannot be translated.
    tx.scope.ctes.set(bare.toLowerCase(), { name, columns: undefined });
  }
  if (query) {
    const made = { parts, name, temporary, replaces, guarded, ...query };
    return fromQuery(kit, made, end);
  }
  if (!temporary) {
    cursor.at = end;
    return createPermanent(kit, parts, whole, offset).statements;
  }
  const body = cursor.at;
  const columns = cursor.offset;
  const { statements, columns: known } = createTemporary(
    kit,
    name,
    cursor.textBetween(body, end),
    columns,
  );
  tx.scope.ctes.set(bare.toLowerCase(), { name, columns: known });
  cursor.at = end;
  return statements;
}

/** True for CREATE TABLE at the cursor, of whatever kind. */
export function createsTable(cursor: Cursor): boolean {
  if (!cursor.isWords("CREATE")) return false;
  let ahead = 1;
  for (let word = cursor.peek(ahead)?.value; word !== undefined; word = cursor.peek(++ahead)?.value)
    if (!SCOPES.has(word) && !TEMPORARY.has(word)) return word === "TABLE";
  return false;
}

/** Indexes say how; anything else is refused. */
function readOtherCreate(
  kit: RoutineKit,
  clause: string,
  offset: number,
  end: number,
): Statement[] {
  const { cursor, tx } = kit;
  const word = cursor.peek();
  const index = ["INDEX", "UNIQUE", "BITMAP", "STATISTICS"].some((each) => isWord(word, each));
  if (!index) throw tx.stop("DWM-PRC-002", { construct: clause }, offset);
  kit.note("DWM-PRC-006", { clause, why: "indexes say how, not what" }, offset);
  cursor.at = end;
  return [];
}

/** Where the query of CREATE TABLE … AS begins and ends, and whether its rows are wanted. */
function queryAt(
  kit: RoutineKit,
  end: number,
): { from: number; to: number; rows: boolean } | undefined {
  const { cursor } = kit;
  let depth = 0;
  for (let index = cursor.at; index < end; index++) {
    const token = cursor.tokens[index];
    if (token?.kind === "symbol") depth += token.text === "(" ? 1 : token.text === ")" ? -1 : 0;
    if (depth !== 0 || !isWord(token, "AS")) continue;
    const next = cursor.tokens[index + 1];
    const queries =
      isWord(next, "SELECT") || isWord(next, "SEL") || isWord(next, "WITH") || next?.text === "(";
    if (!queries) continue;
    let to = end;
    let rows = true;
    for (let at = index + 1, inner = 0; at < end; at++) {
      const each = cursor.tokens[at];
      if (each?.kind === "symbol") inner += each.text === "(" ? 1 : each.text === ")" ? -1 : 0;
      if (inner !== 0 || !isWord(each, "WITH") || at === index + 1) continue;
      if (isWord(cursor.tokens[at + 1], "DATA")) to = Math.min(to, at);
      if (isWord(cursor.tokens[at + 1], "NO") && isWord(cursor.tokens[at + 2], "DATA")) {
        to = Math.min(to, at);
        rows = false;
      }
    }
    return { from: index + 1, to, rows };
  }
  return undefined;
}

interface FromQuery {
  parts: string[];
  /** What it is called in the target. */
  name: string;
  replaces: boolean;
  temporary: boolean;
  guarded: boolean;
  from: number;
  to: number;
  rows: boolean;
}

function fromQuery(kit: RoutineKit, made: FromQuery, end: number): Statement[] {
  const { cursor, tx } = kit;
  const { parts, name, temporary, guarded, from, to, rows } = made;
  const offset = cursor.offset;
  const between = cursor.textBetween(cursor.at, from - 1).replace(/\s+/g, " ");
  if (between.startsWith("("))
    throw tx.stop("DWM-PRC-002", { construct: "a list of names before AS" }, offset);
  if (between !== "")
    kit.note("DWM-PRC-006", { clause: between, why: "it says how rows are stored" }, offset);
  cursor.at = from;
  const query = kit.queryTo(to);
  const behind = cursor.textBetween(to, end).replace(/\s+/g, " ");
  if (behind !== "" && !/^WITH (NO )?DATA$/i.test(behind))
    kit.note(
      "DWM-PRC-006",
      { clause: behind, why: "it says how rows are stored, or when they go" },
      cursor.offset,
    );
  cursor.at = end;
  const sql = rows ? query.sql : `SELECT * FROM (${query.sql}) WHERE FALSE`;
  const bare = parts.at(-1) ?? "";
  if (!temporary) {
    const kind = made.replaces ? "OR REPLACE TABLE" : guarded ? "TABLE IF NOT EXISTS" : "TABLE";
    const local = parts.length === 1 && tx.scope.cte(bare) !== undefined;
    const target = local ? tx.out.name(bare) : tableReference(tx, parts, offset).sql;
    return [{ is: "sql", sql: `CREATE ${kind} ${target} AS ${sql}` }];
  }
  tx.scope.ctes.set(bare.toLowerCase(), { name, columns: columnMap(query) });
  const head = `CREATE OR REPLACE TEMPORARY TABLE ${databricksWriter.name(name)}`;
  return [{ is: "sql", sql: `${head} AS ${sql}` }];
}
