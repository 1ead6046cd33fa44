import type { OutputColumn } from "../block/queryColumns.ts";
import type { Tx } from "../tx.ts";

/** Notes columns that USING joins by: `*` shows each of them once. */
export function joinBy(tx: Tx, names: readonly string[]): void {
  const { joined } = tx.scope;
  for (const name of names) joined.set(name.toLowerCase(), name);
}

/** NATURAL JOIN is USING of all names that both sides have; `from` is the place of the first relation on its right. */
export function joinNaturally(tx: Tx, from: number): void {
  const { relations, joined } = tx.scope;
  const [left, right] = [relations.slice(0, from), relations.slice(from)];
  if (relations.some(({ columns }) => !columns)) return;
  for (const { columns } of left)
    for (const name of columns?.keys() ?? [])
      if (right.some((relation) => relation.columns?.has(name))) joined.set(name, name);
}

/**
 * The columns of `*` over joins with USING, each joined one once and before all others, as the standard has it. DuckDB leaves
 * them at their place in the first table: there the list is written out. Undefined where nothing is joined by a name, or a
 * table's columns are not known.
 */
export function joinedStar(tx: Tx): { sql: string; columns: OutputColumn[] } | undefined {
  const { joined, relations } = tx.scope;
  if (joined.size === 0) return undefined;
  const first: { sql: string; column: OutputColumn }[] = [];
  const rest: { sql: string; column: OutputColumn }[] = [];
  for (const [lower, name] of joined) {
    const type = relations.find(({ columns }) => columns?.has(lower))?.columns?.get(lower);
    first.push({ sql: tx.out.name(name), column: { name, type: type ?? "unknown" } });
  }
  for (const { alias, columns, write, hidden } of relations) {
    if (!columns || write || hidden) return undefined;
    for (const [name, type] of columns) {
      if (joined.has(name)) continue;
      rest.push({ sql: `${tx.out.name(alias)}.${tx.out.name(name)}`, column: { name, type } });
    }
  }
  const all = [...first, ...rest];
  const sql = tx.target === "duckdb" ? all.map((one) => one.sql).join(", ") : "*";
  return { sql, columns: all.map(({ column }) => column) };
}
