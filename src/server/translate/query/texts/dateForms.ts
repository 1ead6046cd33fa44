import type { Expr } from "../expr.ts";
import type { Tx } from "../tx.ts";

/** Says that Snowflake reads dates in more forms than a cast does here. */
export function noteOtherForms(tx: Tx, { type }: Expr, offset: number): void {
  if (type !== "string" && type !== "unknown") return;
  const what =
    "texts such as 20240131 or 31-JAN-2024 are dates to Snowflake's AUTO format; here the cast answers NULL for what is not in ISO form";
  tx.noteSmall(what, offset);
}
