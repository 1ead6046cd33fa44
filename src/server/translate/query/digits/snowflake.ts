import type { Expr } from "../expr.ts";
import { decimalOf } from "./decimalOf.ts";

/**
 * Snowflake ("Arithmetic operators"): a quotient and an average have six digits behind the point more than what is divided,
 * but not more than twelve, unless that has more by itself.
 */
export function snowflakeQuotientScale(scale: number): number {
  return Math.max(scale, Math.min(scale + 6, 12));
}

/** A product of numbers with so many digits behind the point: as many as both together, but not more than twelve. */
export function snowflakeProduct(product: Expr, one: number, other: number): Expr {
  const all = one + other;
  const scale = Math.min(all, Math.max(one, other, 12));
  if (scale < all) return decimalOf(product.sql, scale);
  return scale === 0 && product.type !== "decimal" ? product : { ...product, scale };
}
