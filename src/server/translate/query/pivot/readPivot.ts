import type { Cursor } from "../../cursor.ts";
import type { TypeClass } from "../../types/spec.ts";
import { columnNames } from "../block/queryColumns.ts";
import type { Columns, Relation } from "../scope.ts";
import { readAlias } from "../tables/alias.ts";
import { freeName } from "../tables/tableFunction.ts";
import type { Tx } from "../tx.ts";
import { type PivotSpec, readPivotSpec, type Shown } from "./pivotSpec.ts";
import { readUnpivotSpec } from "./unpivotSpec.ts";

/** What a PIVOT or UNPIVOT makes of the table before it. */
export interface Pivoted {
  sql: string;
  relation: Relation;
}

/** What is pivoted. */
interface Source {
  sql: string;
  alias: string;
  columns: Columns;
}

/**
 * `source PIVOT (SUM(x) FOR c IN (…)) AS p` and UNPIVOT, which both targets have too; what differs is what the new columns
 * are called, and in which order they come. Undefined where none follows.
 */
export function readPivot(
  tx: Tx,
  sql: string,
  alias: string,
  columns: Columns,
): Pivoted | undefined {
  const { cursor } = tx;
  const source = { sql, alias, columns };
  if (cursor.isWords("PIVOT") && (cursor.isSymbol("(", 1) || cursor.peek(1)?.value === "XML"))
    return pivoted(tx, source);
  const nulls = /^(INCLUDE|EXCLUDE)$/.test(cursor.peek(1)?.value ?? "");
  if (cursor.isWords("UNPIVOT") && (cursor.isSymbol("(", 1) || nulls)) return unpivoted(tx, source);
  return undefined;
}

/** Reads with the source's columns in scope, written bare: neither target takes qualified ones here. */
function overSource<T>(tx: Tx, { alias, columns }: Source, inside: Cursor, read: () => T): T {
  return tx.nested((scope) => {
    const write = (column: string) => tx.out.name(column);
    scope.relations.push({ alias, answersTo: [alias.toLowerCase()], columns, write });
    return tx.inside(inside, read);
  });
}

function pivoted(tx: Tx, source: Source): Pivoted {
  const { cursor } = tx;
  const offset = cursor.offset;
  cursor.next();
  if (cursor.isWords("XML")) throw tx.unsupported("PIVOT XML", offset);
  const inside = cursor.group();
  if (!inside) throw tx.unreadable("( expected");
  const spec = overSource(tx, source, inside, () => readPivotSpec(tx, source.columns, offset));
  const { alias, columns } = readAlias(tx);
  const base = `${source.sql} PIVOT (${spec.sql})`;
  const keys = keysOf(source.columns, spec);
  const shown = [...spec.shown.map(({ name, type }) => [name.toLowerCase(), type] as const)];
  return finished(tx, { base, alias, names: columns, shown: spec.shown, keys, made: shown });
}

/** The columns that rows are grouped by: neither in an aggregate nor in FOR. */
function keysOf(
  columns: Columns,
  { used }: PivotSpec,
): (readonly [string, TypeClass])[] | undefined {
  return columns && [...columns].filter(([name]) => !used.has(name));
}

interface Made {
  base: string;
  alias: string | undefined;
  names: string[] | undefined;
  /** New columns that have to be computed or renamed over the result. */
  shown: readonly Shown[];
  keys: (readonly [string, TypeClass])[] | undefined;
  made: (readonly [string, TypeClass])[];
}

function finished(tx: Tx, { base, alias, names, shown, keys, made }: Made): Pivoted {
  const { name } = tx.out;
  const table = alias ?? freeName(tx);
  const changed = shown.some(({ name: called, value }) => value !== name(called));
  const except = tx.target === "databricks" ? "EXCEPT" : "EXCLUDE";
  const items = changed
    ? `* ${except} (${shown.map((one) => one.made).join(", ")}), ${shown.map((one) => `${one.value} AS ${name(one.name)}`).join(", ")}`
    : "*";
  const list = names ? `(${names.map(name).join(", ")})` : "";
  const all = keys && [...keys, ...made];
  const columns = names
    ? new Map(names.map((column, index) => [column.toLowerCase(), all?.[index]?.[1] ?? "unknown"]))
    : all && new Map(all);
  const relation: Relation = {
    alias: table,
    answersTo: alias === undefined ? [] : [alias.toLowerCase()],
    columns,
  };
  if (tx.target === "databricks") {
    const bare = alias === undefined && !changed;
    return {
      sql: bare ? base : `(SELECT ${items} FROM ${base}) AS ${name(table)}${list}`,
      relation,
    };
  }
  if (!changed) return { sql: `${base} AS ${name(table)}${list}`, relation };
  return { sql: `(SELECT ${items} FROM ${base} AS dwm_pivot) AS ${name(table)}${list}`, relation };
}

function unpivoted(tx: Tx, source: Source): Pivoted {
  const { cursor } = tx;
  const offset = cursor.offset;
  cursor.next();
  const include = cursor.accept("INCLUDE", "NULLS");
  if (!include) cursor.accept("EXCLUDE", "NULLS");
  const inside = cursor.group();
  if (!inside) throw tx.unreadable("( expected");
  const spec = overSource(tx, source, inside, () => readUnpivotSpec(tx, source.columns, offset));
  cursor.accept("AS");
  const alias = nextIsName(tx) ? cursor.identifier() : undefined;
  const names = alias !== undefined && cursor.isSymbol("(") ? columnNames(tx) : undefined;
  const nulls = include ? " INCLUDE NULLS" : "";
  const base = `${source.sql} UNPIVOT${nulls} (${spec.sql})`;
  const kept = source.columns && [...source.columns].filter(([name]) => !spec.used.has(name));
  const made = [[spec.name.toLowerCase(), "string"] as const, ...spec.values];
  const result = finished(tx, { base, alias, names, shown: [], keys: kept, made });
  // SQL Server and BigQuery show the values before their names.
  if (!tx.is("tsql", "bigquery") || names) return result;
  const order = kept && [
    ...kept.map(([name]) => name),
    ...spec.values.map(([name]) => name),
    spec.name,
  ];
  if (order) result.relation.spread = order;
  else result.relation.starless = "UNPIVOT of a table whose columns are not known";
  return result;
}

function nextIsName({ cursor }: Tx): boolean {
  const token = cursor.peek();
  const ends =
    /^(WHERE|GROUP|HAVING|ORDER|UNION|EXCEPT|MINUS|INTERSECT|LIMIT|FETCH|QUALIFY|ON|JOIN|INNER|LEFT|RIGHT|FULL|CROSS|PIVOT|UNPIVOT|FOR|OPTION)$/;
  return token?.kind === "quoted" || (token?.kind === "word" && !ends.test(token.value));
}
