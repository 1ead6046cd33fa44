import type { TypeClass } from "../../types/spec.ts";
import { readWhole } from "../expression/expression.ts";
import { castType } from "../expression/types.ts";
import { asJson } from "../nested/asJson.ts";
import type { Tx } from "../tx.ts";
import { lateralWord, type TableCall } from "./tableFunction.ts";

/**
 * PostgreSQL's JSON_TO_RECORD(j) and JSON_TO_RECORDSET(j) `AS x(a int, b text)`: an object as a row, a list of objects as
 * rows, whose columns are read from the fields of these names.
 */
export function readRecordRows(tx: Tx, { name, inside, offset }: TableCall): string {
  const value = tx.inside(inside, () => readWhole(tx));
  const word = lateralWord(tx);
  tx.cursor.accept("AS");
  const alias = tx.cursor.identifier() ?? name.toLowerCase();
  const list = tx.cursor.group();
  if (!list) throw tx.unreadable("the columns of the record expected");
  const json = asJson(value);
  const types: [string, TypeClass][] = [];
  const items = list.split().map((part) => {
    const column = part.identifier();
    if (column === undefined) throw tx.unreadable("a column's name expected");
    const type = tx.inside(part, () => castType(tx));
    types.push([column.toLowerCase(), type.class]);
    const path = tx.out.text(`$."${column.replaceAll('"', '\\"')}"`);
    if (type.class === "json") return `json_extract(e.value, ${path}) AS ${tx.out.name(column)}`;
    if (/\[\]$|^(STRUCT|MAP)\b/.test(type.sql))
      throw tx.unsupported(`a column of ${type.sql}`, offset);
    const text = `json_extract_string(e.value, ${path})`;
    const read = type.sql === "VARCHAR" ? text : `CAST(${text} AS ${type.sql})`;
    return `${read} AS ${tx.out.name(column)}`;
  });
  tx.scope.relations.push({
    alias,
    answersTo: [alias.toLowerCase()],
    columns: new Map(types),
  });
  const rows = name.endsWith("SET") ? `json_each(${json}) AS e` : `(SELECT ${json} AS value) AS e`;
  return `${word}(SELECT ${items.join(", ")} FROM ${rows}) AS ${tx.out.name(alias)}`;
}
