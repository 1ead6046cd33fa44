import type { Cursor } from "../cursor.ts";
import type { Query } from "../query/block/queryColumns.ts";
import { readQuery } from "../query/block/select.ts";
import type { Tx } from "../query/tx.ts";
import { readInsertAll } from "./insertAll.ts";
import { type InsertHead, readInsertHead } from "./insertHead.ts";
import { overwrite } from "./overwrite.ts";
import { selectItems, sequencePlace, withoutItem } from "./sequences.ts";
import { one, type StatementResult } from "./statement.ts";
import { readEnd, type Target } from "./target.ts";
import { readConflict } from "./upsert.ts";
import { type GivenValue, noteFractions, readValue } from "./values.ts";

/** What an INSERT takes its rows from. */
export interface InsertSource {
  /** What stands behind the column list: VALUES … or a query. */
  sql: string;
  /** The columns that are filled, in order; undefined where neither the statement nor the table tells. */
  columns: readonly string[] | undefined;
  /** Rows of VALUES. */
  rows: GivenValue[][] | undefined;
  /** Name that MySQL's `AS new` gives the rows. */
  alias: string | undefined;
}

/** INSERT in all its forms; `ctes` are the common table expressions that stand before it. */
export function readInsert(tx: Tx, ctes = ""): StatementResult {
  const { cursor } = tx;
  const offset = cursor.offset;
  const several = cursor.isWords("INSERT", "OVERWRITE") ? cursor.peek(2) : cursor.peek(1);
  if (tx.is("oracle", "snowflake") && /^(ALL|FIRST)$/.test(several?.value ?? ""))
    return readInsertAll(tx);
  const head = readInsertHead(tx);
  if (cursor.accept("DEFAULT", "VALUES")) {
    readEnd(tx);
    return one("INSERT", defaults(tx, head));
  }
  const source = readSource(tx, head, ctes);
  const conflict = readConflict(tx, head, source, offset);
  refuseTail(tx);
  readEnd(tx);
  if (conflict) return one(head.replaces ? "REPLACE" : "INSERT", conflict);
  if (head.overwrites) return overwrite(tx, head, source, offset);
  return one("INSERT", `INSERT INTO ${head.target.sql}${columnList(tx, head)} ${source.sql}`);
}

/** ` (a, b)` where the statement names its columns, or where it leaves some out that the table has. */
export function columnList(tx: Tx, { columns, spelledOut }: InsertHead): string {
  const names = columns ?? spelledOut;
  return names ? ` (${names.map(tx.out.name).join(", ")})` : "";
}

function defaults(tx: Tx, head: InsertHead): string {
  if (tx.target === "duckdb") return `INSERT INTO ${head.target.sql} DEFAULT VALUES`;
  const [first] = head.known ?? [];
  if (first === undefined) throw tx.unsupported("DEFAULT VALUES for columns that are not known");
  return `INSERT INTO ${head.target.sql} (${tx.out.name(first)}) VALUES (DEFAULT)`;
}

function readSource(tx: Tx, head: InsertHead, ctes: string): InsertSource {
  const { cursor } = tx;
  const offset = cursor.offset;
  if (tx.is("mysql") && cursor.accept("SET")) return fromSet(tx, head);
  const values =
    cursor.accept("VALUES") || (tx.is("mysql") && cursor.accept("VALUE")) || head.bareValues;
  if (!values) return fromQuery(tx, head, ctes, offset);
  const parts = readRows(tx, head);
  const counted = sequencePlace(tx, head.target, namesOf(head), parts);
  if (counted !== undefined) leaveOut(head, counted);
  const names = namesOf(head);
  const rows = parts.map((row) =>
    row
      .filter((_, index) => index !== counted)
      .map((part, index) =>
        tx.inside(part, () => {
          const type = head.target.columns?.get(names?.[index]?.toLowerCase() ?? "");
          const value = readValue(tx, type);
          if (!part.done) throw tx.unreadable("not expected in a row");
          return value;
        }),
      ),
  );
  const alias = tx.is("mysql") && cursor.accept("AS") ? tx.expectIdentifier("a name") : undefined;
  if (alias !== undefined && cursor.isSymbol("(")) throw tx.unsupported("names for VALUES");
  const list = rows.map((row) => `(${row.map(({ sql }) => sql).join(", ")})`);
  return { sql: `VALUES ${list.join(", ")}`, columns: names, rows, alias };
}

/** The values of each row, none of them read yet. */
function readRows(tx: Tx, head: InsertHead): Cursor[][] {
  const { cursor } = tx;
  const rows: Cursor[][] = [];
  do {
    const at = cursor.offset;
    if (tx.is("mysql")) cursor.accept("ROW");
    const inside = cursor.group();
    if (!inside) throw tx.unreadable("( expected");
    const parts = inside.split();
    expectCount(tx, head, parts.length, at);
    rows.push(parts);
  } while (cursor.acceptSymbol(","));
  return rows;
}

/** The columns that values are given for, as far as they are known. */
function namesOf(head: InsertHead): readonly string[] | undefined {
  return head.columns ?? head.spelledOut ?? head.known;
}

/** Takes a column out of those that values are given for. */
function leaveOut(head: InsertHead, place: number): void {
  const rest = namesOf(head)?.filter((_, index) => index !== place);
  if (head.columns) head.columns = rest;
  else head.spelledOut = rest;
}

/** MySQL's INSERT INTO t SET a = 1, b = 2. */
function fromSet(tx: Tx, head: InsertHead): InsertSource {
  const { cursor } = tx;
  head.columns = [];
  const row: GivenValue[] = [];
  do {
    const name = cursor.name()?.at(-1);
    if (name === undefined) throw tx.unreadable("a column expected");
    tx.expectSymbol("=");
    head.columns.push(name);
    row.push(readValue(tx, head.target.columns?.get(name.toLowerCase())));
  } while (cursor.acceptSymbol(","));
  const sql = `VALUES (${row.map((value) => value.sql).join(", ")})`;
  return { sql, columns: head.columns, rows: [row], alias: undefined };
}

function fromQuery(tx: Tx, head: InsertHead, ctes: string, offset: number): InsertSource {
  const items = selectItems(tx) ?? [];
  const fits = items.length === namesOf(head)?.length;
  const counted = fits ? sequencePlace(tx, head.target, namesOf(head), [items], true) : undefined;
  const read = (): Query => tx.nested(() => readQuery(tx));
  const query = counted === undefined ? read() : withoutItem(tx, items, counted, read);
  if (counted !== undefined) leaveOut(head, counted);
  if (query.columns) expectCount(tx, head, query.columns.length, offset);
  const columns = namesOf(head);
  noteFractions(tx, head.target, columns ?? [], query.columns ?? [], offset);
  return { sql: `${ctes}${query.sql}`, columns, rows: undefined, alias: undefined };
}

/** Refuses rows of another length than the list of columns; SQL Server leaves identity columns out of it. */
function expectCount(tx: Tx, head: InsertHead, found: number, offset: number): void {
  const expected = namesOf(head);
  if (!expected || expected.length === found) return;
  const plain = head.columns ? undefined : withoutIdentities(tx, head.target);
  if (plain?.length !== found)
    throw tx.stop("DWM-DAT-002", { found, expected: expected.length }, offset);
  head.spelledOut = plain;
}

function withoutIdentities(tx: Tx, target: Target): string[] | undefined {
  if (!tx.is("tsql")) return undefined;
  const known = tx.context.known?.[target.name];
  return known?.filter(({ generated }) => !generated).map(({ name }) => name);
}

/** What changes the meaning of an INSERT behind its rows. */
function refuseTail(tx: Tx): void {
  const { cursor } = tx;
  if (cursor.isWords("RETURNING")) throw tx.unsupported("RETURNING");
  if (cursor.isWords("LOG", "ERRORS")) throw tx.unsupported("LOG ERRORS");
}
