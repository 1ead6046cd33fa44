import { Cursor } from "../cursor.ts";
import type { TranslateContext } from "../types.ts";
import { mapType } from "./map.ts";
import { readType } from "./read.ts";
import type { TargetType, TypeSpec } from "./spec.ts";

/** The target's type for a source type, user-defined types of the inventory taken for what they stand for. */
export function resolveType(
  spec: TypeSpec,
  context: TranslateContext,
  depth = 0,
): TargetType | undefined {
  const known = mapType(spec, context.sourceType);
  if (known || depth > 8) return known;
  const parts = spec.name.toLowerCase().split(".");
  for (const name of [parts.join("."), parts.at(-1) ?? ""]) {
    const text = context.userTypes?.[name];
    if (text === undefined) continue;
    const cursor = new Cursor(text, context.sourceType);
    // CREATE TYPE … AS ENUM ('a', 'b') is kept as ENUM('a', 'b').
    const base = readType(cursor);
    if (!base) return undefined;
    if (base.name === "ENUM") return { sql: `ENUM(${base.args.join(", ")})`, class: "string" };
    return resolveType(
      { ...base, dimensions: base.dimensions + spec.dimensions },
      context,
      depth + 1,
    );
  }
  return undefined;
}
