import type { Declaration } from "../model.ts";
import type { Pl } from "./context.ts";
import { BIGINT, BOOLEAN } from "./context.ts";
import type { CursorName } from "./names.ts";
import { acceptDefault, semicolonFrom } from "./tokens.ts";
import { readPlType, readScalarType } from "./types.ts";

/** A cursor variable: it is declared with the one query that it is opened for. */
export function declareCursorVariable(
  pl: Pl,
  name: string,
  ref: "local" | "returned",
): Declaration[] {
  const declarations: Declaration[] = [];
  const meaning: CursorName = { ...newCursor(pl, name), ref };
  if (ref === "local") declareAttributes(pl, name, meaning, declarations);
  pl.declare(name, meaning);
  return declarations;
}

function newCursor(pl: Pl, name: string): CursorName {
  return {
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
}

/** A cursor; the cursor of tokens stands behind its name. */
export function readCursor(pl: Pl, name: string): Declaration[] {
  const { cursor, tx } = pl;
  const declarations: Declaration[] = [];
  const meaning = newCursor(pl, name);
  const group = cursor.group();
  for (const part of group?.split() ?? []) {
    tx.inside(part, () => {
      const written = tx.expectIdentifier("a parameter");
      tx.cursor.accept("IN");
      const type = readScalarType(pl, `the parameter ${written}`);
      const has = acceptDefault(part) || part.acceptSymbol("=");
      const initial = has ? pl.kit.expression().sql : undefined;
      const variable = pl.kit.variables.free(`${name}__${written}`);
      meaning.parameters.push({ name: written, variable, type, initial });
      declarations.push({ is: "variable", name: variable, type: type.sql });
    });
  }
  if (cursor.accept("RETURN")) readPlType(pl);
  if (!cursor.accept("IS") && !cursor.accept("FOR")) {
    pl.endStatement();
    throw tx.stop("DWM-PRC-002", { construct: `the cursor ${name} without a query` });
  }
  const end = semicolonFrom(pl.tokens, cursor.at, cursor.end);
  meaning.query = cursor.slice(cursor.at, end);
  declareAttributes(pl, name, meaning, declarations);
  pl.declare(name, meaning);
  pl.scoped(undefined, () => {
    for (const { name: written, variable, type } of meaning.parameters)
      pl.declare(written, { is: "variable", variable, type }, `${name}.${written}`);
    // FOR UPDATE locks rows, which the target does not.
    const query = pl.kit.queryTo(end);
    meaning.sql = query.sql;
    meaning.columns = query.columns?.map((column) => ({ ...column }));
  });
  return declarations;
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
