import { type Expr, isDated, PREC, primary, wrap } from "../../../expr.ts";
import { wordedInterval } from "../../../literals/interval.ts";
import type { Tx } from "../../../tx.ts";

/** The array of PostgreSQL's and SQL Server's generate_series(from, to [, step]), and its elements' type. */
export function seriesOf(tx: Tx, args: readonly Expr[], offset: number): Expr {
  const dated = args.some(({ type }) => isDated(type));
  const [from, to, step] = dated
    ? args.map((value, index) => asMoment(tx, value, index, offset))
    : args;
  if (!from || !to || args.length > 3) throw tx.unsupported("this generate_series", offset);
  if (args.some(({ type }) => type === "decimal" || type === "float"))
    throw tx.unsupported("a generate_series of fractions", offset);
  return primary(sequence(tx, from, to, step, offset), dated ? "timestamp" : "int");
}

/** Dates among times are times; a text is a time, or the interval between them. */
function asMoment(tx: Tx, value: Expr, index: number, offset: number): Expr {
  if (index < 2) {
    if (value.literal === undefined && value.type !== "date") return value;
    return primary(`CAST(${value.sql} AS TIMESTAMP)`, "timestamp");
  }
  return value.literal === undefined ? value : wordedInterval(tx, value.literal, offset);
}

/**
 * Databricks counts down where the end is before the start, as SQL Server does; PostgreSQL has no rows then, and neither has
 * rows where a step leads away from the end.
 */
function sequence(tx: Tx, from: Expr, to: Expr, step: Expr | undefined, offset: number): string {
  const list = [from, to, ...(step ? [step] : [])].map(({ sql }) => sql).join(", ");
  const written = [from, to, step ?? { number: "1" }].map(({ number }) => number);
  const [low = 0, high = 0, size = 0] = written.map(Number);
  const counted = !written.includes(undefined);
  if (counted && Math.sign(size) * (high - low) >= 0) return `sequence(${list})`;
  if (step)
    return `CASE WHEN ${backwards(tx, from, to, step, offset)} THEN ARRAY() ELSE sequence(${list}) END`;
  if (tx.is("tsql")) return `sequence(${list})`;
  return `CASE WHEN ${from.sql} <= ${to.sql} THEN sequence(${list}) ELSE ARRAY() END`;
}

/** The steps lead away from the end. */
function backwards(tx: Tx, from: Expr, to: Expr, step: Expr, offset: number): string {
  const [above, below] = [`${from.sql} > ${to.sql}`, `${from.sql} < ${to.sql}`];
  const written = step.number !== undefined || /^INTERVAL '/.test(step.sql);
  if (written) return /^-|^INTERVAL '-/.test(step.sql) ? below : above;
  if (step.type === "interval") throw tx.unsupported("a computed step of generate_series", offset);
  const size = wrap(step, PREC.compare);
  return `(${size} > 0 AND ${above}) OR (${size} < 0 AND ${below})`;
}
