import type { TypeClass } from "../../types/spec.ts";
import type { Expr } from "../expr.ts";
import { readExpression } from "../expression/expression.ts";
import { castType } from "../expression/types.ts";
import type { Tx } from "../tx.ts";
import { readAlias } from "./alias.ts";
import { type JsonField, jsonAt, jsonRows, memberPath, readJsonPath, textAt } from "./jsonShape.ts";
import { freeName, lateralWord, type TableCall } from "./tableFunction.ts";

/** T-SQL's OPENJSON(text [, path]) [WITH (column type ['path'] [AS JSON], …)]: the rows of a document. */
export function readOpenJson(tx: Tx, { inside }: TableCall): string {
  const word = lateralWord(tx);
  const { document, path } = tx.inside(inside, () => {
    const value = readExpression(tx);
    const given = tx.cursor.acceptSymbol(",") ? readJsonPath(tx) : { path: "$", each: false };
    if (!tx.cursor.done || given.each) throw tx.unsupported("this OPENJSON");
    return { document: value, path: given.path };
  });
  const fields = readFields(tx);
  const { alias = freeName(tx), columns } = readAlias(tx);
  if (columns) throw tx.unsupported("names for the columns of OPENJSON");
  const types: [string, TypeClass][] = fields
    ? fields.map(({ name, type }) => [name.toLowerCase(), type.class])
    : [
        ["key", "string"],
        ["value", "string"],
        ["type", "int"],
      ];
  tx.scope.relations.push({
    alias,
    answersTo: [alias.toLowerCase()],
    columns: new Map(types),
  });
  const rows = fields
    ? jsonRows(tx, document, path, "auto", fields, true)
    : pairs(tx, document, path);
  return `${word}${rows} AS ${tx.out.name(alias)}`;
}

function readFields(tx: Tx): JsonField[] | undefined {
  const { cursor } = tx;
  if (!cursor.isWords("WITH") || !cursor.isSymbol("(", 1)) return undefined;
  cursor.next();
  const list = cursor.group()?.split() ?? [];
  return list.map((part) =>
    tx.inside(part, (): JsonField => {
      const name = tx.expectIdentifier("a column");
      const { sql, class: kind } = castType(tx);
      const path = part.done || part.isWords("AS") ? memberPath(name) : readJsonPath(tx).path;
      const reads = part.accept("AS", "JSON") ? "json" : "scalar";
      if (!part.done) throw tx.unreadable("not expected in a column of OPENJSON");
      return { name, type: { sql, class: kind }, path, reads };
    }),
  );
}

/** Without WITH: key, value and type of each element or pair. */
function pairs(tx: Tx, document: Expr, path: string): string {
  const { name } = tx.out;
  const select = (key: string, value: string, type: string, from: string) =>
    `(SELECT ${key} AS ${name("key")}, ${value} AS ${name("value")}, ${type} AS ${name("type")} FROM ${from})`;
  if (tx.target === "databricks") {
    const kind = "schema_of_variant(e.value)";
    return select(
      "coalesce(e.key, CAST(e.pos AS STRING))",
      "CAST(e.value AS STRING)",
      `CASE WHEN is_variant_null(e.value) THEN 0 WHEN ${kind} = 'STRING' THEN 1 WHEN ${kind} = 'BOOLEAN' THEN 3 ` +
        `WHEN ${kind} LIKE 'ARRAY%' THEN 4 WHEN ${kind} LIKE 'OBJECT%' THEN 5 ELSE 2 END`,
      `variant_explode(parse_json(${textAt(document, path)})) AS e`,
    );
  }
  const node = jsonAt(document, path);
  return select(
    "e.key",
    "e.value ->> '$'",
    "CASE e.type WHEN 'NULL' THEN 0 WHEN 'VARCHAR' THEN 1 WHEN 'BOOLEAN' THEN 3 WHEN 'ARRAY' THEN 4 WHEN 'OBJECT' THEN 5 ELSE 2 END",
    `json_each(${node}) AS e WHERE json_type(${node}) IN ('ARRAY', 'OBJECT')`,
  );
}
