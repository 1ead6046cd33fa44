import { rowsWithRoom } from "../digits/wideDecimals.ts";
import { primary } from "../expr.ts";
import { readFrom } from "../from/from.ts";
import { isVariant } from "../nested/variant.ts";
import { noteCompared } from "../texts/texts.ts";
import type { Tx } from "../tx.ts";
import { distinctOn, firstRows } from "./firstRows.ts";
import { eitherColumn, type OutputColumn, type Query } from "./queryColumns.ts";
import { readQuery, readSelect, readSubquery } from "./select.ts";
import type { SelectParts } from "./selectParts.ts";
import { readValues } from "./values.ts";

export const SET_OPERATORS: Readonly<Record<string, string>> = {
  UNION: "UNION",
  EXCEPT: "EXCEPT",
  MINUS: "EXCEPT",
  INTERSECT: "INTERSECT",
};

export interface Operand {
  query: Query;
  /** LIMIT that a TOP or ROWNUM of the only block asks for. */
  limit: string;
  /** What the query is made of, where it is a single SELECT. */
  parts?: SelectParts;
}

export function readSetOperation(tx: Tx): Operand {
  const { cursor, scope } = tx;
  const first = readBlock(tx);
  let { query } = first;
  const around = scope.parent;
  around?.anchored?.(query);
  if (around) around.anchored = undefined;
  let combined = false;
  let pair: string | undefined;
  for (;;) {
    const token = cursor.peek();
    const operator = token?.kind === "word" ? SET_OPERATORS[token.value] : undefined;
    if (operator === undefined) break;
    if (!combined) query = { ...query, sql: operandSql(tx, first) };
    cursor.next();
    const all = cursor.accept("ALL") ? " ALL" : "";
    if (!all) cursor.accept("DISTINCT");
    const named = cursor.accept("BY", "NAME");
    if (named && (tx.target === "databricks" || operator !== "UNION"))
      throw tx.unsupported(`${operator} BY NAME`);
    const next = tx.nested(() => readBlock(tx));
    const { columns: before } = query;
    const { columns: behind } = next.query;
    const theirs = named ? byName(before, behind) : behind;
    const mine = named ? byName(behind, before) : before;
    const right = rowsWithRoom(tx, operandSql(tx, next), behind, mine);
    query = { ...query, sql: rowsWithRoom(tx, query.sql, before, theirs) };
    const shared = query.columns?.map((column, index) => eitherColumn(tx, column, theirs?.[index]));
    const columns = named ? shared && behind && [...shared, ...onlyIn(behind, shared)] : shared;
    const told = !all || operator !== "UNION";
    if (
      told &&
      tx.target === "databricks" &&
      columns?.some((column) => isVariant(tx, primary("", column.type)))
    ) {
      const what = `${operator} of VARIANTs, which Databricks does not compare: cast them to the type that they have`;
      tx.note("DWM-QRY-006", { what }, token?.start);
    }
    if (!all && columns?.some(({ type }) => type === "string"))
      noteCompared(tx, token?.start ?? cursor.offset, primary("", "string"));
    // Without brackets INTERSECT binds tighter in most dialects, but not in Oracle before 21c.
    if (operator === "INTERSECT" && combined && tx.is("oracle"))
      query = { ...query, sql: `(${query.sql})` };
    pair = combined ? undefined : `${inBrackets(query.sql)} ${operator}${all} ${inBrackets(right)}`;
    query = { sql: `${query.sql} ${operator}${all}${named ? " BY NAME" : ""} ${right}`, columns };
    combined = true;
  }
  // Two operands are written in brackets, as is the custom in Databricks; those of a recursive query stay as they are.
  if (pair !== undefined && tx.target === "databricks" && !tx.recursive)
    query = { ...query, sql: pair };
  if (combined) return { query, limit: "" };
  return { query, limit: first.limit, ...(first.parts ? { parts: first.parts } : {}) };
}

/** The columns of the same names, in the order of `wanted`. */
function byName(
  wanted: readonly OutputColumn[] | undefined,
  columns: readonly OutputColumn[] | undefined,
): OutputColumn[] | undefined {
  return wanted?.map(({ name }) => {
    const found = columns?.find((column) => column.name?.toLowerCase() === name?.toLowerCase());
    return found ?? { name, type: "unknown" };
  });
}

/** Columns that only the second of two parts has: they are NULL in the first one's rows. */
function onlyIn(columns: readonly OutputColumn[], others: readonly OutputColumn[]): OutputColumn[] {
  const known = new Set(others.map(({ name }) => name?.toLowerCase()));
  return columns.filter(({ name }) => !known.has(name?.toLowerCase()));
}

function inBrackets(operand: string): string {
  return operand.startsWith("(") ? operand : `(${operand})`;
}

/** An operand of a set operation: what its own row limit asks for has to be in brackets. */
function operandSql(tx: Tx, { query, limit, parts }: Operand): string {
  let { sql } = query;
  const { first, distinctOn: on } = parts?.list ?? {};
  if (first) sql = firstRows(tx, parts, query, [], first);
  if (on && parts) sql = distinctOn(tx, parts, on, []);
  sql = parts?.tree?.settle(sql) ?? sql;
  return limit ? `(${sql}${limit})` : sql;
}

function readBlock(tx: Tx): Operand {
  const { cursor } = tx;
  if (cursor.isSymbol("(")) {
    const inside = cursor.group();
    if (!inside) throw tx.unreadable("( expected");
    const query = tx.inside(inside, () => readSubquery(tx));
    return { query: { ...query, sql: `(${query.sql})` }, limit: "" };
  }
  if (cursor.isWords("VALUES")) return { query: readValues(tx), limit: "" };
  if (cursor.isWords("TABLE") && tx.is("postgres", "mysql")) return readWholeTable(tx);
  if (cursor.isWords("WITH")) {
    const query = readQuery(tx);
    return { query: { ...query, sql: `(${query.sql})` }, limit: "" };
  }
  return readSelect(tx);
}

/** `TABLE t`: all of it. */
function readWholeTable(tx: Tx): Operand {
  tx.cursor.next();
  const from = readFrom(tx).sql;
  const columns = tx.scope.relations[0]?.columns;
  const shown = columns && [...columns].map(([name, type]) => ({ name, type }));
  return { query: { sql: `SELECT * FROM ${from}`, columns: shown }, limit: "" };
}
