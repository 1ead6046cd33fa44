import { readExpression } from "../expression/expression.ts";
import type { Tx } from "../tx.ts";

/** The first rows of a query where LIMIT cannot say which they are. */
export interface FirstRows {
  count: string;
  /** `count` is a percentage of all rows. */
  percent: boolean;
  /** Rows that sort like the last one come too. */
  ties: boolean;
  /** How many rows before them are left out. */
  skipped?: string;
}

/** What LIMIT, OFFSET and FETCH FIRST ask for. */
export interface RowLimit {
  /** With a leading blank, or nothing. */
  sql: string;
  first: FirstRows | undefined;
}

/** LIMIT, OFFSET, FETCH FIRST. */
export function readRowLimit(tx: Tx): RowLimit {
  const { cursor } = tx;
  let limit = "";
  let offset = "";
  let first: FirstRows | undefined;
  for (;;) {
    if (cursor.accept("LIMIT")) {
      if (cursor.accept("ALL") || acceptNone(tx)) continue;
      const count = readExpression(tx).sql;
      if (cursor.acceptSymbol(",")) {
        offset = ` OFFSET ${count}`;
        limit = ` LIMIT ${readExpression(tx).sql}`;
      } else limit = ` LIMIT ${count}`;
    } else if (cursor.accept("OFFSET")) {
      if (!acceptNone(tx)) offset = ` OFFSET ${readExpression(tx).sql}`;
      if (!cursor.accept("ROWS")) cursor.accept("ROW");
    } else if (cursor.accept("FETCH")) {
      if (!cursor.accept("FIRST")) tx.expect("NEXT");
      const bare = cursor.isWords("ROW") || cursor.isWords("ROWS");
      const count = bare ? "1" : readExpression(tx).sql;
      const percent = cursor.accept("PERCENT");
      if (!cursor.accept("ROWS")) cursor.accept("ROW");
      const ties = cursor.accept("WITH", "TIES");
      if (!ties) tx.expect("ONLY");
      if (percent || ties) first = { count, percent, ties };
      else limit = ` LIMIT ${count}`;
    } else break;
  }
  if (!first) return { sql: limit + offset, first };
  if (limit) throw tx.unsupported("two row limits");
  const skipped = offset.replace(/^ OFFSET /, "");
  return { sql: "", first: skipped === "" ? first : { ...first, skipped } };
}

/** Steps over a number of rows that is none: NULL, and Snowflake's empty text. */
function acceptNone(tx: Tx): boolean {
  const { cursor } = tx;
  if (cursor.accept("NULL")) return true;
  if (!tx.is("snowflake") || !/^(''|\$\$\$\$)$/.test(cursor.peek()?.text ?? "")) return false;
  cursor.next();
  return true;
}

/** Clauses behind a query that say how, not what. */
export function dropTail(tx: Tx): void {
  const { cursor } = tx;
  for (;;) {
    const offset = cursor.offset;
    if (cursor.isWords("OPTION") && cursor.isSymbol("(", 1) && tx.is("tsql")) {
      const start = cursor.at;
      cursor.next();
      cursor.group();
      const clause = cursor.textBetween(start, cursor.at);
      tx.note("DWM-QRY-007", { clause, why: "a hint" }, offset);
    } else if (cursor.isWords("FOR") && tx.is("tsql"))
      throw tx.unsupported(`FOR ${cursor.peek(1)?.text ?? ""}`);
    else if (
      cursor.isWords("LOCK", "IN", "SHARE", "MODE") ||
      /^(UPDATE|SHARE|NO|KEY)$/.test(cursor.isWords("FOR") ? (cursor.peek(1)?.value ?? "") : "")
    ) {
      const clause = cursor.rest().replace(/;+$/, "");
      const what = `${clause} is left out: no rows are locked here`;
      tx.note("DWM-QRY-006", { what }, offset);
      cursor.at = cursor.end;
    } else return;
  }
}
