import { Cursor } from "../cursor.ts";
import type { TranslateContext } from "../types.ts";
import { writerFor } from "../writer/sqlWriter.ts";
import { mapType } from "./map.ts";
import { readType } from "./read.ts";
import type { TargetType, TypeSpec } from "./spec.ts";

/** User-defined types may be made of each other; deeper than this they are refused. */
const MOST_DEPTH = 16;

/**
 * The target's type for a source type: arrays, structures and maps are put together, user-defined types of the inventory
 * are taken for what they stand for. Undefined: there is no such type.
 */
export function resolveType(
  spec: TypeSpec,
  context: TranslateContext,
  depth = 0,
): TargetType | undefined {
  if (depth > MOST_DEPTH) return undefined;
  if (spec.dimensions > 0) {
    const element = resolveType({ ...spec, dimensions: 0 }, context, depth + 1);
    return element && arrayOf(element, spec.dimensions, context);
  }
  if (spec.fields) return structOf(spec.fields, context, depth);
  if (spec.map) return mapOf(spec.map, context, depth);
  const known = mapType(spec, context.sourceType, context.target);
  return known ?? userType(spec, context, depth);
}

function userType(
  spec: TypeSpec,
  context: TranslateContext,
  depth: number,
): TargetType | undefined {
  const parts = spec.name.toLowerCase().split(".");
  for (const name of [parts.join("."), parts.at(-1) ?? ""]) {
    const { userTypes } = context;
    const text = userTypes && Object.hasOwn(userTypes, name) ? userTypes[name] : undefined;
    if (text === undefined) continue;
    const base = readType(new Cursor(text, context.sourceType));
    if (!base) return undefined;
    return resolveType(base, context, depth + 1);
  }
  return undefined;
}

function arrayOf(element: TargetType, dimensions: number, context: TranslateContext): TargetType {
  const wrap = (sql: string): string =>
    context.target === "duckdb"
      ? sql + "[]".repeat(dimensions)
      : "ARRAY<".repeat(dimensions) + sql + ">".repeat(dimensions);
  return { ...made(wrap(element.sql), [element]), class: "array" };
}

function structOf(
  fields: NonNullable<TypeSpec["fields"]>,
  context: TranslateContext,
  depth: number,
): TargetType | undefined {
  const { name } = writerFor(context.target);
  const parts: string[] = [];
  const types: TargetType[] = [];
  for (const field of fields) {
    const type = resolveType(field.type, context, depth + 1);
    if (!type) return undefined;
    types.push(type);
    parts.push(
      context.target === "duckdb"
        ? `${name(field.name)} ${type.sql}`
        : `${name(field.name)}: ${type.sql}`,
    );
  }
  const list = parts.join(", ");
  return made(context.target === "duckdb" ? `STRUCT(${list})` : `STRUCT<${list}>`, types);
}

function mapOf(
  { key, value }: NonNullable<TypeSpec["map"]>,
  context: TranslateContext,
  depth: number,
): TargetType | undefined {
  const from = resolveType(key, context, depth + 1);
  const to = resolveType(value, context, depth + 1);
  if (!from || !to) return undefined;
  const list = `${from.sql}, ${to.sql}`;
  return made(context.target === "duckdb" ? `MAP(${list})` : `MAP<${list}>`, [from, to]);
}

/** A type made of others: what is to be said of them is said of it. */
function made(sql: string, parts: readonly TargetType[]): TargetType {
  const note =
    parts.find((part) => part.note?.severity === "warning")?.note ??
    parts.find((part) => part.note)?.note;
  return { sql, class: "unknown", ...(note && { note }) };
}
