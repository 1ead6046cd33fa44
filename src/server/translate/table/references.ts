import type { Tx } from "../query/tx.ts";
import { acceptConstraintWords } from "./constraintWords.ts";
import type { Table } from "./model.ts";
import { otherTable } from "./names.ts";
import { fail } from "./texts.ts";

/**
 * REFERENCES t (c) ON DELETE …: kept for Databricks, where keys are information; told for DuckDB, whose foreign keys
 * would forbid to load in any order.
 */
export function readReferences(
  tx: Tx,
  table: Table,
  key: { name: string | undefined; columns: string[]; folded: boolean },
  offset: number,
): void {
  const { cursor } = tx;
  tx.expect("REFERENCES");
  // Teradata says here that the key is not checked.
  if (cursor.accept("WITH")) {
    cursor.accept("NO");
    cursor.accept("CHECK");
    cursor.accept("OPTION");
  }
  const written = cursor.tableName();
  if (!written) throw fail(tx, "a table expected");
  const inside = cursor.group();
  const parentColumns = inside ? inside.split().map((part) => part.identifier() ?? "") : [];
  const actions = readActions(tx);
  const columns = key.columns.join(", ");
  if (tx.target === "duckdb") {
    tx.note("DWM-TBL-005", { name: key.name || `(${columns})` }, offset);
    return;
  }
  const added = key.folded ? tx.diagnostics.position(offset) : undefined;
  const { sql } = otherTable(tx, written);
  const { name } = key;
  const own = written.at(-1)?.toLowerCase() === table.name.at(-1)?.toLowerCase();
  table.foreignKeys.push({ name, columns: key.columns, parent: sql, parentColumns, own, added });
  if (actions === "") return;
  const why = "the target changes no rows by itself";
  tx.note("DWM-TBL-024", { clause: `${actions} of the key (${columns})`, why }, offset);
}

/** The actions that change rows, as written. */
function readActions(tx: Tx): string {
  const { cursor } = tx;
  const actions: string[] = [];
  for (;;) {
    const start = cursor.at;
    if (cursor.accept("ON", "DELETE") || cursor.accept("ON", "UPDATE")) {
      const harmless =
        cursor.accept("NO", "ACTION") || cursor.accept("RESTRICT") || cursor.accept("NOTHING");
      if (!harmless) {
        if (!cursor.accept("SET", "NULL") && !cursor.accept("SET", "DEFAULT")) cursor.next();
        if (cursor.isSymbol("(")) cursor.group();
        actions.push(cursor.textBetween(start, cursor.at).replace(/\s+/g, " "));
      }
    } else if (cursor.accept("MATCH")) cursor.next();
    else acceptConstraintWords(tx);
    if (cursor.at === start) return actions.join(" ");
  }
}
