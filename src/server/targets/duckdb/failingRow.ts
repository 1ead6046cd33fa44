import type { DuckDBConnection } from "@duckdb/node-api";
import type { SourcePosition } from "../../inventory/types.ts";
import type { TargetStatement } from "../../translate/types.ts";
import type { ApplyPlan } from "../types.ts";

/**
 * Finds the row that makes a batch fail: makes the object again in a transaction of its own, inserts the batch row by
 * row, and rolls everything back. Answers undefined when no single row does it alone.
 */
export async function failingRow(
  connection: DuckDBConnection,
  plan: ApplyPlan,
  batch: TargetStatement,
): Promise<SourcePosition | undefined> {
  const rows = batch.rows ?? [];
  if (rows.length < 2) return undefined;
  await connection.run("ROLLBACK");
  await connection.run("BEGIN TRANSACTION");
  try {
    for (const { sql } of plan.statements) await connection.run(sql);
    for (const [index, row] of rows.entries()) {
      try {
        await connection.run(singleRow(batch, index));
      } catch {
        return { file: batch.file, line: row.line, column: row.column };
      }
    }
  } catch {
    // The object itself cannot be made a second time: the batch's own place has to do.
  }
  return undefined;
}

/** The INSERT with its tuple `index` alone. */
function singleRow({ sql, rows = [] }: TargetStatement, index: number): string {
  const head = sql.slice(0, rows[0]?.offset);
  const tuple = sql.slice(rows[index]?.offset, rows[index + 1]?.offset);
  return head + tuple.trimEnd().replace(/,$/, "");
}
