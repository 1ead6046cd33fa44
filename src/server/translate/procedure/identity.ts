import { tableReference, targetOf } from "../query/from/tableName.ts";
import type { Tx } from "../query/tx.ts";
import type { Statement } from "./model.ts";

/** The identity column of a table of the inventory: null where it has none, undefined where the table is not known. */
export function identityOf(tx: Tx, parts: readonly string[]): string | null | undefined {
  const target = targetOf(tx.context, parts);
  const columns = target === undefined ? undefined : tx.context.known?.[target];
  return columns && (columns.find(({ generated }) => generated === "identity")?.name ?? null);
}

/**
 * What an identity column gave the row that was inserted last. Databricks does not tell, but gives numbers that rise: it is
 * the highest, unless another session has written since.
 */
export function readBack(
  tx: Tx,
  parts: readonly string[],
  column: string,
  variable: string,
  what: string,
  offset: number,
): Statement {
  const table = tableReference(tx, parts, offset).sql;
  tx.note("DWM-PRC-060", { what, column, table: parts.filter(Boolean).join(".") }, offset);
  const value = `(SELECT max(${tx.out.name(column)}) FROM ${table})`;
  return { is: "set", targets: [variable], value };
}
