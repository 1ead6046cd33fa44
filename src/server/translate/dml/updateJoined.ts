import type { Tx } from "../query/tx.ts";
import type { Change } from "./changeHead.ts";
import { allOf, fromSql } from "./joins.ts";
import { keyOf, mergeInto, onKey } from "./mergeInto.ts";
import { type Assignment, assignment } from "./set.ts";
import { one, type StatementResult } from "./statement.ts";
import { aliased } from "./target.ts";
import { updateByQueries } from "./updateByQueries.ts";

/** An UPDATE with other tables. `readSets` reads its assignments, with the names as they are written at the time. */
export function updateJoined(
  tx: Tx,
  change: Change,
  readSets: () => Assignment[],
  offset: number,
  ctes: string,
): StatementResult {
  const { target, into, others, pool } = change;
  if (others?.length === 0) {
    const sets = readSets().map((set) => assignment(tx, set));
    const where = pool.length > 0 ? ` WHERE ${allOf(pool)}` : "";
    const head = `${ctes}UPDATE ${aliased(tx, target, into.alias)}`;
    return one("UPDATE", `${head} SET ${sets.join(", ")}${where}`);
  }
  if (tx.target === "duckdb") return one("UPDATE", ctes + onDuckDb(tx, change, readSets));
  return one("UPDATE", ctes + onDatabricks(tx, change, readSets, offset));
}

function onDuckDb(tx: Tx, change: Change, readSets: () => Assignment[]): string {
  const { target, into, others, pool, whole } = change;
  const head = (alias: string) => `UPDATE ${aliased(tx, target, alias)} SET`;
  if (others) {
    const sets = readSets().map((set) => assignment(tx, set));
    const where = pool.length > 0 ? ` WHERE ${allOf(pool)}` : "";
    return `${head(into.alias)} ${sets.join(", ")} FROM ${fromSql(others)}${where}`;
  }
  // Joins that cannot be parted from the table: its rows are found by their numbers.
  const sets = readSets();
  const set = sets.map(({ sql, ...set }, index) => {
    const value = sql === "DEFAULT" ? sql : `dwm_new.dwm_${index + 1}`;
    return assignment(tx, { ...set, sql: value });
  });
  const values = sets.map(({ sql }, index) => `${sql} AS dwm_${index + 1}`);
  const given = values.filter((_, index) => sets[index]?.sql !== "DEFAULT");
  const where = whole.where.length > 0 ? ` WHERE ${allOf(whole.where)}` : "";
  const rows = [`${tx.out.name(into.alias)}.rowid AS dwm_row`, ...given].join(", ");
  return (
    `${head("dwm_old")} ${set.join(", ")} FROM (SELECT ${rows} FROM ${whole.from}${where}) AS dwm_new ` +
    "WHERE dwm_old.rowid = dwm_new.dwm_row"
  );
}

/** Databricks has no UPDATE … FROM: a MERGE that only updates is the same, but for rows with several matches. */
function onDatabricks(
  tx: Tx,
  change: Change,
  readSets: () => Assignment[],
  offset: number,
): string {
  if (!tx.is("bigquery", "teradata")) {
    const what = "a row that several rows match is an error here; the source takes any of them";
    tx.note("DWM-DML-004", { what }, offset);
  }
  if (change.others) {
    return mergeInto(tx, change, offset, () => {
      const sets = readSets().map((set) => assignment(tx, set));
      return `WHEN MATCHED THEN UPDATE SET ${sets.join(", ")}`;
    });
  }
  const key = keyOf(tx, change.target);
  return key
    ? updateByKey(tx, change, readSets(), key)
    : updateByQueries(tx, change, readSets, offset);
}

function updateByKey(
  tx: Tx,
  { target, into, whole }: Change,
  sets: readonly Assignment[],
  key: readonly string[],
): string {
  const set = sets.map(({ sql, ...set }, index) => {
    const value = sql === "DEFAULT" ? sql : `dwm_new.dwm_${index + 1}`;
    return assignment(tx, { ...set, sql: value });
  });
  const alias = tx.out.name(into.alias);
  const rows = [
    ...key.map((name) => `${alias}.${tx.out.name(name)}`),
    ...sets.map(({ sql }, index) => `${sql} AS dwm_${index + 1}`),
  ].filter((_, index) => sets[index - key.length]?.sql !== "DEFAULT");
  const where = whole.where.length > 0 ? ` WHERE ${allOf(whole.where)}` : "";
  return (
    `MERGE INTO ${target.sql} AS dwm_old USING (SELECT ${rows.join(", ")} FROM ${whole.from}${where}) AS dwm_new ` +
    `ON ${onKey(tx, key)} WHEN MATCHED THEN UPDATE SET ${set.join(", ")}`
  );
}
