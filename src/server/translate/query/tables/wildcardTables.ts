import { tableReference } from "../from/tableName.ts";
import type { Columns, Details } from "../scope.ts";
import type { Tx } from "../tx.ts";

/** The pseudo column that tells which of the tables a row is from. */
const SUFFIX = "_TABLE_SUFFIX";

/** Tables that are read as one. */
export interface WildcardTables {
  sql: string;
  columns: Columns;
  details: Details;
  /** The pseudo column, which a `*` does not show. */
  hidden: string;
}

/**
 * BigQuery's `dataset.events_*`: the rows of all tables of the inventory whose names begin like that, with the rest of the
 * name as _TABLE_SUFFIX. Undefined: another name. Throws where the inventory has no such table.
 */
export function wildcardTables(
  tx: Tx,
  parts: readonly string[],
  offset: number,
): WildcardTables | undefined {
  const last = parts.at(-1) ?? "";
  if (!tx.is("bigquery") || !last.endsWith("*")) return undefined;
  const found = tablesOf(tx, parts);
  if (found.length === 0)
    throw tx.unsupported(`the tables ${last}, of which the inventory has none,`, offset);
  const tables = found.map(({ name, suffix }) => {
    return { ...tableReference(tx, [...parts.slice(0, -1), name], offset), suffix };
  });
  // The latest one says what the columns are.
  const latest = tables.at(-1);
  const columns = latest?.columns;
  const names = columns && [...columns.keys()];
  const alike = tables.every((table) =>
    names ? names.every((name) => table.columns?.has(name)) : false,
  );
  if (!alike) {
    const what = `the columns of ${last} are those of all its tables; BigQuery takes those of the latest`;
    tx.note("DWM-QRY-006", { what }, offset);
  }
  const { name, text } = tx.out;
  const shown = alike && names ? names.map(name).join(", ") : "*";
  const queries = tables.map(
    ({ sql, suffix }) => `SELECT ${shown}, ${text(suffix)} AS ${name(SUFFIX)} FROM ${sql}`,
  );
  const union = tx.target === "duckdb" ? " UNION ALL BY NAME " : " UNION ALL ";
  const withSuffix =
    alike && columns ? new Map([...columns, [SUFFIX.toLowerCase(), "string"]] as const) : undefined;
  return {
    sql: `(${queries.join(union)})`,
    columns: withSuffix,
    details: latest?.details,
    hidden: name(SUFFIX),
  };
}

/** The tables, by the rest of their names. */
function tablesOf(tx: Tx, parts: readonly string[]): { name: string; suffix: string }[] {
  const lower = parts.map((part) => part.toLowerCase());
  const { targets } = tx.context.names;
  const last = parts.at(-1)?.slice(0, -1) ?? "";
  for (let from = 0; from < lower.length; from++) {
    const prefix = lower.slice(from).join(".").slice(0, -1);
    const keys = Object.keys(targets).filter(
      (key) => key.startsWith(prefix) && !/[.:(]/.test(key.slice(prefix.length)),
    );
    if (keys.length === 0) continue;
    return keys.sort().map((key) => {
      const suffix = key.slice(prefix.length);
      // Names are kept in lower case; the table's own tells how it is written.
      const own = targets[key] ?? "";
      const written = own.toLowerCase().endsWith(suffix)
        ? own.slice(own.length - suffix.length)
        : suffix;
      return { name: `${last}${written}`, suffix: written };
    });
  }
  return [];
}
