import { PREC, wrap } from "../expr.ts";
import { readExpression, readWhole } from "../expression/expression.ts";
import type { Tx } from "../tx.ts";

/**
 * A table as it was: Snowflake's AT and BEFORE, Oracle's AS OF, FOR SYSTEM_TIME AS OF. Databricks has it, for as long as
 * the new table's own history reaches. Answers what stands behind the table's name.
 */
export function readTimeTravel(tx: Tx): string {
  const { cursor } = tx;
  const offset = cursor.offset;
  const snowflake = tx.is("snowflake") && (cursor.isWords("AT") || cursor.isWords("BEFORE"));
  if (snowflake && cursor.isSymbol("(", 1)) return readAt(tx, offset);
  if (cursor.isWords("FOR", "SYSTEM_TIME") && !tx.is("bigquery"))
    throw tx.unsupported("FOR SYSTEM_TIME");
  const asOf = tx.is("bigquery") && cursor.accept("FOR", "SYSTEM_TIME", "AS", "OF");
  const flashback = tx.is("oracle") && cursor.accept("AS", "OF");
  if (!asOf && !flashback) {
    if (cursor.isWords("VERSIONS", "BETWEEN")) throw tx.unsupported("VERSIONS BETWEEN");
    return "";
  }
  if (flashback && !cursor.accept("TIMESTAMP")) throw tx.unsupported("AS OF SCN", offset);
  const when = readExpression(tx);
  return asOfTime(tx, wrap(when), offset);
}

function readAt(tx: Tx, offset: number): string {
  const { cursor } = tx;
  const before = cursor.next()?.value === "BEFORE";
  const inside = cursor.group();
  const kind = inside?.next()?.value ?? "";
  if (!inside?.acceptSymbol("=>") || before || !/^(TIMESTAMP|OFFSET)$/.test(kind))
    throw tx.unsupported(before ? "BEFORE on a table" : `AT (${kind} …) on a table`, offset);
  const value = tx.inside(inside, () => readWhole(tx));
  if (kind === "TIMESTAMP") return asOfTime(tx, wrap(value), offset);
  const seconds = wrap(value, PREC.unary);
  return asOfTime(tx, `current_timestamp() + ${seconds} * INTERVAL '1' SECOND`, offset);
}

function asOfTime(tx: Tx, when: string, offset: number): string {
  if (tx.target === "duckdb") throw tx.unsupported("a table as it was", offset);
  const what =
    "the history of the new table begins when it is filled; what was before is not there";
  tx.note("DWM-QRY-006", { what }, offset);
  return ` TIMESTAMP AS OF ${when}`;
}

/** SAMPLE and TABLESAMPLE behind a table, with a leading blank; undefined where there is none. */
export function sampled(tx: Tx): string | undefined {
  const { cursor } = tx;
  const offset = cursor.offset;
  const word =
    cursor.isWords("TABLESAMPLE") || (tx.is("snowflake", "oracle") && cursor.isWords("SAMPLE"));
  if (!word) return undefined;
  cursor.next();
  const method = ["BERNOULLI", "ROW", "SYSTEM", "BLOCK", "RESERVOIR"].find((one) =>
    cursor.accept(one),
  );
  const inside = cursor.group();
  if (!inside) throw tx.unsupported("this sample", offset);
  const { count, rows } = tx.inside(inside, () => {
    const value = readExpression(tx).sql;
    const byRows = tx.cursor.accept("ROWS");
    tx.cursor.accept("PERCENT");
    return { count: value, rows: byRows };
  });
  let seed: string | undefined;
  if (cursor.accept("REPEATABLE") || cursor.accept("SEED")) seed = cursor.group()?.rest();
  if (tx.target === "databricks") {
    if (rows) {
      const what = "a sample by number takes the first rows that come here, no random ones";
      tx.note("DWM-QRY-006", { what }, offset);
    }
    const repeat = seed === undefined ? "" : ` REPEATABLE (${seed})`;
    return ` TABLESAMPLE (${count} ${rows ? "ROWS" : "PERCENT"})${repeat}`;
  }
  const blocks = method === "SYSTEM" || method === "BLOCK";
  const kind = rows ? "reservoir" : blocks ? "system" : "bernoulli";
  const repeat = seed === undefined ? "" : ` REPEATABLE (${seed})`;
  return ` TABLESAMPLE ${kind}(${count}${rows ? " ROWS" : "%"})${repeat}`;
}
