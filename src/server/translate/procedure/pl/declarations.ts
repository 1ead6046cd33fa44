import { routineEnd } from "../../../inventory/package/routineEnd.ts";
import { isSymbol, isWord } from "../../../sql/token.ts";
import { Untranslatable } from "../../diagnostics.ts";
import type { Condition, Declaration } from "../model.ts";
import { rounded } from "../rounding.ts";
import { declareCollection } from "./collections.ts";
import type { Pl } from "./context.ts";
import { declareCursorVariable, readCursor } from "./cursorDeclarations.ts";
import { sqlstateOf } from "./errors.ts";
import { declareMap } from "./maps.ts";
import { nestedRoutine } from "./nestedScope.ts";
import { declareRecord } from "./records.ts";
import { acceptDefault, semicolonFrom } from "./tokens.ts";
import { readTypeDeclaration } from "./typeDeclarations.ts";
import { readPlType } from "./types.ts";

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
  cursor.accept("CONSTANT");
  const typed = cursor.offset;
  const type = readPlType(pl);
  if (cursor.accept("COLLATE")) cursor.name();
  if (cursor.accept("NOT", "NULL"))
    pl.note("DWM-PRC-006", { clause: `NOT NULL of ${name}`, why: "variables take NULL" }, offset);
  const has = acceptDefault(cursor) || (!pl.oracle && cursor.acceptSymbol("="));
  const end = semicolonFrom(pl.tokens, cursor.at, cursor.end);
  switch (type.is) {
    case "refused":
      throw pl.tx.stop("DWM-PRC-002", { construct: `${name}: ${type.what}` }, typed);
    case "collection": {
      const initial = has ? pl.kit.expressionTo(end).sql : undefined;
      return declareCollection(pl, name, type, initial, offset);
    }
    case "map": {
      const initial = has ? pl.kit.expressionTo(end).sql : undefined;
      return [declareMap(pl, name, [name], type, initial)];
    }
    case "cursor":
      return declareCursorVariable(pl, name, "local");
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
      const variable = pl.localName(name);
      pl.declare(name, { is: "variable", variable, type: type.type }, ...qualified(pl, name));
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

/** `label.name` means the variable too, and so does Oracle's `routine.name` in its outermost block. */
export function qualified(pl: Pl, name: string): string[] {
  const { label } = pl.names;
  const owners = label === undefined ? [] : [label];
  if (pl.oracle && pl.frames.length === 1) owners.push(pl.routine.name);
  return owners.map((owner) => `${owner}.${name}`);
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
