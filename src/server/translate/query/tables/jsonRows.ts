import type { TypeClass } from "../../types/spec.ts";
import type { Expr } from "../expr.ts";
import { readWhole } from "../expression/expression.ts";
import { asJson } from "../nested/asJson.ts";
import type { Relation } from "../scope.ts";
import type { Tx } from "../tx.ts";
import { readAlias } from "./alias.ts";
import { freeName, lateralWord, type TableCall } from "./tableFunction.ts";

/** PostgreSQL's functions that make rows of JSON: the elements of a list, the pairs or keys of an object. */
export function readJsonRows(tx: Tx, { name, inside, offset }: TableCall): string {
  const value = tx.inside(inside, () => readWhole(tx));
  const word = lateralWord(tx);
  const counted = tx.cursor.accept("WITH", "ORDINALITY");
  if (counted && !name.includes("_ELEMENTS"))
    throw tx.unsupported("WITH ORDINALITY of an object's keys", offset);
  const { alias, columns } = readAlias(tx);
  const type: TypeClass = name.endsWith("_TEXT") ? "string" : "json";
  const keys = name.endsWith("_KEYS");
  const pairs = name.includes("_EACH");
  const shown: [string, TypeClass][] = keys
    ? [[alias ?? name.toLowerCase(), "string"]]
    : [...(pairs ? [["key", "string"] as [string, TypeClass]] : []), ["value", type]];
  if (counted) shown.push(["ordinality", "int"]);
  const types = shown.map(([column, kind], index): [string, TypeClass] => {
    return [columns?.[index] ?? column, kind];
  });
  const table = alias ?? freeName(tx);
  const relation: Relation = {
    alias: table,
    answersTo: alias === undefined ? [] : [alias.toLowerCase()],
    columns: new Map(types.map(([column, kind]) => [column.toLowerCase(), kind])),
  };
  const only = types.length === 1 ? types[0] : undefined;
  if (only) {
    relation.element = `${tx.out.name(table)}.${tx.out.name(only[0])}`;
    relation.elementType = only[1];
  }
  tx.scope.relations.push(relation);
  const names = types.map(([column]) => tx.out.name(column));
  return `${word}(${rows(tx, value, { type, keys, pairs, counted }, names)}) AS ${tx.out.name(table)}`;
}

/** What the rows show: values as JSON or as texts, keys alone, keys and values, values and their places. */
interface Shape {
  type: TypeClass;
  keys: boolean;
  pairs: boolean;
  counted: boolean;
}

function rows(
  tx: Tx,
  value: Expr,
  { type, keys, pairs, counted }: Shape,
  names: readonly string[],
): string {
  const items: string[] = [];
  const databricks = tx.target === "databricks";
  const text = databricks ? "CAST(e.value AS STRING)" : "json_extract_string(e.value, '$')";
  const shown = type === "string" ? text : "e.value";
  if (keys || pairs) items.push(`e.key AS ${names[0]}`);
  if (!keys) items.push(`${shown} AS ${names[pairs ? 1 : 0]}`);
  const place = databricks ? "e.pos" : "CAST(e.key AS BIGINT)";
  if (counted) items.push(`${place} + 1 AS ${names.at(-1)}`);
  const variant = value.type === "string" ? `parse_json(${value.sql})` : value.sql;
  const from = databricks ? `variant_explode(${variant}) AS e` : `json_each(${asJson(value)}) AS e`;
  return `SELECT ${items.join(", ")} FROM ${from}`;
}
