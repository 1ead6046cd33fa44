import { identifierOf } from "../../../sql/token.ts";
import type { RoutineType } from "../kit.ts";
import type { Declaration } from "../model.ts";
import { rounded } from "../rounding.ts";
import { arrayType } from "./collections.ts";
import type { Pl } from "./context.ts";
import type { PlType } from "./names.ts";
import { recordType } from "./records.ts";
import { acceptDefault } from "./tokens.ts";
import { readPlType, readScalarType, typeOfClass } from "./types.ts";

/** TYPE … IS RECORD (…), TABLE OF, VARRAY, REF CURSOR; SUBTYPE … IS type. */
export function readTypeDeclaration(pl: Pl): Declaration[] {
  const { cursor, tx } = pl;
  const sub = cursor.next()?.value === "SUBTYPE";
  const name = tx.expectIdentifier("the name of a type");
  tx.expect("IS");
  const type = sub ? readPlType(pl) : readNewType(pl, name);
  pl.declare(name, { is: "type", type });
  return [];
}

function readNewType(pl: Pl, name: string): PlType {
  const { cursor, tx } = pl;
  if (cursor.accept("REF", "CURSOR")) return { is: "cursor" };
  if (!cursor.accept("RECORD")) return readCollectionType(pl, name);
  const group = cursor.group();
  const fields = (group?.split() ?? []).map((part) =>
    tx.inside(part, () => {
      const field = tx.expectIdentifier("a field");
      const type = readScalarType(pl, `the field ${field}`);
      if (tx.cursor.accept("NOT", "NULL"))
        pl.note("DWM-PRC-006", { clause: `NOT NULL of ${field}`, why: "variables take NULL" });
      if (!acceptDefault(tx.cursor)) return { name: field, type };
      return { name: field, type, initial: rounded(pl.kit.expressionTo(part.end), type) };
    }),
  );
  return { is: "record", fields };
}

/** `c%ROWTYPE` of a cursor whose columns have names. */
function readCursorRow(pl: Pl): PlType | undefined {
  const { cursor } = pl;
  const { offset } = cursor;
  const name = identifierOf(cursor.peek()) ?? "";
  if (!cursor.isSymbol("%", 1) || cursor.peek(2)?.value !== "ROWTYPE") return undefined;
  const meaning = pl.names.find(name);
  if (meaning?.is !== "cursor") return undefined;
  const columns = meaning.columns?.map(({ name: column, type }) => ({ column, type }));
  if (!columns || columns.length === 0) return undefined;
  const fields: { name: string; type: RoutineType }[] = [];
  for (const { column, type } of columns) {
    if (column === undefined) return undefined;
    fields.push({ name: column, type: typeOfClass(pl, type, `${name}.${column}`, offset) });
  }
  cursor.at += 3;
  return { is: "record", fields };
}

/** TABLE OF type [INDEX BY type], VARRAY(n) OF type. */
function readCollectionType(pl: Pl, name: string): PlType {
  const { cursor, tx } = pl;
  if (!cursor.accept("TABLE") && !cursor.accept("VARRAY")) {
    if (!cursor.accept("VARYING", "ARRAY")) throw tx.unreadable("a type expected");
  }
  cursor.group();
  tx.expect("OF");
  const offset = cursor.offset;
  const element = readCursorRow(pl) ?? readPlType(pl);
  cursor.accept("NOT", "NULL");
  const indexed = cursor.accept("INDEX", "BY");
  const key = indexed ? readPlType(pl) : undefined;
  const texts =
    key?.is === "scalar" && (key.type.class === "string" || key.type.class === "unknown");
  if (texts) {
    if (element.is === "scalar") return { is: "map", element: element.type, fields: undefined };
    if (element.is === "record")
      return {
        is: "map",
        element: { sql: recordType(element.fields), class: "unknown" },
        fields: element.fields,
      };
  }
  if (key && (key.is !== "scalar" || texts))
    return { is: "refused", what: `${name}, a collection whose index is a text,` };
  switch (element.is) {
    case "scalar":
      return { is: "collection", element: element.type, fields: undefined, indexed };
    case "record": {
      const begun = element.fields.find(({ initial }) => initial !== undefined);
      if (begun) {
        const what = `${begun.name} of a new element of ${name} is NULL; the source gives it a value`;
        pl.note("DWM-PRC-007", { what }, offset);
      }
      return {
        is: "collection",
        element: { sql: recordType(element.fields), class: "unknown" },
        fields: element.fields,
        indexed,
      };
    }
    case "collection":
      return {
        is: "collection",
        element: { sql: arrayType(element), class: "unknown" },
        fields: undefined,
        indexed,
      };
    default:
      throw tx.stop("DWM-PRC-035", { record: name }, offset);
  }
}
