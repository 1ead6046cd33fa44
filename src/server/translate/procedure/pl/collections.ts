import { identifierOf, isSymbol } from "../../../sql/token.ts";
import type { OutputColumn } from "../../query/block/queryColumns.ts";
import { type Expr, primary, wrap } from "../../query/expr.ts";
import { databricksWriter } from "../../writer/databricksWriter.ts";
import type { Declaration, Statement } from "../model.ts";
import { rounded } from "../rounding.ts";
import type { Pl } from "./context.ts";
import { mapCall } from "./maps.ts";
import type { CollectionName, CollectionType, PlName } from "./names.ts";
import { semicolonFrom } from "./tokens.ts";

/*
 * PL/SQL's collections are arrays of Databricks: elements from 1 without gaps. What makes gaps (DELETE of an element, an index
 * that is a text) is refused; an INDEX BY table that is filled out of order gets NULLs where the source has nothing.
 */

const { name: quoted, text } = databricksWriter;

export function arrayType({ element }: CollectionType): string {
  return `ARRAY<${element.sql}>`;
}

/** Declares a variable that is a collection, and what is asked of it without brackets. */
export function declareCollection(
  pl: Pl,
  written: string,
  type: CollectionType,
  initial: string | undefined,
  offset: number,
): Declaration[] {
  const variable = pl.localName(written);
  const meaning: CollectionName = { is: "collection", variable, type };
  if (type.indexed) pl.note("DWM-PRC-054", { name: written }, offset);
  nameCollection(pl, written, meaning);
  const sql = arrayType(type);
  const value = initial ?? emptyArray(type);
  return [{ is: "variable", name: variable, type: sql, initial: value }];
}

/** Lets expressions know a collection: `v`, `v.COUNT`, `v.FIRST`, `v.LAST`. */
export function nameCollection(pl: Pl, written: string, meaning: CollectionName): void {
  const { variable, type } = meaning;
  pl.declare(written, meaning);
  pl.types.set(variable.toLowerCase(), { sql: arrayType(type), class: "unknown" });
  const sql = quoted(variable);
  const { variables } = pl.tx.scope;
  const know = (key: string, value: string, kind: "int" | "unknown") =>
    variables.set(key, { sql: value, inQuery: value, type: kind, rule: "yields" });
  const name = written.toLowerCase();
  know(name, sql, "unknown");
  know(`${name}.count`, `size(${sql})`, "int");
  know(`${name}.first`, `(CASE WHEN size(${sql}) > 0 THEN 1 END)`, "int");
  know(`${name}.last`, `nullif(size(${sql}), 0)`, "int");
}

export function emptyArray(type: CollectionType): string {
  return `CAST(array() AS ${arrayType(type)})`;
}

/** The collection that a name means. */
export function collectionNamed(pl: Pl, parts: readonly string[]): CollectionName | undefined {
  const meaning: PlName | undefined = pl.names.find(parts.join("."));
  return meaning?.is === "collection" ? meaning : undefined;
}

/** `v(i)`, `v(i).field`, `v.EXISTS(i)`, `v.NEXT(i)`, `v.PRIOR(i)`; the cursor stands at the bracket. */
export function collectionCall(pl: Pl, parts: readonly string[], offset: number): Expr | undefined {
  const whole = collectionNamed(pl, parts);
  const method = whole ? undefined : parts.at(-1)?.toUpperCase();
  const collection = whole ?? collectionNamed(pl, parts.slice(0, -1));
  if (!collection) return mapCall(pl, parts, offset) ?? typeCall(pl, parts);
  const { cursor } = pl.tx;
  const inside = cursor.group();
  if (!inside) throw pl.tx.unreadable("( expected");
  const index = pl.tx.inside(inside, () => pl.kit.expressionTo(inside.end));
  const sql = quoted(collection.variable);
  switch (method) {
    case "EXISTS":
      return { ...primary(`(${wrap(index)} BETWEEN 1 AND size(${sql}))`, "bool") };
    case "NEXT":
      return primary(`(CASE WHEN ${index.sql} < size(${sql}) THEN ${wrap(index)} + 1 END)`, "int");
    case "PRIOR":
      return primary(`(CASE WHEN ${index.sql} > 1 THEN ${wrap(index)} - 1 END)`, "int");
    case undefined:
      break;
    default:
      throw noMethod(pl, parts, offset);
  }
  const element = `element_at(${sql}, ${indexSql(pl, index)})`;
  const { fields, element: type } = collection.type;
  if (!isSymbol(cursor.peek(), ".")) return primary(element, type.class);
  cursor.next();
  const name = pl.tx.expectIdentifier("a field");
  const field = fields?.find((each) => each.name.toLowerCase() === name.toLowerCase());
  if (!field) throw pl.tx.stop("DWM-PRC-035", { record: `${parts.join(".")}(…).${name}` }, offset);
  return { ...primary(`${element}.${quoted(field.name)}`, field.type.class), name };
}

/** Of the methods of collections, one that has no counterpart. */
export function noMethod(pl: Pl, parts: readonly string[], offset: number) {
  return pl.tx.stop("DWM-PRC-002", { construct: `${parts.join(".")} of a collection` }, offset);
}

/** `t_ids()` and `t_ids(1, 2)` of a type that the routine or its package declares. */
function typeCall(pl: Pl, parts: readonly string[]): Expr | undefined {
  const meaning = pl.names.find(parts.join("."));
  if (meaning?.is !== "type" || meaning.type.is !== "collection") return undefined;
  const inside = pl.tx.cursor.group();
  if (!inside) throw pl.tx.unreadable("( expected");
  const values = inside
    .split()
    .map((part) => pl.tx.inside(part, () => pl.kit.expressionTo(part.end)));
  if (values.length === 0) return primary(emptyArray(meaning.type), "unknown");
  return primary(`array(${values.map(({ sql }) => sql).join(", ")})`, "unknown");
}

/** Arrays take whole numbers of 32 bits for places. */
function indexSql(pl: Pl, index: Expr): string {
  const { sql, number } = index;
  const whole =
    number !== undefined ||
    /^(size|nullif)\(/.test(sql) ||
    pl.types.get(sql.toLowerCase())?.sql === "INT";
  return whole ? sql : `CAST(${sql} AS INT)`;
}

/** `v(i) := x;`, `v(i).f := x;` and the methods that are statements; the cursor stands behind the name. */
export function collectionStatement(
  pl: Pl,
  parts: readonly string[],
  offset: number,
  end: number,
): Statement[] | undefined {
  const whole = collectionNamed(pl, parts);
  if (whole && pl.cursor.isSymbol("(")) return assignElement(pl, whole, offset, end);
  const method = parts.at(-1)?.toUpperCase();
  const collection = whole ? undefined : collectionNamed(pl, parts.slice(0, -1));
  if (!collection || method === undefined) return undefined;
  const { cursor, tx } = pl;
  changeable(pl, collection, offset);
  const sql = quoted(collection.variable);
  const args = (cursor.group()?.split() ?? []).map((part) =>
    tx.inside(part, () => pl.kit.expressionTo(part.end).sql),
  );
  const set = (value: string): Statement[] => [
    { is: "set", targets: [collection.variable], value },
  ];
  const nothing = `CAST(NULL AS ${collection.type.element.sql})`;
  const [count] = args;
  if (method === "EXTEND" && args.length < 2)
    return set(
      count === undefined
        ? `array_append(${sql}, ${nothing})`
        : `concat(${sql}, array_repeat(${nothing}, ${count}))`,
    );
  if (method === "TRIM" && args.length < 2)
    return set(`slice(${sql}, 1, size(${sql}) - ${count ?? "1"})`);
  if (method === "DELETE" && args.length === 0) return set(emptyArray(collection.type));
  throw noMethod(pl, parts, offset);
}

/** An IN parameter stays as it is. */
export function changeable(pl: Pl, { fixed, variable }: CollectionName, offset: number): void {
  if (fixed) throw pl.tx.stop("DWM-PRC-039", { name: variable }, offset);
}

function assignElement(
  pl: Pl,
  collection: CollectionName,
  offset: number,
  end: number,
): Statement[] {
  const { cursor, tx } = pl;
  changeable(pl, collection, offset);
  const inside = cursor.group();
  if (!inside) throw tx.unreadable("( expected");
  const index = tx.inside(inside, () => pl.kit.expressionTo(inside.end));
  const field = cursor.acceptSymbol(".") ? tx.expectIdentifier("a field") : undefined;
  tx.expectSymbol(":=");
  const { element } = collection.type;
  const last = semicolonFrom(pl.tokens, cursor.at, end);
  const record = field === undefined ? recordAt(pl, last) : undefined;
  const value = record ?? rounded(pl.kit.expressionTo(last), element);
  const sql = quoted(collection.variable);
  const item = field === undefined ? value : changedField(pl, collection, field, value);
  const place = indexSql(pl, index);
  const targets = [collection.variable];
  const next = `size(${sql}) + 1`;
  if (field === undefined && index.sql.replace(/\s/g, "") === next.replace(/\s/g, ""))
    return [{ is: "set", targets, value: `array_append(${sql}, ${item})` }];
  if (field === undefined && index.sql === `nullif(size(${sql}), 0)`)
    return [
      { is: "set", targets, value: `array_append(slice(${sql}, 1, size(${sql}) - 1), ${item})` },
    ];
  const replaced = `transform(${sql}, (e, p) -> CASE WHEN p = ${place} - 1 THEN ${item} ELSE e END)`;
  // An INDEX BY table grows by being assigned to; the others raise an error, which assigning nothing is not.
  const beyond = collection.type.indexed && field === undefined;
  const outside = beyond
    ? `WHEN ${place} > size(${sql}) THEN array_insert(${sql}, ${place}, ${item})`
    : `WHEN ${place} > size(${sql}) THEN raise_error('subscript beyond count')`;
  const positive = index.number !== undefined && !index.number.startsWith("-");
  const below = positive ? "" : ` WHEN ${place} < 1 THEN raise_error('subscript outside of limit')`;
  return [{ is: "set", targets, value: `CASE ${outside}${below} ELSE ${replaced} END` }];
}

/** A record that is assigned as a whole, as a structure. */
export function recordAt(pl: Pl, last: number): string | undefined {
  const { cursor } = pl;
  const name = identifierOf(cursor.peek());
  const meaning = name === undefined || cursor.at + 1 !== last ? undefined : pl.names.find(name);
  if (meaning?.is !== "record") return undefined;
  cursor.at = last;
  const parts = [...meaning.fields.values()].map(
    ({ name: field, variable }) => `${text(field)}, ${quoted(variable)}`,
  );
  return `named_struct(${parts.join(", ")})`;
}

function changedField(pl: Pl, collection: CollectionName, field: string, value: string): string {
  const { fields } = collection.type;
  const wanted = field.toLowerCase();
  if (!fields?.some(({ name }) => name.toLowerCase() === wanted))
    throw pl.tx.stop("DWM-PRC-035", { record: `${collection.variable}(…).${field}` });
  const parts = fields.map(({ name }) => {
    const own = name.toLowerCase() === wanted ? value : `e.${quoted(name)}`;
    return `${text(name)}, ${own}`;
  });
  return `named_struct(${parts.join(", ")})`;
}

/** Collections from the rows of a query: one of structures for several columns, or one for each column. */
export function collected(
  pl: Pl,
  targets: readonly CollectionName[],
  query: { sql: string; columns: readonly OutputColumn[] | undefined },
  ordered: boolean,
  offset: number,
): Statement[] {
  const [only] = targets;
  // One column for a collection of structures is a structure already.
  const whole = query.columns?.length === 1 && only?.type.fields?.length !== 1;
  const fields = targets.length === 1 && !whole ? only?.type.fields : undefined;
  const width = fields?.length ?? targets.length;
  if (query.columns && query.columns.length !== width)
    throw pl.tx.stop(
      "DWM-PRC-004",
      { near: "BULK COLLECT INTO", reason: `${query.columns.length} columns for ${width} targets` },
      offset,
    );
  const names = Array.from({ length: width }, (_, index) => `c${index + 1}`);
  const row = (fields ?? names.map((name) => ({ name }))).map(
    (field, index) => `${text(field.name)}, ${names[index]}`,
  );
  const rows = `(${query.sql}) AS q(${names.join(", ")})`;
  // The order of the rows is that of the elements: their places are gathered with them.
  const item = `named_struct(${row.join(", ")})`;
  const list = ordered
    ? `transform(array_sort(collect_list(named_struct('place', place, 'item', item))), e -> e.item) AS items FROM (SELECT monotonically_increasing_id() AS place, ${item} AS item FROM ${rows})`
    : `collect_list(${item}) AS items FROM ${rows}`;
  const variables = targets.map(({ variable }) => variable);
  if (fields) return [{ is: "set", targets: variables, value: `(SELECT ${list})` }];
  const columns = names.map((name) => `transform(items, e -> e.${name})`);
  const value = `SELECT ${columns.join(", ")} FROM (SELECT ${list})`;
  return [{ is: "set", targets: variables, value: variables.length > 1 ? value : `(${value})` }];
}
