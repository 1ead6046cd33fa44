import type { Relation } from "../query/scope.ts";
import type { Tx } from "../query/tx.ts";
import {
  itemNamed,
  readChange,
  readItems,
  type Tables,
  tablesBeside,
  tablesWith,
} from "./changeHead.ts";
import { assignment, readAssignments } from "./set.ts";
import { one, type StatementResult } from "./statement.ts";
import { aliased, bringIn, readChangedWhere, readEnd, readTarget, type Target } from "./target.ts";
import { updateJoined } from "./updateJoined.ts";
import { findWord, readHints, readPriority } from "./words.ts";

/** UPDATE in all its forms; `ctes` are the common table expressions that stand before it. */
export function readUpdate(tx: Tx, ctes = ""): StatementResult {
  const { cursor } = tx;
  cursor.next();
  if (tx.is("tsql") && cursor.isWords("TOP")) throw tx.unsupported("UPDATE TOP");
  readPriority(tx);
  cursor.accept("ONLY");
  const setAt = findWord(cursor, "SET");
  if (setAt < 0) throw tx.unreadable("SET expected");
  return tx.nested(() => {
    if (tx.is("mysql") && isJoin(tx, setAt)) return severalTables(tx, setAt, ctes);
    const start = cursor.at;
    const target = readTarget(tx);
    readHints(tx);
    const alias = readAlias(tx);
    readHints(tx);
    // Teradata has FROM before SET, the others behind it.
    const fromAt = cursor.isWords("FROM") ? cursor.at : fromIndex(tx, setAt);
    if (fromAt < 0) return plain(tx, target, bringIn(tx.scope, target, alias), ctes);
    return joined(tx, { start, target, alias, setAt, fromAt }, ctes);
  });
}

/** True when several tables stand before SET. */
function isJoin({ cursor }: Tx, setAt: number): boolean {
  const tables = cursor.slice(cursor.at, setAt);
  return tables.split().length > 1 || findWord(tables, "JOIN") >= 0;
}

function readAlias(tx: Tx): string | undefined {
  const { cursor } = tx;
  if (cursor.accept("AS")) return tx.expectIdentifier("an alias");
  if (cursor.isWords("SET") || cursor.isWords("FROM") || cursor.isWords("WITH")) return undefined;
  return cursor.identifier();
}

function fromIndex({ cursor }: Tx, setAt: number): number {
  return findWord(cursor.slice(setAt, cursor.end), "FROM");
}

function plain(tx: Tx, target: Target, into: Relation, ctes: string): StatementResult {
  tx.expect("SET");
  const sets = readAssignments(tx, target).map((set) => assignment(tx, set));
  refuseOutput(tx);
  const where = readChangedWhere(tx, into);
  readTail(tx);
  const head = `${ctes}UPDATE ${aliased(tx, target, into.alias)}`;
  return one("UPDATE", `${head} SET ${sets.join(", ")}${where}`);
}

interface Joined {
  start: number;
  target: Target;
  alias: string | undefined;
  setAt: number;
  fromAt: number;
}

/** UPDATE … FROM: its tables are read first, they say what the names in SET mean. */
function joined(
  tx: Tx,
  { start, target, alias, setAt, fromAt }: Joined,
  ctes: string,
): StatementResult {
  const { cursor } = tx;
  const offset = cursor.tokens[start]?.start ?? cursor.offset;
  // SQL Server and Teradata name the changed table among the others, or its alias there.
  const again = tx.is("tsql", "teradata");
  const into = again ? undefined : bringIn(tx.scope, target, alias);
  cursor.at = fromAt + 1;
  const items = readItems(tx);
  const at = again ? itemNamed(items, target.parts) : -1;
  const tables: Tables =
    at >= 0
      ? tablesWith(tx, items, at, offset)
      : tablesBeside(tx, items, target, into ?? bringIn(tx.scope, target, alias));
  if (fromAt < setAt) cursor.at = setAt;
  const behind = cursor.at;
  const readSets = () => {
    cursor.at = setAt + 1;
    const sets = readAssignments(tx, tables.target);
    // What stands between the assignments and FROM must not be lost.
    if (setAt < fromAt && cursor.at !== fromAt) {
      refuseOutput(tx);
      throw tx.unreadable("not expected in SET");
    }
    return sets;
  };
  if (fromAt < setAt) readSets();
  else cursor.at = behind;
  const change = readChange(tx, tables);
  readTail(tx);
  return updateJoined(tx, change, readSets, offset, ctes);
}

/** MySQL's UPDATE a JOIN b … SET a.x = …: what is set says which table is changed. */
function severalTables(tx: Tx, setAt: number, ctes: string): StatementResult {
  const { cursor } = tx;
  const offset = cursor.offset;
  const items = readItems(tx);
  if (cursor.at !== setAt) throw tx.unreadable("SET expected");
  const none: Target = { sql: "", name: "", parts: [], columns: undefined };
  cursor.next();
  const found = new Set<number>();
  for (const { column, qualifier } of readAssignments(tx, none)) {
    const owner = tx.scope.owner(column);
    const place =
      qualifier.length > 0
        ? itemNamed(items, qualifier)
        : items.findIndex(({ relation }) => relation === owner);
    if (place < 0) throw tx.unsupported(`SET of ${column}, whose table cannot be told`, offset);
    found.add(place);
  }
  const [at] = found;
  if (at === undefined || found.size > 1)
    throw tx.unsupported("UPDATE of several tables at once", offset);
  const tables = tablesWith(tx, items, at, offset);
  const change = readChange(tx, tables);
  readTail(tx);
  const readSets = () => {
    cursor.at = setAt + 1;
    return readAssignments(tx, tables.target);
  };
  return updateJoined(tx, change, readSets, offset, ctes);
}

function refuseOutput(tx: Tx): void {
  if (tx.is("tsql") && tx.cursor.isWords("OUTPUT")) throw tx.unsupported("OUTPUT");
}

/** What may stand behind WHERE. */
function readTail(tx: Tx): void {
  const { cursor } = tx;
  for (const word of ["RETURNING", "LIMIT"])
    if (cursor.isWords(word)) throw tx.unsupported(`UPDATE … ${word}`);
  if (cursor.isWords("ORDER", "BY")) throw tx.unsupported("UPDATE … ORDER BY");
  if (cursor.isWords("LOG", "ERRORS")) throw tx.unsupported("LOG ERRORS");
  if (cursor.isWords("ELSE")) throw tx.unsupported("UPDATE … ELSE INSERT: write it as MERGE");
  if (cursor.isWords("OPTION") && cursor.isSymbol("(", 1)) {
    tx.note("DWM-QRY-007", { clause: "OPTION (…)", why: "a hint" });
    cursor.next();
    cursor.group();
  }
  readEnd(tx);
}
