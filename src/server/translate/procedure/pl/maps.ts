import { isSymbol } from "../../../sql/token.ts";
import type { Cursor } from "../../cursor.ts";
import { type Expr, primary } from "../../query/expr.ts";
import { databricksWriter } from "../../writer/databricksWriter.ts";
import type { Statement, Variable } from "../model.ts";
import { rounded } from "../rounding.ts";
import { noMethod, recordAt } from "./collections.ts";
import type { Pl } from "./context.ts";
import type { MapName, MapType } from "./names.ts";
import { semicolonFrom } from "./tokens.ts";

/*
 * PL/SQL's collections whose index is a text are maps of Databricks. They are walked in the order of their keys' bytes, as
 * the source does without NLS settings.
 */

const { name: quoted } = databricksWriter;

export function mapType({ element }: MapType): string {
  return `MAP<STRING, ${element.sql}>`;
}

export function emptyMap(type: MapType): string {
  return `CAST(map() AS ${mapType(type)})`;
}

/** Declares a variable that is a map, under the names that mean it. */
export function declareMap(
  pl: Pl,
  wanted: string,
  written: readonly string[],
  type: MapType,
  initial?: string,
): Variable {
  const variable = pl.localName(wanted);
  for (const each of written) nameMap(pl, each, { is: "map", variable, type });
  return {
    is: "variable",
    name: variable,
    type: mapType(type),
    initial: initial ?? emptyMap(type),
  };
}

/** Lets expressions know a map: `v`, `v.COUNT`, `v.FIRST`, `v.LAST`. */
export function nameMap(pl: Pl, written: string, meaning: MapName): void {
  pl.declare(written, meaning);
  const sql = quoted(meaning.variable);
  pl.types.set(meaning.variable.toLowerCase(), { sql: mapType(meaning.type), class: "unknown" });
  const { variables } = pl.tx.scope;
  const know = (key: string, value: string, type: "int" | "string" | "unknown") =>
    variables.set(key, { sql: value, inQuery: value, type, rule: "yields" });
  const name = written.toLowerCase();
  know(name, sql, "unknown");
  know(`${name}.count`, `size(${sql})`, "int");
  know(`${name}.first`, `array_min(map_keys(${sql}))`, "string");
  know(`${name}.last`, `array_max(map_keys(${sql}))`, "string");
}

function mapNamed(pl: Pl, parts: readonly string[]): MapName | undefined {
  const meaning = pl.names.find(parts.join("."));
  return meaning?.is === "map" ? meaning : undefined;
}

/** `v(k)`, `v(k).field`, `v.EXISTS(k)`, `v.NEXT(k)`, `v.PRIOR(k)`; the cursor stands at the bracket. */
export function mapCall(pl: Pl, parts: readonly string[], offset: number): Expr | undefined {
  const whole = mapNamed(pl, parts);
  const map = whole ?? mapNamed(pl, parts.slice(0, -1));
  if (!map) return undefined;
  const { cursor } = pl.tx;
  const key = readKey(pl, cursor.group());
  const sql = quoted(map.variable);
  if (!whole) {
    const beside = (test: string, most: string) =>
      primary(`${most}(filter(map_keys(${sql}), dwm_key -> dwm_key ${test} ${key}))`, "string");
    switch (parts.at(-1)?.toUpperCase()) {
      case "EXISTS":
        return primary(`map_contains_key(${sql}, ${key})`, "bool");
      case "NEXT":
        return beside(">", "array_min");
      case "PRIOR":
        return beside("<", "array_max");
      default:
        throw noMethod(pl, parts, offset);
    }
  }
  if (pl.frames.some((frame) => frame.catchesNoData))
    throw pl.tx.stop(
      "DWM-PRC-002",
      { construct: `the element ${parts.join(".")}(…), whose absence a handler catches,` },
      offset,
    );
  const { element: type, fields } = map.type;
  const wanted = cursor.acceptSymbol(".") ? pl.tx.expectIdentifier("a field") : undefined;
  const field = fields?.find((each) => each.name.toLowerCase() === wanted?.toLowerCase());
  if (wanted !== undefined && !field)
    throw pl.tx.stop("DWM-PRC-035", { record: `${parts.join(".")}(…).${wanted}` }, offset);
  const item = `try_element_at(${sql}, ${key})${field ? `.${quoted(field.name)}` : ""}`;
  // The source raises NO_DATA_FOUND where nothing was put.
  const element = `CASE WHEN map_contains_key(${sql}, ${key}) THEN ${item} ELSE raise_error('no data found') END`;
  return primary(element, (field?.type ?? type).class);
}

function readKey(pl: Pl, inside: Cursor | undefined): string {
  if (!inside) throw pl.tx.unreadable("( expected");
  const { sql, type } = pl.tx.inside(inside, () => pl.kit.expressionTo(inside.end));
  return type === "string" || type === "unknown" ? sql : `CAST(${sql} AS STRING)`;
}

/** `v(k) := x;`, `v.DELETE(k);` and `v.DELETE;`; the cursor stands behind the name. */
export function mapStatement(
  pl: Pl,
  parts: readonly string[],
  offset: number,
  end: number,
): Statement[] | undefined {
  const { cursor, tx } = pl;
  const whole = mapNamed(pl, parts);
  const map = whole ?? mapNamed(pl, parts.slice(0, -1));
  if (!map || (whole && !cursor.isSymbol("("))) return undefined;
  if (map.fixed) throw tx.stop("DWM-PRC-039", { name: map.variable }, offset);
  const sql = quoted(map.variable);
  const set = (value: string): Statement[] => [{ is: "set", targets: [map.variable], value }];
  if (!whole) {
    if (parts.at(-1)?.toUpperCase() !== "DELETE") throw noMethod(pl, parts, offset);
    if (!cursor.isSymbol("(")) return set(emptyMap(map.type));
    return set(without(sql, readKey(pl, cursor.group())));
  }
  const key = readKey(pl, cursor.group());
  if (isSymbol(cursor.peek(), "."))
    throw tx.stop("DWM-PRC-002", { construct: `a field of ${parts.join(".")}(…)` }, offset);
  tx.expectSymbol(":=");
  const last = semicolonFrom(pl.tokens, cursor.at, end);
  const value = recordAt(pl, last) ?? rounded(pl.kit.expressionTo(last), map.type.element);
  return set(`map_concat(${without(sql, key)}, map(${key}, ${value}))`);
}

function without(map: string, key: string): string {
  return `map_filter(${map}, (dwm_key, dwm_value) -> dwm_key <> ${key})`;
}
