import { readLocking } from "../dml/words.ts";
import type { Tx } from "../query/tx.ts";
import { isConstraint } from "../table/elements.ts";
import { readText } from "../table/texts.ts";

/** What stands before a view's query. */
export interface ViewHead {
  /** As the source writes it. */
  name: string[];
  replaces: boolean;
  materialized: boolean;
  /** Teradata, Snowflake: the query reads the view itself. */
  recursive: boolean;
  columns: { name: string }[] | undefined;
  comment: string | undefined;
  /** Index of the first token behind the query: WITH CHECK OPTION and the like. */
  bodyEnd: number;
}

const DROPPED_WORDS: ReadonlySet<string> = new Set([
  "FORCE",
  "NOFORCE",
  "NO",
  "EDITIONABLE",
  "NONEDITIONABLE",
  "SECURE",
  "LOCAL",
  "GLOBAL",
  "TEMP",
  "TEMPORARY",
  "VOLATILE",
]);

/** Reads CREATE … VIEW name (columns) options AS; the cursor then stands at the query. */
export function readViewHead(tx: Tx): ViewHead {
  const { cursor } = tx;
  let replaces = cursor.accept("REPLACE");
  if (!replaces && !cursor.accept("CREATE")) replaces = cursor.accept("ALTER");
  if (cursor.isWords("OR", "REPLACE") || cursor.isWords("OR", "ALTER")) replaces = true;
  const { materialized, recursive } = readModifiers(tx);
  cursor.accept("IF", "NOT", "EXISTS");
  const name = cursor.tableName();
  if (!name) throw tx.unreadable("the view's name expected");
  let columns: { name: string }[] | undefined;
  let comment: string | undefined;
  while (!cursor.accept("AS")) {
    const offset = cursor.offset;
    const start = cursor.at;
    if (cursor.done) throw tx.unreadable("AS expected");
    if (cursor.isSymbol("(")) {
      if (columns) throw tx.unreadable("AS expected");
      columns = readColumns(tx);
      continue;
    }
    if (cursor.accept("COMMENT")) {
      cursor.acceptSymbol("=");
      comment = readText(tx);
      continue;
    }
    if (cursor.acceptSymbol(",") || readPolicy(tx)) continue;
    if (cursor.accept("COPY", "GRANTS")) {
      tx.note("DWM-QRY-007", { clause: "COPY GRANTS", why: "rights are not migrated" }, offset);
      continue;
    }
    if (tx.is("oracle") && cursor.isWords("OF")) {
      const what = "the columns have the names of the query here, those of the type in the source";
      tx.note("DWM-QRY-006", { what }, offset);
    }
    // WITH SCHEMABINDING, OPTIONS (…), CLUSTER BY (…), BUILD IMMEDIATE …
    cursor.next();
    while (!cursor.done && !cursor.isWords("AS") && !cursor.isWords("COMMENT")) {
      if (cursor.isSymbol("(")) cursor.group();
      else cursor.next();
    }
    const clause = cursor.textBetween(start, cursor.at).replace(/\s+/g, " ");
    tx.note("DWM-QRY-007", { clause, why: "the target has no such option" }, offset);
  }
  readLocking(tx);
  return { name, replaces, materialized, recursive, columns, comment, bodyEnd: bodyEnd(tx) };
}

/** [WITH] ROW ACCESS POLICY p ON (c) and other policies: what they hide is visible in the target. */
function readPolicy(tx: Tx): boolean {
  const { cursor } = tx;
  const { at, offset } = cursor;
  cursor.accept("WITH");
  const kind = ["ROW", "AGGREGATION", "JOIN", "PROJECTION"].find((word) => cursor.accept(word));
  if (kind === "ROW") cursor.accept("ACCESS");
  if (kind === undefined || !cursor.accept("POLICY")) {
    cursor.at = at;
    return false;
  }
  cursor.name();
  if (cursor.accept("ON") || cursor.accept("ENTITY", "KEY")) cursor.group();
  notePolicy(tx, cursor.textBetween(at, cursor.at), offset);
  return true;
}

function notePolicy(tx: Tx, clause: string, offset: number): void {
  const what = `${clause.replace(/\s+/g, " ")} is left out: what the policy hides is visible here`;
  tx.note("DWM-QRY-006", { what }, offset);
}

function readModifiers(tx: Tx): { materialized: boolean; recursive: boolean } {
  const { cursor } = tx;
  let materialized = false;
  let recursive = false;
  while (!cursor.accept("VIEW")) {
    const offset = cursor.offset;
    const start = cursor.at;
    const token = cursor.next();
    if (token?.kind !== "word") throw tx.unreadable("VIEW expected");
    if (token.value === "OR") cursor.next();
    else if (token.value === "MATERIALIZED") {
      materialized = true;
      if (tx.target === "duckdb") tx.note("DWM-QRY-009", {}, offset);
    } else if (token.value === "RECURSIVE") recursive = true;
    else if (token.value === "ALGORITHM" || token.value === "DEFINER" || token.value === "SQL") {
      if (token.value === "SQL") cursor.at += 2;
      else {
        cursor.acceptSymbol("=");
        readAccount(tx);
      }
      tx.note(
        "DWM-QRY-007",
        { clause: cursor.textBetween(start, cursor.at), why: "rights are not migrated" },
        offset,
      );
    } else if (DROPPED_WORDS.has(token.value)) {
      tx.note("DWM-QRY-007", { clause: token.value, why: "the target has no such option" }, offset);
    } else throw tx.unreadable("VIEW expected");
  }
  return { materialized, recursive };
}

/** `root`@`%`, 'root'@'localhost', CURRENT_USER. */
function readAccount(tx: Tx): void {
  const { cursor } = tx;
  cursor.next();
  cursor.group();
  while (cursor.peek()?.text.startsWith("@") ?? false) {
    const token = cursor.next();
    if (token?.text === "@") cursor.next();
  }
}

function readColumns(tx: Tx): { name: string }[] {
  const inside = tx.cursor.group();
  if (!inside) throw tx.unreadable("( expected");
  const parts = inside.split();
  for (const part of parts.filter(isConstraint)) {
    const clause = part.rest().replace(/\s+/g, " ");
    tx.note("DWM-QRY-007", { clause, why: "views have no constraints" }, part.offset);
  }
  const columns = parts.filter((part) => !isConstraint(part));
  return columns.map((part) =>
    tx.inside(part, () => {
      const name = tx.expectIdentifier("a column");
      if (/\bPOLICY\b/i.test(part.rest())) notePolicy(tx, part.rest(), part.offset);
      else if (!part.done) {
        tx.note("DWM-QRY-007", { clause: part.rest(), why: "not kept for a view's columns" });
      }
      return { name };
    }),
  );
}

/** Where the query ends: before WITH CHECK OPTION, WITH READ ONLY, WITH NO SCHEMA BINDING, WITH [NO] DATA. */
function bodyEnd(tx: Tx): number {
  const { cursor } = tx;
  let end = cursor.end;
  while (end > cursor.at && cursor.tokens[end - 1]?.text === ";") end--;
  for (let index = end - 1; index > cursor.at && index > end - 8; index--) {
    const token = cursor.tokens[index];
    if (token?.kind !== "word" || token.value !== "WITH") continue;
    const text = cursor.textBetween(index, end).replace(/\s+/g, " ").toUpperCase();
    if (
      !/^WITH (((LOCAL|CASCADED) )?CHECK OPTION( CONSTRAINT \S+)?|READ ONLY( CONSTRAINT \S+)?|NO SCHEMA BINDING|(NO )?DATA)$/.test(
        text,
      )
    )
      continue;
    tx.note(
      "DWM-QRY-007",
      { clause: text, why: "views are read only and always current" },
      token.start,
    );
    return index;
  }
  return end;
}
