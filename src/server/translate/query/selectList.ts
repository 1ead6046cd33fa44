import { readStringLiteral } from "../literals.ts";
import { primary } from "./expr.ts";
import { readExpression } from "./expression.ts";
import type { Relation } from "./scope.ts";
import { columnNames, type OutputColumn } from "./select.ts";
import { readStarChanges } from "./starChanges.ts";
import { noteTexts } from "./texts.ts";
import type { Tx } from "./tx.ts";

/** A translated SELECT list. */
export interface SelectList {
  /** DISTINCT and the items. */
  sql: string;
  distinct: boolean;
  /** LIMIT that TOP asks for, with a leading blank, or nothing. */
  top: string;
  columns: OutputColumn[] | undefined;
}

/** Reads DISTINCT, TOP and the items; with `bounded` the cursor must be used up. */
export function readItems(tx: Tx, bounded: boolean): SelectList {
  const { cursor } = tx;
  const start = cursor.at;
  let distinct = "";
  if (cursor.accept("DISTINCT") || cursor.accept("UNIQUE")) {
    distinct = "DISTINCT ";
    if (cursor.isWords("ON") && tx.is("postgres")) {
      cursor.next();
      const inside = cursor.group();
      if (!inside) throw tx.unreadable("( expected");
      const keys = inside.split().map((part) => tx.inside(part, () => readExpression(tx).sql));
      if (tx.target === "databricks") throw tx.unsupported("DISTINCT ON");
      distinct = `DISTINCT ON (${keys.join(", ")}) `;
    }
  } else cursor.accept("ALL");
  while (tx.is("mysql") && cursor.isOneOf(MYSQL_HINTS)) cursor.next();
  const top = readTop(tx);
  const items: string[] = [];
  let columns: OutputColumn[] | undefined = [];
  do {
    if (cursor.done && items.length > 0 && tx.is("bigquery", "snowflake")) break;
    const item = readItem(tx);
    items.push(item.sql);
    columns = item.columns && columns ? [...columns, ...item.columns] : undefined;
  } while (cursor.acceptSymbol(","));
  const text = distinct ? columns?.find((column) => column.type === "string") : undefined;
  if (text) noteTexts(tx, cursor.tokens[start]?.start ?? cursor.offset, primary("", "string"));
  if (cursor.isWords("INTO")) throw tx.unsupported("SELECT … INTO");
  if (bounded && !cursor.done) throw tx.unreadable("not expected in a SELECT list");
  return { sql: distinct + items.join(", "), distinct: distinct !== "", top, columns };
}

const MYSQL_HINTS: ReadonlySet<string> = new Set([
  "STRAIGHT_JOIN",
  "SQL_NO_CACHE",
  "SQL_CACHE",
  "SQL_SMALL_RESULT",
  "SQL_BIG_RESULT",
  "SQL_BUFFER_RESULT",
  "HIGH_PRIORITY",
]);

function readTop(tx: Tx): string {
  const { cursor } = tx;
  if (!tx.is("tsql", "teradata", "snowflake", "redshift") || !cursor.isWords("TOP")) return "";
  const offset = cursor.offset;
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
  if (cursor.isWords("PERCENT")) {
    // TOP 100 PERCENT is how T-SQL views get away with an ORDER BY: it takes every row.
    if (count !== "100") throw tx.unsupported("TOP … PERCENT", offset);
    cursor.next();
    return "";
  }
  if (cursor.isWords("WITH", "TIES")) throw tx.unsupported("TOP … WITH TIES", offset);
  return ` LIMIT ${count}`;
}

function readItem(tx: Tx): { sql: string; columns: OutputColumn[] | undefined } {
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
    };
  }
  const offset = cursor.offset;
  const value = readExpression(tx);
  const alias = readAlias(tx);
  if (cursor.isSymbol("(") && tx.is("teradata"))
    throw tx.unsupported("a cast or format in brackets", offset);
  const name = alias ?? value.name;
  // Without an alias the source names a column after its function; write that out where it can be told.
  const named =
    alias ?? (value.name !== undefined && tx.is("postgres", "redshift") ? value.name : undefined);
  const plain = named === undefined || value.sql.endsWith(tx.out.name(named));
  return {
    sql: plain && alias === undefined ? value.sql : `${value.sql} AS ${tx.out.name(named ?? "")}`,
    columns: [{ name, type: value.type }],
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
  throw tx.stop(
    "DWM-QRY-001",
    { near: `${parts.join(".")}.*`, reason: "the table is not in the FROM clause" },
    offset,
  );
}

function readStar(
  tx: Tx,
  relation: Relation | undefined,
): { sql: string; columns: OutputColumn[] | undefined } {
  const { cursor } = tx;
  const relations = relation ? [relation] : tx.scope.relations;
  let columns: OutputColumn[] | undefined = [];
  for (const each of relations) {
    if (!each.columns) columns = undefined;
    else columns?.push(...[...each.columns].map(([name, type]) => ({ name, type })));
  }
  let sql = relation ? `${tx.out.name(relation.alias)}.*` : "*";
  if (cursor.isWords("ILIKE")) throw tx.unsupported("* ILIKE");
  if (
    cursor.isWords("EXCLUDE") ||
    (cursor.isWords("EXCEPT") && cursor.isSymbol("(", 1) && tx.is("bigquery"))
  ) {
    cursor.next();
    const names = cursor.isSymbol("(") ? columnNames(tx) : [tx.expectIdentifier("a column")];
    const word = tx.target === "databricks" ? "EXCEPT" : "EXCLUDE";
    sql += ` ${word} (${names.map(tx.out.name).join(", ")})`;
    const gone = new Set(names.map((name) => name.toLowerCase()));
    columns = columns?.filter((column) => !gone.has((column.name ?? "").toLowerCase()));
  }
  const changes = readStarChanges(tx);
  sql += changes.sql;
  return { sql, columns: columns?.map((column) => changes.column(column)) };
}
