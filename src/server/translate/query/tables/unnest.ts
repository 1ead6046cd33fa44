import type { Expr } from "../expr.ts";
import { readList } from "../expression/expression.ts";
import type { Relation } from "../scope.ts";
import type { Tx } from "../tx.ts";
import { readAlias } from "./alias.ts";
import { lateralWord, type TableCall } from "./tableFunction.ts";

/** UNNEST(a) of BigQuery (whose alias names the element) and PostgreSQL, with the places of the elements. */
export function readUnnest(tx: Tx, { inside, offset }: TableCall): string {
  const args = tx.inside(inside, () => readList(tx));
  const [array] = args;
  if (args.length > 1 && tx.is("postgres") && tx.target === "duckdb") return sideBySide(tx, args);
  if (!array || args.length > 1) throw tx.unsupported("UNNEST of several arrays", offset);
  noteCorrelated(tx, array.sql, offset);
  const ordinality = tx.is("postgres") && tx.cursor.accept("WITH", "ORDINALITY");
  const { alias, columns } = readAlias(tx);
  const counted = ordinality || (tx.is("bigquery") && tx.cursor.accept("WITH", "OFFSET"));
  let place = columns?.[1] ?? "ordinality";
  if (tx.is("bigquery")) {
    place = "offset";
    if (counted && (tx.cursor.accept("AS") || named(tx))) place = tx.expectIdentifier("a name");
  }
  return unnested(tx, array.sql, {
    alias,
    column: columns?.[0],
    place: counted ? place : undefined,
  });
}

/** PostgreSQL's UNNEST(a, b): the elements side by side, NULL where one array is shorter. */
function sideBySide(tx: Tx, arrays: readonly Expr[]): string {
  const word = lateralWord(tx);
  if (tx.cursor.isWords("WITH", "ORDINALITY"))
    throw tx.unsupported("WITH ORDINALITY of several arrays");
  const { alias, columns } = readAlias(tx);
  const table = alias ?? "unnest";
  const names = arrays.map((_, at) => columns?.[at] ?? (at === 0 ? "unnest" : `unnest_${at}`));
  tx.scope.relations.push({
    alias: table,
    answersTo: [table.toLowerCase()],
    columns: new Map(names.map((one) => [one.toLowerCase(), "unknown"])),
  });
  const items = arrays.map(({ sql }, at) => `unnest(${sql}) AS ${tx.out.name(names[at] ?? "")}`);
  return `${word}(SELECT ${items.join(", ")}) AS ${tx.out.name(table)}`;
}

/** A query over the elements of an array outside of it, that no function with a lambda could take the place of. */
function noteCorrelated(tx: Tx, array: string, offset: number): void {
  const { scope } = tx;
  const first = scope.relations.length === 0 && (scope.parent?.relations.length ?? 0) > 0;
  if (tx.target !== "databricks" || !first || /^(array|sequence|split)\(/i.test(array)) return;
  const what =
    "Databricks may refuse a query over the elements of an array that stands outside of it";
  tx.note("DWM-QRY-006", { what }, offset);
}

function named({ cursor }: Tx): boolean {
  const token = cursor.peek();
  const clause =
    /^(WHERE|GROUP|HAVING|ORDER|UNION|EXCEPT|INTERSECT|LIMIT|QUALIFY|WINDOW|ON|USING|JOIN|INNER|LEFT|RIGHT|FULL|CROSS)$/;
  return token?.kind === "quoted" || (token?.kind === "word" && !clause.test(token.value));
}

/** How the rows of an array are named. */
export interface Unnested {
  alias: string | undefined;
  /** Name of the element; BigQuery's is the alias. */
  column: string | undefined;
  /** Name of the element's place, where it is asked for. */
  place: string | undefined;
}

/** An array as rows. */
export function unnested(tx: Tx, array: string, { alias, column: given, place }: Unnested): string {
  const word = lateralWord(tx);
  const bigquery = tx.is("bigquery");
  const column = given ?? alias ?? (bigquery ? "dwm_value" : "unnest");
  const table = alias === undefined || bigquery ? `dwm_${tx.scope.relations.length + 1}` : alias;
  const json = bigquery && / AS (JSON\[\]|ARRAY<VARIANT>)\)$/.test(array);
  const relation: Relation = {
    alias: table,
    answersTo: alias === undefined ? [] : [alias.toLowerCase()],
    columns: new Map([
      [column.toLowerCase(), json ? "json" : "unknown"],
      ...(place === undefined ? [] : [[place.toLowerCase(), "int"] as const]),
    ]),
  };
  const { name } = tx.out;
  // BigQuery's element is a value of its own: `e.x` is its field x.
  if (bigquery) {
    relation.element = `${name(table)}.${name(column)}`;
    if (json) relation.elementType = "json";
    relation.starless = "UNNEST";
  }
  tx.scope.relations.push(relation);
  // Without an alias only the fields of the elements have names.
  if (bigquery && alias === undefined && place === undefined) {
    relation.columns = undefined;
    delete relation.element;
    // The fields of structures are the columns.
    if (/^\[\{|^array\(named_struct\(/i.test(array)) delete relation.starless;
    if (tx.target === "databricks") return `${word}inline(${array}) AS ${name(table)}`;
    return `${word}(SELECT unnest(${array}, max_depth := 2)) AS ${name(table)}`;
  }
  if (tx.target === "databricks") {
    if (place === undefined) return `${word}explode(${array}) AS ${name(table)}(${name(column)})`;
    if (bigquery)
      return `${word}posexplode(${array}) AS ${name(table)}(${name(place)}, ${name(column)})`;
    const numbered = `SELECT dwm_value AS ${name(column)}, dwm_pos + 1 AS ${name(place)} FROM posexplode(${array}) AS dwm_list(dwm_pos, dwm_value)`;
    return `${word}(${numbered}) AS ${name(table)}`;
  }
  if (place === undefined && !word) return `unnest(${array}) AS ${name(table)}(${name(column)})`;
  if (place === undefined)
    return `LATERAL (SELECT unnest(${array}) AS ${name(column)}) AS ${name(table)}`;
  const number = `generate_subscripts(${array}, 1)${bigquery ? " - 1" : ""}`;
  return `LATERAL (SELECT unnest(${array}) AS ${name(column)}, ${number} AS ${name(place)}) AS ${name(table)}`;
}
