import { quoteName } from "../duckdbNames.ts";
import { nameParts, targetOf } from "../query/from/tableName.ts";
import type { Tx } from "../query/tx.ts";

/** What another table is called in the target: its bare name, and its name in a statement. */
export function otherTable(tx: Tx, written: readonly string[]): { name: string; sql: string } {
  const parts = nameParts(tx, written);
  const { names } = tx.context;
  const name = targetOf(tx.context, parts) ?? parts.at(-1) ?? "";
  // Without a schema to go to, tables keep the names that the source gives them.
  const sql = names.schema === "" ? asWritten(tx, parts) : tx.out.fullName(names, name);
  return { name, sql };
}

/** A name as the source writes it, quoted as the target quotes. */
export function asWritten(tx: Tx, parts: readonly string[]): string {
  return parts
    .filter((part) => part !== "")
    .map((part) => tx.out.name(part))
    .join(".");
}

/** `("a", "b")` for a key in DuckDB. */
export function columnList(names: readonly string[]): string {
  return `(${names.map(quoteName).join(", ")})`;
}
