import type { Token } from "../../sql/token.ts";
import { Cursor } from "../cursor.ts";
import { readSubquery, startsQuery } from "../query/block/select.ts";
import { readExpression, readWhole } from "../query/expression/expression.ts";
import type { Tx } from "../query/tx.ts";
import type { Target } from "./target.ts";
import { fitted } from "./values.ts";

/** `column = value` of an UPDATE, in the target's language. */
export interface Assignment {
  /** The column as written. */
  column: string;
  /** What it is qualified with, as written: `a.x = …` in MySQL and SQL Server. */
  qualifier: string[];
  /** The path to a structure's field, where that is set. */
  field?: readonly string[];
  sql: string;
}

/** `x = 1`, with the column's name alone: no target takes a qualified one. */
export function assignment(tx: Tx, { column, field, sql }: Assignment): string {
  return `${(field ?? [column]).map(tx.out.name).join(".")} = ${sql}`;
}

/** Reads the assignments of SET, `(a, b) = (…)` among them. */
export function readAssignments(tx: Tx, target: Target): Assignment[] {
  const { cursor } = tx;
  const read: Assignment[] = [];
  const assigned = new Set<string>();
  do {
    const offset = cursor.offset;
    const start = cursor.at;
    const sets = cursor.isSymbol("(") ? readRow(tx, target) : [readOne(tx, target)];
    // MySQL sets one column after the other: later values see the new ones.
    const mentioned = cursor.tokens.slice(start, cursor.at).map(({ value }) => value.toLowerCase());
    if (tx.is("mysql") && mentioned.slice(1).some((word) => assigned.has(word)))
      throw tx.unsupported("SET with a column that was set before", offset);
    for (const { column } of sets) {
      if (assigned.has(column.toLowerCase()))
        throw tx.unsupported("a column that is set twice", offset);
      assigned.add(column.toLowerCase());
    }
    read.push(...sets);
  } while (cursor.acceptSymbol(","));
  return read;
}

function readOne(tx: Tx, target: Target): Assignment {
  const { cursor } = tx;
  const offset = cursor.offset;
  const start = cursor.at;
  if (cursor.peek()?.text.startsWith("@")) throw tx.unsupported("SET of a variable in an UPDATE");
  const name = cursor.name();
  const column = name?.at(-1);
  if (!name || column === undefined) throw tx.unreadable("a column expected");
  if (cursor.isSymbol("[")) throw tx.unsupported("SET of an element", offset);
  const compound = tx.is("tsql") ? compoundOperator(tx) : undefined;
  if (compound) {
    const sql = readCompound(tx, start, compound);
    return { column, qualifier: name.slice(0, -1), sql };
  }
  if (!(tx.is("mysql") && cursor.acceptSymbol(":="))) tx.expectSymbol("=");
  const field = fieldOf(tx, target, name);
  if (field && tx.target === "duckdb") throw tx.unsupported("SET of a structure's field", offset);
  if (field)
    return { column: name.join("."), qualifier: [], field, sql: readSetValue(tx, target, "") };
  return { column, qualifier: name.slice(0, -1), sql: readSetValue(tx, target, column) };
}

/** The names of a structure's field, the column's first, where such a one is set; these dialects qualify no column there. */
function fieldOf(
  tx: Tx,
  { columns, parts }: Target,
  name: readonly string[],
): readonly string[] | undefined {
  const [first = "", ...rest] = name;
  if (rest.length === 0 || !tx.is("bigquery", "postgres")) return undefined;
  const known = columns?.has(first.toLowerCase());
  const table = [parts.at(-1), ...tx.scope.relations.map(({ alias }) => alias)];
  const qualifies = table.some((one) => one?.toLowerCase() === first.toLowerCase());
  return known || !qualifies ? name : undefined;
}

/** The operator of T-SQL's `+=` and the like, which the lexer reads as one token or as two; the cursor stays. */
function compoundOperator({ cursor }: Tx): { operator: string; tokens: number } | undefined {
  const text = cursor.peek()?.text ?? "";
  const found = /^([-+*/%&|^])(=?)$/.exec(text);
  if (!found) return undefined;
  if (found[2]) return { operator: found[1] ?? "", tokens: 1 };
  return cursor.isSymbol("=", 1) ? { operator: text, tokens: 2 } : undefined;
}

/** `x += 1` is read as `x + (1)`. */
function readCompound(
  tx: Tx,
  start: number,
  { operator, tokens: length }: { operator: string; tokens: number },
): string {
  const { cursor } = tx;
  const name = cursor.tokens.slice(start, cursor.at);
  const mark = cursor.peek() as Token;
  cursor.at += length;
  const from = cursor.at;
  readExpression(tx);
  const symbol = (text: string): Token => ({ ...mark, kind: "symbol", text, value: text });
  const value = cursor.tokens.slice(from, cursor.at);
  const tokens = [...name, symbol(operator), symbol("("), ...value, symbol(")")];
  return tx.inside(new Cursor(cursor.text, cursor.dialect, tokens), () => readWhole(tx).sql);
}

function readSetValue(tx: Tx, target: Target, column: string): string {
  const { cursor } = tx;
  const offset = cursor.offset;
  if (cursor.isWords("DEFAULT") && !cursor.isSymbol("(", 1) && cursor.accept("DEFAULT"))
    return "DEFAULT";
  const value = readExpression(tx);
  return fitted(tx, value, target.columns?.get(column.toLowerCase()) ?? "unknown", offset);
}

/** `(a, b) = (1, 2)`, `= ROW(1, 2)` or `= (SELECT x, y …)`: one assignment a column. */
function readRow(tx: Tx, target: Target): Assignment[] {
  const { cursor } = tx;
  const list = cursor.group();
  const names = list?.split().map((part) => tx.inside(part, () => part.name()?.at(-1)));
  tx.expectSymbol("=");
  const offset = cursor.offset;
  cursor.accept("ROW");
  const inside = cursor.group();
  if (!inside || !names) throw tx.unreadable("( expected");
  const isQuery = tx.inside(inside, () => startsQuery(tx));
  const values = isQuery ? itemQueries(tx, inside, names.length, offset) : inside.split();
  if (values.length !== names.length)
    throw tx.stop("DWM-DAT-002", { found: values.length, expected: names.length }, offset);
  return names.map((column, index) => {
    const part = values[index];
    if (column === undefined || !part) throw tx.unreadable("a column expected");
    const sql = tx.inside(part, () => {
      const value = isQuery ? `(${readSubquery(tx).sql})` : readSetValue(tx, target, column);
      if (!part.done) throw tx.unreadable("not expected here");
      return value;
    });
    return { column, qualifier: [], sql };
  });
}

/** The query once for each item of its list, with that item alone. */
function itemQueries(tx: Tx, inside: Cursor, count: number, offset: number): Cursor[] {
  const refused = () => tx.unsupported("SET (a, b) = this query", offset);
  const { tokens } = inside;
  if (!inside.isWords("SELECT") && !inside.isWords("SEL")) throw refused();
  let from = inside.at + 1;
  if (/^(DISTINCT|ALL)$/.test(tokens[from]?.value ?? "")) from++;
  if (/^(TOP)$/.test(tokens[from]?.value ?? "")) throw refused();
  let end = from;
  let depth = 0;
  for (; end < inside.end; end++) {
    const token = tokens[end];
    if (token?.kind === "symbol") depth += token.text === "(" ? 1 : token.text === ")" ? -1 : 0;
    if (depth > 0 || token?.kind !== "word") continue;
    if (/^(UNION|EXCEPT|MINUS|INTERSECT)$/.test(token.value)) throw refused();
    if (token.value === "FROM") break;
  }
  const combined = tokens
    .slice(end, inside.end)
    .some(({ kind, value }) => kind === "word" && /^(UNION|EXCEPT|MINUS|INTERSECT)$/.test(value));
  const items = inside.slice(from, end).split();
  if (combined || items.length !== count) throw refused();
  return items.map((item) => {
    const parts = [
      ...tokens.slice(inside.at, from),
      ...tokens.slice(item.at, item.end),
      ...tokens.slice(end, inside.end),
    ];
    return new Cursor(inside.text, inside.dialect, parts);
  });
}
