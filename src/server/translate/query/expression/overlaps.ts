import { type Expr, PREC, primary, wrap } from "../expr.ts";
import type { Tx } from "../tx.ts";
import { plus } from "./arithmetic.ts";
import { readOther } from "./expression.ts";

/**
 * `(a, b) OVERLAPS (c, d)`: the later of both begins before the other one ends, or both begin together. An end may be a
 * length; a pair that stands the wrong way round is turned. Source: ISO 9075-2, 8.14; Teradata "OVERLAPS".
 */
export function readOverlaps(tx: Tx, left: Expr, offset: number): Expr {
  const right = readOther(tx);
  const [first, second] = [spanOf(tx, left, offset), spanOf(tx, right, offset)];
  if (!first || !second) throw tx.unsupported("OVERLAPS of periods", offset);
  const { from, to } = first;
  return primary(
    `CASE WHEN ${from} < ${second.from} THEN ${second.from} < ${to} ` +
      `WHEN ${from} > ${second.from} THEN ${from} < ${second.to} ` +
      `WHEN ${from} = ${second.from} AND ${to} IS NOT NULL AND ${second.to} IS NOT NULL THEN TRUE END`,
    "bool",
  );
}

function spanOf(tx: Tx, { row }: Expr, offset: number): { from: string; to: string } | undefined {
  const [start, end, more] = row ?? [];
  if (!start || !end || more) return undefined;
  if (end.type === "interval") {
    const sum = plus(tx, start, end, offset);
    return { from: wrap(start, PREC.other), to: wrap(sum, PREC.other) };
  }
  const [a, b] = [wrap(start, PREC.other), wrap(end, PREC.other)];
  return {
    from: `(CASE WHEN ${a} > ${b} THEN ${b} ELSE ${a} END)`,
    to: `(CASE WHEN ${a} > ${b} THEN ${a} ELSE ${b} END)`,
  };
}
