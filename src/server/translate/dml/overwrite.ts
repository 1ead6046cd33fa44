import type { Tx } from "../query/tx.ts";
import { columnList, type InsertSource } from "./insert.ts";
import type { InsertHead } from "./insertHead.ts";
import { one, type StatementResult } from "./statement.ts";

/** Snowflake's INSERT OVERWRITE: Databricks has the same; DuckDB empties the table first. */
export function overwrite(
  tx: Tx,
  head: InsertHead,
  source: InsertSource,
  offset: number,
): StatementResult {
  const { sql, name } = head.target;
  const rows = `${sql}${columnList(tx, head)} ${source.sql}`;
  if (tx.target === "databricks") return one("INSERT", `INSERT OVERWRITE ${rows}`);
  if (source.sql.includes(tx.out.name(name)))
    throw tx.unsupported("INSERT OVERWRITE of a table from its own rows", offset);
  tx.note("DWM-DML-004", { what: "two statements take its place: run them in one transaction" });
  return { kind: "INSERT", statements: [`DELETE FROM ${sql}`, `INSERT INTO ${rows}`] };
}
