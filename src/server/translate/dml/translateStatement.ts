import type { SourceType } from "../../../protocol/dialect.ts";
import { isAnonymousBlock, readAnonymousBlock } from "../procedure/pl/anonymous.ts";
import { readCtes } from "../query/block/ctes.ts";
import { readQuery, startsQuery } from "../query/block/select.ts";
import type { Tx } from "../query/tx.ts";
import { isAlterTable, readAlterTable } from "./alterTable.ts";
import { readCall } from "./call.ts";
import { readChangedCte } from "./changedCte.ts";
import { isComment, readComment } from "./comment.ts";
import { isCopy, readCopy } from "./copyInto.ts";
import { readDelete } from "./delete.ts";
import { isDrop, readDrop } from "./drop.ts";
import { isGrant, readGrant } from "./grant.ts";
import { readInsert } from "./insert.ts";
import { isStatistics, readOptimize, readStatistics } from "./maintenance.ts";
import { readMerge } from "./merge.ts";
import { isNamespace, readNamespace } from "./namespace.ts";
import { readOutputInto } from "./outputInto.ts";
import { readRename } from "./rename.ts";
import { isSessionVariable, readSessionVariable } from "./sessionVariable.ts";
import { isShow, readShow } from "./show.ts";
import { one, type StatementResult } from "./statement.ts";
import { isSynonym, readSynonym } from "./synonym.ts";
import { isTag, readTag } from "./tag.ts";
import { readEnd } from "./target.ts";
import { readTruncate } from "./truncate.ts";
import { readUpdate } from "./update.ts";
import { isLocking, readLocking } from "./words.ts";

type Reader = (tx: Tx, ctes?: string) => StatementResult;

/** Readers of statements by their first word; the cursor stands at that word. */
const READERS: Readonly<Record<string, Reader>> = {
  REPLACE: readInsert,
  INSERT: readInsert,
  INS: readInsert,
  MERGE: readMerge,
  UPDATE: readUpdate,
  UPD: readUpdate,
  DELETE: readDelete,
  DEL: readDelete,
  TRUNCATE: readTruncate,
  RENAME: readRename,
  CALL: readCall,
  EXEC: readCall,
  EXECUTE: readCall,
};

/** First words that mean this only in one dialect. */
const ONLY: Readonly<Record<string, SourceType>> = {
  REPLACE: "mysql",
  INS: "teradata",
  UPD: "teradata",
  DEL: "teradata",
};

/** Readers for which the first word does not suffice. */
const LOOKING: readonly (readonly [(tx: Tx) => boolean, Reader, ...string[]])[] = [
  [isStatistics, readStatistics, "ANALYZE", "COLLECT", "UPDATE"],
  [isNamespace, readNamespace, "CREATE", "DROP", "USE", "DATABASE", "SET", "ALTER"],
  [isSessionVariable, readSessionVariable, "SET", "UNSET"],
  [isAnonymousBlock, readAnonymousBlock, "BEGIN", "DECLARE", "DO"],
  [isDrop, readDrop, "DROP"],
  [isComment, readComment, "COMMENT"],
  [isCopy, readCopy, "COPY", "UNLOAD"],
  [isGrant, readGrant, "GRANT", "REVOKE"],
  [isSynonym, readSynonym, "CREATE"],
  [isTag, readTag, "ALTER"],
  [isAlterTable, readAlterTable, "ALTER"],
  [isShow, readShow, "SHOW", "DESCRIBE", "DESC", "EXPLAIN"],
  [(tx) => tx.is("mysql") && tx.target === "databricks", readOptimize, "OPTIMIZE"],
];

/**
 * Translates the statement at the cursor, up to the cursor's end; a semicolon may close it. For loose statements of a
 * script and for statements inside of procedures, whose `tx.scope` knows the variables. Throws Untranslatable.
 */
export function translateStatement(tx: Tx): StatementResult {
  readLocking(tx);
  if (tx.cursor.isWords("WITH") && verbBehindCtes(tx) !== "SELECT") return readWithCtes(tx);
  if (startsQuery(tx)) {
    const { sql } = tx.nested(() => readQuery(tx));
    readEnd(tx);
    return one("SELECT", sql);
  }
  const answered = readOutputInto(tx, translateStatement);
  if (answered) return answered;
  const reader = readerAt(tx);
  if (!reader) throw tx.unsupported(`the statement ${tx.cursor.near()}`);
  return reader(tx);
}

/** True when translateStatement knows what stands at the cursor, though it may refuse it. */
export function isStatement(tx: Tx): boolean {
  return startsQuery(tx) || isLocking(tx) || readerAt(tx) !== undefined;
}

/** The verb of a statement that begins with common table expressions: the first one outside of brackets. */
function verbBehindCtes({ cursor }: Tx): string {
  let depth = 0;
  for (let index = cursor.at; index < cursor.end; index++) {
    const token = cursor.tokens[index];
    if (token?.kind === "symbol") depth += token.text === "(" ? 1 : token.text === ")" ? -1 : 0;
    const verb =
      token?.kind === "word" && /^(SELECT|INSERT|UPDATE|DELETE|MERGE)$/.test(token.value);
    if (depth === 0 && verb) return token.value;
  }
  return "SELECT";
}

/** `WITH c AS (…) INSERT …`; in SQL Server the statement may change the rows that such an expression shows. */
function readWithCtes(tx: Tx): StatementResult {
  return (
    readChangedCte(tx) ??
    tx.nested((scope) => {
      const ctes = readCtes(tx, scope);
      const reader = readerAt(tx);
      if (!reader) throw tx.unreadable("a statement expected");
      return reader(tx, ctes);
    })
  );
}

function readerAt(tx: Tx): Reader | undefined {
  const first = tx.cursor.peek();
  if (first?.kind !== "word") return undefined;
  const looking = LOOKING.find(([fits, , ...words]) => words.includes(first.value) && fits(tx));
  if (looking) return looking[1];
  if (tx.cursor.isWords("UPDATE", "STATISTICS")) return undefined;
  const only = ONLY[first.value];
  if (only && !tx.is(only)) return undefined;
  return READERS[first.value];
}
