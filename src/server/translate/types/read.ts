import type { Cursor } from "../cursor.ts";
import { readNested } from "./nested.ts";
import type { TypeSpec } from "./spec.ts";

/** Type names of more than one word, longest first. */
const MULTIWORD: readonly (readonly string[])[] = [
  ["NATIONAL", "CHARACTER", "VARYING"],
  ["NATIONAL", "CHAR", "VARYING"],
  ["CHARACTER", "LARGE", "OBJECT"],
  ["BINARY", "LARGE", "OBJECT"],
  ["NATIONAL", "CHARACTER"],
  ["NATIONAL", "CHAR"],
  ["NATIONAL", "VARCHAR"],
  ["CHARACTER", "VARYING"],
  ["CHAR", "VARYING"],
  ["CHAR", "LARGE", "OBJECT"],
  ["NCHAR", "VARYING"],
  ["BINARY", "VARYING"],
  ["BIT", "VARYING"],
  ["DOUBLE", "PRECISION"],
  ["LONG", "RAW"],
  ["LONG", "VARCHAR"],
  ["LONG", "VARBINARY"],
  ["LONG", "VARGRAPHIC"],
];
const FIELDS = new Set(["YEAR", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND"]);

/**
 * Reads a type: words, bracketed arguments, zone, sign and dimensions. Undefined (cursor unmoved) where no type can
 * stand. Arguments keep their text (`'a'` for ENUM; CHAR and BYTE units are cut off).
 */
export function readType(cursor: Cursor): TypeSpec | undefined {
  const start = cursor.at;
  const words = readWords(cursor);
  if (!words) return undefined;
  const spec: TypeSpec = {
    name: words,
    args: [],
    unsigned: false,
    zerofill: false,
    dimensions: 0,
    text: "",
  };
  if (readNested(cursor, spec)) {
    // Its arguments are types of their own.
  } else if (spec.name === "INTERVAL") readIntervalFields(cursor, spec);
  else readArguments(cursor, spec);
  for (;;) {
    if (cursor.accept("UNSIGNED")) spec.unsigned = true;
    else if (cursor.accept("ZEROFILL")) {
      spec.zerofill = true;
      spec.unsigned = true;
    } else if (cursor.accept("SIGNED")) continue;
    else break;
  }
  readZone(cursor, spec);
  while (cursor.isSymbol("[") || cursor.isWords("ARRAY")) {
    if (cursor.accept("ARRAY")) spec.dimensions++;
    else {
      cursor.next();
      if (cursor.peek()?.kind === "number") cursor.next();
      if (!cursor.acceptSymbol("]")) break;
      spec.dimensions++;
    }
  }
  spec.text = cursor.textBetween(start, cursor.at);
  return spec;
}

function readWords(cursor: Cursor): string | undefined {
  for (const words of MULTIWORD) {
    if (cursor.accept(...words)) return words.join(" ");
  }
  const parts = cursor.name();
  if (!parts) return undefined;
  // [sys].[int] and pg_catalog.int4 are the built-in types.
  const upper = parts.map((part) => part.toUpperCase());
  if (upper.length === 2 && (upper[0] === "SYS" || upper[0] === "PG_CATALOG")) upper.shift();
  return upper.join(".");
}

function readArguments(cursor: Cursor, spec: TypeSpec): void {
  const inside = cursor.group();
  if (!inside) return;
  for (const part of inside.split()) {
    const text = part.rest();
    spec.args.push(
      /^(\d+|\*)\s+(CHAR|BYTE|BYTES|CHARACTERS|OCTETS)$/i.test(text)
        ? (text.split(/\s/)[0] ?? text)
        : text,
    );
  }
}

/** INTERVAL YEAR(4) TO MONTH, INTERVAL DAY TO SECOND(6), INTERVAL(6). */
function readIntervalFields(cursor: Cursor, spec: TypeSpec): void {
  const fields: string[] = [];
  while (cursor.isOneOf(FIELDS)) {
    fields.push(cursor.next()?.value ?? "");
    cursor.group();
    if (!cursor.accept("TO")) break;
  }
  cursor.group();
  if (fields.length > 0) spec.name = `INTERVAL ${fields.join(" TO ")}`;
}

function readZone(cursor: Cursor, spec: TypeSpec): void {
  if (!/^(TIME|TIMESTAMP)$/.test(spec.name)) return;
  if (cursor.accept("WITH", "TIME", "ZONE")) spec.name += " WITH TIME ZONE";
  else if (cursor.accept("WITH", "LOCAL", "TIME", "ZONE")) spec.name += " WITH LOCAL TIME ZONE";
  else if (cursor.accept("WITHOUT", "TIME", "ZONE")) spec.name += " WITHOUT TIME ZONE";
}
