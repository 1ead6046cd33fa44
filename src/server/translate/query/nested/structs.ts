import type { Token } from "../../../sql/token.ts";
import { Cursor } from "../../cursor.ts";
import { readType } from "../../types/read.ts";
import { resolveType } from "../../types/resolve.ts";
import type { StructField, TypeSpec } from "../../types/spec.ts";
import { type Expr, primary } from "../expr.ts";
import { castTo } from "../expression/cast.ts";
import { readExpression } from "../expression/expression.ts";
import type { Tx } from "../tx.ts";
import { listOf, shaped, shapeOf, shapeOfType } from "./shape.ts";

/** A field of a structure that is made. */
export interface Field {
  name: string | undefined;
  value: Expr;
}

/** A structure of the fields, by their names where all have one. */
export function structOf(tx: Tx, fields: readonly Field[]): Expr {
  const shapes = fields.map(({ name = "", value }) => {
    return { name, shape: shapeOf(value) ?? { type: "unknown" as const } };
  });
  return shaped(writtenStruct(tx, fields), { type: "unknown", fields: shapes });
}

function writtenStruct(tx: Tx, fields: readonly Field[]): Expr {
  const named = fields.every(({ name }) => name !== undefined);
  const text = (name: string | undefined) => tx.out.text(name ?? "");
  if (tx.target === "databricks") {
    const list = fields.map(({ name, value }) =>
      named ? `${text(name)}, ${value.sql}` : value.sql,
    );
    return primary(`${named ? "named_struct" : "struct"}(${list.join(", ")})`, "unknown");
  }
  if (!named) return primary(`row(${fields.map(({ value }) => value.sql).join(", ")})`, "unknown");
  return primary(
    `{${fields.map(({ name, value }) => `${text(name)}: ${value.sql}`).join(", ")}}`,
    "unknown",
  );
}

/** BigQuery's STRUCT(1 AS a, b) and STRUCT<a INT64, b STRING>(1, 'x'); the cursor stands at STRUCT. */
export function readStruct(tx: Tx): Expr {
  const { cursor } = tx;
  const offset = cursor.offset;
  const typed = cursor.isSymbol("<", 1) ? readType(cursor) : undefined;
  if (!typed) cursor.next();
  const inside = cursor.group();
  if (!inside) throw tx.unreadable("( expected");
  const fields = inside.split().map((part) => tx.inside(part, () => readField(tx)));
  return typed ? typedStruct(tx, fields, typed.fields ?? [], offset) : structOf(tx, fields);
}

/**
 * An element of `[STRUCT(1 AS a, 'x' AS b), (2, 'y')]`, whose fields have the names of the first element's, which `names` holds
 * from then on. Undefined: something else stands there.
 */
export function readListed(tx: Tx, names: string[]): Expr | undefined {
  const { cursor } = tx;
  const start = cursor.at;
  const said = cursor.isWords("STRUCT") && cursor.isSymbol("(", 1);
  if (!said && (names.length === 0 || !cursor.isSymbol("("))) return undefined;
  if (said) cursor.next();
  const parts = cursor.group()?.split() ?? [];
  const whole = cursor.isSymbol(",") || cursor.isSymbol("]");
  if (!whole || (names.length > 0 && parts.length !== names.length)) {
    cursor.at = start;
    return undefined;
  }
  const fields = parts.map((part) => tx.inside(part, () => readField(tx)));
  if (names.length === 0) {
    const own = fields.flatMap(({ name }) => name ?? []);
    if (own.length === fields.length) names.push(...own);
  }
  return structOf(
    tx,
    fields.map(({ name, value }, index) => ({ name: names[index] ?? name, value })),
  );
}

function readField(tx: Tx): Field {
  const { cursor } = tx;
  const value = readExpression(tx);
  const name = cursor.accept("AS") ? tx.expectIdentifier("a field") : cursor.identifier();
  if (!cursor.done) throw tx.unreadable("not expected in a structure");
  return { name: name ?? value.name, value };
}

function typedStruct(
  tx: Tx,
  fields: readonly Field[],
  types: readonly StructField[],
  offset: number,
): Expr {
  if (fields.length !== types.length) throw tx.unsupported("this structure", offset);
  return structOf(
    tx,
    fields.map(({ value }, index) => {
      const { name, type } = types[index] as StructField;
      return { name: name || undefined, value: castToType(tx, value, type, offset) };
    }),
  );
}

function castToType(tx: Tx, value: Expr, spec: TypeSpec, offset: number): Expr {
  const type = resolveType(spec, tx.context);
  if (!type) throw tx.stop("DWM-QRY-010", { type: spec.text }, offset);
  if (type.class === "unknown") return primary(`CAST(${value.sql} AS ${type.sql})`, "unknown");
  return castTo(tx, value, { ...type, length: type.length, source: spec.name }, false, offset);
}

/** BigQuery's ARRAY<INT64>[1, 2]; the elements are of the type, structures may be written as (1, 'x'). */
export function readTypedArray(tx: Tx): Expr {
  const { cursor } = tx;
  const offset = cursor.offset;
  // The brackets of the list are none of the type.
  const end = behindType(cursor);
  const spec = readType(cursor.slice(cursor.at, end));
  cursor.at = end;
  const type = spec && resolveType(spec, tx.context);
  if (!spec || !type || !cursor.acceptSymbol("[")) throw tx.unsupported("this array", offset);
  const element: TypeSpec = { ...spec, dimensions: spec.dimensions - 1 };
  const items: string[] = [];
  while (!cursor.isSymbol("]")) {
    items.push(readElement(tx, element, offset));
    if (!cursor.acceptSymbol(",")) break;
  }
  tx.expectSymbol("]");
  const list = items.join(", ");
  const made = tx.target === "databricks" ? `array(${list})` : `[${list}]`;
  const sql = items.length === 0 ? `CAST(${made} AS ${type.sql})` : made;
  return listOf(primary(sql, "unknown"), shapeOfType(type.sql, tx.target)?.element);
}

/** Index behind the `>` that closes the type at the cursor. */
function behindType(cursor: Cursor): number {
  let depth = 0;
  for (let index = cursor.at; index < cursor.end; index++) {
    const text = cursor.tokens[index]?.text;
    if (text === "<") depth++;
    else if (text === ">" && --depth === 0) return index + 1;
  }
  return cursor.end;
}

function readElement(tx: Tx, spec: TypeSpec, offset: number): string {
  const { cursor } = tx;
  if (!spec.fields || !cursor.isSymbol("(")) {
    const value = readExpression(tx);
    return spec.fields || spec.dimensions > 0 ? value.sql : castToType(tx, value, spec, offset).sql;
  }
  const inside = cursor.group();
  const fields = inside?.split().map((part) => tx.inside(part, () => readField(tx))) ?? [];
  return typedStruct(tx, fields, spec.fields, offset).sql;
}

/** True for `SELECT AS STRUCT …` and `SELECT AS VALUE …`. */
export function selectsAs(cursor: Cursor): "STRUCT" | "VALUE" | undefined {
  if (cursor.isWords("SELECT", "AS", "STRUCT")) return "STRUCT";
  return cursor.isWords("SELECT", "AS", "VALUE") ? "VALUE" : undefined;
}

/** `SELECT AS STRUCT a, b FROM t` as `SELECT STRUCT(a, b) FROM t`: one value a row. */
export function valueQuery(cursor: Cursor): Cursor {
  const kind = selectsAs(cursor);
  if (!kind) return cursor;
  const { tokens, at, end } = cursor;
  const head = tokens[at] as Token;
  const items = at + 3;
  if (kind === "VALUE")
    return new Cursor(cursor.text, cursor.dialect, [head, ...tokens.slice(items, end)]);
  const from = cursor.slice(items, end).findWord(/^FROM$/);
  const behind = from < 0 ? end : from;
  const symbol = (text: string): Token => ({ ...head, kind: "symbol", text, value: text });
  const struct: Token = { ...head, text: "STRUCT", value: "STRUCT" };
  const parts = [
    head,
    struct,
    symbol("("),
    ...tokens.slice(items, behind),
    symbol(")"),
    ...tokens.slice(behind, end),
  ];
  return new Cursor(cursor.text, cursor.dialect, parts);
}
