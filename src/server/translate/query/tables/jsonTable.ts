import { readStringLiteral } from "../../literals.ts";
import type { TypeClass } from "../../types/spec.ts";
import { type Expr, primary } from "../expr.ts";
import { readExpression } from "../expression/expression.ts";
import { castType } from "../expression/types.ts";
import { jsonOf, reached } from "../mysql/json.ts";
import type { Tx } from "../tx.ts";
import { readAlias } from "./alias.ts";
import { lateralWord, type TableCall } from "./tableFunction.ts";

interface JsonColumn {
  name: string;
  sql: string;
  type: TypeClass;
}

/** MySQL's JSON_TABLE(doc, path COLUMNS (…)) AS t: a row for each value that the path leads to. */
export function readJsonTable(tx: Tx, { inside, offset }: TableCall): string {
  const word = lateralWord(tx);
  const { list, columns } = tx.inside(inside, () => {
    const value = readExpression(tx);
    tx.expectSymbol(",");
    const path = textHere(tx);
    tx.expect("COLUMNS");
    const rows = rowsOf(tx, jsonOf(value), path, offset);
    const given = tx.cursor.group();
    if (!given || !tx.cursor.done) throw tx.unreadable("COLUMNS (…) expected");
    return {
      list: rows,
      columns: given.split().map((one) => tx.inside(one, () => readColumn(tx, offset))),
    };
  });
  const { alias } = readAlias(tx);
  if (alias === undefined) throw tx.unreadable("an alias expected");
  tx.scope.relations.push({
    alias,
    answersTo: [alias.toLowerCase()],
    columns: new Map(columns.map(({ name, type }) => [name.toLowerCase(), type])),
  });
  const items = columns.map(({ name, sql }) => `${sql} AS ${tx.out.name(name)}`);
  const rows = `SELECT unnest(${list}) AS e, generate_subscripts(${list}, 1) AS place`;
  return `${word}(SELECT ${items.join(", ")} FROM (${rows}) AS r) AS ${tx.out.name(alias)}`;
}

function textHere(tx: Tx): Expr {
  const token = tx.cursor.next();
  const literal = token?.kind === "string" ? readStringLiteral(token.text, tx.dialect) : undefined;
  if (literal?.kind !== "text") throw tx.unreadable("a path expected");
  return { ...primary(tx.out.text(literal.value), "string"), literal: literal.value };
}

/** The values of the rows as a list. */
function rowsOf(tx: Tx, json: string, path: Expr, offset: number): string {
  const written = path.literal ?? "";
  const found = reached(tx, json, path);
  if (found === undefined) throw tx.unsupported("this path of JSON_TABLE", offset);
  if (!written.includes("*")) return `list_filter([${found}], lambda e: e IS NOT NULL)`;
  return `json_extract(${json}, ${tx.out.text(written)})`;
}

function readColumn(tx: Tx, offset: number): JsonColumn {
  const { cursor } = tx;
  if (cursor.isWords("NESTED")) throw tx.unsupported("NESTED PATH in JSON_TABLE", offset);
  const name = tx.expectIdentifier("a column");
  if (cursor.accept("FOR", "ORDINALITY")) return { name, sql: "r.place", type: "int" };
  const type = castType(tx);
  const exists = cursor.accept("EXISTS");
  tx.expect("PATH");
  const found = reached(tx, "r.e", textHere(tx));
  if (found === undefined) throw tx.unsupported("this path of JSON_TABLE", offset);
  if (exists) return { name, sql: `CAST(${found} IS NOT NULL AS INTEGER)`, type: "int" };
  const otherwise = readOtherwise(tx, offset);
  let sql = found;
  if (type.class !== "json") {
    // What is no scalar is NULL there, as is what cannot be read as the type.
    const scalar = `CASE WHEN json_type(${found}) NOT IN ('ARRAY', 'OBJECT') THEN ${found} ->> '$' END`;
    sql = type.class === "string" ? scalar : `TRY_CAST(${scalar} AS ${type.sql})`;
  }
  if (otherwise !== undefined) {
    const cast = type.class === "json" ? otherwise : `CAST(${otherwise} ->> '$' AS ${type.sql})`;
    sql = `CASE WHEN ${found} IS NULL THEN ${cast} ELSE ${sql} END`;
  }
  return { name, sql, type: type.class };
}

/** `NULL ON EMPTY`, `DEFAULT 'json' ON EMPTY`, `NULL ON ERROR`: the document for what is missing. */
function readOtherwise(tx: Tx, offset: number): string | undefined {
  const { cursor } = tx;
  let otherwise: string | undefined;
  while (!cursor.done) {
    if (cursor.accept("NULL", "ON", "EMPTY") || cursor.accept("NULL", "ON", "ERROR")) continue;
    if (cursor.accept("DEFAULT")) {
      otherwise = `CAST(${textHere(tx).sql} AS JSON)`;
      if (cursor.accept("ON", "EMPTY")) continue;
    }
    throw tx.unsupported("ON ERROR in JSON_TABLE", offset);
  }
  return otherwise;
}
