import type { Cursor } from "../cursor.ts";
import type { Tx } from "../query/tx.ts";
import { columnOf, type Table } from "./model.ts";
import { noteAt } from "./notes.ts";
import { shorten } from "./texts.ts";

/**
 * Reads a clause behind the column list that says which rows lie together: PARTITION BY, CLUSTER BY, SORTKEY, PRIMARY
 * INDEX. Its columns are kept for targets that cluster. False: it is none, the cursor is unmoved.
 */
export function readClustering(tx: Tx, table: Table): boolean {
  const { cursor } = tx;
  const start = cursor.at;
  const offset = cursor.offset;
  const found =
    (tx.is("redshift") && readSortKey(tx)) ||
    (tx.is("teradata") && readPrimaryIndex(tx, table)) ||
    (tx.is("tsql") && readScheme(tx)) ||
    readByClause(tx);
  if (!found) {
    cursor.at = start;
    return false;
  }
  const clause = shorten(cursor.textBetween(start, cursor.at));
  if (tx.target === "duckdb" || table.like) {
    const partitioned = /^(PARTITION|CLUSTER)/i.test(clause);
    const why = partitioned && !table.like ? "DuckDB needs no partitions" : "storage";
    tx.note("DWM-TBL-003", { clause, why }, offset);
    return true;
  }
  table.clusterings.push({
    columns: [],
    find: () => columnsIn(table, found),
    clause: headOf(clause),
    changed: !/^CLUSTER/i.test(clause),
    note: noteAt(tx, offset),
  });
  return true;
}

/** Finds the columns of what has been read, which may stand in front of the query that they are of. */
export function findClusterings(table: Table): void {
  for (const clustering of table.clusterings) {
    const found = clustering.find?.();
    if (!found) continue;
    clustering.columns = found.columns;
    clustering.changed ||= !found.plain;
    delete clustering.find;
    if (found.columns.length > 0) continue;
    const why = "no column of the table stands in it";
    clustering.note("DWM-TBL-024", { clause: clustering.clause, why });
  }
}

/** Where the columns stand: in brackets, of the partitions and of their parts. */
type Found = readonly Cursor[];

/** `[COMPOUND | INTERLEAVED] SORTKEY (a, b)`; SORTKEY AUTO names no columns. */
function readSortKey(tx: Tx): Found | undefined {
  const { cursor } = tx;
  if (!cursor.accept("COMPOUND")) cursor.accept("INTERLEAVED");
  if (!cursor.accept("SORTKEY")) return undefined;
  const inside = cursor.group();
  return inside && [inside];
}

/** `[UNIQUE] PRIMARY [AMP] INDEX [name] (a, b)`; a unique one also keeps rows apart. */
function readPrimaryIndex(tx: Tx, table: Table): Found | undefined {
  const { cursor } = tx;
  const unique = cursor.accept("UNIQUE");
  if (!cursor.accept("PRIMARY")) return undefined;
  cursor.accept("AMP");
  if (!cursor.accept("INDEX")) return undefined;
  if (!cursor.isSymbol("(")) cursor.identifier();
  const inside = cursor.group();
  if (!inside) return undefined;
  if (unique) table.uniques.push({ name: undefined, columns: namesIn(inside) });
  return [inside];
}

/** `ON scheme(column)`: T-SQL's partitions; a file group has no column. */
function readScheme(tx: Tx): Found | undefined {
  const { cursor } = tx;
  if (!cursor.accept("ON") || cursor.identifier() === undefined) return undefined;
  const inside = cursor.group();
  return inside && [inside];
}

function namesIn(inside: Cursor): string[] {
  return inside.split().map((part) => part.slice(part.at, part.end).identifier() ?? "");
}

/** `PARTITION BY [RANGE | LIST | HASH | KEY] [COLUMNS] (…)`, `CLUSTER BY [LINEAR] (…)`, `CLUSTER BY a, b` (BigQuery). */
function readByClause(tx: Tx): Found | undefined {
  const { cursor } = tx;
  const start = cursor.at;
  cursor.accept("SUBPARTITION");
  if (cursor.at === start && !cursor.accept("PARTITION") && !cursor.accept("CLUSTER"))
    return undefined;
  if (!cursor.accept("BY")) return undefined;
  if (tx.is("bigquery")) return readBigqueryList(tx);
  cursor.accept("LINEAR");
  // Hive's way of writing what a key is by: RANGE COLUMNS, LINEAR HASH, KEY ALGORITHM = 2.
  while (!cursor.isSymbol("(") && cursor.peek()?.kind === "word") {
    const word = cursor.peek()?.value ?? "";
    if (!/^(RANGE|LIST|HASH|KEY|COLUMNS|LINEAR|SYSTEM|REFERENCE|CONSISTENT|ALGORITHM)$/.test(word))
      break;
    cursor.next();
    if (cursor.acceptSymbol("=")) cursor.next();
  }
  const open = cursor.at;
  if (cursor.isSymbol("(")) cursor.group();
  else if (tx.is("teradata")) {
    cursor.next();
    cursor.group();
  } else return undefined;
  const found = [cursor.slice(open, cursor.at)];
  skipPartitions(tx, found);
  return found;
}

/** BigQuery's lists stand without brackets; they end where the next clause begins. */
function readBigqueryList(tx: Tx): Found {
  const { cursor } = tx;
  const open = cursor.at;
  while (!cursor.done && !/^(CLUSTER|OPTIONS|AS|WITH|DEFAULT)$/.test(wordAt(cursor))) {
    if (cursor.isSymbol("(")) cursor.group();
    else cursor.next();
  }
  return [cursor.slice(open, cursor.at)];
}

function wordAt(cursor: Cursor): string {
  const token = cursor.peek();
  return token?.kind === "word" ? token.value : "";
}

/** The partitions themselves: INTERVAL (…), PARTITIONS 4, SUBPARTITION BY …, (PARTITION p1 VALUES …), STORE IN (…). */
function skipPartitions(tx: Tx, found: Cursor[]): void {
  const { cursor } = tx;
  for (;;) {
    const start = cursor.at;
    if (cursor.isSymbol("(")) cursor.group();
    else if (
      cursor.accept("INTERVAL") ||
      cursor.accept("STORE", "IN") ||
      cursor.accept("AUTOMATIC")
    )
      cursor.group();
    else if (cursor.accept("PARTITIONS") || cursor.accept("SUBPARTITIONS")) cursor.next();
    else if (cursor.isWords("SUBPARTITION") || cursor.isWords("SET", "INTERVAL")) {
      cursor.next();
      const parts = cursor.isWords("BY");
      while (!cursor.done && !cursor.isSymbol("(")) cursor.next();
      const inside = cursor.group();
      if (inside && parts) found.push(inside);
    }
    if (cursor.at === start) return;
  }
}

/** Words that are names of parts of a date or of a function, not of columns, where one of these has the same name. */
const PARTS = /^(DAY|HOUR|MONTH|YEAR|WEEK|QUARTER|DATE)$/;

/** The table's columns in a clause, and whether they stand there by themselves. */
function columnsIn(table: Table, found: Found): { columns: string[]; plain: boolean } {
  const columns: string[] = [];
  const plain = found.map((inside) => collect(table, inside, columns));
  return { columns, plain: plain.every((one) => one) };
}

function collect(table: Table, inside: Cursor, columns: string[]): boolean {
  let plain = true;
  for (let index = inside.at; index < inside.end; index++) {
    const token = inside.tokens[index];
    if (token?.kind === "symbol" && /^[(),]$/.test(token.text)) continue;
    const name = token?.kind === "word" || token?.kind === "quoted" ? token.value : "";
    const called = inside.tokens[index + 1]?.text === "(" && index + 1 < inside.end;
    const column = called ? undefined : columnOf(table, name);
    const part = token?.kind === "word" && PARTS.test(name) && columns.length > 0;
    if (column && !part) {
      if (!columns.includes(column.name)) columns.push(column.name);
    } else plain = false;
  }
  return plain;
}

/** The clause without its partitions: what an issue is about. */
function headOf(clause: string): string {
  return clause.length > 60 ? `${clause.slice(0, 60)}…` : clause;
}
