import type { Expr } from "../expr.ts";

/** A value as DuckDB's JSON: what is none is read as the text of one. With TRY_CAST a text that is none is NULL. */
export function asJson({ type, sql }: Expr, cast: "CAST" | "TRY_CAST" = "CAST"): string {
  return type === "json" ? sql : `${cast}(${sql} AS JSON)`;
}
