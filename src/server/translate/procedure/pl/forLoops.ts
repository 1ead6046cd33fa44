import { isSymbol } from "../../../sql/token.ts";
import { startsQuery } from "../../query/block/select.ts";
import type { TypeClass } from "../../types/spec.ts";
import type { Statement } from "../model.ts";
import { readHead } from "./block.ts";
import type { Pl } from "./context.ts";
import { BOOLEAN, INT } from "./context.ts";
import { cursorArguments, cursorNamed } from "./cursors.ts";
import type { CursorName } from "./names.ts";
import { fieldsFor } from "./records.ts";
import { readLoopBody } from "./statements.ts";
import { wordFrom } from "./tokens.ts";

const LOOP = new Set(["LOOP"]);

interface Source {
  before: Statement[];
  query: string;
  columns: readonly { name: string | undefined; type: TypeClass }[] | undefined;
  over?: CursorName;
}

interface Range {
  from: string;
  to: string;
  reverse: boolean;
  step?: string;
}

/** FOR i IN [REVERSE] a..b; FOR r IN (query), a query, a cursor, or EXECUTE (PL/pgSQL). */
export function readFor(pl: Pl, label: string | undefined, end: number): Statement[] {
  const { cursor, tx } = pl;
  const start = cursor.at;
  cursor.next();
  const nameOffset = cursor.offset;
  const loopAt = wordFrom(pl.tokens, cursor.at, end, LOOP);
  if (loopAt < 0) throw tx.unreadable("LOOP expected");
  const names = [tx.expectIdentifier("the loop's variable")];
  while (cursor.acceptSymbol(",")) names.push(tx.expectIdentifier("a variable"));
  tx.expect("IN");
  const range = rangeAt(pl, loopAt);
  const head = readHead(pl, loopAt, () =>
    range >= 0 ? readRange(pl, range, loopAt) : readSource(pl, loopAt),
  );
  const [name = ""] = names;
  return pl.scoped(undefined, () => {
    const variable = range >= 0 ? pl.localName(name) : pl.kit.variables.free(name);
    const setting =
      head && !("from" in head) ? shareRow(pl, names, variable, head, nameOffset) : undefined;
    if (range >= 0) pl.declare(name, { is: "variable", variable, type: INT, parameter: "IN" });
    else if (!head) pl.declare(name, { is: "row", variable, columns: undefined });
    const body = readLoopBody(pl, label, loopAt, end);
    if (!head) {
      const source = cursor.textBetween(start, end);
      return [{ is: "unsupported", source, reason: "what it loops over could not be translated" }];
    }
    const labelled = label === undefined ? {} : { label };
    const { before, inside, after } = foundAround(pl);
    if ("from" in head) {
      const type = INT.sql;
      const loop: Statement = {
        is: "forRange",
        variable,
        type,
        ...head,
        ...labelled,
        body: [...inside, ...body],
      };
      return [...before, loop, ...after];
    }
    const { query } = head;
    const rounds = [...inside, ...(setting ?? []), ...body];
    const loop: Statement = { is: "forQuery", variable, query, ...labelled, body: rounds };
    return [...head.before, ...before, loop, ...after];
  });
}

/** PL/pgSQL: behind a FOR loop FOUND says whether it went round at least once. */
function foundAround(pl: Pl): { before: Statement[]; inside: Statement[]; after: Statement[] } {
  const { found } = pl;
  if (found === undefined) return { before: [], inside: [], after: [] };
  const rounds = pl.kit.variables.free("dwm_went_round");
  pl.outermost({ is: "variable", name: rounds, type: BOOLEAN.sql });
  const set = (value: string): Statement => ({ is: "set", targets: [rounds], value });
  return {
    before: [set("FALSE")],
    inside: [set("TRUE")],
    after: [{ is: "set", targets: [found], value: pl.variableSql(rounds) }],
  };
}

/**
 * The loop's variable: a new row in Oracle; in PL/pgSQL a variable, a record or a list of variables that is declared, which
 * each round sets and which keep their values behind the loop.
 */
function shareRow(
  pl: Pl,
  names: readonly string[],
  variable: string,
  source: Source,
  offset: number,
): Statement[] {
  const columns = new Map(
    (source.columns ?? []).map(({ name, type }) => [(name ?? "").toLowerCase(), type]),
  );
  const [name = ""] = names;
  const declared = pl.oracle ? undefined : pl.names.find(name);
  const known = source.columns ? columns : undefined;
  const row = { is: "row" as const, variable, columns: known, over: source.over };
  if (
    names.length === 1 &&
    (declared === undefined || (declared.is === "record" && declared.open))
  ) {
    pl.declare(name, row);
    return [];
  }
  const targets = names.flatMap((each) => {
    const meaning = pl.names.find(each);
    if (meaning?.is === "variable") return [meaning.variable];
    if (meaning?.is === "record")
      return fieldsFor(pl, meaning, source.columns?.slice(), offset).map((field) => field.variable);
    throw pl.tx.stop("DWM-PRC-040", { name: each }, offset);
  });
  if (!source.columns || source.columns.some((column) => column.name === undefined))
    throw pl.tx.stop("DWM-PRC-035", { record: names.join(", ") }, offset);
  return targets.map((target, index) => ({
    is: "set",
    targets: [target],
    value: pl.rowColumn(variable, source.columns?.[index]?.name ?? ""),
  }));
}

/** The index of the `..` of a range before the LOOP, or -1. */
function rangeAt(pl: Pl, loopAt: number): number {
  let depth = 0;
  for (let index = pl.cursor.at; index < loopAt; index++) {
    const token = pl.tokens[index];
    if (isSymbol(token, "(")) depth++;
    else if (isSymbol(token, ")")) depth--;
    else if (depth === 0 && isSymbol(token, "..")) return index;
  }
  return -1;
}

function readRange(pl: Pl, dots: number, loopAt: number): Range {
  const { cursor, tx } = pl;
  const reverse = cursor.accept("REVERSE");
  const first = pl.kit.expressionTo(dots).sql;
  cursor.at = dots + 1;
  const by = wordFrom(pl.tokens, cursor.at, loopAt, new Set(["BY"]));
  const step = by >= 0 && by + 2 === loopAt ? pl.tokens[by + 1]?.text : undefined;
  if (by >= 0 && (step === undefined || !/^[1-9]\d*$/.test(step)))
    throw tx.stop(
      "DWM-PRC-002",
      { construct: "a FOR loop by what is no number" },
      pl.tokens[by]?.start ?? cursor.offset,
    );
  const second = pl.kit.expressionTo(by >= 0 ? by : loopAt).sql;
  cursor.at = loopAt;
  const steps = step === undefined ? {} : { step };
  // PL/pgSQL's REVERSE is written from the higher end to the lower one.
  return reverse && !pl.oracle
    ? { from: second, to: first, reverse, ...steps }
    : { from: first, to: second, reverse, ...steps };
}

function readSource(pl: Pl, loopAt: number): Source {
  const { cursor, tx } = pl;
  const offset = cursor.offset;
  if (cursor.isWords("EXECUTE"))
    throw tx.stop("DWM-PRC-002", { construct: "a FOR loop over dynamic SQL" }, offset);
  if (startsQuery(tx)) {
    const bracket = cursor.isSymbol("(") && cursor.matching() === loopAt;
    const query = bracket ? bracketed(pl, loopAt) : pl.kit.queryTo(loopAt);
    cursor.at = loopAt;
    return { before: [], query: query.sql, columns: query.columns };
  }
  const parts = cursor.name();
  if (!parts) throw tx.unreadable("a query, a cursor or a range expected");
  const meaning = cursorNamed(pl, parts, offset);
  const before = cursorArguments(pl, meaning, offset);
  if (meaning.sql === undefined)
    throw tx.stop(
      "DWM-PRC-002",
      { construct: `the cursor ${parts.join(".")}, whose query could not be translated,` },
      offset,
    );
  cursor.at = loopAt;
  return { before, query: meaning.sql, columns: meaning.columns, over: meaning };
}

function bracketed(pl: Pl, loopAt: number) {
  const inside = pl.cursor.slice(pl.cursor.at + 1, loopAt - 1);
  return pl.tx.inside(inside, () => pl.kit.queryTo(inside.end));
}

/** PL/pgSQL's FOREACH v IN ARRAY a LOOP. */
export function readForeach(pl: Pl, label: string | undefined, end: number): Statement[] {
  const { cursor, tx } = pl;
  const start = cursor.at;
  cursor.next();
  const loopAt = wordFrom(pl.tokens, cursor.at, end, LOOP);
  if (loopAt < 0) throw tx.unreadable("LOOP expected");
  const offset = cursor.offset;
  const head = readHead(pl, loopAt, () => {
    const target = pl.targetOf([tx.expectIdentifier("a variable")], offset);
    if (cursor.isWords("SLICE")) throw tx.stop("DWM-PRC-002", { construct: "FOREACH … SLICE" });
    tx.expect("IN");
    tx.expect("ARRAY");
    return { target, array: pl.kit.expressionTo(loopAt).sql };
  });
  const body = readLoopBody(pl, label, loopAt, end);
  if (!head) {
    const source = cursor.textBetween(start, end);
    return [{ is: "unsupported", source, reason: "what it loops over could not be translated" }];
  }
  const row = pl.kit.variables.free("dwm_element");
  return [
    {
      is: "forQuery",
      variable: row,
      query: `SELECT item FROM (SELECT posexplode(${head.array}) AS (place, item)) ORDER BY place`,
      ...(label === undefined ? {} : { label }),
      body: [{ is: "set", targets: [head.target], value: pl.rowColumn(row, "item") }, ...body],
    },
  ];
}
