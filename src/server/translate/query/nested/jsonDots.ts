import { jsonPathKey } from "../databricks/json.ts";
import { type Expr, primary } from "../expr.ts";
import type { Relation } from "../scope.ts";
import type { Tx } from "../tx.ts";
import { holdersOf } from "./structPath.ts";

/**
 * `t.doc.name.first` (Oracle) and `doc.name.first` (Teradata): a path into a column that holds JSON, whose value is a text. In
 * Oracle JSON may stand in a column of texts. Undefined: the names are no such path.
 */
export function jsonDots(tx: Tx, parts: readonly string[]): Expr | undefined {
  if (!tx.is("oracle", "teradata")) return undefined;
  for (const { relation, column, steps } of holdersOf(tx, parts).reverse()) {
    const type = relation.columns?.get(column.toLowerCase());
    const qualified = steps.length < parts.length - 1;
    if (type === "json" || (type === "string" && tx.is("oracle") && qualified))
      return pathOf(tx, relation, column, type === "json", steps);
  }
  return undefined;
}

function pathOf(
  tx: Tx,
  { alias, write }: Relation,
  column: string,
  isJson: boolean,
  steps: readonly string[],
): Expr {
  const base = write ? write(column) : `${tx.out.name(alias)}.${tx.out.name(column)}`;
  const name = steps.at(-1) ?? column;
  if (tx.target === "databricks" && isJson) {
    const path = steps.map((step) => jsonPathKey(tx, step)).join(".");
    return { ...primary(`CAST(${base}:${path} AS STRING)`, "string"), name };
  }
  const path = tx.out.text(`$${steps.map((step) => `."${step}"`).join("")}`);
  const bracketed = tx.out.text(`$${steps.map((step) => `['${step}']`).join("")}`);
  const sql =
    tx.target === "databricks"
      ? `get_json_object(${base}, ${bracketed})`
      : `json_extract_string(${base}, ${path})`;
  return { ...primary(sql, "string"), name };
}
