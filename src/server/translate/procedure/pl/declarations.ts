import { routineEnd } from "../../../inventory/package/routineEnd.ts";
import { isSymbol, isWord } from "../../../sql/token.ts";
import { Untranslatable } from "../../diagnostics.ts";
import type { Condition, Declaration } from "../model.ts";
import { rounded } from "../rounding.ts";
import { arrayType, declareCollection } from "./collections.ts";
import type { Pl } from "./context.ts";
import { BIGINT, BOOLEAN } from "./context.ts";
import { sqlstateOf } from "./errors.ts";
import type { CursorName, PlType } from "./names.ts";
import { nestedRoutine } from "./nestedScope.ts";
import { declareRecord, recordType } from "./records.ts";
import { semicolonFrom } from "./tokens.ts";
import { readPlType, readScalarType } from "./types.ts";

/**
 * Reads the declarations of a block up to its BEGIN, which the cursor then stands at (or at `end`). What cannot be declared
 * is noted, and its name is refused where it is used.
 */
export function readDeclarations(pl: Pl, end: number): Declaration[] {
  const declarations: Declaration[] = [];
  while (pl.cursor.at < end && !pl.cursor.isWords("BEGIN")) {
    const start = pl.cursor.at;
    const last = itemEnd(pl, end);
    declarations.push(...guarded(pl, start, last, () => readOne(pl)));
    pl.cursor.at = last;
  }
  return declarations;
}

/** Behind the semicolon of the declaration at the cursor. */
function itemEnd(pl: Pl, end: number): number {
  const { cursor, tokens } = pl;
  if (pl.oracle && (cursor.isWords("PROCEDURE") || cursor.isWords("FUNCTION"))) {
    const behind = routineEnd(tokens, cursor.at);
    if (behind > 0) return Math.min(behind, end);
  }
  return Math.min(semicolonFrom(tokens, cursor.at, end) + 1, end);
}

function guarded(pl: Pl, start: number, end: number, read: () => Declaration[]): Declaration[] {
  const { tx } = pl;
  const before = tx.cursor;
  const { scope } = tx;
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Untranslatable)) throw error;
    tx.cursor = before;
    tx.scope = scope;
    tx.diagnostics.add(error.issue);
    tx.cursor.at = start;
    const name = nameAt(pl);
    if (name !== undefined)
      pl.declare(name, { is: "refused", what: `${name}, whose declaration cannot be translated,` });
    tx.cursor.at = end;
    return [];
  }
}

function nameAt(pl: Pl): string | undefined {
  const { cursor } = pl;
  if (cursor.isOneOf(KINDS)) cursor.next();
  return cursor.identifier();
}

const KINDS = new Set(["TYPE", "SUBTYPE", "CURSOR", "PROCEDURE", "FUNCTION"]);

function readOne(pl: Pl): Declaration[] {
  const { cursor, tx } = pl;
  const offset = cursor.offset;
  if (pl.oracle) {
    if (cursor.isWords("PROCEDURE") || cursor.isWords("FUNCTION")) return readNested(pl);
    if (cursor.isWords("TYPE") || cursor.isWords("SUBTYPE")) return readTypeDeclaration(pl);
    if (cursor.isWords("CURSOR")) {
      cursor.next();
      const name = tx.expectIdentifier("the name of a cursor");
      return readCursor(pl, name);
    }
    if (cursor.isWords("PRAGMA")) return readPragma(pl, offset);
  }
  const name = tx.expectIdentifier("a name");
  if (!pl.oracle) {
    if (cursor.accept("ALIAS", "FOR")) return readAlias(pl, name);
    const scroll = cursor.isWords("NO", "SCROLL", "CURSOR") || cursor.isWords("SCROLL", "CURSOR");
    if (scroll || cursor.isWords("CURSOR")) {
      if (cursor.accept("SCROLL"))
        throw tx.stop("DWM-PRC-002", { construct: "a SCROLL cursor" }, offset);
      cursor.accept("NO", "SCROLL");
      cursor.next();
      return readCursor(pl, name);
    }
  }
  if (pl.oracle && cursor.accept("EXCEPTION")) {
    pl.endStatement();
    const declaration: Condition = { is: "condition", name: pl.kit.variables.free(name) };
    pl.declare(name, { is: "exception", declaration });
    return [declaration];
  }
  return readVariable(pl, name, offset);
}

function readVariable(pl: Pl, name: string, offset: number): Declaration[] {
  const { cursor } = pl;
  const constant = cursor.accept("CONSTANT");
  const typed = cursor.offset;
  const type = readPlType(pl);
  if (cursor.accept("COLLATE")) cursor.name();
  if (cursor.accept("NOT", "NULL"))
    pl.note("DWM-PRC-006", { clause: `NOT NULL of ${name}`, why: "variables take NULL" }, offset);
  const has =
    cursor.acceptSymbol(":=") ||
    cursor.accept("DEFAULT") ||
    (!pl.oracle && cursor.acceptSymbol("="));
  const end = semicolonFrom(pl.tokens, cursor.at, cursor.end);
  switch (type.is) {
    case "refused":
      throw pl.tx.stop("DWM-PRC-002", { construct: `${name}: ${type.what}` }, typed);
    case "collection": {
      const initial = has ? pl.kit.expressionTo(end).sql : undefined;
      return declareCollection(pl, name, type, initial, offset);
    }
    case "cursor":
      throw pl.tx.stop("DWM-PRC-002", { construct: `the cursor variable ${name}` }, typed);
    case "record":
    case "open": {
      if (has)
        throw pl.tx.stop(
          "DWM-PRC-002",
          { construct: `the initial value of the record ${name}` },
          offset,
        );
      return declareRecord(pl, name, type.is === "record" ? type.fields : undefined);
    }
    case "scalar": {
      const value = has ? pl.kit.expressionTo(end) : undefined;
      const initial = value && rounded(value, type.type);
      const variable = pl.kit.variables.take(name);
      pl.declare(name, { is: "variable", variable, type: type.type }, ...qualified(pl, name));
      void constant;
      return [
        {
          is: "variable",
          name: variable,
          type: type.type.sql,
          ...(initial === undefined ? {} : { initial }),
        },
      ];
    }
  }
}

/** `label.name` and `routine.name` mean the variable too. */
export function qualified(pl: Pl, name: string): string[] {
  const { label } = pl.names;
  return label === undefined ? [] : [`${label}.${name}`];
}

/** PL/pgSQL's `name ALIAS FOR $1`. */
function readAlias(pl: Pl, name: string): Declaration[] {
  const target = pl.cursor.identifier() ?? "";
  const meaning = pl.names.find(target);
  if (!meaning) throw pl.tx.unreadable("a parameter expected");
  pl.declare(name, meaning);
  pl.endStatement();
  return [];
}

/** A cursor; the cursor of tokens stands behind its name. */
function readCursor(pl: Pl, name: string): Declaration[] {
  const { cursor, tx } = pl;
  const declarations: Declaration[] = [];
  const meaning: CursorName = {
    is: "cursor",
    cursor: pl.kit.variables.take(name),
    parameters: [],
    query: undefined,
    sql: undefined,
    columns: undefined,
    found: undefined,
    rowCount: undefined,
    isOpen: undefined,
    opened: false,
  };
  const group = cursor.group();
  const inner = new Map<string, string>();
  for (const part of group?.split() ?? []) {
    tx.inside(part, () => {
      const written = tx.expectIdentifier("a parameter");
      tx.cursor.accept("IN");
      const type = readScalarType(pl, `the parameter ${written}`);
      const has =
        tx.cursor.acceptSymbol(":=") || tx.cursor.accept("DEFAULT") || tx.cursor.acceptSymbol("=");
      const initial = has ? pl.kit.expression().sql : undefined;
      const variable = pl.kit.variables.free(`${name}__${written}`);
      meaning.parameters.push({ name: written, variable, type, initial });
      inner.set(written, variable);
      declarations.push({ is: "variable", name: variable, type: type.sql });
    });
  }
  if (cursor.accept("RETURN")) readPlType(pl);
  if (!cursor.accept("IS") && !cursor.accept("FOR")) {
    pl.endStatement();
    throw tx.stop("DWM-PRC-002", { construct: `the cursor ${name} without a query` });
  }
  const end = semicolonFrom(pl.tokens, cursor.at, cursor.end);
  const start = cursor.at;
  meaning.query = { start, end };
  declareAttributes(pl, name, meaning, declarations);
  pl.declare(name, meaning);
  pl.scoped(undefined, () => {
    for (const { name: written, variable, type } of meaning.parameters)
      pl.declare(written, { is: "variable", variable, type }, `${name}.${written}`);
    const query = readCursorQuery(pl, end);
    meaning.sql = query.sql;
    meaning.columns = query.columns?.map((column) => ({ ...column }));
  });
  return declarations;
}

/** FOR UPDATE locks rows, which the target does not. */
function readCursorQuery(pl: Pl, end: number) {
  return pl.kit.queryTo(end);
}

/** Variables for `c%FOUND` and its kin, where the routine asks for them. */
function declareAttributes(pl: Pl, name: string, meaning: CursorName, into: Declaration[]): void {
  const asked = (attribute: string) =>
    pl.tokens.some(
      (token) => token.kind === "word" && token.value === `${name.toUpperCase()}%${attribute}`,
    );
  const { variables } = pl.tx.scope;
  const know = (attribute: string, sql: string, type: "bool" | "int") =>
    variables.set(`${name.toLowerCase()}%${attribute}`, { sql, inQuery: sql, type, rule: "wins" });
  if (asked("FOUND") || asked("NOTFOUND")) {
    const found = pl.kit.variables.free(`dwm_${name}_found`);
    meaning.found = found;
    into.push({ is: "variable", name: found, type: BOOLEAN.sql });
    know("found", found, "bool");
    know("notfound", `(NOT ${found})`, "bool");
  }
  if (asked("ROWCOUNT")) {
    const count = pl.kit.variables.free(`dwm_${name}_rows`);
    meaning.rowCount = count;
    into.push({ is: "variable", name: count, type: BIGINT.sql, initial: "0" });
    know("rowcount", count, "int");
  }
  if (asked("ISOPEN")) {
    const open = pl.kit.variables.free(`dwm_${name}_is_open`);
    meaning.isOpen = open;
    into.push({ is: "variable", name: open, type: BOOLEAN.sql, initial: "FALSE" });
    know("isopen", open, "bool");
  }
}

/** TYPE … IS RECORD (…), TABLE OF, VARRAY, REF CURSOR; SUBTYPE … IS type. */
function readTypeDeclaration(pl: Pl): Declaration[] {
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
      if (!tx.cursor.done)
        pl.note("DWM-PRC-006", {
          clause: tx.cursor.rest(),
          why: "fields of records have no rules",
        });
      return { name: field, type };
    }),
  );
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
  const element = readPlType(pl);
  cursor.accept("NOT", "NULL");
  const indexed = cursor.accept("INDEX", "BY");
  if (indexed) {
    const key = readPlType(pl);
    if (key.is !== "scalar" || key.type.class === "string")
      return { is: "refused", what: `${name}, a collection whose index is a text,` };
  }
  switch (element.is) {
    case "scalar":
      return { is: "collection", element: element.type, fields: undefined, indexed };
    case "record":
      return {
        is: "collection",
        element: { sql: recordType(element.fields), class: "unknown" },
        fields: element.fields,
        indexed,
      };
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

/** PRAGMA …: what the compiler is told. */
function readPragma(pl: Pl, offset: number): Declaration[] {
  const { cursor, tx } = pl;
  cursor.next();
  const name = tx.expectIdentifier("a pragma").toUpperCase();
  if (name === "AUTONOMOUS_TRANSACTION") {
    pl.note("DWM-PRC-032", {}, offset);
    return [];
  }
  if (name !== "EXCEPTION_INIT") {
    pl.note(
      "DWM-PRC-006",
      { clause: `PRAGMA ${name}`, why: "it speaks to the source's compiler" },
      offset,
    );
    return [];
  }
  const [first, second] = cursor.group()?.split() ?? [];
  const exception = first?.identifier() ?? "";
  const code = second?.rest().replace(/\s/g, "") ?? "";
  const meaning = pl.names.find(exception);
  if (meaning?.is !== "exception") throw tx.unreadable(`${exception} is no exception`);
  const sqlstate = sqlstateOf(Number(code.replaceAll("'", "")));
  if (sqlstate === undefined) {
    pl.note("DWM-PRC-033", { code: `ORA${code.replace("-", "-0")}`, exception }, offset);
    return [];
  }
  meaning.declaration.sqlstate = sqlstate;
  return [];
}

/** A routine inside of a routine: it is written out where it is called. */
function readNested(pl: Pl): Declaration[] {
  const { cursor, tx } = pl;
  const start = cursor.at;
  const kind = cursor.next()?.value === "FUNCTION" ? "FUNCTION" : "PROCEDURE";
  const name = tx.expectIdentifier("a name");
  const behind = routineEnd(pl.tokens, start);
  const body = isSymbol(pl.tokens[behind - 1], ";") && hasBody(pl, cursor.at, behind);
  // A forward declaration: the routine itself comes later.
  if (body) pl.declare(name, nestedRoutine(pl, kind, name, start));
  return [];
}

function hasBody(pl: Pl, from: number, to: number): boolean {
  let depth = 0;
  for (let index = from; index < to; index++) {
    const token = pl.tokens[index];
    if (isSymbol(token, "(")) depth++;
    else if (isSymbol(token, ")")) depth--;
    else if (depth === 0 && (isWord(token, "IS") || isWord(token, "AS"))) return true;
  }
  return false;
}
