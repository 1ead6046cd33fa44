import { columnMap, type Query } from "../query/block/queryColumns.ts";
import { readQuery } from "../query/block/select.ts";
import { wrap } from "../query/expr.ts";
import { readExpression } from "../query/expression/expression.ts";
import type { Tx } from "../query/tx.ts";
import { readColumnList } from "./columnList.ts";
import type { StatementResult } from "./statement.ts";
import { columnsOf, readEnd, readTarget, type Target } from "./target.ts";
import { readValue } from "./values.ts";

/** One `INTO t (a) VALUES (x)` of it. */
interface Branch {
  target: Target;
  columns: string[] | undefined;
  values: string[] | undefined;
  /** Conditions that the row has to meet, in the target's language. */
  when: string;
}

/** The rows that all branches take: a query, or undefined for Oracle's `SELECT * FROM dual`. */
type Rows = { query: Query; from: number } | undefined;

/**
 * INSERT ALL and INSERT FIRST of Oracle and Snowflake: one INSERT a table, each with the query. That is the same as long
 * as the query does not read what is inserted.
 */
export function readInsertAll(tx: Tx): StatementResult {
  const { cursor } = tx;
  const offset = cursor.offset;
  cursor.next();
  if (cursor.isWords("OVERWRITE")) throw tx.unsupported("INSERT OVERWRITE ALL");
  const first = cursor.next()?.value === "FIRST";
  const rows = readRows(tx);
  const branches = tx.nested((scope) => {
    if (rows)
      scope.relations.push({ alias: "dwm_rows", answersTo: [], columns: columnMap(rows.query) });
    return readBranches(tx, first, rows);
  });
  const statements = branches.map((branch) => write(tx, branch, rows));
  if (rows && statements.length > 1) {
    const what = `it became ${statements.length} statements, each with the query: run them in one transaction`;
    tx.note("DWM-DML-004", { what }, offset);
  }
  return { kind: "INSERT ALL", statements };
}

/** Reads the query at the end; the cursor comes back to where it stood. */
function readRows(tx: Tx): Rows {
  const { cursor } = tx;
  const start = cursor.at;
  const from = queryIndex(tx);
  cursor.at = from;
  const text = cursor.rest().replace(/;+$/, "").trim();
  let rows: Rows;
  if (!/^SELECT (\*|\d+|NULL|'[^']*') FROM (SYS\.)?DUAL$/i.test(text)) {
    const query = tx.nested(() => readQuery(tx));
    readEnd(tx);
    rows = { query, from };
  }
  cursor.at = start;
  return rows;
}

function queryIndex(tx: Tx): number {
  const { cursor } = tx;
  let depth = 0;
  for (let index = cursor.at; index < cursor.end; index++) {
    const token = cursor.tokens[index];
    const starts = token?.kind === "word" && /^(SELECT|WITH)$/.test(token.value);
    if (starts && depth === 0) return index;
    if (starts && depth === 1 && cursor.tokens[index - 1]?.text === "(") {
      // Brackets around the whole query.
      const close = cursor.slice(index - 1, cursor.end).matching();
      const behind = cursor.tokens[close];
      if (close >= cursor.end || behind?.text === ";") return index - 1;
    }
    if (token?.kind === "symbol") depth += token.text === "(" ? 1 : token.text === ")" ? -1 : 0;
  }
  throw tx.unreadable("the query of INSERT ALL is missing");
}

function readBranches(tx: Tx, first: boolean, rows: Rows): Branch[] {
  const { cursor } = tx;
  const branches: Branch[] = [];
  const earlier: string[] = [];
  const noneOf = () => earlier.map((condition) => `NOT coalesce(${condition}, FALSE)`);
  let when = "";
  while (!cursor.done && cursor.at !== rows?.from) {
    if (cursor.accept("WHEN")) {
      const condition = readExpression(tx);
      tx.expect("THEN");
      const own = wrap(condition, 4);
      when = [...(first ? noneOf() : []), own].join(" AND ");
      earlier.push(condition.sql);
    } else if (cursor.accept("ELSE")) when = noneOf().join(" AND ");
    else if (cursor.isWords("INTO")) branches.push(readInto(tx, when, rows));
    else if (!rows && cursor.isWords("SELECT")) break;
    else throw tx.unreadable("INTO expected");
  }
  return branches;
}

function readInto(tx: Tx, when: string, rows: Rows): Branch {
  const { cursor } = tx;
  cursor.next();
  const offset = cursor.offset;
  const target = readTarget(tx);
  if (rows && reads(tx, rows.from, target))
    throw tx.unsupported("INSERT ALL with a query over a table that it fills", offset);
  const columns = readColumnList(tx);
  if (!cursor.accept("VALUES")) {
    if (!rows) throw tx.unreadable("VALUES expected");
    return { target, columns, values: undefined, when };
  }
  const inside = cursor.group();
  if (!inside) throw tx.unreadable("( expected");
  const names = columns ?? columnsOf(tx, target);
  const values = inside.split().map((part, index) =>
    tx.inside(part, () => {
      const { sql } = readValue(tx, target.columns?.get(names?.[index]?.toLowerCase() ?? ""));
      if (sql === "DEFAULT") throw tx.unsupported("DEFAULT in INSERT ALL");
      if (!part.done) throw tx.unreadable("not expected in a row");
      return sql;
    }),
  );
  if (names && names.length !== values.length)
    throw tx.stop("DWM-DAT-002", { found: values.length, expected: names.length }, offset);
  return { target, columns, values, when };
}

/** True when the query names the table. */
function reads(tx: Tx, from: number, target: Target): boolean {
  const wanted = (target.parts.at(-1) ?? "").toLowerCase();
  const { tokens, end } = tx.cursor;
  return tokens.slice(from, end).some(({ kind, value }) => {
    return (kind === "word" || kind === "quoted") && value.toLowerCase() === wanted;
  });
}

function write(tx: Tx, { target, columns, values, when }: Branch, rows: Rows): string {
  const list = columns ? ` (${columns.map(tx.out.name).join(", ")})` : "";
  const head = `INSERT INTO ${target.sql}${list}`;
  const where = when ? ` WHERE ${when}` : "";
  const row = values?.join(", ") ?? "*";
  if (rows) return `${head} SELECT ${row} FROM (${rows.query.sql}) AS dwm_rows${where}`;
  return when ? `${head} SELECT ${row}${where}` : `${head} VALUES (${row})`;
}
