import { readQuery, startsQuery } from "../query/block/select.ts";
import type { Tx } from "../query/tx.ts";
import { one, type StatementResult } from "./statement.ts";
import { readEnd, readTarget } from "./target.ts";

/** True for statements that show something which both targets show in the same words. */
export function isShow(tx: Tx): boolean {
  const { cursor } = tx;
  const word = cursor.peek()?.value;
  const second = cursor.peek(1);
  if (word === "SHOW")
    return cursor.isWords("SHOW", "TABLES") && (cursor.peek(2)?.text ?? ";") === ";";
  if (word === "EXPLAIN") return tx.inside(behindExplain(tx), () => startsQuery(tx));
  // DESCRIBE t, DESC TABLE t
  const named = second?.kind === "quoted" || (second?.kind === "word" && !OTHERS.has(second.value));
  return (word === "DESCRIBE" || word === "DESC") && named;
}

/** What Snowflake and others describe beside tables. */
const OTHERS: ReadonlySet<string> = new Set(
  "PROCEDURE FUNCTION STAGE USER ROLE WAREHOUSE TASK PIPE STREAM SCHEMA DATABASE INTEGRATION RESULT FILE NETWORK".split(
    " ",
  ),
);

function behindExplain({ cursor }: Tx) {
  let at = cursor.at + 1;
  while (/^(PLAN|FOR|ANALYZE|VERBOSE|EXTENDED|USING|TEXT)$/.test(cursor.tokens[at]?.value ?? ""))
    at++;
  return cursor.slice(at, cursor.end);
}

/** EXPLAIN query, DESCRIBE t, SHOW TABLES. */
export function readShow(tx: Tx): StatementResult {
  const { cursor } = tx;
  if (cursor.isWords("EXPLAIN")) {
    const query = behindExplain(tx);
    const { sql } = tx.inside(query, () => {
      const read = tx.nested(() => readQuery(tx));
      readEnd(tx);
      return read;
    });
    return one("EXPLAIN", `EXPLAIN ${sql}`);
  }
  const verb = cursor.next()?.value ?? "";
  if (verb === "SHOW") return one("SHOW", "SHOW TABLES");
  if (!cursor.accept("TABLE")) cursor.accept("VIEW");
  const { sql } = readTarget(tx);
  readEnd(tx);
  return one("DESCRIBE", `DESCRIBE ${tx.target === "databricks" ? "TABLE " : ""}${sql}`);
}
