import type { TypeClass } from "../../types/spec.ts";
import { type Expr, primary } from "../expr.ts";
import { attributeOf } from "../nested/superPath.ts";
import type { Relation } from "../scope.ts";
import type { Tx } from "../tx.ts";
import { readAlias } from "./alias.ts";

/** Redshift's `t.a.b` in FROM: a column of the table, or an attribute of an element, and attributes of that. */
export function superList(tx: Tx, relation: Relation, path: readonly string[]): string {
  const [column = "", ...further] = path;
  const { element } = relation;
  const start =
    element === undefined
      ? `${tx.out.name(relation.alias)}.${tx.out.name(column)}`
      : attributeOf(tx, primary(element, "json"), column).sql;
  const value: Expr = { ...primary(start, "json"), path: element !== undefined };
  return further.reduce((inner, step) => attributeOf(tx, inner, step), value).sql;
}

/** Redshift's `FROM t, t.items AS i AT p` over a SUPER: its elements, each a piece of JSON, and their places. */
export function superElements(tx: Tx, list: string, last: string): string {
  const { name } = tx.out;
  const { alias = last } = readAlias(tx);
  const place = tx.cursor.accept("AT") ? tx.expectIdentifier("a name") : undefined;
  const element = `${name(alias)}.${name("value")}`;
  tx.scope.relations.push({
    alias,
    answersTo: [alias.toLowerCase()],
    columns: new Map<string, TypeClass>([
      ["value", "json"],
      ...(place === undefined ? [] : [[place.toLowerCase(), "int"] as const]),
    ]),
    element,
    elementType: "json",
    starless: "the elements of a SUPER",
    write: (column) => {
      if (place?.toLowerCase() === column.toLowerCase())
        return `${name(alias)}.${name(tx.target === "databricks" ? "pos" : place)}`;
      return attributeOf(tx, primary(element, "json"), column).sql;
    },
  });
  if (tx.target === "databricks") return `LATERAL variant_explode(${list}) AS ${name(alias)}`;
  const places = place === undefined ? "" : `, CAST(e.key AS BIGINT) AS ${name(place)}`;
  return `LATERAL (SELECT e.value AS value${places} FROM json_each(CAST(${list} AS JSON)) AS e) AS ${name(alias)}`;
}
