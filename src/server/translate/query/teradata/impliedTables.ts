import { namesOf, tableReference, targetOf } from "../from/tableName.ts";
import type { Tx } from "../tx.ts";

/**
 * Teradata takes a table that only a column names (`WHERE t.a = other.b`) for one more of the FROM clause. False: it is no
 * table of the inventory, or the FROM clause is behind us.
 */
export function impliedTable(tx: Tx, qualifier: readonly string[], offset: number): boolean {
  const { scope } = tx;
  if (!scope.implied || targetOf(tx.context, qualifier) === undefined) return false;
  const { sql, columns, details } = tableReference(tx, qualifier, offset);
  const alias = qualifier.at(-1) ?? "";
  scope.relations.push({
    alias,
    answersTo: namesOf(qualifier),
    columns,
    ...(details ? { details } : {}),
  });
  scope.implied.push(`${sql} AS ${tx.out.name(alias)}`);
  const what = `the table ${qualifier.join(".")} stands in no FROM clause; every row of it is joined to every other, as Teradata does`;
  tx.note("DWM-QRY-006", { what }, offset);
  return true;
}
