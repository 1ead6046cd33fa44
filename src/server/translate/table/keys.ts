import type { Tx } from "../query/tx.ts";
import { readCheck } from "./checks.ts";
import { acceptConstraintWords, noteDisabled } from "./constraintWords.ts";
import { readDefault } from "./defaults.ts";
import { columnOf, type Table } from "./model.ts";
import { noteAt } from "./notes.ts";
import { readReferences } from "./references.ts";
import { fail, shorten } from "./texts.ts";

/** Reads a table constraint or index definition; `folded` says that it stands in a statement behind the CREATE. */
export function readConstraint(tx: Tx, table: Table, folded = false): void {
  const { cursor } = tx;
  const offset = cursor.offset;
  let name: string | undefined;
  if (cursor.accept("CONSTRAINT")) {
    // MySQL lets the name out: CONSTRAINT PRIMARY KEY (…).
    const unnamed =
      cursor.isWords("PRIMARY", "KEY") ||
      cursor.isWords("FOREIGN", "KEY") ||
      cursor.isWords("UNIQUE");
    if (!unnamed) name = cursor.name()?.at(-1);
  }
  if (tx.is("postgres") && overPeriods(tx)) {
    const clause = shorten(cursor.rest());
    cursor.at = cursor.end;
    tx.note("DWM-TBL-024", { clause, why: "the target knows no keys of periods" }, offset);
    return;
  }
  if (cursor.accept("PRIMARY", "KEY")) readPrimaryKey(tx, table, name, offset);
  else if (cursor.accept("UNIQUE")) readUnique(tx, table, name, offset);
  else if (cursor.accept("FOREIGN", "KEY")) {
    if (!cursor.isSymbol("(")) name ??= cursor.identifier();
    const columns = keyColumns(tx);
    if (!cursor.isWords("REFERENCES")) throw fail(tx, "REFERENCES expected");
    readReferences(tx, table, { name, columns, folded }, offset);
  } else if (cursor.accept("CHECK")) readCheck(tx, table, name, offset);
  else if (cursor.accept("DEFAULT")) readNamedDefault(tx, table, offset);
  else {
    leaveOutIndex(tx, table, offset);
    return;
  }
  acceptConstraintWords(tx);
  if (cursor.isWords("COMMENT") && tx.is("mysql")) cursor.at = cursor.end;
  if (!cursor.done) tx.note("DWM-TBL-004", { clause: shorten(cursor.rest()) });
}

function readPrimaryKey(tx: Tx, table: Table, name: string | undefined, offset: number): void {
  const { cursor } = tx;
  const before = acceptConstraintWords(tx);
  // MySQL: PRIMARY KEY name (…).
  if (!cursor.isSymbol("(")) cursor.identifier();
  const columns = keyColumns(tx);
  const behind = acceptConstraintWords(tx);
  table.primaryKey = { name, columns };
  if (before.disabled || behind.disabled) leaveOutPrimaryKey(tx, table, offset);
  if (before.clustered || behind.clustered)
    clusterByKey(tx, table, columns, "PRIMARY KEY CLUSTERED", offset);
}

function readUnique(tx: Tx, table: Table, given: string | undefined, offset: number): void {
  const { cursor } = tx;
  let name = given;
  if (!cursor.accept("KEY")) cursor.accept("INDEX");
  if (cursor.accept("NULLS", "NOT", "DISTINCT")) {
    const why = "NULLs are distinct here";
    tx.note("DWM-TBL-024", { clause: "NULLS NOT DISTINCT", why }, offset);
  } else cursor.accept("NULLS", "DISTINCT");
  let { clustered } = acceptConstraintWords(tx);
  if (!cursor.isSymbol("(")) name ??= cursor.identifier();
  clustered = acceptConstraintWords(tx).clustered || clustered;
  if (holdsExpression(tx)) {
    const clause = `UNIQUE ${cursor.rest()}`;
    cursor.at = cursor.end;
    tx.note("DWM-TBL-024", { clause, why: "keys are over columns, not over expressions" }, offset);
    return;
  }
  const columns = keyColumns(tx);
  if (acceptConstraintWords(tx).disabled) {
    noteDisabled(tx, `UNIQUE (${columns.join(", ")})`, offset);
    return;
  }
  table.uniques.push({ name, columns });
  if (clustered) clusterByKey(tx, table, columns, "UNIQUE CLUSTERED", offset);
}

/** PostgreSQL's PRIMARY KEY (id, valid WITHOUT OVERLAPS), FOREIGN KEY (id, PERIOD valid). */
function overPeriods({ cursor }: Tx): boolean {
  if (!/^(PRIMARY|UNIQUE|FOREIGN)$/.test(cursor.peek()?.value ?? "")) return false;
  return /\bWITHOUT OVERLAPS\b|[(,] ?PERIOD \w/i.test(cursor.rest());
}

/** A key that the source does not check: Databricks checks none, and keeps it as information. */
export function leaveOutPrimaryKey(tx: Tx, table: Table, offset: number): void {
  if (tx.target === "databricks") return;
  table.primaryKey = undefined;
  noteDisabled(tx, "PRIMARY KEY", offset);
}

/** Rows lie in the order of a key. */
export function clusterByKey(
  tx: Tx,
  table: Table,
  columns: readonly string[],
  clause: string,
  offset: number,
): void {
  if (tx.target === "duckdb") {
    tx.note("DWM-TBL-003", { clause, why: "storage" }, offset);
    return;
  }
  const note = noteAt(tx, offset);
  table.clusterings.push({ columns: [...columns], clause, changed: true, note });
}

/** MySQL's index elements, PERIOD FOR, EXCLUDE, SUPPLEMENTAL LOG and T-SQL's inline indexes. */
function leaveOutIndex(tx: Tx, table: Table, offset: number): void {
  const { cursor } = tx;
  const clause = shorten(cursor.rest());
  const clustered = tx.is("tsql") && /^INDEX\s+\S+\s+(UNIQUE\s+)?CLUSTERED\s*\(/i.test(clause);
  if (clustered) {
    while (!cursor.done && !cursor.isSymbol("(")) cursor.next();
    clusterByKey(tx, table, keyColumns(tx), "INDEX … CLUSTERED", offset);
  }
  if (tx.is("tsql") && /^INDEX\s+\S+\s+UNIQUE[^(]*\(/i.test(clause)) {
    cursor.at += 2;
    while (!cursor.done && !cursor.isSymbol("(")) cursor.next();
    const filtered = /\bWHERE\b/i.test(clause);
    if (!filtered && !holdsExpression(tx))
      table.uniques.push({ name: undefined, columns: keyColumns(tx) });
    else {
      cursor.at = cursor.end;
      tx.note("DWM-TBL-024", { clause, why: "it is unique among some rows only" }, offset);
      return;
    }
  }
  cursor.at = cursor.end;
  if (clustered) return;
  if (/^PERIOD/i.test(clause)) {
    const why = "two columns are no period in the target";
    tx.note("DWM-TBL-024", { clause, why }, offset);
  } else if (/^EXCLUDE/i.test(clause)) {
    tx.note("DWM-TBL-024", { clause, why: "the target does not check it" }, offset);
  } else if (/^(KEY|INDEX|FULLTEXT|SPATIAL|VECTOR)\b/i.test(clause)) {
    tx.note("DWM-TBL-003", { clause, why: "indexes are a matter of speed" }, offset);
  } else if (/^(SUPPLEMENTAL|PROJECTION|SCOPE|REF)\b/i.test(clause)) {
    tx.note("DWM-TBL-003", { clause, why: "storage" }, offset);
  } else tx.note("DWM-TBL-004", { clause }, offset);
}

/** DEFAULT x FOR column (T-SQL). */
function readNamedDefault(tx: Tx, table: Table, offset: number): void {
  const { cursor } = tx;
  let forAt = -1;
  for (let index = cursor.at; index < cursor.end; index++) {
    const token = cursor.tokens[index];
    if (token?.kind === "word" && token.value === "FOR") forAt = index;
  }
  const name = forAt < 0 ? undefined : cursor.slice(forAt + 1, cursor.end).identifier();
  const column = name === undefined ? undefined : columnOf(table, name);
  if (!column) {
    const reason = "the default's column is not known";
    throw tx.stop("DWM-TBL-001", { near: cursor.near(), reason }, offset);
  }
  tx.inside(cursor.slice(cursor.at, forAt), () => readDefault(tx, table, column, offset));
  cursor.at = forAt + 2;
  if (cursor.isWords("WITH", "VALUES")) cursor.at += 2;
}

/** True when the bracket that comes next holds something else than columns (`UNIQUE ((lower(a)))`). */
function holdsExpression(tx: Tx): boolean {
  const inside = tx.cursor.slice(tx.cursor.at, tx.cursor.end).group();
  return (
    inside?.split().some((part) => {
      if (part.identifier() === undefined) return true;
      return part.isSymbol("(") && part.peek(1)?.kind !== "number";
    }) ?? false
  );
}

/** The columns of a key; directions are dropped, a prefix's length with an issue. */
export function keyColumns(tx: Tx): string[] {
  const { cursor } = tx;
  const inside = cursor.group();
  if (!inside) throw fail(tx, "( expected");
  return inside.split().map((part) => {
    const name = part.identifier();
    if (name === undefined)
      throw tx.stop("DWM-TBL-001", { near: part.near(), reason: "a column expected" }, part.offset);
    if (part.isSymbol("(")) {
      const clause = `the length of ${name} in a key`;
      tx.note("DWM-TBL-003", { clause, why: "keys are over whole values" }, part.offset);
    }
    return name;
  });
}
