import { isSymbol, isWord, type Token } from "../../../sql/token.ts";
import { Cursor } from "../../cursor.ts";
import type { Query } from "../../query/block/queryColumns.ts";
import { readQuery } from "../../query/block/select.ts";
import { type Expr, primary } from "../../query/expr.ts";
import { readExpression } from "../../query/expression/expression.ts";
import type { Tx } from "../../query/tx.ts";
import { converted } from "../converted.ts";
import type { Statement } from "../model.ts";
import type { Declared } from "../variables.ts";
import { accumulated } from "./accumulate.ts";
import type { TsqlBody } from "./body.ts";

/** `=`, or the operator of `+=` and its like; undefined where none stands. */
function assignmentOperator(tokens: readonly Token[], at: number): string | undefined {
  const first = tokens[at];
  if (isSymbol(first, "=")) return "=";
  if (first?.kind !== "symbol") return undefined;
  if (/^[-+*/%&|^]=$/.test(first.text)) return first.text;
  const joined = isSymbol(tokens[at + 1], "=") && /^[-+*/%&|^]$/.test(first.text);
  return joined && tokens[at + 1]?.spaced === false ? `${first.text}=` : undefined;
}

function operatorLength(tokens: readonly Token[], at: number, operator: string): number {
  return tokens[at]?.text === operator ? 1 : 2;
}

/** The tokens of `@x op (…)` where the source has `@x op= …`: what a compound assignment means. */
function spelledOut(variable: Token, operator: string, tokens: readonly Token[]): Token[] {
  const [first] = tokens;
  if (operator === "=" || !first) return [...tokens];
  const symbol = (text: string, at: number): Token => ({
    kind: "symbol",
    start: at,
    end: at,
    text,
    value: text,
    spaced: true,
  });
  const last = tokens.at(-1)?.end ?? first.end;
  return [
    variable,
    symbol(operator.slice(0, -1), first.start),
    symbol("(", first.start),
    ...tokens,
    symbol(")", last),
  ];
}

function expressionOf(body: TsqlBody, tokens: Token[]): Expr {
  const { tx } = body.kit;
  const cursor = new Cursor(tx.cursor.text, tx.dialect, tokens);
  return tx.inside(cursor, () => {
    const value = readExpression(tx);
    if (!cursor.done) throw tx.unreadable("not expected here");
    return value;
  });
}

/** The variable's name in the target. */
export function targetName(body: TsqlBody, token: Token | undefined): string {
  return targetOf(body, token).name;
}

function targetOf(body: TsqlBody, token: Token | undefined): Declared {
  const { kit } = body;
  const found = token && kit.variables.find(token.text);
  if (found) return found;
  throw kit.tx.stop("DWM-QRY-002", { construct: `the variable ${token?.text ?? ""}` });
}

/** SET @x = … and SET @x += … */
export function readAssignment(body: TsqlBody, end: number): Statement[] {
  const { kit } = body;
  const { cursor } = kit;
  cursor.next();
  const variable = cursor.peek();
  const target = targetOf(body, variable);
  cursor.next();
  const operator = assignmentOperator(cursor.tokens, cursor.at);
  if (!variable || operator === undefined) throw kit.tx.unreadable("= expected");
  cursor.at += operatorLength(cursor.tokens, cursor.at, operator);
  if (cursor.isWords("CURSOR"))
    throw kit.tx.stop("DWM-PRC-002", { construct: "a cursor variable" });
  const text =
    operator === "="
      ? body.texts.translate(variable.text, cursor.slice(cursor.at, end))
      : undefined;
  if (text !== undefined) {
    cursor.at = end;
    return [{ is: "set", targets: [target.name], value: text, class: "string" }];
  }
  const tokens = spelledOut(variable, operator, cursor.tokens.slice(cursor.at, end));
  const value = assigned(body, target, expressionOf(body, tokens), variable.start);
  cursor.at = end;
  return [{ is: "set", targets: [target.name], value: value.sql, class: value.type }];
}

/** The value as the variable takes it. */
function assigned(body: TsqlBody, target: Declared, value: Expr, offset: number): Expr {
  return converted(body.kit.tx, value, { sql: target.sql, class: target.type }, offset);
}

/** Index of the first item of the SELECT at the cursor. */
function firstItem(cursor: Cursor): number {
  let at = cursor.at + 1;
  for (;;) {
    if (isWord(cursor.tokens[at], "DISTINCT") || isWord(cursor.tokens[at], "ALL")) at++;
    else if (isWord(cursor.tokens[at], "TOP"))
      at = isSymbol(cursor.tokens[at + 1], "(") ? cursor.matching(at + 1) : at + 2;
    else return at;
  }
}

/** True for SELECT @x = … */
export function startsSelectAssignment(cursor: Cursor): boolean {
  const at = firstItem(cursor);
  return (
    cursor.tokens[at]?.text.startsWith("@") === true &&
    assignmentOperator(cursor.tokens, at + 1) !== undefined
  );
}

interface Item {
  variable: Token;
  operator: string;
  /** Where the value's tokens stand. */
  start: number;
  end: number;
}

const AGGREGATES = /^(COUNT|COUNT_BIG|SUM|MIN|MAX|AVG|STDEV|STDEVP|VAR|VARP|STRING_AGG)$/;

/**
 * SELECT @a = x, @b = y [FROM …]: with rows, SET (a, b) = (SELECT x, y FROM …). T-SQL leaves the variables as they are when
 * there is no row and takes the last of several; Databricks sets NULL, and refuses several.
 */
export function readSelectAssignment(body: TsqlBody, end: number): Statement[] {
  const { kit } = body;
  const { cursor, tx } = kit;
  const offset = cursor.offset;
  const start = cursor.at;
  const first = firstItem(cursor);
  const from = clauseStart(cursor, first, end);
  const items = readItems(tx, first, from);
  const targets = items.map((item) => targetName(body, item.variable));
  if (from === end && first === start + 1) {
    const sets = items.map((item, index): Statement => {
      const tokens = cursor.tokens.slice(item.start, item.end);
      const read = expressionOf(body, spelledOut(item.variable, item.operator, tokens));
      const value = assigned(body, targetOf(body, item.variable), read, item.variable.start);
      return { is: "set", targets: [targets[index] ?? ""], value: value.sql, class: value.type };
    });
    cursor.at = end;
    return sets;
  }
  const accumulates = cursor.tokens
    .slice(first, from)
    .some(
      (token, index) =>
        items.some(({ variable }) => variable.value === token.value) &&
        !items.some(({ variable }) => variable === cursor.tokens[first + index]),
    );
  const [only, second] = items;
  if (accumulates || items.some(({ operator }) => operator !== "=")) {
    const single = second || first !== start + 1 ? undefined : only;
    const rest = cursor.tokens.slice(from, end);
    const added = single && readAccumulated(body, single, rest, offset);
    const construct = "a SELECT that adds to a variable row by row";
    if (!added) throw tx.stop("DWM-PRC-002", { construct }, offset);
    cursor.at = end;
    return [added];
  }
  const list = items.flatMap((item, index) => [
    ...(index === 0 ? [] : [comma(cursor.tokens[item.start])]),
    ...cursor.tokens.slice(item.start, item.end),
  ]);
  const tokens = [...cursor.tokens.slice(start, first), ...list, ...cursor.tokens.slice(from, end)];
  const query = queryOf(tx, cursor, tokens);
  if (!givesOneRow(cursor, items, from, end)) {
    const what =
      "when the query finds no row, the source leaves the variables as they are, here they become NULL; of several rows it takes the last, here they are an error";
    kit.note("DWM-PRC-007", { what }, offset);
  }
  cursor.at = end;
  if (only && !second) {
    const read = primary(`(${query.sql})`, query.columns?.[0]?.type ?? "unknown");
    const target = targetOf(body, only.variable);
    const value = assigned(body, target, read, offset);
    return [{ is: "set", targets: [target.name], value: value.sql, class: value.type }];
  }
  return [{ is: "set", targets, value: query.sql }];
}

/** SELECT @a += x FROM …, and what means the same. */
function readAccumulated(
  body: TsqlBody,
  { variable, operator, start, end }: Item,
  rest: readonly Token[],
  offset: number,
): Statement | undefined {
  const { kit } = body;
  const { cursor, tx } = kit;
  const target = targetOf(body, variable);
  const given = cursor.tokens.slice(start, end);
  const rows = accumulated(cursor, variable, operator, given, rest, target.type);
  if (!rows) return undefined;
  const { sql } = queryOf(tx, cursor, rows);
  const what = "a row without a value is left out; in the source it makes all of it NULL";
  kit.note("DWM-PRC-007", { what }, offset);
  const value = `coalesce((${sql}), ${tx.out.name(target.name)})`;
  return { is: "set", targets: [target.name], value, class: target.type };
}

function queryOf(tx: Tx, cursor: Cursor, tokens: readonly Token[]): Query {
  return tx.inside(new Cursor(cursor.text, tx.dialect, tokens), () =>
    tx.nested(() => {
      const read = readQuery(tx);
      if (!tx.cursor.done) throw tx.unreadable("not expected here");
      return read;
    }),
  );
}

function comma(near: Token | undefined): Token {
  const at = near?.start ?? 0;
  return { kind: "symbol", start: at, end: at, text: ",", value: ",", spaced: false };
}

/** Index of the word behind the SELECT list: FROM, WHERE, UNION … */
function clauseStart(cursor: Cursor, first: number, end: number): number {
  let depth = 0;
  for (let index = first; index < end; index++) {
    const token = cursor.tokens[index];
    if (token?.kind === "symbol") depth += token.text === "(" ? 1 : token.text === ")" ? -1 : 0;
    if (depth === 0 && token?.kind === "word" && /^(FROM|WHERE|ORDER|OPTION)$/.test(token.value))
      return index;
  }
  return end;
}

function readItems(tx: Tx, first: number, end: number): Item[] {
  const { cursor } = tx;
  return cursor
    .slice(first, end)
    .split()
    .map((part) => {
      const variable = part.peek();
      const operator = assignmentOperator(part.tokens, part.at + 1);
      if (!variable?.text.startsWith("@") || operator === undefined)
        throw tx.stop(
          "DWM-PRC-002",
          { construct: "a SELECT that both assigns and gives rows" },
          part.offset,
        );
      const start = part.at + 1 + operatorLength(part.tokens, part.at + 1, operator);
      return { variable, operator, start, end: part.end };
    });
}

/**
 * Takes the assignments out of a SELECT @a = x, @b = y FROM … in the text of dynamic SQL; answers the variables in order.
 * The query then gives its values to EXECUTE IMMEDIATE … INTO.
 */
export function withoutAssignments(tx: Tx): string[] {
  const { cursor } = tx;
  if (!cursor.isWords("SELECT") || !startsSelectAssignment(cursor)) return [];
  const first = firstItem(cursor);
  const from = clauseStart(cursor, first, cursor.end);
  const items = readItems(tx, first, from);
  if (items.some(({ operator }) => operator !== "="))
    throw tx.stop("DWM-PRC-002", { construct: "a SELECT that adds to a variable row by row" });
  const list = items.flatMap((item, index) => [
    ...(index === 0 ? [] : [comma(cursor.tokens[item.start])]),
    ...cursor.tokens.slice(item.start, item.end),
  ]);
  const before = cursor.tokens.slice(cursor.at, first);
  const tokens = [...before, ...list, ...cursor.tokens.slice(from, cursor.end)];
  tx.cursor = new Cursor(cursor.text, tx.dialect, tokens);
  return items.map(({ variable }) => variable.text);
}

/** An aggregate without GROUP BY in each item: exactly one row, whatever the table holds. */
function givesOneRow(cursor: Cursor, items: readonly Item[], from: number, end: number): boolean {
  const rest = cursor.tokens.slice(from, end);
  if (rest.some((token) => isWord(token, "GROUP") || isWord(token, "HAVING"))) return false;
  return items.every((item) => {
    const tokens = cursor.tokens.slice(item.start, item.end);
    return (
      tokens.some(
        (token, index) =>
          token.kind === "word" && AGGREGATES.test(token.value) && isSymbol(tokens[index + 1], "("),
      ) && !tokens.some((token) => isWord(token, "OVER") || isWord(token, "SELECT"))
    );
  });
}
