import type { Cursor } from "../cursor.ts";
import type { TypeClass } from "../types/spec.ts";
import { readExpression, readList } from "./expression.ts";
import { readPivot } from "./pivot.ts";
import type { Columns, Relation } from "./scope.ts";
import { columnMap, columnNames, readSubquery, startsQuery } from "./select.ts";
import { nameParts, tableReference } from "./tableName.ts";
import type { Tx } from "./tx.ts";

/** Reads the FROM clause behind its keyword. `comma` are its parts between commas. */
export function readFrom(tx: Tx): { sql: string; comma: string[] } {
  const { cursor } = tx;
  const comma = [readJoins(tx)];
  while (cursor.acceptSymbol(",")) {
    comma.push(readJoins(tx));
  }
  const parts = comma.filter((part) => part !== "");
  return { sql: parts.join(", "), comma: parts };
}

function readJoins(tx: Tx): string {
  let left = readItem(tx);
  for (;;) {
    const next = readJoin(tx, left);
    if (next === undefined) return left;
    left = next;
  }
}

export interface JoinWords {
  words: string[];
  sql: string;
  condition: boolean;
}

const JOINS: readonly JoinWords[] = [
  { words: ["INNER", "JOIN"], sql: "JOIN", condition: true },
  { words: ["LEFT", "OUTER", "JOIN"], sql: "LEFT JOIN", condition: true },
  { words: ["LEFT", "JOIN"], sql: "LEFT JOIN", condition: true },
  { words: ["RIGHT", "OUTER", "JOIN"], sql: "RIGHT JOIN", condition: true },
  { words: ["RIGHT", "JOIN"], sql: "RIGHT JOIN", condition: true },
  { words: ["FULL", "OUTER", "JOIN"], sql: "FULL JOIN", condition: true },
  { words: ["FULL", "JOIN"], sql: "FULL JOIN", condition: true },
  { words: ["CROSS", "JOIN"], sql: "CROSS JOIN", condition: false },
  { words: ["CROSS", "APPLY"], sql: "CROSS JOIN LATERAL", condition: false },
  { words: ["OUTER", "APPLY"], sql: "LEFT JOIN LATERAL", condition: false },
  { words: ["NATURAL", "JOIN"], sql: "NATURAL JOIN", condition: false },
  { words: ["NATURAL", "INNER", "JOIN"], sql: "NATURAL JOIN", condition: false },
  { words: ["NATURAL", "LEFT", "JOIN"], sql: "NATURAL LEFT JOIN", condition: false },
  { words: ["NATURAL", "LEFT", "OUTER", "JOIN"], sql: "NATURAL LEFT JOIN", condition: false },
  { words: ["JOIN"], sql: "JOIN", condition: true },
  { words: ["STRAIGHT_JOIN"], sql: "JOIN", condition: true },
];

/** T-SQL names the join's algorithm between its words: INNER HASH JOIN. */
export function acceptJoin(tx: Tx): JoinWords | undefined {
  const { cursor } = tx;
  for (const join of JOINS) {
    if (cursor.accept(...join.words)) return join;
    const last = join.words.length - 1;
    if (!tx.is("tsql") || last === 0 || !cursor.isWords(...join.words.slice(0, last))) continue;
    if (
      /^(HASH|LOOP|MERGE|REMOTE)$/.test(cursor.peek(last)?.value ?? "") &&
      cursor.peek(last + 1)?.value === "JOIN"
    ) {
      cursor.at += last + 2;
      return join;
    }
  }
  if (cursor.isWords("ASOF")) throw tx.unsupported("ASOF JOIN");
  return undefined;
}

function readJoin(tx: Tx, left: string): string | undefined {
  const { cursor } = tx;
  const join = acceptJoin(tx);
  if (!join) return undefined;
  let right = readItem(tx);
  if (join.sql.endsWith("LATERAL") && !right.startsWith("(")) {
    // APPLY on a table or a table function.
    const plain = join.sql === "CROSS JOIN LATERAL" ? "CROSS JOIN" : "LEFT JOIN";
    return `${left} ${plain} ${right}${plain === "LEFT JOIN" ? " ON TRUE" : ""}`;
  }
  if (!join.condition)
    return `${left} ${join.sql} ${right}${join.sql === "LEFT JOIN LATERAL" ? " ON TRUE" : ""}`;
  // A JOIN B JOIN C ON … ON …: the inner join's condition comes first.
  while (!cursor.isWords("ON") && !cursor.isWords("USING")) {
    const inner = readJoin(tx, right);
    if (inner === undefined) break;
    right = `(${inner})`;
  }
  if (cursor.accept("ON")) return `${left} ${join.sql} ${right} ON ${readExpression(tx).sql}`;
  if (cursor.accept("USING")) {
    return `${left} ${join.sql} ${right} USING (${columnNames(tx).map(tx.out.name).join(", ")})`;
  }
  // MySQL joins without a condition multiply.
  if (tx.is("mysql", "bigquery", "snowflake") && join.sql === "JOIN")
    return `${left} CROSS JOIN ${right}`;
  throw tx.unreadable("ON or USING expected");
}

/** Words that can stand behind a table and are no alias. */
const NOT_ALIASES: ReadonlySet<string> = new Set(
  (
    "WHERE GROUP HAVING ORDER UNION EXCEPT MINUS INTERSECT LIMIT FETCH OFFSET QUALIFY FOR OPTION WINDOW ON USING JOIN INNER " +
    "LEFT RIGHT FULL CROSS OUTER NATURAL STRAIGHT_JOIN START CONNECT SET WHEN WITH PIVOT UNPIVOT TABLESAMPLE SAMPLE " +
    "MATCH_RECOGNIZE MODEL USE FORCE IGNORE PARTITION ASOF VALUES SELECT RETURNING DEFAULT AND RENAME LATERAL CHANGES AT BEFORE FINAL"
  ).split(" "),
);

function readAlias(tx: Tx): { alias: string | undefined; columns: string[] | undefined } {
  const { cursor } = tx;
  const explicit = cursor.accept("AS");
  const token = cursor.peek();
  if (!explicit && token?.kind === "word" && NOT_ALIASES.has(token.value))
    return { alias: undefined, columns: undefined };
  const alias = cursor.identifier();
  if (alias === undefined && explicit) throw tx.unreadable("an alias expected");
  const columns = alias !== undefined && cursor.isSymbol("(") ? columnNames(tx) : undefined;
  return { alias, columns };
}

export function readItem(tx: Tx): string {
  const { cursor } = tx;
  const offset = cursor.offset;
  const lateral = cursor.accept("LATERAL");
  if (cursor.isSymbol("(")) return lateral ? `LATERAL ${readBracketed(tx)}` : readBracketed(tx);
  if (cursor.isSymbol("{")) throw tx.unsupported("an ODBC escape");
  if (cursor.isWords("ONLY") && tx.is("postgres")) cursor.next();
  if (cursor.isWords("VALUES")) throw tx.unreadable("a table expected");
  const token = cursor.peek();
  if (token?.kind === "string" || (token?.text.startsWith("@") && !tx.scope.cte(token.text)))
    throw tx.unsupported(`reading from ${token.text.slice(0, 40)}`);
  const parts = cursor.name();
  if (!parts) throw tx.unreadable("a table expected");
  if (cursor.isSymbol("(") && !(tx.is("tsql") && cursor.peek(1)?.value === "NOLOCK"))
    return readTableFunction(tx, parts, offset);
  if (cursor.isSymbol("@")) throw tx.unsupported("a database link", offset);
  const last = parts.at(-1) ?? "";
  if (tx.is("oracle") && last.includes("@"))
    throw tx.unsupported(`the database link ${last}`, offset);
  if (
    parts.length === 1 &&
    last.toUpperCase() === "DUAL" &&
    tx.is("oracle", "mysql", "snowflake", "redshift")
  ) {
    readAlias(tx);
    return tx.cursor.isSymbol(",") || tx.scope.relations.length > 0
      ? `(SELECT 'X' AS ${tx.out.name("DUMMY")}) AS ${tx.out.name("DUAL")}`
      : "";
  }
  return readTable(tx, nameParts(tx, parts), offset);
}

function readTable(tx: Tx, parts: string[], offset: number): string {
  const { cursor } = tx;
  const written = parts.at(-1) ?? "";
  const cte = parts.length === 1 ? tx.scope.cte(written) : undefined;
  const base = cte?.name ?? written;
  const table = cte
    ? { sql: tx.out.name(base), columns: cte.columns }
    : tableReference(tx, parts, offset);
  if (cursor.isWords("PARTITION") && cursor.isSymbol("(", 1))
    throw tx.unsupported("a table's partition");
  for (const word of ["AT", "BEFORE", "CHANGES", "TABLESAMPLE", "SAMPLE", "MATCH_RECOGNIZE"]) {
    if (cursor.isWords(word) && (cursor.isSymbol("(", 1) || word === "TABLESAMPLE"))
      throw tx.unsupported(`${word} on a table`);
  }
  if (cursor.isWords("FOR", "SYSTEM_TIME")) throw tx.unsupported("FOR SYSTEM_TIME");
  readHints(tx);
  const { alias, columns } = readAlias(tx);
  readHints(tx);
  const shown = alias ?? freeAlias(tx, base, parts);
  const pivoted = columns
    ? undefined
    : readPivot(tx, `${table.sql} AS ${tx.out.name(shown)}`, shown, table.columns);
  if (pivoted) {
    tx.scope.relations.push(pivoted.relation);
    return pivoted.sql;
  }
  refuseBehind(tx);
  const lower = parts.map((part) => part.toLowerCase());
  const relation: Relation = {
    alias: shown,
    answersTo:
      alias === undefined
        ? lower.map((_, from) => lower.slice(from).join("."))
        : [alias.toLowerCase()],
    columns: columns ? renamed(table.columns, columns) : table.columns,
  };
  tx.scope.relations.push(relation);
  const list = columns ? `(${columns.map(tx.out.name).join(", ")})` : "";
  if (alias === undefined && !list && answersToItself(tx, table.sql, shown)) return table.sql;
  return `${table.sql} AS ${tx.out.name(relation.alias)}${list}`;
}

/** True when Databricks lets columns be qualified by `name` without an alias: the last part of the table's name. */
function answersToItself(tx: Tx, sql: string, name: string): boolean {
  if (tx.target !== "databricks") return false;
  const own = tx.out.name(name).toLowerCase();
  return sql.toLowerCase() === own || sql.toLowerCase().endsWith(`.${own}`);
}

function renamed(columns: Columns, names: readonly string[]): Columns {
  const types = columns ? [...columns.values()] : [];
  return new Map(names.map((name, index) => [name.toLowerCase(), types[index] ?? "unknown"]));
}

/** Two tables of one name from different schemas need different aliases. */
function freeAlias(tx: Tx, base: string, parts: readonly string[]): string {
  const taken = (name: string) =>
    tx.scope.relations.some((other) => other.alias.toLowerCase() === name.toLowerCase());
  if (!taken(base)) return base;
  return parts.join("_");
}

/** WITH (NOLOCK), (NOLOCK), USE INDEX (…): they say how, not what. */
function readHints(tx: Tx): void {
  const { cursor } = tx;
  const offset = cursor.offset;
  const start = cursor.at;
  if (tx.is("tsql")) {
    if (cursor.isWords("WITH") && cursor.isSymbol("(", 1)) cursor.next();
    else if (
      !(
        cursor.isSymbol("(") &&
        /^(NOLOCK|READPAST|UPDLOCK|HOLDLOCK|READUNCOMMITTED|INDEX)$/.test(
          cursor.peek(1)?.value ?? "",
        )
      )
    )
      return;
    cursor.group();
  } else if (
    tx.is("mysql") &&
    /^(USE|FORCE|IGNORE)$/.test(cursor.peek()?.value ?? "") &&
    /^(INDEX|KEY)$/.test(cursor.peek(1)?.value ?? "")
  ) {
    cursor.at += 2;
    cursor.group();
  } else return;
  tx.note("DWM-QRY-007", { clause: cursor.textBetween(start, cursor.at), why: "a hint" }, offset);
}

function refuseBehind(tx: Tx): void {
  const { cursor } = tx;
  for (const word of ["PIVOT", "UNPIVOT", "TABLESAMPLE", "MATCH_RECOGNIZE"]) {
    if (cursor.isWords(word)) throw tx.unsupported(word);
  }
}

function readBracketed(tx: Tx): string {
  const { cursor } = tx;
  const inside = cursor.group();
  if (!inside) throw tx.unreadable("( expected");
  const isQuery = tx.inside(inside, () => startsQuery(tx)) && !bracketIsJoin(inside);
  if (!isQuery) {
    const sql = tx.inside(inside, () => {
      const joined = readFrom(tx).sql;
      if (!tx.cursor.done) throw tx.unreadable("not expected in a join");
      return joined;
    });
    refuseBehind(tx);
    return `(${sql})`;
  }
  const query = tx.inside(inside, () => readSubquery(tx));
  refuseBehind(tx);
  const { alias, columns } = readAlias(tx);
  const name = alias ?? `dwm_${tx.scope.relations.length + 1}`;
  const pivotable = columnMap(query, columns);
  const list = columns ? `(${columns.map(tx.out.name).join(", ")})` : "";
  const pivoted = readPivot(tx, `(${query.sql}) AS ${tx.out.name(name)}${list}`, name, pivotable);
  if (pivoted) {
    tx.scope.relations.push(pivoted.relation);
    return pivoted.sql;
  }
  refuseBehind(tx);
  tx.scope.relations.push({
    alias: name,
    answersTo: alias === undefined ? [] : [alias.toLowerCase()],
    columns: pivotable,
  });
  return `(${query.sql}) AS ${tx.out.name(name)}${list}`;
}

/** `((SELECT …) a JOIN b ON …)`: a join that begins with a query. */
function bracketIsJoin(inside: {
  at: number;
  end: number;
  isSymbol(symbol: string): boolean;
  matching(): number;
  tokens: readonly { kind: string; value: string }[];
}): boolean {
  if (!inside.isSymbol("(")) return false;
  const behind = inside.matching();
  if (behind >= inside.end) return false;
  const next = inside.tokens[behind];
  return !(
    next?.kind === "word" &&
    /^(UNION|EXCEPT|MINUS|INTERSECT|ORDER|LIMIT|FETCH|OFFSET)$/.test(next.value)
  );
}

/** A function's rows may depend on the tables before it. */
function lateral(tx: Tx): string {
  return tx.scope.relations.length > 1 ? "LATERAL " : "";
}

/** Functions in a FROM clause: those that both sides have. */
function readTableFunction(tx: Tx, parts: string[], offset: number): string {
  const name = parts.join(".").toUpperCase();
  const inside = tx.cursor.group();
  if (!inside) throw tx.unreadable("( expected");
  if (name === "GENERATE_SERIES" && tx.is("postgres")) {
    const args = tx.inside(inside, () => readList(tx)).map((arg) => arg.sql);
    const { alias, columns } = readAlias(tx);
    const table = alias ?? "generate_series";
    const column = columns?.[0] ?? table;
    tx.scope.relations.push({
      alias: table,
      answersTo: [table.toLowerCase()],
      columns: new Map([[column.toLowerCase(), "unknown"]]),
    });
    const made =
      tx.target === "databricks"
        ? `${lateral(tx)}explode(sequence(${args.join(", ")}))`
        : `generate_series(${args.join(", ")})`;
    return `${made} AS ${tx.out.name(table)}(${tx.out.name(column)})`;
  }
  if (name === "STRING_SPLIT" && tx.is("tsql") && inside.split().length === 2) {
    const args = tx.inside(inside, () => readList(tx)).map((arg) => arg.sql);
    const { alias } = readAlias(tx);
    const table = alias ?? "string_split";
    tx.scope.relations.push({
      alias: table,
      answersTo: [table.toLowerCase()],
      columns: new Map([["value", "string"]]),
    });
    if (tx.target === "databricks") {
      const parts = `split(${args[0]}, concat('\\\\Q', ${args[1]}, '\\\\E'))`;
      return `${lateral(tx)}explode(${parts}) AS ${tx.out.name(table)}(value)`;
    }
    return `(SELECT unnest(string_split(${args.join(", ")})) AS "value") AS ${tx.out.name(table)}`;
  }
  if (name === "UNNEST" && tx.is("bigquery", "postgres")) {
    const args = tx.inside(inside, () => readList(tx)).map((arg) => arg.sql);
    if (args.length !== 1 || tx.cursor.isWords("WITH")) throw tx.unsupported("this UNNEST", offset);
    const { alias, columns } = readAlias(tx);
    if (tx.cursor.isWords("WITH", "OFFSET")) throw tx.unsupported("UNNEST … WITH OFFSET", offset);
    const column = columns?.[0] ?? alias ?? "unnest";
    const table =
      alias === undefined || tx.is("bigquery") ? `dwm_${tx.scope.relations.length + 1}` : alias;
    tx.scope.relations.push({
      alias: table,
      answersTo: alias === undefined ? [] : [alias.toLowerCase()],
      columns: new Map([[column.toLowerCase(), "unknown"]]),
    });
    const rows =
      tx.target === "databricks" ? `${lateral(tx)}explode(${args[0]})` : `unnest(${args[0]})`;
    return `${rows} AS ${tx.out.name(table)}(${tx.out.name(column)})`;
  }
  if (tx.is("snowflake") && name === "FLATTEN") return readFlatten(tx, inside, offset);
  if (
    tx.is("snowflake") &&
    name === "TABLE" &&
    inside.isWords("FLATTEN") &&
    inside.isSymbol("(", 1)
  ) {
    inside.next();
    const call = inside.group();
    if (call) return readFlatten(tx, call, offset);
  }
  throw tx.stop("DWM-QRY-003", { name: parts.join(".") }, offset);
}

/** Snowflake's FLATTEN(input => json [, path => 'a.b']): the elements of a list or the pairs of an object. */
function readFlatten(tx: Tx, inside: Cursor, offset: number): string {
  if (tx.target === "databricks") throw tx.unsupported("FLATTEN", offset);
  const named = new Map<string, Cursor>();
  for (const part of inside.split()) {
    const name = part.isSymbol("=>", 1) ? (part.next()?.value ?? "") : "INPUT";
    part.acceptSymbol("=>");
    named.set(name, part);
  }
  const input = named.get("INPUT");
  const outer = named.get("OUTER")?.rest().toUpperCase() ?? "FALSE";
  const plain = [...named.keys()].every((name) => name === "INPUT" || name === "OUTER");
  if (!input || outer !== "FALSE" || !plain) throw tx.unsupported("this FLATTEN", offset);
  const value = tx.inside(input, () => readExpression(tx));
  const { alias } = readAlias(tx);
  const name = alias ?? `dwm_${tx.scope.relations.length + 1}`;
  const types: [string, TypeClass][] = [
    ["key", "string"],
    ["index", "int"],
    ["value", "json"],
    ["this", "json"],
  ];
  tx.scope.relations.push({
    alias: name,
    answersTo: alias === undefined ? [] : [alias.toLowerCase()],
    columns: new Map(types),
  });
  const json = value.type === "json" ? value.sql : `CAST(${value.sql} AS JSON)`;
  const kind = `json_type(${json})`;
  return (
    `LATERAL (SELECT CASE WHEN ${kind} = 'OBJECT' THEN e.key END AS "key", CASE WHEN ${kind} = 'ARRAY' THEN CAST(e.key AS INTEGER) END AS "index", ` +
    `e.value AS "value", ${json} AS "this" FROM json_each(${json}) AS e WHERE ${kind} IN ('ARRAY', 'OBJECT')) AS ${tx.out.name(name)}`
  );
}
