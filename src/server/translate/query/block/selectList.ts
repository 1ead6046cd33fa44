import { readStringLiteral } from "../../literals.ts";
import { detailed, shown as digits, shownDetail } from "../digits/digits.ts";
import { primary } from "../expr.ts";
import { readColumn } from "../expression/columnReference.ts";
import { readExpression } from "../expression/expression.ts";
import { joinedStar } from "../from/joinedColumns.ts";
import { elementStar, structStar } from "../nested/elementStar.ts";
import { isHidden } from "../nested/structPath.ts";
import { variantKey } from "../nested/variant.ts";
import type { Relation } from "../scope.ts";
import { phraseFollows, readPhrases } from "../teradata/phrases.ts";
import { noteCompared } from "../texts/texts.ts";
import type { Tx } from "../tx.ts";
import { keepAlias } from "./aliases.ts";
import { hasGroupValue } from "./looseGroups.ts";
import { refuseNestedRows } from "./nestedRows.ts";
import { columnNames, type OutputColumn } from "./queryColumns.ts";
import type { FirstRows } from "./rowLimit.ts";
import { changesSql, readStarChanges, spelledOut } from "./starChanges.ts";

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

/** Words that can stand behind an item and are no alias. */
const NOT_ALIASES: ReadonlySet<string> = new Set([
  "FROM",
  "INTO",
  "WHERE",
  "GROUP",
  "HAVING",
  "ORDER",
  "UNION",
  "EXCEPT",
  "MINUS",
  "INTERSECT",
  "LIMIT",
  "FETCH",
  "OFFSET",
  "QUALIFY",
  "FOR",
  "OPTION",
  "WINDOW",
  "BULK",
]);

function readAlias(tx: Tx): string | undefined {
  const { cursor } = tx;
  const explicit = cursor.accept("AS");
  const token = cursor.peek();
  if (token?.kind === "string" && (explicit || tx.is("tsql", "mysql"))) {
    cursor.next();
    const literal = readStringLiteral(token.text, tx.dialect);
    if (literal?.kind !== "text") throw tx.unreadable("an alias expected");
    return literal.value;
  }
  if (!explicit && token?.kind === "word" && NOT_ALIASES.has(token.value)) return undefined;
  if (tx.is("teradata") && token?.kind === "word" && /^(TITLE|NAMED)$/.test(token.value))
    throw tx.unsupported(token.value);
  const name = cursor.identifier();
  if (name === undefined && explicit) throw tx.unreadable("an alias expected");
  return name;
}

/** `t.*` or `sales.t.*`. */
function qualifiedStar(tx: Tx): { sql: string; columns: OutputColumn[] | undefined } | undefined {
  const { cursor } = tx;
  let ahead = 0;
  const parts: string[] = [];
  for (;;) {
    const token = cursor.peek(ahead);
    if (token?.kind !== "word" && token?.kind !== "quoted") return undefined;
    parts.push(token.kind === "quoted" ? token.value : token.text);
    if (!cursor.isSymbol(".", ahead + 1)) return undefined;
    if (cursor.isSymbol("*", ahead + 2)) break;
    ahead += 2;
  }
  const offset = cursor.offset;
  cursor.at += ahead + 3;
  for (let from = 0; from < parts.length; from++) {
    const relation = tx.scope.relation(parts.slice(from).join("."));
    if (relation) return readStar(tx, relation);
  }
  if (tx.is("bigquery")) return structStar(tx, readColumn(tx, parts, offset));
  throw tx.stop(
    "DWM-QRY-001",
    { near: `${parts.join(".")}.*`, reason: "the table is not in the FROM clause" },
    offset,
  );
}

function columnSqlOf(tx: Tx, { alias }: Relation, column: string): string {
  return `${tx.out.name(alias)}.${tx.out.name(column)}`;
}

function readStar(
  tx: Tx,
  relation: Relation | undefined,
): { sql: string; columns: OutputColumn[] | undefined } {
  const { cursor } = tx;
  const shown = relation ? [relation] : tx.scope.relations;
  if (shown.some(({ elementShape }) => elementShape))
    return elementStar(tx, shown, relation !== undefined);
  const changed = /^(EXCLUDE|EXCEPT|REPLACE|RENAME|ILIKE)$/.test(cursor.peek()?.value ?? "");
  const once = relation || changed ? undefined : joinedStar(tx);
  if (once) return once;
  if (!relation && tx.scope.joined.size > 0 && tx.target === "duckdb") {
    const what =
      "* has the columns that the tables are joined by at their place in the first table; the source has them first";
    tx.note("DWM-QRY-006", { what });
  }
  const relations = shown;
  let columns: OutputColumn[] | undefined = [];
  for (const each of relations) {
    if (!each.columns) columns = undefined;
    else {
      const names = [...each.columns].filter(([name]) => !isHidden(tx, each, name));
      columns?.push(...names.map(([name, type]) => columnShown(tx, each, name, type)));
    }
  }
  let sql = relation ? `${tx.out.name(relation.alias)}.*` : "*";
  const [first, ...others] = relations;
  if (first?.spread) {
    if (others.length > 0 || cursor.peek()?.kind === "word")
      throw tx.unsupported("this * over UNPIVOT");
    sql = first.spread.map((column) => columnSqlOf(tx, first, column)).join(", ");
    columns = first.spread.map((column) => {
      return { name: column, type: first.columns?.get(column.toLowerCase()) ?? "unknown" };
    });
  }
  const hidden = relations.flatMap((each) => each.hidden ?? []).join(", ");
  const starless = relations.find((each) => each.starless)?.starless;
  if (starless !== undefined) throw tx.unsupported(`* over ${starless}`);
  if (cursor.isWords("ILIKE")) throw tx.unsupported("* ILIKE");
  const gone = hidden ? [hidden] : [];
  if (
    cursor.isWords("EXCLUDE") ||
    (cursor.isWords("EXCEPT") && cursor.isSymbol("(", 1) && tx.is("bigquery"))
  ) {
    cursor.next();
    const names = cursor.isSymbol("(") ? columnNames(tx) : [tx.expectIdentifier("a column")];
    gone.unshift(...names.map(tx.out.name));
    const left = new Set(names.map((name) => name.toLowerCase()));
    columns = columns?.filter((column) => !left.has((column.name ?? "").toLowerCase()));
  }
  const changes = readStarChanges(tx);
  if (tx.target === "databricks" && changes.changed.length > 0) {
    // Of several tables the columns would have to be told apart.
    const known = relation || relations.length === 1 ? columns : undefined;
    sql = spelledOut(tx, sql, gone, known, changes);
  } else {
    const exclude = tx.target === "databricks" ? "EXCEPT" : "EXCLUDE";
    if (gone.length > 0) sql += ` ${exclude} (${gone.join(", ")})`;
    sql += changesSql(tx, changes);
  }
  return { sql, columns: columns?.map((column) => changes.column(column)) };
}

/** A column that a `*` shows, with what is known of it. */
function columnShown(
  tx: Tx,
  { details }: Relation,
  name: string,
  type: OutputColumn["type"],
): OutputColumn {
  const known = details?.get(name);
  const detail = known && shownDetail(detailed(primary("", type), known), tx.scope.merged);
  return detail ? { name, type, detail } : { name, type };
}
