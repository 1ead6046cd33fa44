import type { Tx } from "../query/tx.ts";
import { readColumnList } from "./columnList.ts";
import { columnsOf, readTarget, type Target } from "./target.ts";
import { holdsValues, readHints } from "./words.ts";

/** What stands before the rows of an INSERT or a REPLACE. */
export interface InsertHead {
  target: Target;
  /** Columns as the statement names them. */
  columns: string[] | undefined;
  /** Columns of the table, where they are known. */
  known: readonly string[] | undefined;
  /** Columns that have to be named in the target though the source does not name them. */
  spelledOut: string[] | undefined;
  /** REPLACE: rows of the same key go. */
  replaces: boolean;
  /** INSERT IGNORE: rows of a key that is there are left out. */
  ignores: boolean;
  /** INSERT OVERWRITE: what the table held goes. */
  overwrites: boolean;
  /** Teradata's `INSERT INTO t (1, 2)`: the brackets hold values. */
  bareValues: boolean;
}

/** Reads `INSERT INTO t (a, b)` up to what the rows come from. */
export function readInsertHead(tx: Tx): InsertHead {
  const { cursor } = tx;
  const replaces = cursor.isWords("REPLACE");
  cursor.next();
  let ignores = false;
  while (tx.is("mysql")) {
    if (cursor.accept("IGNORE")) ignores = true;
    else if (!["LOW_PRIORITY", "DELAYED", "HIGH_PRIORITY"].some((word) => cursor.accept(word)))
      break;
  }
  if (tx.is("tsql") && cursor.isWords("TOP")) throw tx.unsupported("INSERT TOP");
  const overwrites = cursor.accept("OVERWRITE");
  cursor.accept("INTO");
  cursor.accept("TABLE");
  const target = readTarget(tx);
  if (cursor.isWords("PARTITION") && cursor.isSymbol("(", 1))
    throw tx.unsupported("INSERT into a partition");
  readAlias(tx);
  readHints(tx);
  const bareValues = holdsValues(tx);
  const columns = bareValues ? undefined : readColumnList(tx);
  readHints(tx);
  if (cursor.isWords("OUTPUT")) throw tx.unsupported("OUTPUT");
  if (tx.is("tsql") && (cursor.isWords("EXEC") || cursor.isWords("EXECUTE")))
    throw tx.stop("DWM-PRC-063", { what: "a procedure" });
  if (cursor.accept("OVERRIDING")) {
    if (cursor.isWords("USER")) throw tx.unsupported("OVERRIDING USER VALUE");
    tx.expect("SYSTEM", "VALUE");
  }
  return {
    target,
    columns,
    known: columnsOf(tx, target),
    spelledOut: undefined,
    replaces,
    ignores,
    overwrites,
    bareValues,
  };
}

/** An alias of the table; only RETURNING and ON CONFLICT could use it. */
function readAlias(tx: Tx): void {
  const { cursor } = tx;
  if (cursor.accept("AS")) tx.expectIdentifier("an alias");
  else if (tx.is("oracle") && !/^(VALUES|SELECT|WITH|DEFAULT)$/.test(cursor.peek()?.value ?? ""))
    cursor.identifier();
}
