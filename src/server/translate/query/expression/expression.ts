import { jsonArrow } from "../databricks/json.ts";
import { type Expr, PREC, primary, wrap } from "../expr.ts";
import { readBitOr } from "../mysql/bitOperators.ts";
import { readPeriodPredicate } from "../teradata/periods.ts";
import { regexpFound, withWordEnds } from "../texts/regexp.ts";
import type { Tx } from "../tx.ts";
import { asCondition } from "./condition.ts";
import { acceptOperator, SHIFTS } from "./operatorTokens.ts";
import { applyOperator, postgresOperator } from "./postgresOperators.ts";
import { readPredicate } from "./predicates.ts";
import { shiftedBits } from "./shifts.ts";
import { readSum } from "./sums.ts";

/** Reads an expression: OR, AND, NOT, comparisons and what binds tighter. */
export function readExpression(tx: Tx): Expr {
  let left = readXor(tx);
  while (tx.cursor.accept("OR") || (tx.is("mysql") && tx.cursor.acceptSymbol("||"))) {
    const right = asCondition(tx, readXor(tx));
    left = {
      sql: `${wrap(asCondition(tx, left), PREC.or)} OR ${wrap(right, PREC.and)}`,
      prec: PREC.or,
      type: "bool",
    };
  }
  return left;
}

/** MySQL's XOR, between OR and AND: one of both is true; unknown where one of them is. */
function readXor(tx: Tx): Expr {
  let left = readAnd(tx);
  while (tx.is("mysql") && tx.cursor.accept("XOR")) {
    const [a, b] = [truth(tx, left), truth(tx, readAnd(tx))];
    left = {
      sql: `${wrap(a, PREC.other)} <> ${wrap(b, PREC.other)}`,
      prec: PREC.compare,
      type: "bool",
    };
  }
  return left;
}

/** A condition as a value that is TRUE or FALSE and nothing else. */
function truth(tx: Tx, value: Expr): Expr {
  const condition = asCondition(tx, value);
  if (condition.type === "bool") return condition;
  return primary(`CAST(${condition.sql} AS BOOLEAN)`, "bool");
}

function readAnd(tx: Tx): Expr {
  let left = readNot(tx);
  while (acceptAnd(tx)) {
    const right = asCondition(tx, readNot(tx));
    left = {
      sql: `${wrap(asCondition(tx, left), PREC.and)} AND ${wrap(right, PREC.not)}`,
      prec: PREC.and,
      type: "bool",
    };
  }
  return left;
}

/** Steps over AND, or MySQL's && for it. */
export function acceptAnd(tx: Tx): boolean {
  const { cursor } = tx;
  if (cursor.accept("AND")) return true;
  if (!tx.is("mysql") || !cursor.isSymbol("&") || !cursor.isSymbol("&", 1)) return false;
  cursor.at += 2;
  return true;
}

/** One conjunct of a condition: everything that binds tighter than AND. */
export function readNot(tx: Tx): Expr {
  if (tx.cursor.accept("NOT")) {
    const operand = asCondition(tx, readNot(tx));
    if (operand.opposite !== undefined) return primary(operand.opposite, "bool");
    return { sql: `NOT ${wrap(operand, PREC.not)}`, prec: PREC.not, type: "bool" };
  }
  return readComparison(tx);
}

function readComparison(tx: Tx): Expr {
  let left = readOther(tx);
  for (;;) {
    const period = readPeriodPredicate(tx, left);
    if (period) {
      left = period;
      continue;
    }
    const next = readPredicate(tx, left);
    if (!next) return left;
    left = next;
  }
}

const REGEXP_OPERATORS: Readonly<Record<string, { negated: boolean; insensitive: boolean }>> = {
  "~": { negated: false, insensitive: false },
  "~*": { negated: false, insensitive: true },
  "!~": { negated: true, insensitive: false },
  "!~*": { negated: true, insensitive: true },
};

/** `||`, JSON arrows and regular-expression operators: between comparisons and sums. */
export function readOther(tx: Tx): Expr {
  let left = tx.is("mysql") ? readBitOr(tx) : readSum(tx);
  for (;;) {
    const { cursor } = tx;
    const token = cursor.peek();
    if (token?.kind !== "symbol") return left;
    if (token.text === "->" || token.text === "->>") {
      cursor.next();
      const key = readSum(tx);
      const type = token.text === "->>" ? "string" : "json";
      if (tx.target === "databricks") {
        left = jsonArrow(tx, left, key, type, token.start);
        continue;
      }
      left = primary(`(${wrap(left)} ${token.text} ${wrap(key)})`, type);
      continue;
    }
    const operator = tx.is("postgres") ? postgresOperator(tx) : undefined;
    if (operator) {
      left = applyOperator(tx, operator, left, readSum(tx), token.start);
      continue;
    }
    const shift =
      tx.is("postgres", "redshift", "bigquery", "tsql") && acceptOperator(tx.cursor, SHIFTS);
    if (shift) {
      const right = readSum(tx);
      left = shiftedBits(tx, left, shift, right);
      continue;
    }
    const regexp = tx.is("postgres", "redshift") ? regexpOperator(tx) : undefined;
    if (regexp) {
      const pattern = withWordEnds(tx, readSum(tx));
      // A point stands for line ends too.
      const call = regexpFound(tx, left.sql, pattern, regexp.insensitive ? "si" : "s");
      left = regexp.negated
        ? { sql: `NOT ${call}`, prec: PREC.not, type: "bool" }
        : primary(call, "bool");
      continue;
    }
    return left;
  }
}

function regexpOperator(tx: Tx): { negated: boolean; insensitive: boolean } | undefined {
  const { cursor } = tx;
  if (!/^[~!]/.test(cursor.peek()?.text ?? "")) return undefined;
  for (const length of [3, 2, 1]) {
    const tokens = Array.from({ length }, (_, index) => cursor.peek(index));
    if (tokens.some((token, index) => token?.kind !== "symbol" || (index > 0 && token.spaced)))
      continue;
    const found = REGEXP_OPERATORS[tokens.map((token) => token?.text).join("")];
    if (!found) continue;
    // `~~` is LIKE.
    const next = cursor.peek(length);
    if (next?.text === "~" && next.spaced !== true) return undefined;
    cursor.at += length;
    return found;
  }
  return undefined;
}

/** Reads an expression that must take all that is left. */
export function readWhole(tx: Tx): Expr {
  const value = readExpression(tx);
  if (!tx.cursor.done) throw tx.unreadable("not expected here");
  return value;
}

/** Reads expressions separated by commas up to the end. */
export function readList(tx: Tx): Expr[] {
  if (tx.cursor.done) return [];
  const items = [readExpression(tx)];
  while (tx.cursor.acceptSymbol(",")) items.push(readExpression(tx));
  if (!tx.cursor.done) throw tx.unreadable("not expected here");
  return items;
}
