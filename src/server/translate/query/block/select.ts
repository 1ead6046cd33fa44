import type { Cursor } from "../../cursor.ts";
import { readFrom } from "../from/from.ts";
import { overGroups } from "../functions/nestedAggregate.ts";
import { expectResets, withResets } from "../teradata/resets.ts";
import type { Tx } from "../tx.ts";
import { standsAhead } from "./ahead.ts";
import { readGroupedList } from "./aliases.ts";
import { readClauses } from "./clauses.ts";
import { readCtes } from "./ctes.ts";
import { distinctOn, firstRows, itemOf, selectSql } from "./firstRows.ts";
import { readForJson } from "./forJson.ts";
import { connectCondition, Hierarchy } from "./hierarchy.ts";
import { LooseGroups } from "./looseGroups.ts";
import { countsRows, ROW } from "./numberedRows.ts";
import { readOrderKeys } from "./orderBy.ts";
import { type OrderKey, orderBySql } from "./orderKeys.ts";
import type { Query } from "./queryColumns.ts";
import { dropTail, readRowLimit } from "./rowLimit.ts";
import { readItems } from "./selectList.ts";
import type { SelectParts } from "./selectParts.ts";
import { Series, seriesOf } from "./series.ts";
import { type Operand, readSetOperation, SET_OPERATORS } from "./setOperation.ts";
import { readXmlPath } from "./xmlPath.ts";

/** True when a query starts at the cursor (behind any opening brackets). */
export function startsQuery(tx: Tx): boolean {
  const { cursor } = tx;
  let ahead = 0;
  while (cursor.isSymbol("(", ahead)) ahead++;
  const token = cursor.peek(ahead);
  if (token?.kind !== "word") return false;
  if (token.value === "SELECT" || (token.value === "SEL" && tx.is("teradata"))) return true;
  if (token.value === "WITH") return true;
  return (
    (token.value === "VALUES" &&
      tx.is("postgres", "mysql", "snowflake", "redshift", "tsql") &&
      ahead === 0) ||
    (token.value === "TABLE" && tx.is("postgres", "mysql") && !cursor.isSymbol("(", ahead + 1))
  );
}

/** Reads a query that must take all that is left, in a scope of its own. */
export function readSubquery(tx: Tx, merged = false): Query {
  const query = tx.nested((scope) => {
    scope.merged = merged;
    return readQuery(tx);
  });
  if (!tx.cursor.done) throw tx.unreadable("not expected here");
  return query;
}

/** Reads all that is left as a single SELECT without ORDER BY or a row limit; undefined where it is more. */
export function readSingle(tx: Tx): SelectParts | undefined {
  const { parts, limit } = readSetOperation(tx);
  return tx.cursor.done && limit === "" ? parts : undefined;
}

/** Reads WITH, set operations, ORDER BY and row limits. */
export function readQuery(tx: Tx): Query {
  const { cursor, scope } = tx;
  const ctes = cursor.isWords("WITH") ? readCtes(tx, scope) : "";
  const { query, limit, parts } = readSetOperation(tx);
  const { keys, order } = readOrder(tx, parts);
  const joined = readXmlPath(tx, parts, order);
  if (joined !== undefined)
    return { sql: ctes + joined, columns: [{ name: undefined, type: "string" }], xml: true };
  const rows = readRowLimit(tx);
  if (!cursor.isWords("FOR", "JSON")) dropTail(tx);
  const first = parts?.list.first ?? rows.first;
  const on = parts?.list.distinctOn;
  let { sql } = query;
  if (first) sql = firstRows(tx, parts, query, keys, first);
  if (on && parts && first) throw tx.unsupported("DISTINCT ON beside such a row limit");
  if (on && parts) sql = distinctOn(tx, parts, on, keys);
  sql = `${sql}${order}${rows.sql || limit}`;
  const text = readForJson(tx, query, parts, sql);
  if (text !== undefined) {
    dropTail(tx);
    return { sql: ctes + text, columns: [{ name: undefined, type: "string" }] };
  }
  const { columns } = query;
  const whole = { sql: ctes + (parts?.tree?.settle(sql) ?? sql), columns };
  if (!parts || parts.list.distinct || first || keys.length === 0 || rows.sql || limit)
    return whole;
  return { ...whole, numbered: () => ctes + numbered(tx, parts, keys) + order };
}

/** The block with a column that numbers its rows in their order. */
function numbered(tx: Tx, parts: SelectParts, keys: readonly OrderKey[]): string {
  const sorted = orderBySql(keys.map((key) => itemOf(tx, parts, key)));
  const number = `row_number() OVER (${sorted}) AS ${ROW}`;
  return selectSql({ ...parts, list: { ...parts.list, sql: `${parts.list.sql}, ${number}` } });
}

function readOrder(tx: Tx, parts: SelectParts | undefined): { keys: OrderKey[]; order: string } {
  const { cursor } = tx;
  if (cursor.isWords("ORDER", "SIBLINGS")) {
    if (!parts?.tree) throw tx.unsupported("ORDER SIBLINGS BY");
    return { keys: [], order: ` ${parts.tree.orderSiblings()}` };
  }
  if (!cursor.isWords("ORDER", "BY")) return { keys: [], order: "" };
  const read = readOrderKeys(tx);
  const keys = parts?.loose ? read.map((key) => parts.loose?.key(key) ?? key) : read;
  return { keys, order: ` ${orderBySql(keys)}` };
}

/** Index of the FROM that belongs to the SELECT at the cursor, or -1. */
function fromIndex(tx: Tx): number {
  const { cursor } = tx;
  let depth = 0;
  for (let index = cursor.at; index < cursor.end; index++) {
    const token = cursor.tokens[index];
    if (token?.kind === "symbol") {
      if (token.text === "(") depth++;
      else if (token.text === ")" && --depth < 0) return -1;
    }
    if (depth !== 0 || token?.kind !== "word") continue;
    if (token.value === "FROM") {
      const before = cursor.tokens[index - 1];
      // Snowflake's `a:from`, BigQuery's `a.from`: a key or a field.
      if (before?.text === ":" || before?.text === ".") continue;
      // NTH_VALUE(x, 2) FROM FIRST OVER (…).
      const [next, behind] = [cursor.tokens[index + 1]?.value, cursor.tokens[index + 2]?.value];
      if (/^(FIRST|LAST)$/.test(next ?? "") && /^(OVER|IGNORE|RESPECT)$/.test(behind ?? ""))
        continue;
      if (before?.kind !== "word" || before.value !== "DISTINCT" || index - 1 === cursor.at)
        return index;
    }
    // BigQuery's `* EXCEPT (a)` is no set operation.
    const excluded =
      token.value === "EXCEPT" && cursor.tokens[index - 1]?.text === "*" && tx.is("bigquery");
    if (excluded) continue;
    if (Object.hasOwn(SET_OPERATORS, token.value) || token.value === "ORDER") return -1;
  }
  return -1;
}

export function readSelect(tx: Tx): Operand {
  const { cursor, scope } = tx;
  if (!cursor.accept("SELECT") && !(tx.is("teradata") && cursor.accept("SEL")))
    throw tx.unreadable("SELECT expected");
  // Rows that are structures show their fields as columns.
  if (tx.is("bigquery") && cursor.isWords("AS") && !cursor.accept("AS", "STRUCT"))
    throw tx.unsupported("SELECT AS VALUE");
  if (tx.is("teradata") && cursor.isWords("NORMALIZE") && !cursor.isSymbol(",", 1))
    throw tx.unsupported("NORMALIZE");
  const listStart = cursor.at;
  const from = fromIndex(tx);
  // The FROM comes first: it says what the names of the list mean.
  let tables = { sql: "", comma: [] as string[] };
  let behind = -1;
  let tree: Hierarchy | undefined;
  if (from >= 0) {
    cursor.at = from + 1;
    const connect = tx.is("oracle", "snowflake", "redshift")
      ? connectCondition(tx, from)
      : undefined;
    scope.countsRows = countsRows(tx, cursor.slice(listStart, cursor.end), from);
    tables = readFrom(tx);
    behind = cursor.at;
    if (connect) tree = readHierarchy(tx, tables, connect);
  }
  const groups = standsAhead(cursor, "GROUP", "BY");
  cursor.at = listStart;
  if (from >= 0) {
    expectResets(tx, cursor.slice(listStart, from));
    scope.implied = tx.is("teradata") ? [] : undefined;
    scope.innerValues = groups && tx.is("oracle") ? [] : undefined;
  }
  const limitCursor = from >= 0 ? cursor.slice(listStart, from) : cursor;
  let list = tx.inside(limitCursor, () =>
    readGroupedList(tx, groups, () => readItems(tx, from >= 0)),
  );
  if (from >= 0) cursor.at = behind;
  else cursor.at = limitCursor.at;
  for (const column of list.columns ?? []) {
    if (column.name !== undefined && !scope.selected.has(column.name.toLowerCase())) {
      scope.selected.set(column.name.toLowerCase(), column.type);
    }
  }
  const tail = readClauses(tx, tables.sql, tables.comma, tree, list);
  if (tail.limit && list.top) throw tx.unsupported("two row limits");
  const loose = tail.keys ? LooseGroups.of(tx, list, tail.keys) : undefined;
  if (loose) list = loose.list();
  if (tail.rownum && (list.distinct || tail.grouped || cursor.isWords("ORDER"))) {
    // Oracle counts rows before it groups and sorts.
    if (tail.grouped || list.distinct) throw tx.unsupported("ROWNUM with GROUP BY or DISTINCT");
    if (tree || tail.qualify.length > 0) throw tx.unsupported("this use of ROWNUM");
    const order = tx.target === "databricks" ? "ORDER BY NULL" : "";
    tail.qualify.push(`row_number() OVER (${order}) <= ${tail.limit.replace(/^ LIMIT /, "")}`);
    tail.limit = "";
  }
  const { qualify, grouped } = tail;
  const { rows } = tail;
  if (scope.resets && (grouped || list.distinct))
    throw tx.unsupported("RESET WHEN beside GROUP BY or DISTINCT");
  const own = scope.resets ? undefined : rows;
  const sql = overGroups(tx, withResets(tx, tail.sql));
  const parts: SelectParts = { list, tail: sql, rows: own, qualify, grouped, tree, loose };
  const sample = readSample(tx, selectSql(parts));
  if (sample !== undefined) return { query: { sql: sample, columns: list.columns }, limit: "" };
  return {
    query: { sql: selectSql(parts), columns: list.columns },
    limit: list.top || tail.limit,
    parts,
  };
}

/** Teradata's SAMPLE behind a SELECT: rows of its result, taken at random; undefined where there is none. */
function readSample(tx: Tx, sql: string): string | undefined {
  const { cursor } = tx;
  if (cursor.isWords("EXPAND", "ON")) throw tx.unsupported("EXPAND ON");
  if (!tx.is("teradata") || !cursor.isWords("SAMPLE")) return undefined;
  const offset = cursor.offset;
  cursor.next();
  const count = cursor.peek();
  if (count?.kind !== "number" || cursor.isSymbol(",", 1))
    throw tx.unsupported("this SAMPLE", offset);
  cursor.next();
  const random = tx.target === "databricks" ? "rand()" : "random()";
  const rows = `SELECT * FROM (${sql}) AS dwm_rows`;
  if (count.text.includes(".")) return `${rows} WHERE ${random} < ${count.text}`;
  return `${rows} ORDER BY ${random} LIMIT ${count.text}`;
}

/** Makes the tables of a SELECT with CONNECT BY a hierarchy, or a series of numbers where they are DUAL. */
function readHierarchy(
  tx: Tx,
  tables: { sql: string; comma: string[] },
  connect: Cursor,
): Hierarchy | undefined {
  const { scope } = tx;
  const [relation, more] = scope.relations;
  if (!relation) {
    tables.sql = seriesOf(tx, connect);
    tables.comma = [tables.sql];
    scope.tree = new Series(tx);
    return undefined;
  }
  if (more) throw tx.unsupported("CONNECT BY over several tables", connect.offset);
  // A query without an alias gets one: its columns are qualified.
  const bare = tx.target === "databricks" && tables.sql.endsWith(")") && tables.sql.startsWith("(");
  const rows = bare ? `${tables.sql} AS ${tx.out.name(relation.alias)}` : tables.sql;
  const tree = new Hierarchy(tx, rows, relation, connect);
  relation.hidden = tree.hidden;
  scope.tree = tree;
  return tree;
}
