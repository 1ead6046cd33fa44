import { type Expr, PREC, wrap } from "../expr.ts";
import type { Tx } from "../tx.ts";

/** Compares two values that stand at the same place of two rows. */
export type CompareValues = (left: Expr, operator: string, right: Expr) => Expr;

/**
 * `(a, b) = (c, d)` value by value: the sources' comparison of rows is unknown where a NULL decides, while the targets
 * compare them as structs, in which NULL equals NULL. Source: PostgreSQL documentation, "Row and Array Comparisons".
 */
export function compareRows(
  tx: Tx,
  left: readonly Expr[],
  operator: string,
  right: readonly Expr[],
  compare: CompareValues,
): Expr {
  if (left.length !== right.length)
    throw tx.unreadable(`rows of ${left.length} and of ${right.length} values are compared`);
  const pairs = left.map((value, index) => [value, right[index] ?? value] as const);
  if (operator === "=")
    return joined(
      pairs.map(([l, r]) => compare(l, "=", r)),
      "AND",
    );
  if (operator === "<>")
    return joined(
      pairs.map(([l, r]) => compare(l, "<>", r)),
      "OR",
    );
  // The first pair that differs decides; the last one may be equal where the operator says so.
  const strict = operator.slice(0, 1);
  const steps = pairs.map(([l, r], index) => {
    const before = pairs.slice(0, index).map(([a, b]) => compare(a, "=", b));
    const last = index === pairs.length - 1;
    return joined([...before, compare(l, last ? operator : strict, r)], "AND");
  });
  return joined(steps, "OR");
}

/**
 * `(a, b) IN (query)`. DuckDB finds the rows that are equal, but takes a NULL for false instead of unknown: NOT of it asks
 * each row of the query.
 */
export function rowInQuery(left: Expr, row: readonly Expr[], query: string): Expr {
  const names = row.map((_, index) => `dwm_value_${index + 1}`);
  const pairs = row.map((value, index) => `${wrap(value, PREC.other)} = dwm_rows.${names[index]}`);
  const equal = `(${pairs.join(" AND ")})`;
  const some = (test: string) =>
    `EXISTS (SELECT 1 FROM (${query}) AS dwm_rows(${names.join(", ")}) WHERE ${equal} ${test})`;
  return {
    sql: `${left.sql} IN (${query})`,
    prec: PREC.compare,
    type: "bool",
    opposite: `CASE WHEN ${some("IS TRUE")} THEN FALSE WHEN ${some("IS NULL")} THEN NULL ELSE TRUE END`,
  };
}

/** Conditions joined by one word. */
export function joined(conditions: readonly Expr[], word: "AND" | "OR"): Expr {
  const [only] = conditions;
  if (only && conditions.length === 1) return only;
  const prec = word === "AND" ? PREC.and : PREC.or;
  const sql = conditions.map((one) => wrap(one, prec + 1)).join(` ${word} `);
  return { sql, prec, type: "bool" };
}
