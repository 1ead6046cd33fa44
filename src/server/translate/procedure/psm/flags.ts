import { isSymbol, isWord, type Token } from "../../../sql/token.ts";
import type { Expr } from "../../query/expr.ts";
import { wrap } from "../../query/expr.ts";
import type { TypeClass } from "../../types/spec.ts";
import { rounded } from "../rounding.ts";
import type { Psm } from "./psm.ts";

const TRUTHS = new Set(["TRUE", "FALSE", "0", "1"]);

/**
 * True when a variable holds nothing but yes and no: MySQL has no truth values of their own, Databricks has no numbers that are
 * conditions.
 */
export function isFlag(tokens: readonly Token[], name: string): boolean {
  const wanted = name.toUpperCase();
  let assigned = 0;
  for (const [index, token] of tokens.entries()) {
    if (token.kind === "symbol" || token.value.toUpperCase() !== wanted) continue;
    if (isSymbol(tokens[index - 1], ".") || isSymbol(tokens[index + 1], ".")) continue;
    const before = tokens[index - 1];
    const next = tokens[index + 1];
    if ([before, next].some((each) => each?.kind === "symbol" && /^[-+*/%]$/.test(each.text)))
      return false;
    if (isWord(before, "INTO")) return false;
    const set = isWord(before, "SET") && (isSymbol(next, "=") || isSymbol(next, ":="));
    if (!set && !isWord(before, "DECLARE")) continue;
    const at = set ? index + 2 : defaultAt(tokens, index);
    if (at < 0) continue;
    const value = tokens[at];
    const ends =
      isSymbol(tokens[at + 1], ";") || isSymbol(tokens[at + 1], ",") || at + 1 === tokens.length;
    if (!ends || !TRUTHS.has(value?.value ?? "")) return false;
    if (set) assigned++;
  }
  return assigned > 0;
}

/** The value behind DEFAULT of a declaration, or -1. */
function defaultAt(tokens: readonly Token[], from: number): number {
  for (let index = from; index < tokens.length && !isSymbol(tokens[index], ";"); index++)
    if (isWord(tokens[index], "DEFAULT")) return index + 1;
  return -1;
}

/** A value for a variable of a kind: truth values and numbers stand for each other in MySQL. */
export function fitting(psm: Psm, value: Expr, wanted: TypeClass, type: string): string {
  if (!psm.mysql) return value.sql;
  if (wanted === "bool") {
    if (value.number === "1" || value.number === "0")
      return value.number === "1" ? "TRUE" : "FALSE";
    return value.type === "int" || value.type === "decimal" ? `${wrap(value)} <> 0` : value.sql;
  }
  const number = wanted === "int" || wanted === "decimal" || wanted === "float";
  return number && value.type === "bool"
    ? `CAST(${value.sql} AS ${type})`
    : rounded(value, { sql: type });
}

/** An expression as a condition. */
export function truth(value: Expr): string {
  const number = value.type === "int" || value.type === "decimal" || value.type === "float";
  return number ? `${wrap(value)} <> 0` : value.sql;
}
