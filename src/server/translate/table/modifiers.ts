import type { Tx } from "../query/tx.ts";
import { beginExternal } from "./external.ts";
import type { Table } from "./model.ts";
import { fail, shorten } from "./texts.ts";

/** Words between CREATE and TABLE, and what is to be said about them. */
const MODIFIERS: Readonly<Record<string, "keep" | "temporary" | "external" | "drop">> = {
  OR: "keep",
  REPLACE: "keep",
  ALTER: "keep",
  GLOBAL: "keep",
  LOCAL: "keep",
  MULTISET: "keep",
  SET: "keep",
  TEMP: "temporary",
  TEMPORARY: "temporary",
  VOLATILE: "temporary",
  PRIVATE: "keep",
  TRANSIENT: "drop",
  UNLOGGED: "drop",
  HYBRID: "drop",
  IMMUTABLE: "drop",
  SHARDED: "drop",
  DUPLICATED: "drop",
  BLOCKCHAIN: "drop",
  COLUMN: "drop",
  ROW: "drop",
  EXTERNAL: "external",
  FOREIGN: "external",
  ICEBERG: "drop",
  DYNAMIC: "drop",
  SNAPSHOT: "drop",
};

export function readModifiers(tx: Tx, table: Table): void {
  const { cursor } = tx;
  const words: string[] = [];
  while (!cursor.accept("TABLE")) {
    const token = cursor.next();
    const meaning = token?.kind === "word" ? MODIFIERS[token.value] : undefined;
    if (!token || meaning === undefined) throw fail(tx, "TABLE expected");
    words.push(token.value);
    if (meaning === "temporary") {
      // In Oracle and Teradata the table itself is global: only its rows are a session's own.
      const global = words.includes("GLOBAL") && tx.is("oracle", "teradata");
      if (global) tx.note("DWM-TBL-011", { kind: "Global temporary" }, token.start);
      else setTemporary(tx, table, token.start);
    } else if (meaning === "external") beginExternal(tx, table, token.start);
    else if (token.value === "REPLACE") table.replaces = true;
    else if (token.value === "SET" && tx.is("teradata")) {
      const why = "two equal rows are not refused";
      tx.note("DWM-TBL-024", { clause: "SET", why }, token.start);
    } else if (meaning === "drop") noteKind(tx, table, token.value, token.start);
  }
}

function noteKind(tx: Tx, table: Table, word: string, offset: number): void {
  if (word === "DYNAMIC") {
    table.dynamic = true;
    if (tx.target === "databricks") return;
    tx.note("DWM-TBL-024", { clause: word, why: "its query is run once" }, offset);
  } else if (word === "SNAPSHOT" || word === "IMMUTABLE" || word === "BLOCKCHAIN") {
    tx.note("DWM-TBL-024", { clause: word, why: "its rows can be changed" }, offset);
  } else tx.note("DWM-TBL-003", { clause: word, why: "storage" }, offset);
}

/** A session's table; DuckDB's catalog file is to keep it. */
export function setTemporary(tx: Tx, table: Table, offset: number): void {
  table.temporary = true;
  if (tx.target === "duckdb") tx.note("DWM-TBL-011", { kind: "Temporary" }, offset);
}

/** Teradata's `, NO FALLBACK, NO BEFORE JOURNAL …` between the name and the columns. */
export function readTeradataOptions(tx: Tx): void {
  const { cursor } = tx;
  if (!tx.is("teradata") || !cursor.isSymbol(",")) return;
  const offset = cursor.offset;
  const start = cursor.at;
  while (!cursor.done && !cursor.isSymbol("(") && !cursor.isWords("AS")) {
    cursor.next();
    // MAP = …, DATABLOCKSIZE = …: values may be bracketed, the column list is what comes behind no `=`.
    const before = cursor.tokens[cursor.at - 1];
    if (cursor.isSymbol("(") && (before?.text === "=" || before?.value === "CONCURRENT"))
      cursor.group();
  }
  const clause = shorten(cursor.textBetween(start + 1, cursor.at));
  if (clause !== "") tx.note("DWM-TBL-003", { clause, why: "storage" }, offset);
}
