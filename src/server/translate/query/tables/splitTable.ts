import { Call } from "../calls/call.ts";
import { primary } from "../expr.ts";
import { castTo } from "../expression/cast.ts";
import { type CastType, castType } from "../expression/types.ts";
import { tokens as databricksTokens } from "../functions/databricks/arrays.ts";
import { tokens } from "../functions/duckdb/text.ts";
import type { Tx } from "../tx.ts";
import { readAlias } from "./alias.ts";
import { freeName, lateralWord, type TableCall } from "./tableFunction.ts";

/**
 * Teradata's TABLE (STRTOK_SPLIT_TO_TABLE(key, text, delimiters) RETURNS (key …, number …, token …)): the pieces of a text as
 * rows, none of them empty.
 */
export function readSplitTable(tx: Tx, { inside, offset }: TableCall): string {
  inside.next();
  const given = inside.group()?.split() ?? [];
  const call = new Call(tx, "STRTOK_SPLIT_TO_TABLE", offset, given);
  if (call.count !== 3) throw call.stop("a key, a text and delimiters expected");
  const fields = tx.inside(inside, () => readReturns(tx));
  if (fields.length !== 3 || !inside.done) throw tx.unreadable("RETURNS of three columns expected");
  const word = lateralWord(tx);
  const named = given.some((part) =>
    part.tokens.slice(part.at, part.end).some(({ kind }) => kind === "word"),
  );
  if (named && tx.scope.relations.length === 0)
    throw tx.unsupported(
      "a split of the columns of a table that is not in the FROM clause",
      offset,
    );
  const key = call.arg(0);
  const delimiters = call.arg(2).literal;
  if (delimiters === undefined || delimiters === "") throw call.stop("computed delimiters");
  const { name } = tx.out;
  const split = new Call(tx, call.name, offset, given.slice(1));
  const pieces = tx.target === "databricks" ? databricksTokens(split) : tokens(split, delimiters);
  const { alias = freeName(tx), columns } = readAlias(tx);
  const [keyName, placeName, tokenName] = columns ?? fields.map((field) => field.name);
  tx.scope.relations.push({
    alias,
    answersTo: [alias.toLowerCase()],
    columns: new Map(
      [keyName, placeName, tokenName].map((column = "", index) => [
        column.toLowerCase(),
        index === 0 ? key.type : index === 1 ? "int" : "string",
      ]),
    ),
  });
  const cast = (sql: string, index: number, type: "string" | "int" | undefined) => {
    const field = fields[index];
    const value = type === undefined ? key : primary(sql, type);
    return field ? castTo(tx, value, field.type, false, offset).sql : sql;
  };
  const list = (place: string, token: string) =>
    `${cast(key.sql, 0, undefined)} AS ${name(keyName ?? "")}, ${cast(place, 1, "int")} AS ${name(placeName ?? "")}, ` +
    `${cast(token, 2, "string")} AS ${name(tokenName ?? "")}`;
  if (tx.target === "databricks")
    return `${word}(SELECT ${list("dwm_place + 1", "dwm_token")} FROM posexplode(${pieces}) AS dwm_pieces(dwm_place, dwm_token)) AS ${name(alias)}`;
  const rows = `SELECT generate_subscripts(${pieces}, 1) AS dwm_place, unnest(${pieces}) AS dwm_token`;
  return `${word}(SELECT ${list("dwm_place", "dwm_token")} FROM (${rows})) AS ${name(alias)}`;
}

function readReturns(tx: Tx): { name: string; type: CastType }[] {
  tx.expect("RETURNS");
  const inside = tx.cursor.group();
  if (!inside) throw tx.unreadable("( expected");
  return inside.split().map((part) =>
    tx.inside(part, () => {
      const name = tx.expectIdentifier("a column");
      const type = castType(tx);
      if (part.accept("CHARACTER", "SET")) part.next();
      if (!part.done) throw tx.unreadable("not expected in RETURNS");
      return { name, type };
    }),
  );
}
