import { databricksWriter } from "../../writer/databricksWriter.ts";
import type { Statement } from "../model.ts";
import { readBulkFetch } from "./bulk.ts";
import type { Pl } from "./context.ts";
import { openedQuery, takeQuery } from "./cursorVariables.ts";
import type { CursorName } from "./names.ts";
import { readTargets } from "./sql.ts";
import { semicolonFrom } from "./tokens.ts";

/** The cursor that a name means, or a refusal. */
export function cursorNamed(pl: Pl, parts: readonly string[], offset: number): CursorName {
  const meaning = pl.names.find(parts.join("."));
  if (meaning?.is === "cursor") return meaning;
  const what = meaning?.is === "refused" ? meaning.what : `the cursor variable ${parts.join(".")}`;
  throw pl.tx.stop("DWM-PRC-002", { construct: what }, offset);
}

/** Values for a cursor's parameters: set before its query runs. */
export function cursorArguments(pl: Pl, cursorName: CursorName, offset: number): Statement[] {
  const { cursor, tx } = pl;
  const group = cursor.group();
  const given = new Map<string, string>();
  for (const [index, part] of (group?.split() ?? []).entries()) {
    const parameter = cursorName.parameters[index];
    tx.inside(part, () => {
      const named = part.isSymbol("=>", 1) || part.isSymbol(":=", 1);
      const name = named ? part.identifier() : parameter?.name;
      if (named) part.next();
      if (name === undefined) throw tx.unreadable("more values than the cursor has parameters");
      given.set(name.toLowerCase(), pl.kit.expressionTo(part.end).sql);
    });
  }
  return cursorName.parameters.map(({ name, variable, initial }) => {
    const value = given.get(name.toLowerCase()) ?? initial;
    if (value === undefined)
      throw tx.stop(
        "DWM-PRC-004",
        { near: name, reason: "the cursor's parameter has no value" },
        offset,
      );
    return { is: "set", targets: [variable], value };
  });
}

/** OPEN c(…); OPEN c FOR query is a cursor variable's. */
export function readOpen(pl: Pl, end: number): Statement[] {
  const { cursor, tx } = pl;
  cursor.next();
  const offset = cursor.offset;
  const parts = cursor.name();
  if (!parts) throw tx.unreadable("a cursor expected");
  const meaning = cursorNamed(pl, parts, offset);
  const last = semicolonFrom(pl.tokens, cursor.at, end);
  if (meaning.ref && cursor.accept("FOR")) {
    const query = openedQuery(pl, parts.join("."), meaning, last);
    if (meaning.ref === "returned") return [{ is: "sql", sql: query.sql }];
    takeQuery(pl, parts.join("."), meaning, query, offset);
  }
  const values = cursorArguments(pl, meaning, offset);
  if (cursor.at < last) throw tx.unreadable("not expected in OPEN");
  if (meaning.sql === undefined)
    throw tx.stop(
      "DWM-PRC-002",
      { construct: `the cursor ${parts.join(".")}, whose query could not be translated,` },
      offset,
    );
  meaning.opened = true;
  const statements: Statement[] = [...values, { is: "open", cursor: meaning.cursor }];
  if (meaning.isOpen) statements.push({ is: "set", targets: [meaning.isOpen], value: "TRUE" });
  if (meaning.rowCount) statements.push({ is: "set", targets: [meaning.rowCount], value: "0" });
  if (meaning.found) statements.push({ is: "set", targets: [meaning.found], value: "NULL" });
  return statements;
}

/** FETCH c INTO …; whether it found a row is kept where the routine asks. */
export function readFetch(pl: Pl, end: number): Statement[] {
  const { cursor, tx } = pl;
  const move = cursor.next()?.value === "MOVE";
  if (move) throw tx.stop("DWM-PRC-002", { construct: "MOVE" });
  cursor.accept("NEXT");
  if (!cursor.accept("FROM")) cursor.accept("IN");
  const offset = cursor.offset;
  const parts = cursor.name();
  if (!parts) throw tx.unreadable("a cursor expected");
  const meaning = cursorNamed(pl, parts, offset);
  if (meaning.sql === undefined && meaning.ref)
    throw tx.stop("DWM-PRC-002", { construct: `the cursor variable ${parts.join(".")}` }, offset);
  if (cursor.isWords("BULK")) return readBulkFetch(pl, meaning, end, offset);
  tx.expect("INTO");
  const targets = readTargets(pl);
  if (cursor.at < semicolonFrom(pl.tokens, cursor.at, end))
    throw tx.unreadable("not expected in FETCH");
  meaning.opened = true;
  const into = targets.variables(meaning.columns?.map(({ name, type }) => ({ name, type })));
  const fetch: Statement = { is: "fetch", cursor: meaning.cursor, into };
  const flag = meaning.found ?? (pl.oracle ? undefined : pl.found);
  const counted: Statement[] = meaning.rowCount
    ? [
        {
          is: "set",
          targets: [meaning.rowCount],
          value: `${databricksWriter.name(meaning.rowCount)} + 1`,
        },
      ]
    : [];
  if (flag === undefined && counted.length === 0) return [fetch];
  const set = (value: string): Statement[] =>
    flag === undefined ? [] : [{ is: "set", targets: [flag], value }];
  return [
    {
      is: "block",
      declarations: [],
      handlers: [{ action: "EXIT", conditions: ["NOT FOUND"], body: set("FALSE") }],
      body: [fetch, ...set("TRUE"), ...counted],
    },
  ];
}

export function readClose(pl: Pl): Statement[] {
  const { cursor, tx } = pl;
  cursor.next();
  const offset = cursor.offset;
  const parts = cursor.name();
  if (!parts) throw tx.unreadable("a cursor expected");
  const meaning = cursorNamed(pl, parts, offset);
  if (meaning.ref === "returned") return [];
  if (meaning.sql === undefined)
    throw tx.stop("DWM-PRC-002", { construct: `the cursor ${parts.join(".")}` }, offset);
  meaning.opened = true;
  const statements: Statement[] = [{ is: "close", cursor: meaning.cursor }];
  if (meaning.isOpen) statements.push({ is: "set", targets: [meaning.isOpen], value: "FALSE" });
  return statements;
}
