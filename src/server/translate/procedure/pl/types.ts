import { targetOf } from "../../query/from/tableName.ts";
import { readType } from "../../types/read.ts";
import { resolveType } from "../../types/resolve.ts";
import type { TypeClass } from "../../types/spec.ts";
import type { RoutineType } from "../kit.ts";
import type { Pl } from "./context.ts";
import { STRING } from "./context.ts";
import type { PlType } from "./names.ts";

/** Types of PL/SQL alone. */
const PLSQL: Readonly<Record<string, RoutineType>> = {
  BOOLEAN: { sql: "BOOLEAN", class: "bool" },
  PLS_INTEGER: { sql: "INT", class: "int" },
  BINARY_INTEGER: { sql: "INT", class: "int" },
  SIMPLE_INTEGER: { sql: "INT", class: "int" },
  NATURAL: { sql: "INT", class: "int" },
  NATURALN: { sql: "INT", class: "int" },
  POSITIVE: { sql: "INT", class: "int" },
  POSITIVEN: { sql: "INT", class: "int" },
  SIGNTYPE: { sql: "INT", class: "int" },
  STRING: { sql: "STRING", class: "string" },
  SIMPLE_FLOAT: { sql: "FLOAT", class: "float" },
  SIMPLE_DOUBLE: { sql: "DOUBLE", class: "float" },
};

/** What stands for a type of which only the kind is known. */
const BY_CLASS: Readonly<Partial<Record<TypeClass, string>>> = {
  int: "BIGINT",
  decimal: "DECIMAL(38,10)",
  float: "DOUBLE",
  string: "STRING",
  date: "DATE",
  timestamp: "TIMESTAMP_NTZ",
  timestamptz: "TIMESTAMP",
  time: "STRING",
  bool: "BOOLEAN",
  binary: "BINARY",
  json: "VARIANT",
};

/** The type of a variable that holds values of a kind; `of` says whose it is where the exact type is not known. */
export function typeOfClass(pl: Pl, typeClass: TypeClass, of: string, offset: number): RoutineType {
  const sql = BY_CLASS[typeClass];
  if (sql === undefined) {
    pl.note("DWM-PRC-031", { of, type: "STRING" }, offset);
    return STRING;
  }
  if (typeClass === "decimal") pl.note("DWM-PRC-031", { of, type: sql }, offset);
  return { sql, class: typeClass };
}

/** Columns of a migrated table or view with their types, or undefined. */
export function columnsOf(
  pl: Pl,
  parts: readonly string[],
  offset: number,
): { name: string; type: RoutineType }[] | undefined {
  const target = targetOf(pl.tx.context, parts);
  const known = target === undefined ? undefined : pl.tx.context.known?.[target];
  return known?.map(({ name, class: typeClass, type }) => ({
    name,
    type:
      type === undefined
        ? typeOfClass(pl, typeClass, `${parts.at(-1)}.${name}`, offset)
        : { sql: type, class: typeClass },
  }));
}

/** Reads the type of a variable, a parameter or a result. */
export function readPlType(pl: Pl): PlType {
  const { cursor } = pl;
  const start = cursor.at;
  const offset = cursor.offset;
  cursor.accept("REF");
  const parts = cursor.name();
  if (parts && cursor.acceptSymbol("%")) return readAnchor(pl, parts, offset);
  const single = parts?.length === 1 ? parts[0] : undefined;
  const declared = single === undefined ? undefined : pl.names.find(single);
  if (declared?.is === "type" && !cursor.isSymbol("(")) return declared.type;
  const member = parts && parts.length > 1 ? pl.names.find(parts.slice(-2).join(".")) : undefined;
  if (member?.is === "type") return member.type;
  if (single !== undefined) {
    const upper = single.toUpperCase();
    if (upper === "RECORD" && !pl.oracle) return { is: "open" };
    if (upper === "SYS_REFCURSOR" || upper === "REFCURSOR" || upper === "CURSOR")
      return { is: "cursor" };
    const plsql = pl.oracle ? PLSQL[upper] : undefined;
    if (plsql) {
      skipRange(pl);
      return { is: "scalar", type: plsql };
    }
  }
  cursor.at = start;
  const spec = readType(cursor);
  if (!spec) throw pl.tx.unreadable("a type expected");
  const type = resolveType(spec, pl.tx.context);
  if (!type) {
    const columns = pl.oracle ? undefined : columnsOf(pl, parts ?? [], offset);
    if (columns) return { is: "record", fields: columns };
    throw pl.tx.stop("DWM-QRY-010", { type: spec.text }, offset);
  }
  skipRange(pl);
  const element = /^ARRAY<(.*)>$/.exec(type.sql)?.[1];
  // A collection type of the schema.
  if (pl.oracle && element !== undefined)
    return {
      is: "collection",
      element: { sql: element, class: "unknown" },
      fields: structFields(element),
      indexed: false,
    };
  return { is: "scalar", type: { sql: type.sql, class: type.class } };
}

/** The fields of a structure, from its type as it is written. */
function structFields(sql: string): { name: string; type: RoutineType }[] | undefined {
  const inside = /^STRUCT<(.*)>$/.exec(sql)?.[1];
  if (inside === undefined) return undefined;
  const fields: { name: string; type: RoutineType }[] = [];
  let depth = 0;
  let start = 0;
  const take = (end: number) => {
    const match = /^\s*`?([^:`]+)`?\s*:\s*(.*)$/.exec(inside.slice(start, end));
    if (match)
      fields.push({ name: match[1] ?? "", type: { sql: match[2] ?? "", class: "unknown" } });
    start = end + 1;
  };
  for (let at = 0; at < inside.length; at++) {
    const character = inside[at] ?? "";
    if ("<(".includes(character)) depth++;
    else if (">)".includes(character)) depth--;
    else if (character === "," && depth === 0) take(at);
  }
  take(inside.length);
  return fields;
}

/** `PLS_INTEGER RANGE 1..10`, `VARCHAR2(10) CHARACTER SET x`. */
function skipRange(pl: Pl): void {
  const { cursor } = pl;
  if (!cursor.accept("RANGE")) return;
  pl.note("DWM-PRC-007", { what: "the range of a subtype is not checked" });
  while (
    !cursor.done &&
    !cursor.isSymbol(";") &&
    !cursor.isSymbol(":=") &&
    !cursor.isSymbol(",") &&
    !cursor.isSymbol(")")
  )
    cursor.next();
}

/** `t.c%TYPE`, `v%TYPE`, `t%ROWTYPE`, `c%ROWTYPE`; the cursor stands behind the percent sign. */
function readAnchor(pl: Pl, parts: readonly string[], offset: number): PlType {
  const { cursor } = pl;
  const written = `${parts.join(".")}%${cursor.near().toUpperCase()}`;
  if (cursor.accept("ROWTYPE")) return rowType(pl, parts, offset);
  if (!cursor.accept("TYPE")) throw pl.tx.unreadable("TYPE or ROWTYPE expected");
  const name = parts.join(".");
  const own =
    pl.names.find(name) ?? (parts.length === 2 ? undefined : pl.names.find(parts.at(-1) ?? ""));
  if (own?.is === "variable" || own?.is === "constant") return { is: "scalar", type: own.type };
  if (own?.is === "record")
    return {
      is: "record",
      fields: [...own.fields.values()].map(({ name, type }) => ({ name, type })),
    };
  const record = pl.names.find(parts[0] ?? "");
  if (parts.length === 2 && record?.is === "record") {
    const field = record.fields.get((parts[1] ?? "").toLowerCase());
    if (field) return { is: "scalar", type: field.type };
  }
  const column = parts.at(-1)?.toLowerCase();
  const columns = columnsOf(pl, parts.slice(0, -1), offset);
  const found = columns?.find((candidate) => candidate.name.toLowerCase() === column);
  if (found) return { is: "scalar", type: found.type };
  pl.note("DWM-PRC-031", { of: written, type: "STRING" }, offset);
  return { is: "scalar", type: { sql: "STRING", class: "unknown" } };
}

function rowType(pl: Pl, parts: readonly string[], offset: number): PlType {
  const own = pl.names.find(parts.join("."));
  // The fields are made when a FETCH fills them: a FOR loop needs none.
  if (own?.is === "cursor") return { is: "open" };
  const columns = columnsOf(pl, parts, offset);
  if (columns) return { is: "record", fields: columns };
  return { is: "open" };
}

/** The type of a scalar; refused where it is something else. */
export function readScalarType(pl: Pl, of: string): RoutineType {
  const offset = pl.cursor.offset;
  const type = readPlType(pl);
  if (type.is === "scalar") return type.type;
  const what =
    type.is === "refused" ? type.what : type.is === "cursor" ? "a cursor variable" : "a record";
  throw pl.tx.stop("DWM-PRC-002", { construct: `${what} as ${of}` }, offset);
}
