import { columnNames } from "../query/block/queryColumns.ts";
import { readExpression } from "../query/expression/expression.ts";
import type { Relation } from "../query/scope.ts";
import type { Tx } from "../query/tx.ts";

/** Reads what stands behind USING: a table, a query, Oracle's DUAL, Teradata's VALUES. */
export function mergeSource(tx: Tx, readTable: () => string): { sql: string; relation: Relation } {
  const { scope } = tx;
  const listed = tx.is("teradata") && tx.cursor.isWords("VALUES");
  const sql = listed ? readRow(tx) : readTable();
  const relation = scope.relations.at(-1);
  // DUAL without an alias is no table here.
  if (sql === "") {
    const dual: Relation = { alias: "dual", answersTo: ["dual"], columns: new Map() };
    scope.relations.push(dual);
    return {
      sql: `(SELECT 1 AS ${tx.out.name("dummy")}) AS ${tx.out.name("dual")}`,
      relation: dual,
    };
  }
  if (!relation || scope.relations.length > 1) throw tx.unsupported("MERGE with a join");
  const list = tx.out.name(relation.alias);
  // Databricks takes no list of columns behind the source's alias.
  const named = sql.endsWith(")") && sql.includes(` AS ${list}(`);
  if (tx.target !== "databricks" || !named) return { sql, relation };
  return { sql: `(SELECT * FROM ${sql}) AS ${list}`, relation };
}

/** Teradata's `USING VALUES (1, 2) AS s (a, b)`: one row. */
function readRow(tx: Tx): string {
  const { cursor } = tx;
  cursor.next();
  const inside = cursor.group();
  if (!inside) throw tx.unreadable("( expected");
  const values = inside.split().map((part) => tx.inside(part, () => readExpression(tx)));
  cursor.accept("AS");
  const alias = tx.expectIdentifier("an alias");
  const names = columnNames(tx);
  if (names.length !== values.length)
    throw tx.stop("DWM-DAT-002", { found: values.length, expected: names.length });
  const columns = new Map(
    names.map((name, index) => [name.toLowerCase(), values[index]?.type ?? "unknown"] as const),
  );
  tx.scope.relations.push({ alias, answersTo: [alias.toLowerCase()], columns });
  const items = values.map((value, index) => `${value.sql} AS ${tx.out.name(names[index] ?? "")}`);
  return `(SELECT ${items.join(", ")}) AS ${tx.out.name(alias)}`;
}
