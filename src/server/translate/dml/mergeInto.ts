import type { Tx } from "../query/tx.ts";
import type { Change } from "./changeHead.ts";
import { again, allOf, type Condition, fromSql, type JoinedItem } from "./joins.ts";
import { aliased, type Target } from "./target.ts";

/** The name that several tables together have in a MERGE. */
const SOURCE = "dwm_source";

/** The columns that tell the rows of a table apart, where they are known. */
export function keyOf(tx: Tx, target: Target): readonly string[] | undefined {
  return tx.context.keys?.[target.name]?.[0];
}

/** The condition that two rows, `dwm_old` and `dwm_new`, are the same. */
export function onKey(tx: Tx, key: readonly string[]): string {
  return key
    .map((name) => `dwm_old.${tx.out.name(name)} = dwm_new.${tx.out.name(name)}`)
    .join(" AND ");
}

/**
 * A MERGE of a table with the others of the statement. `clause` reads what happens to the rows, with the names as they
 * are written then: several tables become one query, whose columns have names of its own.
 */
export function mergeInto(tx: Tx, change: Change, offset: number, clause: () => string): string {
  const { target, into, others = [], pool } = change;
  const head = `MERGE INTO ${aliased(tx, target, into.alias)} USING`;
  noteQueries(tx, pool, offset);
  const [only] = others;
  if (only && others.length === 1 && only.conditions.length === 0 && !listed(tx, only)) {
    const on = pool.length > 0 ? allOf(pool) : "TRUE";
    return `${head} ${only.sql} ON ${on} ${clause()}`;
  }
  const inner = pool.filter(({ mentions, unsure }) => !unsure && !mentions.has(into.alias));
  const between = pool.filter((condition) => !inner.includes(condition));
  const where = inner.length > 0 ? ` WHERE ${allOf(inner)}` : "";
  const from = `${fromSql(others)}${where}`;
  const captured = capture(tx, others);
  const strays = new Set<string>();
  try {
    const on = between.map((condition) => again(tx, condition)).join(" AND ") || "TRUE";
    tx.scope.strays = strays;
    const action = clause();
    const known = (name: string) => into.columns?.has(name.toLowerCase()) === true;
    const lost = [...strays].find((name) => !known(name));
    if (lost !== undefined) {
      const why = `the table of the column ${lost} cannot be told; qualify it`;
      throw tx.stop("DWM-DML-003", { statement: "A change with several tables", why }, offset);
    }
    const columns = [...captured.values()].map(({ sql, name }) => `${sql} AS ${name}`);
    const rows = columns.length > 0 ? columns.join(", ") : "1 AS dwm_row";
    return `${head} (SELECT ${rows} FROM ${from}) AS ${SOURCE} ON ${on} ${action}`;
  } finally {
    tx.scope.strays = undefined;
    for (const { relation } of others) delete relation.write;
  }
}

/** True for `(SELECT …) AS a(x, y)`, which a MERGE does not take. */
function listed(tx: Tx, { sql, relation }: JoinedItem): boolean {
  return sql.endsWith(")") && sql.includes(` AS ${tx.out.name(relation.alias)}(`);
}

/** Has columns of the items written as columns of one query; answers, as they come, which ones it must have. */
function capture(
  tx: Tx,
  items: readonly JoinedItem[],
): ReadonlyMap<string, { sql: string; name: string }> {
  const captured = new Map<string, { sql: string; name: string }>();
  const taken = new Set<string>();
  for (const { relation } of items) {
    relation.write = (column) => {
      const key = `${relation.alias}.${column}`.toLowerCase();
      const known = captured.get(key);
      if (known) return `${SOURCE}.${known.name}`;
      const free = taken.has(column.toLowerCase()) ? `${relation.alias}_${column}` : column;
      taken.add(free.toLowerCase());
      const name = tx.out.name(free);
      const sql = `${tx.out.name(relation.alias)}.${tx.out.name(column)}`;
      captured.set(key, { sql, name });
      return `${SOURCE}.${name}`;
    };
  }
  return captured;
}

function noteQueries(tx: Tx, pool: readonly Condition[], offset: number): void {
  if (!pool.some(({ expr }) => /\(SELECT /.test(expr.sql))) return;
  const what = "Databricks may refuse a query in the condition of a MERGE";
  tx.note("DWM-QRY-006", { what }, offset);
}
