import { readExpression } from "../expression/expression.ts";
import { castType } from "../expression/types.ts";
import type { Tx } from "../tx.ts";
import { readAlias } from "./alias.ts";
import { type JsonField, jsonRows, memberPath, readJsonPath } from "./jsonShape.ts";
import { freeName, lateralWord, type TableCall } from "./tableFunction.ts";

/** JSON_TABLE(document, path COLUMNS (…)) of Oracle, MySQL and PostgreSQL 17: a row for each value that the path leads to. */
export function readSqlJsonTable(tx: Tx, { inside, offset }: TableCall): string {
  const word = lateralWord(tx);
  const { document, from, fields } = tx.inside(inside, () => {
    const { cursor } = tx;
    const value = readExpression(tx);
    cursor.accept("FORMAT", "JSON");
    const given = cursor.acceptSymbol(",") ? readJsonPath(tx) : { path: "$", each: false };
    cursor.accept("NULL", "ON", "ERROR");
    if (!cursor.accept("COLUMNS")) throw tx.unsupported("this JSON_TABLE", offset);
    const list = cursor.isSymbol("(") ? cursor.group() : undefined;
    if (!list || !cursor.done) throw tx.unsupported("this JSON_TABLE", offset);
    return {
      document: value,
      from: given,
      fields: list.split().map((part) => tx.inside(part, () => readField(tx))),
    };
  });
  const { alias } = readAlias(tx);
  const name = alias ?? freeName(tx);
  tx.scope.relations.push({
    alias: name,
    answersTo: alias === undefined ? [] : [alias.toLowerCase()],
    columns: new Map(fields.map((field) => [field.name.toLowerCase(), field.type.class])),
  });
  const rows = jsonRows(tx, document, from.path, from.each ? "each" : "one", fields, false);
  return `${word}${rows} AS ${tx.out.name(name)}`;
}

const TEXT = { duckdb: "VARCHAR", databricks: "STRING" } as const;

function readField(tx: Tx): JsonField {
  const { cursor } = tx;
  if (cursor.isWords("NESTED")) throw tx.unsupported("NESTED PATH in JSON_TABLE");
  const name = tx.expectIdentifier("a column");
  if (cursor.accept("FOR", "ORDINALITY"))
    return { name, type: { sql: "INT", class: "int" }, path: "$", reads: "place" };
  const typed = !(cursor.done || /^(PATH|FORMAT|EXISTS)$/.test(cursor.peek()?.value ?? ""));
  const type = typed ? castType(tx) : { sql: TEXT[tx.target], class: "string" as const };
  let reads: JsonField["reads"] = "scalar";
  if (cursor.accept("EXISTS")) reads = "exists";
  if (cursor.accept("FORMAT", "JSON")) reads = "json";
  for (const words of [
    ["WITHOUT", "WRAPPER"],
    ["WITHOUT", "ARRAY", "WRAPPER"],
  ])
    cursor.accept(...words);
  const path = cursor.accept("PATH") ? readJsonPath(tx) : { path: memberPath(name), each: false };
  while (cursor.accept("NULL", "ON", "ERROR") || cursor.accept("NULL", "ON", "EMPTY"));
  if (path.each || !cursor.done) throw tx.unsupported(`${cursor.near()} in JSON_TABLE`);
  return { name, type: { sql: type.sql, class: type.class }, path: path.path, reads };
}
