import { namesOf, tableReference } from "../from/tableName.ts";
import { readPivot } from "../pivot/readPivot.ts";
import type { Columns, Relation } from "../scope.ts";
import type { Tx } from "../tx.ts";
import { HINTS, readAlias } from "./alias.ts";
import { readTimeTravel, sampled } from "./behindTable.ts";
import { systemCalendar } from "./calendar.ts";
import { wildcardTables } from "./wildcardTables.ts";

/** A table or CTE by its name, with what stands behind it: time travel, a sample, hints, an alias, PIVOT. */
export function readTable(tx: Tx, parts: string[], offset: number): string {
  const { cursor } = tx;
  const written = parts.at(-1) ?? "";
  const cte = parts.length === 1 ? tx.scope.cte(written) : undefined;
  const base = cte?.name ?? written;
  const many = cte ? undefined : wildcardTables(tx, parts, offset);
  const table = cte
    ? { sql: tx.out.name(base), columns: cte.columns, details: cte.details }
    : (systemCalendar(tx, parts) ?? many ?? tableReference(tx, parts, offset));
  if (cursor.isWords("PARTITION") && cursor.isSymbol("(", 1))
    throw tx.unsupported("a table's partition");
  for (const word of ["CHANGES", "MATCH_RECOGNIZE"])
    if (cursor.isWords(word) && cursor.isSymbol("(", 1)) throw tx.unsupported(`${word} on a table`);
  const past = readTimeTravel(tx);
  const before = sampled(tx);
  readHints(tx);
  const { alias, columns } = readAlias(tx);
  readHints(tx);
  const sample = before ?? sampled(tx);
  const shown = alias ?? freeAlias(tx, base, parts);
  const source = `${table.sql}${past}`;
  const pivoted =
    columns || sample
      ? undefined
      : readPivot(tx, pivotSource(tx, source, shown), shown, table.columns);
  if (pivoted) {
    tx.scope.relations.push(pivoted.relation);
    return pivoted.sql;
  }
  refuseBehind(tx);
  const relation: Relation = {
    alias: shown,
    answersTo: alias === undefined ? namesOf(parts) : [alias.toLowerCase()],
    columns: columns ? renamed(table.columns, columns) : table.columns,
    ...(table.details && !columns ? { details: table.details } : {}),
    ...(many ? { hidden: many.hidden } : {}),
  };
  tx.scope.relations.push(relation);
  const list = columns ? `(${columns.map(tx.out.name).join(", ")})` : "";
  const plain = alias === undefined && !list && answersToItself(tx, table.sql, shown);
  const named = plain ? "" : ` AS ${tx.out.name(relation.alias)}${list}`;
  // Databricks has the sample before the alias, DuckDB behind it.
  const [taken, behind] = tx.target === "databricks" ? [sample ?? "", ""] : ["", sample ?? ""];
  return `${source}${taken}${named}${behind}`;
}

/** The table before PIVOT, whose columns are written without qualifiers. */
function pivotSource(tx: Tx, source: string, alias: string): string {
  return answersToItself(tx, source, alias) ? source : `${source} AS ${tx.out.name(alias)}`;
}

/** True when Databricks lets columns be qualified by `name` without an alias: the last part of the table's name. */
function answersToItself(tx: Tx, sql: string, name: string): boolean {
  if (tx.target !== "databricks") return false;
  const own = tx.out.name(name).toLowerCase();
  return sql.toLowerCase() === own || sql.toLowerCase().endsWith(`.${own}`);
}

/** The columns under other names, in their order. */
export function renamed(columns: Columns, names: readonly string[]): Columns {
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
    else if (!(cursor.isSymbol("(") && HINTS.test(cursor.peek(1)?.value ?? ""))) return;
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

/** Refuses what may stand behind a table and has no counterpart. */
export function refuseBehind(tx: Tx): void {
  const { cursor } = tx;
  for (const word of ["PIVOT", "UNPIVOT", "TABLESAMPLE", "MATCH_RECOGNIZE"]) {
    if (cursor.isWords(word)) throw tx.unsupported(word);
  }
  if (tx.is("oracle") && cursor.isWords("PARTITION", "BY"))
    throw tx.unsupported("PARTITION BY of an outer join");
}
