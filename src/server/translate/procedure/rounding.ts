import type { Query } from "../query/block/queryColumns.ts";
import type { TypeClass } from "../types/spec.ts";
import type { RoutineType } from "./kit.ts";

/*
 * Oracle, PostgreSQL and MySQL round a number that goes into a variable of whole numbers; Databricks cuts the places off.
 */

const WHOLE = /^(TINYINT|SMALLINT|INT|BIGINT)$/;

function loses(value: TypeClass, target: Pick<RoutineType, "sql">): boolean {
  return (value === "decimal" || value === "float") && WHOLE.test(target.sql);
}

/** A value for a variable, rounded where the source rounds it. */
export function rounded(
  value: { sql: string; type: TypeClass },
  target: Pick<RoutineType, "sql">,
): string {
  return loses(value.type, target) ? `round(${value.sql})` : value.sql;
}

/** A query whose columns go into variables in order, with those rounded that the source rounds. */
export function roundedColumns(
  query: Pick<Query, "sql" | "columns">,
  targets: readonly Pick<RoutineType, "sql">[],
): string {
  const { columns } = query;
  if (!columns || columns.length !== targets.length) return query.sql;
  const lossy = columns.map(({ type }, index) => {
    const target = targets[index];
    return target !== undefined && loses(type, target);
  });
  if (!lossy.includes(true)) return query.sql;
  const names = columns.map((_, index) => `c${index + 1}`);
  const list = names.map((name, index) => (lossy[index] ? `round(${name})` : name));
  return `SELECT ${list.join(", ")} FROM (${query.sql}) AS q(${names.join(", ")})`;
}
