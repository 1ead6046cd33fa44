import { jsonPathKey } from "../databricks/json.ts";
import type { Tx } from "../tx.ts";

/** Redshift's `FROM t, t.items AS i` over a SUPER: its elements, each a piece of JSON. */
export function superElements(tx: Tx, list: string, alias: string): string {
  const { name } = tx.out;
  const element = `${name(alias)}.${name("value")}`;
  tx.scope.relations.push({
    alias,
    answersTo: [alias.toLowerCase()],
    columns: new Map([["value", "json"]]),
    element,
    elementType: "json",
    starless: "the elements of a SUPER",
    write: (column) =>
      tx.target === "databricks"
        ? `${element}:${jsonPathKey(tx, column)}`
        : `json_extract(${element}, '$.${jsonKey(column)}')`,
  });
  if (tx.target === "databricks") return `LATERAL variant_explode(${list}) AS ${name(alias)}`;
  return `LATERAL (SELECT e.value AS value FROM json_each(CAST(${list} AS JSON)) AS e) AS ${name(alias)}`;
}

/** A key in a path of DuckDB's. */
function jsonKey(key: string): string {
  return `"${key.replaceAll("'", "''")}"`;
}
