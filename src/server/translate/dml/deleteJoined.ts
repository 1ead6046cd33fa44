import type { Tx } from "../query/tx.ts";
import type { Change } from "./changeHead.ts";
import { allOf, type Condition, fromSql, type JoinedItem } from "./joins.ts";
import { keyOf, mergeInto, onKey } from "./mergeInto.ts";
import { aliased } from "./target.ts";

/** A DELETE with other tables: rows for which such rows exist, whatever their number. */
export function deleteJoined(tx: Tx, change: Change, offset: number, ctes = ""): string {
  const { target, into, others, pool, whole } = change;
  const head = `${ctes}DELETE FROM ${aliased(tx, target, into.alias)}`;
  if (others) {
    if (others.length === 0) return pool.length > 0 ? `${head} WHERE ${allOf(pool)}` : head;
    if (ctes === "" && mergeable(tx, change))
      return mergeInto(tx, change, offset, () => "WHEN MATCHED THEN DELETE");
    const own = pool.filter(({ mentions, unsure }) => {
      return !unsure && [...mentions].every((name) => name === into.alias);
    });
    const rest = pool.filter((condition) => !own.includes(condition));
    const where = rest.length > 0 ? ` WHERE ${allOf(rest)}` : "";
    const exists = `EXISTS (SELECT 1 FROM ${fromSql(others)}${where})`;
    return `${head} WHERE ${[...(own.length > 0 ? [allOf(own)] : []), exists].join(" AND ")}`;
  }
  const missing = withoutMatch(tx, change);
  if (missing !== undefined) return `${head} WHERE ${missing}`;
  const alias = tx.out.name(into.alias);
  const where = whole.where.length > 0 ? ` WHERE ${allOf(whole.where)}` : "";
  const rows = ` FROM ${whole.from}${where}`;
  if (tx.target === "duckdb")
    return `${ctes}DELETE FROM ${target.sql} WHERE rowid IN (SELECT ${alias}.rowid${rows})`;
  const key = keyOf(tx, target);
  if (!key)
    throw tx.stop(
      "DWM-DML-005",
      { statement: "This DELETE", table: target.parts.join(".") },
      offset,
    );
  const columns = key.map((name) => `${alias}.${tx.out.name(name)}`).join(", ");
  return (
    `${ctes}MERGE INTO ${target.sql} AS dwm_old USING (SELECT DISTINCT ${columns}${rows}) AS dwm_new ` +
    `ON ${onKey(tx, key)} WHEN MATCHED THEN DELETE`
  );
}

/**
 * True for one other table and a plain condition on Databricks: a MERGE whose only clause is a DELETE without a condition
 * takes rows that several others match (Databricks SQL reference, "MERGE INTO").
 */
function mergeable(tx: Tx, { others = [], pool }: Change): boolean {
  const plain = pool.length > 0 && pool.every(({ expr }) => !/\(SELECT /.test(expr.sql));
  const [only, more] = others;
  return tx.target === "databricks" && plain && only?.conditions.length === 0 && !more;
}

/** `t LEFT JOIN b ON b.id = t.id WHERE b.id IS NULL`: rows that have no match. */
function withoutMatch(tx: Tx, { into, items, whole }: Change): string | undefined {
  const [first, joined, more] = items;
  if (first?.relation !== into || joined?.join !== "left" || more) return undefined;
  const isNull = whole.where.filter((condition) => asksForNull(tx, condition, joined));
  const others = whole.where.filter((condition) => !isNull.includes(condition));
  const free = ({ mentions, unsure }: Condition) => !unsure && !mentions.has(joined.relation.alias);
  if (isNull.length !== 1 || !others.every(free)) return undefined;
  const missing = `NOT EXISTS (SELECT 1 FROM ${joined.sql} WHERE ${allOf(joined.conditions)})`;
  return [...(others.length > 0 ? [allOf(others)] : []), missing].join(" AND ");
}

/** True for `b.id IS NULL` where the join's condition compares b.id: it is never NULL in a row that matches. */
function asksForNull(tx: Tx, { expr }: Condition, { relation, conditions }: JoinedItem): boolean {
  const found = /^(.+) IS NULL$/.exec(expr.sql)?.[1];
  if (found === undefined || !found.startsWith(`${tx.out.name(relation.alias)}.`)) return false;
  return conditions.some(({ expr: { sql } }) => {
    return sql.startsWith(`${found} = `) || sql.endsWith(` = ${found}`);
  });
}
