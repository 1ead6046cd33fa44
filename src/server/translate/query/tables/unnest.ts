import type { Cursor } from "../../cursor.ts";
import type { TypeClass } from "../../types/spec.ts";
import type { ColumnDetail } from "../digits/digits.ts";
import type { Expr } from "../expr.ts";
import { readList } from "../expression/expression.ts";
import type { Shape } from "../nested/shape.ts";
import type { Relation } from "../scope.ts";
import type { Tx } from "../tx.ts";
import { readAlias } from "./alias.ts";
import { freeName, lateralWord, type TableCall } from "./tableFunction.ts";

/** UNNEST(a) of BigQuery (whose alias names the element) and PostgreSQL, with the places of the elements. */
export function readUnnest(tx: Tx, { inside, offset }: TableCall): string {
  const args = qualified(tx, inside, () => tx.inside(inside, () => readList(tx)));
  const [array] = args;
  if (args.length > 1 && tx.is("postgres") && tx.target === "duckdb") return sideBySide(tx, args);
  if (!array || args.length > 1) throw tx.unsupported("UNNEST of several arrays", offset);
  noteCorrelated(tx, array.sql, offset);
  if (tx.is("bigquery")) {
    const names = { ...readElementNames(tx), column: undefined };
    return unnested(tx, array.sql, names, array.shape?.element);
  }
  const counted = tx.is("postgres") && tx.cursor.accept("WITH", "ORDINALITY");
  const { alias, columns } = readAlias(tx);
  const place = counted ? (columns?.[1] ?? "ordinality") : undefined;
  return unnested(tx, array.sql, { alias, column: columns?.[0], place });
}

/** Reads BigQuery's array: where its elements are called what its column is called, that needs its table. */
function qualified<T>(tx: Tx, inside: Cursor, read: () => T): T {
  const { scope, cursor } = tx;
  const before = scope.qualified;
  const alias = cursor.peek(cursor.isWords("AS") ? 1 : 0)?.value.toLowerCase();
  const tokens = inside.tokens.slice(inside.at, inside.end);
  const shadowed = tokens.some(
    ({ kind, value }) => kind !== "symbol" && value.toLowerCase() === alias,
  );
  scope.qualified = before || (tx.is("bigquery") && shadowed);
  try {
    return read();
  } finally {
    scope.qualified = before;
  }
}

/** What stands behind BigQuery's array: the name of its elements, and that of their places. */
export function readElementNames(tx: Tx): Pick<Unnested, "alias" | "place"> {
  const { alias } = readAlias(tx);
  if (!tx.cursor.accept("WITH", "OFFSET")) return { alias, place: undefined };
  const called = tx.cursor.accept("AS") || named(tx);
  return { alias, place: called ? tx.expectIdentifier("a name") : "offset" };
}

/** PostgreSQL's UNNEST(a, b): the elements side by side, NULL where one array is shorter. */
function sideBySide(tx: Tx, arrays: readonly Expr[]): string {
  const word = lateralWord(tx);
  const counted = tx.cursor.accept("WITH", "ORDINALITY");
  const { alias, columns } = readAlias(tx);
  const table = alias ?? "unnest";
  const names = arrays.map((_, at) => columns?.[at] ?? (at === 0 ? "unnest" : `unnest_${at}`));
  const place = columns?.[arrays.length] ?? "ordinality";
  tx.scope.relations.push({
    alias: table,
    answersTo: [table.toLowerCase()],
    columns: new Map([
      ...names.map((one) => [one.toLowerCase(), "unknown"] as const),
      ...(counted ? [[place.toLowerCase(), "int"] as const] : []),
    ]),
  });
  const items = arrays.map(({ sql }, at) => `unnest(${sql}) AS ${tx.out.name(names[at] ?? "")}`);
  if (counted) {
    const lengths = arrays.map(({ sql }) => `len(${sql})`).join(", ");
    items.push(`unnest(range(1, greatest(${lengths}) + 1)) AS ${tx.out.name(place)}`);
  }
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
export function unnested(
  tx: Tx,
  array: string,
  { alias, column: given, place }: Unnested,
  element?: Shape,
): string {
  const word = lateralWord(tx);
  const bigquery = tx.is("bigquery");
  const unnamed = bigquery && element && !element.fields ? "f0_" : "dwm_value";
  const column = given ?? alias ?? (bigquery ? unnamed : "unnest");
  const table = alias === undefined || bigquery ? freeName(tx) : alias;
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
  if (bigquery && element) {
    describeElement(tx, relation, { alias, column, place }, element);
    return elementRows(tx, array, table, { column, place }, word);
  }
  // Without an alias only the fields of the elements have names.
  if (bigquery && alias === undefined && place === undefined) {
    relation.columns = undefined;
    delete relation.element;
    // The fields of structures are the columns.
    if (/^\[\{|^array\(named_struct\(/i.test(array)) delete relation.starless;
    if (tx.target === "databricks") return `${word}inline(${array}) AS ${name(table)}`;
    return `${word}(SELECT unnest(${array}, max_depth := 2)) AS ${name(table)}`;
  }
  if (bigquery) return elementRows(tx, array, table, { column, place }, word);
  if (tx.target === "databricks") {
    if (place === undefined) return `${word}explode(${array}) AS ${name(table)}(${name(column)})`;
    const numbered = `SELECT dwm_value AS ${name(column)}, dwm_pos + 1 AS ${name(place)} FROM posexplode(${array}) AS dwm_list(dwm_pos, dwm_value)`;
    return `${word}(${numbered}) AS ${name(table)}`;
  }
  if (place === undefined && !word) return `unnest(${array}) AS ${name(table)}(${name(column)})`;
  return rowsOf(tx, array, table, { column, place }, 1);
}

/** The elements as the rows of a query that may read what stands before it; places begin with `first`. */
function rowsOf(
  { out: { name } }: Tx,
  array: string,
  table: string,
  { column, place }: { column: string; place: string | undefined },
  first: 0 | 1,
): string {
  const number = `generate_subscripts(${array}, 1)${first === 0 ? " - 1" : ""}`;
  const places = place === undefined ? "" : `, ${number} AS ${name(place)}`;
  return `LATERAL (SELECT unnest(${array}) AS ${name(column)}${places}) AS ${name(table)}`;
}

/** BigQuery's elements, one column of the rows, with their places from 0 on. */
function elementRows(
  tx: Tx,
  array: string,
  table: string,
  columns: { column: string; place: string | undefined },
  word: string,
): string {
  const { name } = tx.out;
  const { column, place } = columns;
  if (tx.target === "databricks") {
    if (place === undefined) return `${word}explode(${array}) AS ${name(table)}(${name(column)})`;
    return `${word}posexplode(${array}) AS ${name(table)}(${name(place)}, ${name(column)})`;
  }
  if (place === undefined && !word) return `unnest(${array}) AS ${name(table)}(${name(column)})`;
  return rowsOf(tx, array, table, columns, 0);
}

/** What the names of an element mean whose parts are known: its fields have names of their own. */
function describeElement(
  tx: Tx,
  relation: Relation,
  {
    alias,
    column,
    place,
  }: { alias: string | undefined; column: string; place: string | undefined },
  element: Shape,
): void {
  const { name } = tx.out;
  const own = `${name(relation.alias)}.${name(column)}`;
  const columns = new Map<string, TypeClass>();
  const details = new Map<string, ColumnDetail>();
  for (const { name: field, shape } of element.fields ?? []) {
    columns.set(field.toLowerCase(), shape.element ? "array" : shape.type);
    if (shape.fields || shape.element) details.set(field.toLowerCase(), { shape });
  }
  const fields = new Set(columns.keys());
  if (alias !== undefined || !element.fields) {
    columns.set(column.toLowerCase(), element.element ? "array" : element.type);
    if (element.fields || element.element) details.set(column.toLowerCase(), { shape: element });
  }
  if (place !== undefined) columns.set(place.toLowerCase(), "int");
  relation.columns = columns;
  relation.details = details;
  relation.elementShape = element;
  relation.element = own;
  delete relation.starless;
  if (!element.fields) return;
  relation.write = (wanted) => {
    const lower = wanted.toLowerCase();
    if (lower === place?.toLowerCase()) return `${name(relation.alias)}.${name(wanted)}`;
    if (fields.has(lower) || lower !== column.toLowerCase()) return `${own}.${name(wanted)}`;
    return own;
  };
}
