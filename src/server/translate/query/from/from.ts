import { variableAt } from "../../../sql/variable.ts";
import { ROW } from "../block/numberedRows.ts";
import { columnDetails, columnMap, columnNames, type Query } from "../block/queryColumns.ts";
import { readSubquery, startsQuery } from "../block/select.ts";
import { readValues, type Values } from "../block/values.ts";
import { PREC, wrap } from "../expr.ts";
import { readColumn } from "../expression/columnReference.ts";
import { asCondition } from "../expression/condition.ts";
import { readExpression } from "../expression/expression.ts";
import { isMerged } from "../mysql/merged.ts";
import { readPivot } from "../pivot/readPivot.ts";
import type { Relation } from "../scope.ts";
import { readAlias } from "../tables/alias.ts";
import { sampled } from "../tables/behindTable.ts";
import { inlineRows } from "../tables/inlineRows.ts";
import { readTable, refuseBehind } from "../tables/namedTable.ts";
import { superElements, superList } from "../tables/superRows.ts";
import { freeName, readTableFunction } from "../tables/tableFunction.ts";
import { readElementNames, unnested } from "../tables/unnest.ts";
import { noteJoined } from "../texts/texts.ts";
import type { Tx } from "../tx.ts";
import { joinBy, joinNaturally } from "./joinedColumns.ts";
import { acceptJoin, writtenJoin } from "./joinWords.ts";
import { nameParts } from "./tableName.ts";

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

/** Snowflake's ASOF JOIN t MATCH_CONDITION (a >= b) [ON …]: rows without a match stay. */
function readAsOf(tx: Tx, left: string): string {
  const { cursor } = tx;
  const offset = cursor.offset;
  cursor.at += 2;
  const right = readItem(tx);
  tx.expect("MATCH_CONDITION");
  const inside = cursor.group();
  if (!inside) throw tx.unreadable("( expected");
  const match = tx.inside(inside, () => readExpression(tx)).sql;
  if (cursor.isWords("USING")) throw tx.unsupported("ASOF JOIN … USING", offset);
  const on = cursor.accept("ON")
    ? ` AND ${wrap(asCondition(tx, readExpression(tx)), PREC.and)}`
    : "";
  return `${left} ASOF LEFT JOIN ${right} ON ${match}${on}`;
}

function readJoin(tx: Tx, left: string): string | undefined {
  const { cursor } = tx;
  if (cursor.isWords("ASOF", "JOIN") && tx.is("snowflake") && tx.target === "duckdb")
    return readAsOf(tx, left);
  const join = acceptJoin(tx);
  if (!join) return undefined;
  const place = tx.scope.relations.length;
  let right = readItem(tx, join.sql.endsWith("LATERAL"));
  if (join.sql.startsWith("NATURAL")) joinNaturally(tx, place);
  if (join.sql.endsWith("LATERAL") && !right.startsWith("(")) {
    // APPLY on a table or a table function.
    const plain = join.sql === "CROSS JOIN LATERAL" ? "CROSS JOIN" : "LEFT JOIN";
    return `${left} ${plain} ${right}${plain === "LEFT JOIN" ? " ON TRUE" : ""}`;
  }
  if (!join.condition)
    return `${left} ${writtenJoin(tx, join)} ${right}${join.sql === "LEFT JOIN LATERAL" ? " ON TRUE" : ""}`;
  // A JOIN B JOIN C ON … ON …: the inner join's condition comes first.
  while (!cursor.isWords("ON") && !cursor.isWords("USING")) {
    const inner = readJoin(tx, right);
    if (inner === undefined) break;
    right = `(${inner})`;
  }
  if (cursor.accept("ON"))
    return `${left} ${writtenJoin(tx, join)} ${right} ON ${asCondition(tx, readExpression(tx)).sql}`;
  if (cursor.accept("USING")) {
    const offset = cursor.offset;
    const names = columnNames(tx);
    noteJoined(tx, names, offset);
    joinBy(tx, names);
    return `${left} ${writtenJoin(tx, join)} ${right} USING (${names.map(tx.out.name).join(", ")})`;
  }
  // BigQuery joins the elements of an array to their row without a condition.
  if (tx.is("bigquery") && join.sql === "LEFT JOIN") return `${left} LEFT JOIN ${right} ON TRUE`;
  // MySQL joins without a condition multiply.
  if (tx.is("mysql", "bigquery", "snowflake") && join.sql === "JOIN")
    return `${left} CROSS JOIN ${right}`;
  // Snowflake's outer join of a lateral query needs none.
  if (tx.is("snowflake") && join.sql === "LEFT JOIN" && right.startsWith("LATERAL ("))
    return `${left} LEFT JOIN ${right} ON TRUE`;
  throw tx.unreadable("ON or USING expected");
}

/** Reads a table, a query in brackets, a function; `applied`: it may depend on what stands before it. */
export function readItem(tx: Tx, applied = false): string {
  const { cursor } = tx;
  const offset = cursor.offset;
  const lateral = cursor.accept("LATERAL") || applied;
  if (cursor.isSymbol("(")) {
    const bracketed = readBracketed(tx, lateral);
    if (applied) return bracketed;
    return lateral && !bracketed.startsWith("LATERAL ") ? `LATERAL ${bracketed}` : bracketed;
  }
  if (cursor.isSymbol("{") && !variableAt(cursor.tokens, cursor.at))
    throw tx.unsupported("an ODBC escape");
  if (cursor.isWords("ONLY") && tx.is("postgres")) cursor.next();
  if (cursor.isWords("VALUES") && tx.is("snowflake")) return readRows(tx, readValues(tx), lateral);
  if (cursor.isWords("VALUES")) throw tx.unreadable("a table expected");
  const token = cursor.peek();
  if (token?.kind === "string" || (token?.text.startsWith("@") && !tx.scope.cte(token.text)))
    throw tx.unsupported(`reading from ${token.text.slice(0, 40)}`);
  const parts = cursor.tableName();
  if (!parts) throw tx.unreadable("a table expected");
  if (cursor.isSymbol("(") && !(tx.is("tsql") && cursor.peek(1)?.value === "NOLOCK"))
    return readTableFunction(tx, parts, offset, lateral);
  if (cursor.isSymbol("@")) throw tx.unsupported("a database link", offset);
  const array = tx.is("bigquery", "redshift") ? arrayPath(tx, nameParts(tx, parts)) : undefined;
  if (array) return array;
  const last = parts.at(-1) ?? "";
  if (tx.is("oracle") && last.includes("@"))
    throw tx.unsupported(`the database link ${last}`, offset);
  if (
    (parts.length === 1 || (tx.is("oracle") && /^SYS$/i.test(parts[0] ?? ""))) &&
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

/** BigQuery's `FROM t, t.list AS item`: the elements of a column. */
function arrayPath(tx: Tx, parts: readonly string[]): string | undefined {
  const [first = "", ...rest] = parts;
  const relation = rest.length > 0 ? tx.scope.relation(first) : undefined;
  if (!relation) return undefined;
  if (tx.is("redshift")) return superElements(tx, superList(tx, relation, rest), rest.at(-1) ?? "");
  const { sql, shape } = readColumn(tx, [first, ...rest], tx.cursor.offset);
  const { alias = rest.at(-1), place } = readElementNames(tx);
  return unnested(tx, sql, { alias, column: undefined, place }, shape?.element);
}

function readBracketed(tx: Tx, lateral: boolean): string {
  const { cursor } = tx;
  const inside = cursor.group();
  if (!inside) throw tx.unreadable("( expected");
  const isQuery = tx.inside(inside, () => startsQuery(tx)) && !bracketIsJoin(inside);
  if (!isQuery) {
    const sql = tx.inside(inside, () => {
      const joined = crossed(readFrom(tx).comma);
      if (!tx.cursor.done) throw tx.unreadable("not expected in a join");
      return joined;
    });
    refuseBehind(tx);
    return `(${sql})`;
  }
  if (inside.isWords("VALUES")) {
    const rows = tx.inside(inside, () => {
      const read = readValues(tx);
      if (!tx.cursor.done) throw tx.unreadable("not expected here");
      return read;
    });
    return readRows(tx, rows, lateral);
  }
  const merged = isMerged(tx, inside);
  const query = tx.inside(inside, () => readSubquery(tx, merged));
  const before = sampled(tx);
  const { alias, columns } = readAlias(tx);
  const sample = before ?? sampled(tx) ?? "";
  const name = alias ?? freeName(tx);
  const counted = tx.scope.countsRows && !columns ? query.numbered : undefined;
  if (counted) {
    query.sql = counted();
    tx.scope.rowNumber = alias === undefined ? ROW : `${tx.out.name(name)}.${ROW}`;
  }
  const pivotable = columnMap(query, columns);
  const list = columns ? `(${columns.map(tx.out.name).join(", ")})` : "";
  const pivoted = sample
    ? undefined
    : readPivot(tx, `(${query.sql}) AS ${tx.out.name(name)}${list}`, name, pivotable);
  if (pivoted) {
    tx.scope.relations.push(pivoted.relation);
    return pivoted.sql;
  }
  refuseBehind(tx);
  tx.scope.relations.push({
    alias: name,
    answersTo: alias === undefined ? [] : [alias.toLowerCase()],
    columns: pivotable,
    ...columnDetails(query, columns),
    ...(counted ? { hidden: ROW } : {}),
    ...placesOf(tx, query, columns),
  });
  // Databricks needs no name that nothing refers to.
  if (tx.target === "databricks" && alias === undefined) return `(${query.sql})${sample}`;
  const [taken, behind] = tx.target === "databricks" ? [sample, ""] : ["", sample];
  return `(${query.sql})${taken} AS ${tx.out.name(name)}${list}${behind}`;
}

/** MySQL's `(a, b)` is a join; no comma can stand in such brackets elsewhere. */
function crossed(comma: readonly string[]): string {
  if (comma.length === 1) return comma[0] ?? "";
  return comma.map((part) => (part.includes(" JOIN ") ? `(${part})` : part)).join(" CROSS JOIN ");
}

/** Snowflake's `$1` is the first column of a query too. */
function placesOf(
  tx: Tx,
  query: Query,
  names: readonly string[] | undefined,
): Pick<Relation, "places"> {
  const own = query.columns?.map(({ name }) => name);
  const places =
    names ?? (own?.every((name) => name !== undefined) ? (own as string[]) : undefined);
  return tx.is("snowflake") && places ? { places } : {};
}

/** `(VALUES …) AS v (a, b)`. */
function readRows(tx: Tx, rows: Values, lateral: boolean): string {
  const { alias, columns } = readAlias(tx);
  return inlineRows(tx, rows, alias, columns, lateral);
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
