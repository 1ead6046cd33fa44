import type { DuckDBConnection } from "@duckdb/node-api";
import type { SourcePosition } from "../../inventory/types.ts";
import type { TargetStatement } from "../../translate/types.ts";

/** The row of a batch that the target refuses, and what it says about it. */
export interface FailingRow {
  at: SourcePosition;
  error: unknown;
}

/**
 * Finds the first row of `batch` that fails, by halving: `before` (the object's DDL and the batches that went well) and a
 * part of the batch's rows are run in transactions that are rolled back. Undefined when the batch has no marks of its
 * rows, or does not fail when it is repeated. No transaction may be open.
 */
export async function findFailingRow(
  connection: DuckDBConnection,
  before: readonly TargetStatement[],
  batch: TargetStatement,
): Promise<FailingRow | undefined> {
  const marks = batch.rowMarks;
  if (!marks || marks.length < 3) return undefined;
  const attempt = async (count: number): Promise<unknown> => {
    await connection.run("BEGIN TRANSACTION");
    try {
      for (const statement of before) await connection.run(statement.sql);
      await connection.run(firstRows(batch.sql, marks, count));
      return undefined;
    } catch (error) {
      return error ?? new Error("unknown");
    } finally {
      await connection.run("ROLLBACK").catch(() => undefined);
    }
  };
  const rows = marks.length / 3;
  let error = await attempt(rows);
  if (error === undefined) return undefined;
  // The first `good` rows pass, the first `bad` fail.
  let good = 0;
  let bad = rows;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    const failure = await attempt(middle);
    if (failure === undefined) good = middle;
    else {
      bad = middle;
      error = failure;
    }
  }
  const mark = (bad - 1) * 3;
  const [line = batch.line, column = batch.column] = marks.slice(mark + 1, mark + 3);
  return { at: { file: batch.file, line, column }, error };
}

/** The INSERT with its first `count` rows. */
function firstRows(sql: string, marks: readonly number[], count: number): string {
  const next = marks[count * 3];
  // A comma and white space stand before the next row.
  return next === undefined ? sql : sql.slice(0, next).replace(/,\s*$/, "");
}
