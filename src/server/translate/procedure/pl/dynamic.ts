import { tokenize } from "../../../sql/lexer.ts";
import type { Token } from "../../../sql/token.ts";
import { isSymbol, isWord } from "../../../sql/token.ts";
import { Cursor } from "../../cursor.ts";
import { translateStatement } from "../../dml/translateStatement.ts";
import { readStringLiteral } from "../../literals.ts";
import { readQuery, startsQuery } from "../../query/block/select.ts";
import { type Expr, wrap } from "../../query/expr.ts";
import { Tx } from "../../query/tx.ts";
import { dynamicSql } from "../dynamicSql.ts";
import { RoutineKit } from "../kit.ts";
import type { Statement } from "../model.ts";
import { readBlock } from "./block.ts";
import { Pl } from "./context.ts";
import { oneRow } from "./oneRow.ts";
import { afterChange, assignRow, type IntoTargets, readTargets } from "./sql.ts";
import { heldText } from "./textVariables.ts";
import { semicolonFrom } from "./tokens.ts";

const BEHIND = new Set(["INTO", "USING", "RETURNING", "RETURN"]);

/**
 * EXECUTE IMMEDIATE (Oracle), EXECUTE (PL/pgSQL). A text that stands there as a literal is translated like a statement that
 * stands in the routine itself, its bind variables replaced; a text that is put together at run time cannot be.
 */
export function readExecute(pl: Pl, end: number): Statement[] {
  // EXECUTE leaves FOUND as it is.
  const { found } = pl;
  if (!pl.oracle) pl.found = undefined;
  try {
    return readDynamic(pl, end);
  } finally {
    pl.found = found;
  }
}

function readDynamic(pl: Pl, end: number): Statement[] {
  const { cursor, tx } = pl;
  const offset = cursor.offset;
  cursor.next();
  if (pl.oracle) tx.expect("IMMEDIATE");
  const last = semicolonFrom(pl.tokens, cursor.at, end);
  const textAt = cursor.at;
  const textEnd = endOfText(pl, last);
  const part = cursor.slice(textAt, textEnd);
  cursor.at = textEnd;
  const literals = pl.tokens.slice(textAt, textEnd).filter((token) => token.kind === "string");
  let targets: IntoTargets | undefined;
  let strict = pl.oracle;
  const using: Expr[] = [];
  for (;;) {
    if (cursor.accept("INTO")) {
      strict ||= cursor.accept("STRICT");
      targets = readTargets(pl);
    } else if (cursor.accept("USING")) {
      do {
        const place = cursor.offset;
        if (cursor.isWords("OUT") || cursor.isWords("IN", "OUT"))
          throw tx.stop("DWM-PRC-002", { construct: "OUT values of dynamic SQL" }, place);
        cursor.accept("IN");
        using.push(pl.kit.expression());
      } while (cursor.acceptSymbol(","));
    } else break;
  }
  if (cursor.at < last)
    throw tx.stop("DWM-PRC-002", { construct: `${cursor.near()} in dynamic SQL` });
  const only = literals.length === 1 && textEnd - textAt === 1 ? literals[0] : undefined;
  if (only) return readConstant(pl, only, using, targets, strict);
  const composed = pl.oracle ? undefined : readComposed(pl, part, using, targets, strict, offset);
  if (composed) return composed;
  const text = tx.inside(part, () => pl.kit.expressionTo(textEnd));
  pl.note("DWM-PRC-009", {}, offset);
  if (targets && strict) pl.note("DWM-PRC-043", {}, offset);
  const markers = bindNames(pl, literals, using, offset);
  return [
    {
      is: "execute",
      text: markers ? text.sql : withPlaces(text.sql),
      into: targets?.variables(undefined) ?? [],
      using: using.map(({ sql: value }, index) => {
        const name = markers?.[index];
        return name === undefined ? { value } : { name, value };
      }),
    },
    ...afterChange(pl),
  ];
}

/** PL/pgSQL's text that is put together of literals, names and values: translated with these in their places. */
function readComposed(
  pl: Pl,
  part: Cursor,
  using: readonly Expr[],
  targets: IntoTargets | undefined,
  strict: boolean,
  offset: number,
): Statement[] | undefined {
  const named = using.map(({ sql: value }, index) => ({ name: `p${index + 1}`, value }));
  const markers = new Map(named.map(({ name }, index) => [`$${index + 1}`, `:${name}`]));
  const held = heldText(pl, part);
  const translated =
    held === undefined
      ? dynamicSql(pl.kit, part, { markers })
      : [pl.tx.inside(part, () => pl.kit.expressionTo(part.end).sql)];
  if (!translated || (targets && translated.length !== 1)) return undefined;
  if (targets && strict) pl.note("DWM-PRC-043", {}, offset);
  const into = targets?.variables(undefined) ?? [];
  const runs = translated.map((text): Statement => {
    const used = named.filter(({ name }) => new RegExp(`:${name}\\b`).test(held ?? text));
    return { is: "execute", text, into, using: used };
  });
  return [...runs, ...afterChange(pl)];
}

function endOfText(pl: Pl, last: number): number {
  let depth = 0;
  for (let index = pl.cursor.at; index < last; index++) {
    const token = pl.tokens[index];
    if (isSymbol(token, "(")) depth++;
    else if (isSymbol(token, ")")) depth--;
    else if (depth === 0 && token?.kind === "word" && BEHIND.has(token.value)) return index;
  }
  return last;
}

/**
 * Oracle's markers take the values by their places, as question marks do. What stands behind a letter or a digit is none:
 * `HH24:MI`.
 */
function withPlaces(text: string): string {
  return `regexp_replace(${text}, '(?<![0-9A-Za-z_:]):[0-9A-Za-z_]+', '?')`;
}

/** The names of the markers in the text's literals, one for each value; undefined where they are to go by their places. */
function bindNames(
  pl: Pl,
  literals: readonly Token[],
  using: readonly Expr[],
  offset: number,
): string[] | undefined {
  if (using.length === 0) return [];
  const text = literals.map((token) => token.text).join(" ");
  const found = pl.oracle ? [...text.matchAll(/(?<!:):(\w+)/g)].map((match) => match[1] ?? "") : [];
  const usable =
    found.length === using.length &&
    new Set(found).size === found.length &&
    found.every((name) => /^[A-Za-z_]/.test(name));
  if (!usable && pl.oracle) return undefined;
  if (!usable)
    throw pl.tx.stop(
      "DWM-PRC-002",
      { construct: "values for numbered markers in a text that is put together" },
      offset,
    );
  return found;
}

/** The statement that a literal holds. */
function readConstant(
  pl: Pl,
  token: Token,
  using: readonly Expr[],
  targets: IntoTargets | undefined,
  strict: boolean,
): Statement[] {
  const literal = readStringLiteral(token.text, pl.tx.dialect);
  const body = literal?.kind === "text" ? literal.value.replace(/;\s*$/, "") : "";
  const opened =
    token.text.length - (literal?.kind === "text" ? literal.value.length : 0) > 0
      ? openerLength(token.text)
      : 0;
  const tokens = joinMarkers(tokenize(body, pl.tx.dialect), body);
  const cursor = new Cursor(body, pl.tx.dialect, tokens);
  const inner = new Tx(
    cursor,
    pl.tx.context,
    pl.tx.diagnostics.moved((at) => token.start + Math.min(opened + at, token.text.length)),
  );
  inner.scope = pl.tx.scope;
  inner.resolveName = pl.tx.resolveName;
  inner.resolveCall = pl.tx.resolveCall;
  return withMarkers(pl, tokens, using, token.start, () => {
    if (targets) {
      if (!startsQuery(inner))
        throw pl.tx.stop(
          "DWM-PRC-002",
          { construct: "INTO of a statement that is no query" },
          token.start,
        );
      const query = inner.nested(() => readQuery(inner));
      if (!inner.cursor.done) throw inner.unreadable("not expected here");
      return assignRow(
        pl,
        targets.variables(query.columns),
        query,
        oneRow(tokens),
        strict,
        token.start,
      );
    }
    if (isWord(tokens[0], "BEGIN") || isWord(tokens[0], "DECLARE"))
      return [readBlock(sharing(pl, inner), undefined, tokens.length)];
    const statements = translateStatement(inner).statements.map(
      (sql): Statement => ({ is: "sql", sql }),
    );
    return [...statements, ...afterChange(pl)];
  });
}

/** A reader over another text that shares the names of the routine. */
function sharing(pl: Pl, tx: Tx): Pl {
  const inner = new Pl(new RoutineKit(tx, pl.kit.name, pl.kit.variables), pl.routine);
  inner.names = pl.names;
  inner.frames.push(...pl.frames);
  inner.rowCount = pl.rowCount;
  inner.found = pl.found;
  return inner;
}

/** What stands before the text of a literal: its quote, a prefix, a dollar tag. */
function openerLength(text: string): number {
  return (
    /^\$[^$]*\$/.exec(text)?.[0] ??
    /^[A-Za-z]*'(?:[[{(<!|#]?)/.exec(text)?.[0].replace(/(?<=^')./, "") ??
    "'"
  ).length;
}

/** `:1` and `:name` as one word each. */
function joinMarkers(tokens: readonly Token[], text: string): Token[] {
  const joined: Token[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    const next = tokens[at + 1];
    const marker =
      isSymbol(token, ":") &&
      next &&
      !next.spaced &&
      (next.kind === "number" || next.kind === "word");
    if (!marker || !next) {
      joined.push(token);
      continue;
    }
    const written = text.slice(token.start, next.end);
    joined.push({
      ...token,
      kind: "word",
      end: next.end,
      text: written,
      value: written.toUpperCase(),
    });
    at++;
  }
  return joined;
}

/** Runs `read` while the text's markers stand for the values: one for each marker in Oracle, by number in PL/pgSQL. */
function withMarkers<T>(
  pl: Pl,
  tokens: readonly Token[],
  using: readonly Expr[],
  offset: number,
  read: () => T,
): T {
  const { variables } = pl.tx.scope;
  const before = new Map(variables);
  const markers = tokens.filter((token) => token.kind === "word" && /^(:|\$\d)/.test(token.text));
  for (const [index, marker] of markers.entries()) {
    const number = pl.oracle ? index : Number(marker.text.slice(1)) - 1;
    const value = using[number];
    if (!value)
      throw pl.tx.stop("DWM-PRC-004", { near: marker.text, reason: "it has no value" }, offset);
    const sql = wrap(value);
    const key = marker.text.toLowerCase();
    const known = variables.get(key);
    if (known && known.sql !== sql && !before.has(key))
      throw pl.tx.stop(
        "DWM-PRC-002",
        { construct: `the marker ${marker.text} with two values` },
        offset,
      );
    variables.set(key, { sql, inQuery: sql, type: value.type, rule: "wins" });
  }
  try {
    return read();
  } finally {
    variables.clear();
    for (const [key, variable] of before) variables.set(key, variable);
  }
}
