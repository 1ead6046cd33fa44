import { shown as digits, shownDetail } from "../digits/digits.ts";
import { primary } from "../expr.ts";
import { readExpression } from "../expression/expression.ts";
import { structStar } from "../nested/elementStar.ts";
import { variantKey } from "../nested/variant.ts";
import { phraseFollows, readPhrases } from "../teradata/phrases.ts";
import { noteCompared } from "../texts/texts.ts";
import type { Tx } from "../tx.ts";
import { keepAlias } from "./aliases.ts";
import { readAlias } from "./itemAlias.ts";
import { hasGroupValue } from "./looseGroups.ts";
import { refuseNestedRows } from "./nestedRows.ts";
import type { OutputColumn } from "./queryColumns.ts";
import type { FirstRows } from "./rowLimit.ts";
import { qualifiedStar, readStar } from "./stars.ts";

/** A translated SELECT list. */
export interface SelectList {
  /** DISTINCT and the items. */
  sql: string;
  distinct: boolean;
  /** Keys of DISTINCT ON, where the target has no such thing. */
  distinctOn: string[] | undefined;
  /** LIMIT that TOP asks for, with a leading blank, or nothing. */
  top: string;
  /** What TOP … PERCENT or WITH TIES asks for. */
  first: FirstRows | undefined;
  columns: OutputColumn[] | undefined;
  /** The items without their aliases, as `columns`; undefined where a `*` hides them. */
  values: string[] | undefined;
  /** The items with their aliases. */
  items: string[];
}

/** Reads DISTINCT, TOP and the items; with `bounded` the cursor must be used up. */
export function readItems(tx: Tx, bounded: boolean): SelectList {
  const { cursor } = tx;
  const start = cursor.at;
  let distinct = "";
  let distinctOn: string[] | undefined;
  const row = tx.is("mysql") && cursor.accept("DISTINCTROW");
  if (row || cursor.accept("DISTINCT") || cursor.accept("UNIQUE")) {
    distinct = "DISTINCT ";
    if (cursor.isWords("ON") && tx.is("postgres")) {
      cursor.next();
      const inside = cursor.group();
      if (!inside) throw tx.unreadable("( expected");
      const keys = inside.split().map((part) => tx.inside(part, () => readExpression(tx).sql));
      if (tx.target === "databricks") distinctOn = keys;
      distinct = distinctOn ? "" : `DISTINCT ON (${keys.join(", ")}) `;
    }
  } else cursor.accept("ALL");
  tx.scope.distinct = distinct !== "";
  while (tx.is("mysql") && cursor.isOneOf(MYSQL_HINTS)) {
    const clause = cursor.next()?.value ?? "";
    if (clause === "SQL_CALC_FOUND_ROWS")
      tx.note("DWM-QRY-007", { clause, why: "it counts for FOUND_ROWS() only" });
  }
  const top = readTop(tx);
  const items: string[] = [];
  let values: string[] | undefined = [];
  let columns: OutputColumn[] | undefined = [];
  // PostgreSQL's EXISTS (SELECT FROM t) asks for no columns.
  if (bounded && cursor.done && tx.is("postgres") && tx.scope.parent) items.push("1");
  else
    do {
      if (cursor.done && items.length > 0 && tx.is("bigquery", "snowflake")) break;
      const item = readItem(tx);
      items.push(item.sql);
      values = item.value === undefined ? undefined : values && [...values, item.value];
      columns = item.columns && columns ? [...columns, ...item.columns] : undefined;
    } while (cursor.acceptSymbol(","));
  const text = distinct ? columns?.find((column) => column.type === "string") : undefined;
  if (text) noteCompared(tx, cursor.tokens[start]?.start ?? cursor.offset, primary("", "string"));
  if (cursor.isWords("INTO")) throw tx.unsupported("SELECT … INTO");
  if (bounded && !cursor.done) throw tx.unreadable("not expected in a SELECT list");
  const limit = typeof top === "string" ? { top, first: undefined } : { top: "", first: top };
  const sql = distinct + items.join(", ");
  return { sql, distinct: distinct !== "", distinctOn, ...limit, columns, values, items };
}

const MYSQL_HINTS: ReadonlySet<string> = new Set([
  "STRAIGHT_JOIN",
  "SQL_NO_CACHE",
  "SQL_CACHE",
  "SQL_SMALL_RESULT",
  "SQL_BIG_RESULT",
  "SQL_BUFFER_RESULT",
  "HIGH_PRIORITY",
  "SQL_CALC_FOUND_ROWS",
]);

function readTop(tx: Tx): string | FirstRows {
  const { cursor } = tx;
  if (!tx.is("tsql", "teradata", "snowflake", "redshift") || !cursor.isWords("TOP")) return "";
  const next = cursor.peek(1);
  if (!next || (next.kind !== "number" && !cursor.isSymbol("(", 1))) return "";
  cursor.next();
  let count: string;
  if (next.kind === "number") {
    cursor.next();
    count = next.text;
  } else {
    const inside = cursor.group();
    if (!inside) throw tx.unreadable("( expected");
    count = tx.inside(inside, () => readExpression(tx).sql);
  }
  const percent = cursor.accept("PERCENT");
  const ties = cursor.accept("WITH", "TIES");
  // TOP 100 PERCENT is how T-SQL views get away with an ORDER BY: it takes every row.
  if (percent && count === "100") return "";
  if (percent || ties) return { count, percent, ties };
  return ` LIMIT ${count}`;
}

/** An item of the list. */
interface Item {
  sql: string;
  columns: OutputColumn[] | undefined;
  /** Without its alias; undefined for a `*`. */
  value?: string;
}

function readItem(tx: Tx): Item {
  const { cursor } = tx;
  if (cursor.acceptSymbol("*")) return readStar(tx, undefined);
  const star = qualifiedStar(tx);
  if (star) return star;
  // T-SQL's `alias = expression`.
  const first = cursor.peek();
  if (tx.is("tsql") && cursor.isSymbol("=", 1) && first && first.kind !== "symbol") {
    if (first.text.startsWith("@")) throw tx.unsupported("an assignment to a variable");
    const alias =
      first.kind === "string" ? first.text.replace(/^N?'|'$/g, "") : (cursor.identifier() ?? "");
    if (first.kind === "string") cursor.next();
    cursor.next();
    const value = readExpression(tx);
    return {
      sql: `${value.sql} AS ${tx.out.name(alias)}`,
      columns: [{ name: alias, type: value.type }],
      value: value.sql,
    };
  }
  const offset = cursor.offset;
  const start = cursor.at;
  const read = readExpression(tx);
  if (tx.is("bigquery") && cursor.isSymbol(".") && cursor.isSymbol("*", 1)) {
    cursor.at += 2;
    return { ...structStar(tx, read), value: undefined };
  }
  refuseNestedRows(tx, read.sql, start);
  const keyed = tx.scope.distinct || (tx.scope.grouped && !hasGroupValue(read.sql));
  const value = keyed ? variantKey(tx, read, offset) : read;
  const item = cursor.slice(start, cursor.at);
  const alias = readAlias(tx);
  const shown = phraseFollows(tx) ? readPhrases(tx, value, start).format : value.format;
  if (shown) {
    const clause = `FORMAT '${shown.mask}'`;
    tx.note("DWM-QRY-007", { clause, why: "how a value is shown" }, offset);
  }
  if (cursor.isSymbol("(") && tx.is("teradata"))
    throw tx.unsupported("a cast or format in brackets", offset);
  const name = alias ?? value.name;
  keepAlias(tx, alias, value, item);
  // Without an alias the source names a column after its function; write that out where it can be told.
  const named =
    alias ??
    (value.name !== undefined && (tx.is("postgres", "redshift") || value.renamed)
      ? value.name
      : undefined);
  const plain = named === undefined || value.sql.endsWith(tx.out.name(named));
  const { merged } = tx.scope;
  const { sql } = merged ? value : digits(value);
  const detail = shownDetail(value, merged);
  const type = value.array === true ? "array" : value.type;
  return {
    sql: plain && alias === undefined ? sql : `${sql} AS ${tx.out.name(named ?? "")}`,
    columns: [{ name, type, ...(detail ? { detail } : {}) }],
    value: value.sql,
  };
}
