import type { Cursor } from "../cursor.ts";
import { readType } from "./read.ts";
import type { StructField, TypeSpec } from "./spec.ts";

/** Elements of an Oracle object type that are code, not attributes. */
const METHODS = /^(MEMBER|STATIC|CONSTRUCTOR|MAP|ORDER|FINAL|NOT|OVERRIDING|INSTANTIABLE|PRAGMA)$/;

/**
 * Reads what stands behind the name of a type that is made of others: ARRAY<T>, STRUCT<a T, …>, RANGE<T>, MAP<K, V>
 * (BigQuery), ARRAY(T), OBJECT(a T, …), MAP(K, V) (Snowflake), OBJECT (a T, …), VARRAY(n) OF T, TABLE OF T (Oracle), and
 * STRUCT(a T, …) as the inventory keeps composite types. False when nothing of the kind is there; the cursor is unmoved.
 */
export function readNested(cursor: Cursor, spec: TypeSpec): boolean {
  const { name } = spec;
  const start = cursor.at;
  if (/^(VARRAY|VARYING|TABLE)$/.test(name) && readCollection(cursor, spec)) return true;
  const inside = arguments_(cursor, name);
  if (inside && readParts(inside, spec)) return true;
  cursor.at = start;
  return false;
}

/** What stands in angle or round brackets behind a nested type's name. */
function arguments_(cursor: Cursor, name: string): Cursor | undefined {
  if (!/^(ARRAY|STRUCT|OBJECT|MAP|RANGE)$/.test(name)) return undefined;
  if (cursor.isSymbol("(")) return cursor.group();
  if (!cursor.isSymbol("<")) return undefined;
  const open = cursor.at;
  let depth = 0;
  do {
    if (cursor.isSymbol("<")) depth++;
    if (cursor.isSymbol(">")) depth--;
    cursor.next();
  } while (depth > 0 && !cursor.done);
  return cursor.slice(open + 1, cursor.at - 1);
}

function readParts(inside: Cursor, spec: TypeSpec): boolean {
  const parts = splitTypes(inside);
  switch (spec.name) {
    case "ARRAY": {
      const element = readType(inside);
      if (element) become(spec, { ...element, dimensions: element.dimensions + 1 });
      return element !== undefined;
    }
    case "MAP": {
      const [key, value] = parts.map((part) => readType(part));
      if (key && value) spec.map = { key, value };
      return spec.map !== undefined;
    }
    case "RANGE":
      return readType(inside) !== undefined;
    default: {
      const fields = parts.map((part, index) => readField(part, index));
      const known = fields.filter((field) => field !== "method");
      if (known.length === 0 || known.includes(undefined)) return false;
      spec.name = "STRUCT";
      spec.fields = known as StructField[];
      return true;
    }
  }
}

function become(spec: TypeSpec, other: TypeSpec): void {
  delete spec.fields;
  delete spec.map;
  Object.assign(spec, other);
}

/** `name type [NOT NULL] [OPTIONS (…)]`; BigQuery lets the name out. */
function readField(part: Cursor, index: number): StructField | "method" | undefined {
  const first = part.peek();
  const second = part.peek(1);
  if (first?.kind === "word" && METHODS.test(first.value) && second?.kind === "word")
    return "method";
  const bare = second === undefined || second.text === "<" || second.text === "(";
  const name = bare ? `_field_${index + 1}` : part.identifier();
  // Hive's way of writing it, in Redshift's external tables.
  part.acceptSymbol(":");
  const type = name === undefined ? undefined : readType(part);
  return name !== undefined && type ? { name, type } : undefined;
}

/** VARRAY(10) OF T, VARYING ARRAY(10) OF T, TABLE OF T. */
function readCollection(cursor: Cursor, spec: TypeSpec): boolean {
  const start = cursor.at;
  cursor.accept("ARRAY");
  cursor.group();
  const element = cursor.accept("OF") ? readType(cursor) : undefined;
  if (!element) {
    cursor.at = start;
    return false;
  }
  become(spec, { ...element, dimensions: element.dimensions + 1 });
  return true;
}

/** Parts between commas outside of brackets; an angle is one only behind the name of a nested type, else it compares. */
export function splitTypes(inside: Cursor): Cursor[] {
  const joined: Cursor[] = [];
  let depth = 0;
  for (const part of inside.split()) {
    const last = joined.at(-1);
    if (depth > 0 && last) joined[joined.length - 1] = last.slice(last.at, part.end);
    else joined.push(part);
    for (let index = part.at; index < part.end; index++) {
      const text = part.tokens[index]?.text;
      const before = part.tokens[index - 1];
      const named = before?.kind === "word" && /^(ARRAY|STRUCT|MAP|RANGE)$/.test(before.value);
      if (text === "<" && named) depth++;
      else if (text === ">" && depth > 0) depth--;
    }
  }
  return joined;
}
