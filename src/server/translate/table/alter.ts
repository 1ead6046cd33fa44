import type { Cursor } from "../cursor.ts";
import type { Tx } from "../query/tx.ts";
import { splitTypes } from "../types/nested.ts";
import { alterColumn, changeColumn, dropColumn, modify, renameColumn } from "./alterColumn.ts";
import { findClusterings, readClustering } from "./clustering.ts";
import { readCommentOn, readExtendedProperty } from "./comments.ts";
import { isConstraint, readColumn } from "./elements.ts";
import { keyColumns, readConstraint } from "./keys.ts";
import { type Column, columnOf, type Table } from "./model.ts";
import { readStart } from "./tail.ts";
import { shorten } from "./texts.ts";

/** Folds a statement that follows the CREATE (ALTER TABLE, COMMENT ON, EXEC sp_addextendedproperty) into the table. */
export function foldIn(tx: Tx, table: Table): void {
  const { cursor } = tx;
  if (cursor.accept("ALTER")) readAlter(tx, table);
  else if (cursor.accept("COMMENT", "ON")) readCommentOn(tx, table);
  else if (cursor.isWords("COMMENT", "IF", "EXISTS", "ON")) {
    cursor.at += 4;
    readCommentOn(tx, table);
  } else if (cursor.accept("EXEC") || cursor.accept("EXECUTE")) readExtendedProperty(tx, table);
  else if (cursor.isWords("CREATE")) readIndex(tx, table);
  else tx.note("DWM-TBL-014", { clause: shorten(cursor.rest()) });
}

/** An index or statistics that belongs to the table: a unique one keeps rows apart. */
function readIndex(tx: Tx, table: Table): void {
  const { cursor } = tx;
  const offset = cursor.offset;
  const clause = shorten(cursor.rest());
  const unique = /^CREATE UNIQUE/i.test(clause) && !/\bWHERE\b/i.test(clause);
  if (unique) {
    while (!cursor.done && !cursor.isWords("ON")) cursor.next();
    cursor.next();
    cursor.accept("ONLY");
    cursor.name();
    if (cursor.accept("USING")) cursor.next();
    const plain = /\(\s*[\w"`[\], ]+(\s+(ASC|DESC))?\s*\)/i.test(cursor.rest());
    if (cursor.isSymbol("(") && plain) {
      table.uniques.push({ name: undefined, columns: keyColumns(tx) });
      return;
    }
  }
  const why = "indexes are a matter of speed";
  tx.note(unique ? "DWM-TBL-024" : "DWM-TBL-003", { clause, why }, offset);
}

function readAlter(tx: Tx, table: Table): void {
  const { cursor } = tx;
  while (/^(FOREIGN|EXTERNAL|DYNAMIC|ICEBERG|HYBRID)$/.test(cursor.peek()?.value ?? ""))
    cursor.next();
  if (!cursor.accept("TABLE")) {
    tx.note("DWM-TBL-014", { clause: shorten(cursor.rest()) });
    return;
  }
  cursor.accept("IF", "EXISTS");
  cursor.accept("ONLY");
  cursor.tableName();
  cursor.acceptSymbol("*");
  let adding = false;
  let dropping = false;
  let altering = false;
  for (const action of actions(cursor)) {
    // ADD a INT, b INT: in these dialects one ADD takes all the columns behind it; one DROP COLUMN, too.
    const goesOn = tx.is("tsql", "snowflake") && !action.isOneOf(ACTIONS);
    const added: boolean = adding && goesOn;
    const dropped: boolean = dropping && goesOn;
    adding = added || action.isWords("ADD");
    dropping = dropped || (action.isWords("DROP") && !action.isWords("DROP", "CONSTRAINT"));
    const altered: boolean = altering && tx.is("snowflake") && !action.isOneOf(ACTIONS);
    altering = altered || action.isWords("ALTER") || action.isWords("MODIFY");
    tx.inside(action, () => {
      if (altered) modify(tx, table);
      else if (added) readAdd(tx, table);
      else if (dropped) dropColumn(tx, table);
      else readAction(tx, table);
    });
  }
}

/** Commas part actions; a semicolon ends the statement. */
function actions(cursor: Cursor): Cursor[] {
  const last = cursor.tokens[cursor.end - 1];
  const end = last?.text === ";" ? cursor.end - 1 : cursor.end;
  return splitTypes(cursor.slice(cursor.at, end));
}

/** Words that begin an action of their own. */
const ACTIONS: ReadonlySet<string> = new Set(
  "ADD ALTER DROP MODIFY CHANGE RENAME SET SWAP CLUSTER ENABLE DISABLE CHECK NOCHECK WITH SWITCH REBUILD UNSET".split(
    " ",
  ),
);

/** Actions that change nothing which arrives. */
const HARMLESS =
  /^(OWNER TO|ENABLE|DISABLE|REPLICA|CLUSTER ON|SET (LOCK|STATISTICS|LOGGED|UNLOGGED|WITHOUT|TABLESPACE|DATA_RETENTION|COMMENT|TAG|CHANGE_TRACKING|\()|AUTO_INCREMENT|ENGINE|NOLOGGING|LOGGING|PARALLEL|ATTACH|VALIDATE|COMPRESS|NOCOMPRESS|CACHE|NOCACHE|MOVE|ROW_FORMAT|CONVERT TO|DEFAULT CHARACTER|REBUILD|FORCE|COLLATE|MONITORING|INMEMORY|RESUME|SUSPEND|ORDER BY|UNSET|DROP INDEX|DROP KEY)/i;

function readAction(tx: Tx, table: Table): void {
  const { cursor } = tx;
  const offset = cursor.offset;
  const unchecked = cursor.accept("WITH", "NOCHECK");
  if (unchecked || cursor.accept("WITH", "CHECK")) {
    if (!cursor.isWords("ADD")) return;
    const why = "a constraint is one of all rows here";
    if (unchecked) tx.note("DWM-TBL-003", { clause: "WITH NOCHECK", why }, offset);
  }
  if (cursor.isWords("CHECK", "CONSTRAINT") || cursor.isWords("NOCHECK", "CONSTRAINT")) return;
  if (cursor.accept("ADD")) readAdd(tx, table);
  else if (isConstraint(cursor)) readConstraint(tx, table, true);
  else if (tx.is("teradata") && cursor.isWords("MODIFY")) modifyStorage(tx, table);
  else if (cursor.accept("MODIFY")) {
    cursor.accept("COLUMN");
    const inside = cursor.isSymbol("(") ? cursor.group() : undefined;
    for (const part of inside ? inside.split() : [cursor]) tx.inside(part, () => modify(tx, table));
  } else if (cursor.accept("CHANGE")) {
    cursor.accept("COLUMN");
    changeColumn(tx, table);
  } else if (cursor.accept("ALTER")) {
    cursor.accept("COLUMN");
    alterColumn(tx, table, offset);
  } else if (
    cursor.isWords("DROP") &&
    !/^(INDEX|KEY|PARTITION)$/.test(cursor.peek(1)?.value ?? "")
  ) {
    cursor.next();
    readDrop(tx, table, offset);
  } else if (cursor.accept("RENAME", "COLUMN")) renameColumn(tx, table);
  else if (cursor.isWords("RENAME") && cursor.peek(2)?.value === "TO") {
    cursor.next();
    renameColumn(tx, table);
  } else if (cursor.accept("SET", "UNUSED")) readDrop(tx, table, offset);
  else if (cursor.isWords("CLUSTER", "BY") && tx.is("snowflake")) clusterAnew(tx, table);
  else if (tx.is("mysql") && cursor.accept("AUTO_INCREMENT")) readStart(tx, table);
  else if (cursor.accept("COMMENT")) {
    cursor.acceptSymbol("=");
    readCommentOf(tx, table);
  } else {
    const clause = shorten(cursor.rest());
    cursor.at = cursor.end;
    if (HARMLESS.test(clause)) {
      const why = "storage or rights";
      tx.note("DWM-TBL-003", { clause: `ALTER TABLE … ${clause}`, why }, offset);
    } else tx.note("DWM-TBL-014", { clause }, offset);
  }
}

/** Teradata's `MODIFY [[NOT] UNIQUE] PRIMARY INDEX (a)`, `MODIFY NO PRIMARY INDEX`, `MODIFY PARTITION BY …`, `MODIFY DROP RANGE …`. */
function modifyStorage(tx: Tx, table: Table): void {
  const { cursor } = tx;
  const { offset } = cursor;
  const clause = `ALTER TABLE … ${shorten(cursor.rest())}`;
  cursor.next();
  if (cursor.accept("NOT", "UNIQUE")) table.uniques = [];
  if (cursor.isWords("UNIQUE") || cursor.isWords("PRIMARY", "INDEX")) clusterAnew(tx, table);
  else tx.note("DWM-TBL-003", { clause, why: "storage" }, offset);
  cursor.at = cursor.end;
}

function clusterAnew(tx: Tx, table: Table): void {
  table.clusterings = [];
  readClustering(tx, table);
  findClusterings(table);
}

function readCommentOf(tx: Tx, table: Table): void {
  const token = tx.cursor.next();
  const text = token?.kind === "string" ? token.text.slice(1, -1).replaceAll("''", "'") : "";
  table.comment = text || undefined;
}

function readAdd(tx: Tx, table: Table): void {
  const { cursor } = tx;
  cursor.accept("COLUMN");
  const guarded = cursor.accept("IF", "NOT", "EXISTS");
  if (guarded && columnOf(table, cursor.peek()?.value ?? "")) {
    cursor.at = cursor.end;
    return;
  }
  if (
    cursor.isWords("CLUSTERING") ||
    cursor.isWords("PARTITION") ||
    cursor.isWords("ROW", "ACCESS")
  ) {
    tx.note("DWM-TBL-014", { clause: shorten(`ADD ${cursor.rest()}`) });
    return;
  }
  const inside = cursor.isSymbol("(") ? cursor.group() : undefined;
  for (const part of inside ? splitTypes(inside) : [cursor]) {
    tx.inside(part, () => {
      if (isConstraint(part) || part.isWords("DEFAULT")) readConstraint(tx, table, true);
      else addColumn(tx, table);
    });
  }
}

/** A column with its place, which MySQL may give: FIRST or AFTER another one. */
function addColumn(tx: Tx, table: Table): void {
  const { cursor } = tx;
  const offset = cursor.offset;
  if (columnOf(table, cursor.peek()?.value ?? "")) {
    // Teradata changes a column that is there.
    if (tx.is("teradata")) modify(tx, table);
    else {
      const clause = `ADD ${shorten(cursor.rest())} (the table has this column)`;
      cursor.at = cursor.end;
      tx.note("DWM-TBL-014", { clause }, offset);
    }
    return;
  }
  const before = cursor.tokens[cursor.end - 2];
  const last = cursor.tokens[cursor.end - 1];
  let place: number | undefined;
  let said: Column["place"];
  let end = cursor.end;
  if (tx.is("mysql") && last?.kind === "word" && last.value === "FIRST") {
    place = 0;
    said = "first";
    end -= 1;
  } else if (tx.is("mysql") && before?.kind === "word" && before.value === "AFTER") {
    const other = cursor.slice(cursor.end - 1, cursor.end);
    const after = other.name()?.at(-1) ?? "";
    const name = after.toLowerCase();
    said = { after };
    place = table.columns.findIndex((column) => column.name.toLowerCase() === name) + 1;
    end -= 2;
  }
  const part = cursor.slice(cursor.at, end);
  tx.inside(part, () => readColumn(tx, table, true));
  cursor.at = cursor.end;
  const column = table.columns.at(-1);
  if (place === undefined || !column) return;
  column.place = said;
  table.columns.pop();
  table.columns.splice(place, 0, column);
}

/** DROP COLUMN c, DROP (a, b), DROP CONSTRAINT k, DROP PRIMARY KEY. */
function readDrop(tx: Tx, table: Table, offset: number): void {
  const { cursor } = tx;
  const clause = shorten(`DROP ${cursor.rest()}`);
  if (cursor.accept("PRIMARY", "KEY")) {
    table.primaryKey = undefined;
    cursor.at = cursor.end;
    return;
  }
  if (cursor.accept("CONSTRAINT") || cursor.accept("FOREIGN", "KEY") || cursor.accept("CHECK")) {
    cursor.accept("IF", "EXISTS");
    const name = cursor.name()?.at(-1)?.toLowerCase();
    cursor.at = cursor.end;
    if (!dropConstraint(table, name)) tx.note("DWM-TBL-014", { clause }, offset);
    return;
  }
  cursor.accept("COLUMN");
  cursor.accept("COLUMNS");
  const inside = cursor.isSymbol("(") ? cursor.group() : undefined;
  for (const part of inside ? inside.split() : [cursor])
    tx.inside(part, () => dropColumn(tx, table));
}

function dropConstraint(table: Table, name: string | undefined): boolean {
  const is = (key: { name: string | undefined }) => key.name?.toLowerCase() === name;
  if (name === undefined) return false;
  const before =
    table.uniques.length +
    table.foreignKeys.length +
    table.checks.length +
    (table.primaryKey ? 1 : 0);
  table.uniques = table.uniques.filter((key) => !is(key));
  table.foreignKeys = table.foreignKeys.filter((key) => !is(key));
  table.checks = table.checks.filter((key) => !is(key));
  if (table.primaryKey && is(table.primaryKey)) table.primaryKey = undefined;
  const after =
    table.uniques.length +
    table.foreignKeys.length +
    table.checks.length +
    (table.primaryKey ? 1 : 0);
  return after < before;
}
