import type { TypeClass } from "../../types/spec.ts";
import { readList } from "../expression/expression.ts";
import type { Tx } from "../tx.ts";
import { readAlias } from "./alias.ts";
import { freeName, lateralWord, type TableCall } from "./tableFunction.ts";

/** The number that Snowflake gives the row which is split has no counterpart. */
const columnOf = (tx: Tx, table: string) => (column: string) => {
  if (/^seq$/i.test(column)) throw tx.unsupported(`${column} of SPLIT_TO_TABLE`);
  return `${tx.out.name(table)}.${tx.out.name(column)}`;
};

/** T-SQL's STRING_SPLIT(s, ',' [, 1]) and Snowflake's SPLIT_TO_TABLE(s, ','): the parts of a text as rows. */
export function readStringSplit(tx: Tx, { inside, offset }: TableCall): string {
  const [text, separator, ordinal, more] = tx.inside(inside, () => readList(tx));
  if (!text || !separator || more) throw tx.unsupported("this STRING_SPLIT", offset);
  const counted = tx.is("snowflake") || (ordinal !== undefined && ordinal.number !== "0");
  if (ordinal && ordinal.number === undefined) throw tx.unsupported("this STRING_SPLIT", offset);
  const word = lateralWord(tx);
  const { alias, columns } = readAlias(tx);
  if (columns) throw tx.unsupported("names for the columns of a split", offset);
  const table = alias ?? (tx.is("tsql") ? "string_split" : freeName(tx));
  const place = tx.is("snowflake") ? "index" : "ordinal";
  const types: [string, TypeClass][] = [["value", "string"]];
  if (counted) types.push([place, "int"]);
  tx.scope.relations.push({
    alias: table,
    answersTo: [table.toLowerCase()],
    columns: new Map(types),
    ...(tx.is("snowflake") ? { starless: "SPLIT_TO_TABLE", write: columnOf(tx, table) } : {}),
  });
  const { name } = tx.out;
  if (tx.target === "databricks") {
    const parts = `split(${text.sql}, concat('\\\\Q', ${separator.sql}, '\\\\E'))`;
    if (!counted) return `${word}explode(${parts}) AS ${name(table)}(value)`;
    const numbered = `SELECT value, pos + 1 AS ${place} FROM posexplode(${parts}) AS dwm_parts(pos, value)`;
    return `${word}(${numbered}) AS ${name(table)}`;
  }
  const parts = `string_split(${text.sql}, ${separator.sql})`;
  const number = counted ? `, generate_subscripts(${parts}, 1) AS ${name(place)}` : "";
  return `(SELECT unnest(${parts}) AS "value"${number}) AS ${name(table)}`;
}
