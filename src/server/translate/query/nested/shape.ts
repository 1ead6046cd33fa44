import type { TypeClass } from "../../types/spec.ts";
import type { TargetDialect } from "../../types.ts";
import type { Expr } from "../expr.ts";

/** What is known of a value that has parts: the fields of BigQuery's STRUCT, the elements of its ARRAY. */
export interface Shape {
  type: TypeClass;
  fields?: readonly ShapeField[];
  element?: Shape;
}

/** A field of a STRUCT. */
export interface ShapeField {
  name: string;
  shape: Shape;
}

const CLASSES: readonly (readonly [RegExp, TypeClass])[] = [
  [/^(TINYINT|SMALLINT|INT|INTEGER|BIGINT)\b/, "int"],
  [/^DECIMAL\b/, "decimal"],
  [/^(DOUBLE|FLOAT)\b/, "float"],
  [/^(VARCHAR|STRING)\b/, "string"],
  [/^DATE\b/, "date"],
  [/^(TIMESTAMPTZ|TIMESTAMP WITH TIME ZONE)\b/, "timestamptz"],
  [/^TIMESTAMP_NTZ\b/, "timestamp"],
  [/^TIME\b/, "time"],
  [/^INTERVAL\b/, "interval"],
  [/^BOOLEAN\b/, "bool"],
  [/^(BLOB|BINARY)\b/, "binary"],
  [/^(JSON|VARIANT)\b/, "json"],
];

/** The shape of a type of the target; undefined of one without parts. */
export function shapeOfType(text: string, target: TargetDialect): Shape | undefined {
  const shape = readShape(text.trim(), target);
  return shape.fields || shape.element ? shape : undefined;
}

function readShape(text: string, target: TargetDialect): Shape {
  if (text.endsWith("[]"))
    return { type: "unknown", element: readShape(text.slice(0, -2), target) };
  const list = /^ARRAY<(.*)>$/is.exec(text)?.[1];
  if (list !== undefined) return { type: "unknown", element: readShape(list.trim(), target) };
  const inside = /^STRUCT[(<](.*)[)>]$/is.exec(text)?.[1];
  if (inside !== undefined) return { type: "unknown", fields: fieldsOf(inside, target) };
  // Databricks' TIMESTAMP is an instant, DuckDB's is none.
  if (text === "TIMESTAMP") return { type: target === "duckdb" ? "timestamp" : "timestamptz" };
  return { type: CLASSES.find(([type]) => type.test(text))?.[1] ?? "unknown" };
}

function fieldsOf(text: string, target: TargetDialect): ShapeField[] {
  return splitTop(text).map((part) => {
    const [, quoted, plain, type = ""] =
      /^\s*(?:["`]((?:[^"`]|"")*)["`]|([\w$]+))\s*:?\s*(.*)$/s.exec(part) ?? [];
    const name = quoted?.replaceAll('""', '"') ?? plain ?? "";
    return { name, shape: readShape(type.trim(), target) };
  });
}

/** The parts between commas that stand in no brackets. */
function splitTop(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? "";
    if ("(<".includes(character)) depth++;
    else if (")>".includes(character)) depth--;
    else if (character === "," && depth === 0) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}

const TYPES: Readonly<Partial<Record<TypeClass, string>>> = {
  int: "BIGINT",
  decimal: "DECIMAL",
  float: "DOUBLE",
  string: "VARCHAR",
  date: "DATE",
  timestamp: "TIMESTAMP_NTZ",
  timestamptz: "TIMESTAMPTZ",
  time: "TIME",
  interval: "INTERVAL",
  bool: "BOOLEAN",
  binary: "BLOB",
  json: "JSON",
};

/** A type that tells the shape again to shapeOfType; of values of unknown types it says UNKNOWN. */
export function typeOfShape({ type, fields, element }: Shape): string {
  if (element) return `${typeOfShape(element)}[]`;
  if (!fields) return TYPES[type] ?? "UNKNOWN";
  const list = fields.map(
    ({ name, shape }) => `"${name.replaceAll('"', '""')}" ${typeOfShape(shape)}`,
  );
  return `STRUCT(${list.join(", ")})`;
}

/** What is known of the parts of a value; undefined where nothing is. */
export function shapeOf(value: Pick<Expr, "type" | "shape">): Shape | undefined {
  return value.shape ?? (/^(unknown|null)$/.test(value.type) ? undefined : { type: value.type });
}

/** The value with what is known of it. */
export function shaped(value: Expr, shape: Shape | undefined): Expr {
  if (!shape) return value;
  const type = value.type === "unknown" ? shape.type : value.type;
  if (shape.element) return { ...value, type, shape, array: true };
  return shape.fields ? { ...value, type, shape } : { ...value, type };
}

/** An array of such elements. */
export function listOf(value: Expr, element: Shape | undefined): Expr {
  const list: Expr = { ...value, array: true };
  return element ? { ...list, shape: { type: "unknown", element } } : list;
}

/** The field of a STRUCT, whose names BigQuery does not tell apart by their case. */
export function fieldOf(shape: Shape | undefined, name: string): ShapeField | undefined {
  return shape?.fields?.find((field) => field.name.toLowerCase() === name.toLowerCase());
}
