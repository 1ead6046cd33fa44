import { readExpression } from "./expression.ts";
import type { OutputColumn } from "./select.ts";
import type { Tx } from "./tx.ts";

/** What REPLACE and RENAME behind a `*` do to its columns. */
export interface StarChanges {
  sql: string;
  column(column: OutputColumn): OutputColumn;
}

/** `* REPLACE (x * 2 AS x) RENAME (a AS b)` of Snowflake and BigQuery; DuckDB has the same, Databricks neither. */
export function readStarChanges(tx: Tx): StarChanges {
  const { cursor } = tx;
  const replaced = new Map<string, OutputColumn>();
  const renamed = new Map<string, string>();
  let sql = "";
  if (tx.is("snowflake", "bigquery") && cursor.isWords("REPLACE") && cursor.isSymbol("(", 1)) {
    if (tx.target === "databricks") throw tx.unsupported("* REPLACE");
    cursor.next();
    const items = listOf(tx, () => {
      const value = readExpression(tx);
      tx.cursor.accept("AS");
      const name = tx.expectIdentifier("a column");
      replaced.set(name.toLowerCase(), { name, type: value.type });
      return `${value.sql} AS ${tx.out.name(name)}`;
    });
    sql += ` REPLACE (${items.join(", ")})`;
  }
  if (tx.is("snowflake") && cursor.accept("RENAME")) {
    if (tx.target === "databricks") throw tx.unsupported("* RENAME");
    const items = listOf(tx, () => {
      const from = tx.expectIdentifier("a column");
      tx.expect("AS");
      const to = tx.expectIdentifier("a column");
      renamed.set(from.toLowerCase(), to);
      return `${tx.out.name(from)} AS ${tx.out.name(to)}`;
    });
    sql += ` RENAME (${items.join(", ")})`;
  }
  return {
    sql,
    column: (column) => {
      const key = (column.name ?? "").toLowerCase();
      const type = replaced.get(key)?.type ?? column.type;
      return { name: renamed.get(key) ?? column.name, type };
    },
  };
}

/** Items in brackets, or a single one without. */
function listOf(tx: Tx, read: () => string): string[] {
  const inside = tx.cursor.group();
  if (!inside) return [read()];
  return inside.split().map((part) =>
    tx.inside(part, () => {
      const item = read();
      if (!part.done) throw tx.unreadable("not expected here");
      return item;
    }),
  );
}
