import type { Expr } from "../expr.ts";

/** TRY_CAST: what is no JSON is NULL. */
export type JsonCast = "CAST" | "TRY_CAST";

/** A value as DuckDB's JSON: what is none is read as the text of one. With TRY_CAST a text that is none is NULL. */
export function asJson({ type, sql }: Expr, cast: JsonCast = "CAST"): string {
  return type === "json" ? sql : `${cast}(${sql} AS JSON)`;
}
