import { readQuery, startsQuery } from "../query/select.ts";
import type { Tx } from "../query/tx.ts";
import { readDelete } from "./delete.ts";
import { readInsert } from "./insert.ts";
import { one, type StatementResult } from "./statement.ts";
import { readEnd } from "./target.ts";
import { readUpdate } from "./update.ts";

/** Readers of statements by their first word; the cursor stands at that word. */
const READERS: Readonly<Record<string, (tx: Tx) => StatementResult>> = {
  INSERT: readInsert,
  INS: readInsert,
  UPDATE: readUpdate,
  UPD: readUpdate,
  DELETE: readDelete,
  DEL: readDelete,
};

/** First words that only Teradata knows. */
const TERADATA_ONLY: ReadonlySet<string> = new Set(["INS", "UPD", "DEL"]);

/**
 * Translates the statement at the cursor, up to the cursor's end; a semicolon may close it. For loose statements of a
 * script and for statements inside of procedures, whose `tx.scope` knows the variables. Throws Untranslatable.
 */
export function translateStatement(tx: Tx): StatementResult {
  if (startsQuery(tx)) {
    const { sql } = tx.nested(() => readQuery(tx));
    readEnd(tx);
    return one("SELECT", sql);
  }
  const reader = readerAt(tx);
  if (!reader) throw tx.unsupported(`the statement ${tx.cursor.near()}`);
  return reader(tx);
}

/** True when translateStatement knows what stands at the cursor, though it may refuse it. */
export function isStatement(tx: Tx): boolean {
  return startsQuery(tx) || readerAt(tx) !== undefined;
}

function readerAt(tx: Tx): ((tx: Tx) => StatementResult) | undefined {
  const first = tx.cursor.peek();
  if (first?.kind !== "word") return undefined;
  if (TERADATA_ONLY.has(first.value) && !tx.is("teradata")) return undefined;
  return READERS[first.value];
}
