import type { Token } from "../../sql/token.ts";
import type { PeriodEnds, TypeClass } from "../types/spec.ts";
import type { Shape } from "./nested/shape.ts";

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

/** A translated expression. */
export interface Expr {
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
  /** Characters that the source fills the text up to, with blanks that are not there in the target. */
  padded?: number;
  /** Set for a text of fixed length that the target keeps without the blanks at its end, which do not count in comparisons. */
  trimmed?: true;
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
  /** What a period of Teradata that a text holds has two of. */
  ends?: PeriodEnds;
  /** The ends of a period that Teradata makes of two values. */
  period?: readonly [Expr, Expr];
  /** The parts of an interval of months and days, which Databricks adds one by one. */
  mixed?: readonly string[];
  /** Digits behind the point that the source gives the number; `rough`: the target computes more of them. */
  scale?: number;
  rough?: true;
  /** All digits that SQL Server gives the number; MONEY has rules of its own. */
  precision?: number;
  money?: true;
  /** Set for a TIMESTAMP of Oracle: its differences are intervals. */
  moment?: true;
  /** The characters that a text of SQL Server takes at most. */
  length?: number;
  /** Set for whole numbers that the target computes with fewer than 64 bits. */
  narrow?: "small" | "int";
  /** Set for a value of an ENUM, which MySQL takes for a number where it asks for one. */
  enumerated?: true;
  /** PostgreSQL's ENUM in DuckDB: the type, whose members have an order that a text has not. */
  members?: string;
  /** What the value is beside its class: a range of PostgreSQL or its REAL, a SET of MySQL, a UNIQUEIDENTIFIER. */
  held?: "range" | "set" | "guid" | "single";
  /** Set for a path into a VARIANT, which further steps can go on from. */
  path?: boolean;
  /** NOT of a condition, where that is more than NOT before it. */
  opposite?: string;
  /** The values of a row constructor, `(a, b)`. */
  row?: readonly Expr[];
  /** Set for what is certainly an ARRAY of the target. */
  array?: boolean;
  /** What is known of the parts of BigQuery's structures and arrays. */
  shape?: Shape;
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
