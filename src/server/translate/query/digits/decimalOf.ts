import { type Expr, primary } from "../expr.ts";

/** A number cast to the longest DECIMAL with so many digits behind its point. */
export function decimalOf(sql: string, scale: number): Expr {
  return { ...primary(`CAST(${sql} AS DECIMAL(38,${scale}))`, "decimal"), scale };
}
