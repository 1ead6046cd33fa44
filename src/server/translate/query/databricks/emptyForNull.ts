import type { TypeClass } from "../../types/spec.ts";
import type { Expr } from "../expr.ts";

/** Types of which Databricks would make the empty text one of theirs, and fail. */
const NO_TEXT: ReadonlySet<TypeClass> = new Set<TypeClass>([
  "int",
  "decimal",
  "float",
  "bool",
  "date",
  "timestamp",
  "timestamptz",
]);

/** A value as text, empty where it is NULL; COALESCE of a number and a text would make a number of the text. */
export function emptyForNull({ sql, type }: Pick<Expr, "sql" | "type">): string {
  return NO_TEXT.has(type) ? `coalesce(CAST(${sql} AS STRING), '')` : `coalesce(${sql}, '')`;
}
