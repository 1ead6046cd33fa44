import type { Token } from "../../sql/token.ts";
import type { TypeClass } from "../types/spec.ts";
import type { ColumnDetail } from "./digits/digits.ts";

/** How tightly an expression binds in the output; used to decide where brackets are needed. */
export const PREC = {
  or: 1,
  and: 2,
  not: 3,
  compare: 4,
  other: 5,
  add: 6,
  multiply: 7,
  unary: 8,
  cast: 9,
  primary: 10,
} as const;

/** A translated expression; what is known of a column beside its class may be known of any value. */
export interface Expr extends ColumnDetail {
  sql: string;
  prec: number;
  type: TypeClass;
  /** The name a column of this expression has when it is given none. */
  name?: string;
  /** Set where `name` is not what the column would be called here: the list has to say it. */
  renamed?: boolean;
  /** The value of a string literal. */
  literal?: string;
  /** Set for numbers written as literals. */
  number?: string;
  /** Set for a text whose collation tells upper from lower case. */
  exact?: boolean;
  /** Of texts joined in Oracle: the text before an empty one became NULL, and whether it can be empty. */
  joined?: { sql: string; filled: boolean };
  /** How Teradata shows the value, and the value's tokens: a cast to a text writes it in that form. */
  format?: { mask: string; tokens: readonly Token[] };
  /** Of a difference in Teradata: what is subtracted from what. */
  between?: readonly [Expr, Expr];
  /** Of such a difference as an interval: its first field, and how many of them there are, where it has no other. */
  span?: { first: string; count?: string };
  /** The ends of a period that Teradata makes of two values. */
  period?: readonly [Expr, Expr];
  /** The parts of an interval of months and days, which Databricks adds one by one. */
  mixed?: readonly string[];
  /** Set for a path into a VARIANT, which further steps can go on from. */
  path?: boolean;
  /** NOT of a condition, where that is more than NOT before it. */
  opposite?: string;
  /** The values of a row constructor, `(a, b)`. */
  row?: readonly Expr[];
  /** Set for what is certainly an ARRAY of the target. */
  array?: boolean;
  /** The elements of an ARRAY that is written out as one text, `'{a,b}'`. */
  texts?: readonly string[];
  /** Set for such an ARRAY whose elements are VARIANTs. */
  variants?: boolean;
  /** Of an ARRAY whose elements can be had without the others: the one at a place, from 0. */
  elementAt?: (place: number) => string | undefined;
  /** Of an object made into a VARIANT: the struct it is made of, and what becomes of its NULLs (`none`: it has none). */
  struct?: { sql: string; nulls: "kept" | "left out" | "none" };
  /** Set for the text that T-SQL's FOR XML makes. */
  xml?: boolean;
}

/** An expression that never needs brackets. */
export function primary(sql: string, type: TypeClass): Expr {
  return { sql, prec: PREC.primary, type };
}

/** The expression's text, in brackets when it binds less tightly than `prec`. */
export function wrap(expr: Expr, prec: number = PREC.primary): string {
  return expr.prec < prec ? `(${expr.sql})` : expr.sql;
}

const NUMERIC = new Set<TypeClass>(["int", "decimal", "float"]);
const DATED = new Set<TypeClass>(["date", "timestamp", "timestamptz"]);

export function isNumeric(type: TypeClass): boolean {
  return NUMERIC.has(type);
}

export function isDated(type: TypeClass): boolean {
  return DATED.has(type);
}

/** The type of a choice between values: CASE, COALESCE, UNION. */
export function commonType(types: readonly TypeClass[]): TypeClass {
  const known = types.filter((type) => type !== "null");
  const first = known[0] ?? "null";
  if (known.every((type) => type === first)) return first;
  if (known.every(isNumeric)) return known.includes("float") ? "float" : "decimal";
  if (known.every(isDated)) return known.includes("timestamptz") ? "timestamptz" : "timestamp";
  return "unknown";
}

/** The type of a sum or product of two values. */
export function numericType(left: Expr, right: Expr): TypeClass {
  if (!isNumeric(left.type) || !isNumeric(right.type)) return "unknown";
  if (left.type === "float" || right.type === "float") return "float";
  return left.type === "int" && right.type === "int" ? "int" : "decimal";
}
