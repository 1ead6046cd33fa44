import type { Tx } from "../query/tx.ts";
import type { Change } from "./changeHead.ts";
import { again, allOf, type JoinedItem } from "./joins.ts";
import { type Assignment, assignment } from "./set.ts";
import { aliased } from "./target.ts";

/**
 * UPDATE of a table with tables that are joined to it by LEFT JOIN: each column of theirs becomes a query that gives one
 * value or, without a match, NULL. For tables whose key is not known.
 */
export function updateByQueries(
  tx: Tx,
  { target, into, whole, items }: Change,
  readSets: () => Assignment[],
  offset: number,
): string {
  const [first, ...others] = items;
  const refused = () =>
    tx.stop("DWM-DML-005", { statement: "This UPDATE", table: target.parts.join(".") }, offset);
  if (first?.relation !== into || others.length === 0) throw refused();
  if (others.some(({ join, table }) => join !== "left" || !table)) throw refused();
  // A table that hangs on another one would make queries inside of queries.
  const direct = ({ conditions, relation }: JoinedItem) =>
    conditions.every(({ mentions, unsure }) => {
      return (
        !unsure && [...mentions].every((name) => name === into.alias || name === relation.alias)
      );
    });
  if (!others.every(direct)) throw refused();
  for (const { relation, sql, conditions } of others) {
    const on = allOf(conditions);
    relation.write = (column) =>
      `(SELECT ${tx.out.name(relation.alias)}.${tx.out.name(column)} FROM ${sql} WHERE ${on})`;
  }
  try {
    const where = whole.where.map((condition) => again(tx, condition)).join(" AND ");
    const sets = readSets().map((set) => assignment(tx, set));
    const head = `UPDATE ${aliased(tx, target, into.alias)} SET ${sets.join(", ")}`;
    return where ? `${head} WHERE ${where}` : head;
  } finally {
    for (const { relation } of others) delete relation.write;
  }
}
