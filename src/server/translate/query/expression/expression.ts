import { jsonArrow } from "../databricks/json.ts";
import { spanBehind } from "../databricks/teradataSpan.ts";
import {
  followsMysql,
  withProductDigits,
  withQuotientDigits,
  withSumDigits,
} from "../digits/digits.ts";
import { doubled } from "../digits/single.ts";
import { type Expr, numericType, PREC, primary, wrap } from "../expr.ts";
import { readBitOr, readBitXor } from "../mysql/bitOperators.ts";
import { inverted } from "../mysql/bits.ts";
import { numberOf } from "../mysql/coerce.ts";
import { sumWidth, widened } from "../mysql/widths.ts";
import { variantNumber, variantText } from "../nested/variant.ts";
import { dateDigits } from "../teradata/dateNumbers.ts";
import { readPeriodPredicate } from "../teradata/periods.ts";
import { regexpFound, withWordEnds } from "../texts/regexp.ts";
import type { Tx } from "../tx.ts";
import { divided, minus, plus } from "./arithmetic.ts";
import { conditionNumber } from "./bools.ts";
import { concatenated } from "./concatenation.ts";
import { asCondition } from "./condition.ts";
import { acceptOperator, SHIFTS } from "./operatorTokens.ts";
import { readPostfix } from "./postfix.ts";
import { applyOperator, postgresOperator } from "./postgresOperators.ts";
import { readPredicate } from "./predicates.ts";

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
      const by = tx.target === "databricks" ? undefined : `(${wrap(left)} ${shift} ${wrap(right)})`;
      const name = shift === "<<" ? "shiftleft" : "shiftright";
      left = primary(by ?? `${name}(${left.sql}, ${right.sql})`, "int");
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

/** Sums and differences, texts joined, and what binds tighter. */
export function readSum(tx: Tx): Expr {
  let left = readProduct(tx);
  for (;;) {
    const { cursor } = tx;
    const token = cursor.peek();
    if (token?.kind !== "symbol") return left;
    if (token.text === "||" && !tx.is("mysql")) {
      cursor.next();
      left = concatenated(tx, variantText(tx, left), variantText(tx, readProduct(tx)), token.start);
    } else if (token.text === "+") {
      cursor.next();
      const [a, b] = summands(tx, left, readProduct(tx));
      const sum = plus(tx, widened(a, b, "+"), b, token.start);
      left = withSumDigits(tx, { ...sum, ...sumWidth(a, b) }, a, b);
    } else if (token.text === "-") {
      cursor.next();
      const [a, b] = summands(tx, left, readProduct(tx));
      const difference = minus(tx, widened(a, b, "-"), b, token.start);
      left = withSumDigits(tx, { ...difference, ...sumWidth(a, b) }, a, b);
      if (tx.is("teradata")) left = spanBehind(tx, { ...left, between: [a, b] });
    } else if (["&", "|", "^"].includes(token.text) && !tx.is("mysql")) {
      // PostgreSQL's && is about arrays.
      const doubled = cursor.isSymbol("&", 1) && cursor.peek(1)?.spaced === false;
      if (token.text === "&" && doubled) return left;
      if (token.text === "^" && !tx.is("tsql")) return left;
      cursor.next();
      const right = conditionNumber(tx, readProduct(tx));
      left = conditionNumber(tx, left);
      const sql =
        token.text === "^" && tx.target === "duckdb"
          ? `xor(${left.sql}, ${right.sql})`
          : `(${wrap(left)} ${token.text} ${wrap(right)})`;
      left = primary(sql, "int");
    } else return left;
  }
}

/** Two values of a sum: MySQL reads numbers out of texts and dates, but adds intervals to dates. */
function summands(tx: Tx, left: Expr, right: Expr): [Expr, Expr] {
  const [a, b] = [variantNumber(tx, left), variantNumber(tx, right)];
  if (a.type === "interval" || b.type === "interval") return [a, b];
  return [numberOf(tx, a), numberOf(tx, b)];
}

function readProduct(tx: Tx): Expr {
  let left = readFactor(tx);
  for (;;) {
    const { cursor } = tx;
    const token = cursor.peek();
    if (
      token?.kind === "word" &&
      tx.is("mysql", "teradata") &&
      (token.value === "DIV" || token.value === "MOD")
    ) {
      cursor.next();
      left = factorOf(tx, left);
      const right = factorOf(tx, readFactor(tx));
      if (token.value === "DIV" && [left, right].some((side) => side.type !== "int")) {
        const quotient = `(${left.sql}) / nullif(${right.sql}, 0)`;
        // Databricks' cast cuts by itself.
        const cut = tx.target === "databricks" ? quotient : `trunc(${quotient})`;
        left = primary(`CAST(${cut} AS BIGINT)`, "int");
        continue;
      }
      const quotient = tx.target === "databricks" ? "div" : "//";
      const operator = token.value === "DIV" ? quotient : "%";
      left = {
        sql: `${wrap(left, PREC.multiply)} ${operator} ${wrap(right, PREC.unary)}`,
        prec: PREC.multiply,
        type: "int",
      };
      continue;
    }
    if (token?.kind !== "symbol") return left;
    const next = cursor.peek(1);
    if (tx.is("teradata") && token.text === "*" && next?.text === "*" && !next.spaced) {
      cursor.at += 2;
      left = primary(`power(${left.sql}, ${readFactor(tx).sql})`, "float");
    } else if (token.text === "*") {
      cursor.next();
      const [first, second] = [factorOf(tx, left), factorOf(tx, readFactor(tx))];
      const right = doubled(second, first);
      left = doubled(first, second);
      const type = productType(left, right);
      const product: Expr = {
        sql: `${wrap(widened(left, right, "*"), PREC.multiply)} * ${wrap(right, PREC.unary)}`,
        prec: PREC.multiply,
        type,
      };
      left = withProductDigits(tx, product, left, right);
    } else if (token.text === "/") {
      cursor.next();
      const dividend = factorOf(tx, left);
      const divisor = factorOf(tx, readFactor(tx));
      const [a, b] = [doubled(dividend, divisor), doubled(divisor, dividend)];
      const quotient = divided(tx, a, b, token.start);
      left = withQuotientDigits(tx, quotient, dividend, divisor, token.start);
    } else if (token.text === "%") {
      cursor.next();
      left = factorOf(tx, left);
      const right = factorOf(tx, readFactor(tx));
      const rest: Expr = {
        sql: `${wrap(left, PREC.multiply)} % ${wrap(right, PREC.unary)}`,
        prec: PREC.multiply,
        type: left.type,
      };
      left = withSumDigits(tx, rest, left, right);
    } else if (token.text === "^" && tx.is("postgres", "redshift")) {
      cursor.next();
      left = primary(`power(${left.sql}, ${readFactor(tx).sql})`, "float");
    } else if (token.text === "*" || (token.text === "**" && tx.is("teradata"))) {
      return left;
    } else return left;
  }
}

/** A value of a product as a number; a DATE of Teradata is the one that its digits make. */
function factorOf(tx: Tx, value: Expr): Expr {
  return dateDigits(tx, numberOf(tx, variantNumber(tx, value)));
}

/** A value of a product: MySQL's ^ binds tighter. */
function readFactor(tx: Tx): Expr {
  return tx.is("mysql") ? readBitXor(tx) : readUnary(tx);
}

function productType(left: Expr, right: Expr): Expr["type"] {
  if (left.type === "interval" || right.type === "interval") return "interval";
  return numericType(left, right);
}

/** Signs and what binds tighter. */
export function readUnary(tx: Tx): Expr {
  const { cursor } = tx;
  const token = cursor.peek();
  if (token?.kind === "symbol") {
    // MySQL's ! binds tighter than any other operator, unlike NOT.
    if (token.text === "!" && tx.is("mysql")) {
      cursor.next();
      const denied = asCondition(tx, readUnary(tx));
      return { sql: `NOT ${wrap(denied, PREC.not)}`, prec: PREC.not, type: "bool" };
    }
    if (token.text === "-" || token.text === "+" || (token.text === "~" && !tx.is("oracle"))) {
      cursor.next();
      const given = readUnary(tx);
      if (token.text === "~" && tx.is("tsql") && given.type === "bool")
        return { sql: `NOT ${wrap(given, PREC.not)}`, prec: PREC.not, type: "bool" };
      const operand = numberOf(tx, given);
      if (token.text === "~" && followsMysql(tx)) return inverted(tx, operand);
      if (token.text === "~" && tx.is("mysql"))
        throw tx.unsupported("~, which answers an unsigned number of 64 bits,", token.start);
      if (token.text === "+") return operand;
      const result: Expr = {
        sql: `${token.text}${wrap(operand, PREC.cast)}`,
        prec: PREC.unary,
        type: operand.type,
        ...(operand.scale === undefined ? {} : { scale: operand.scale }),
        ...(operand.rough ? { rough: operand.rough } : {}),
        ...(operand.precision === undefined ? {} : { precision: operand.precision }),
        ...(operand.money ? { money: operand.money } : {}),
      };
      return operand.number === undefined || token.text === "~"
        ? result
        : { ...result, number: `-${operand.number}` };
    }
  }
  if (token?.kind === "word") {
    const ofTree = tx.scope.hierarchy()?.word(token);
    if (ofTree) return ofTree;
    if (token.value === "BINARY" && tx.is("mysql") && startsValue(tx)) {
      cursor.next();
      // The operator takes the text's bytes for its collation.
      return { ...readUnary(tx), exact: true };
    }
    const alone = !cursor.isSymbol("(", 1) && !cursor.isSymbol(".", 1);
    if (/^(PRIOR|CONNECT_BY_ROOT)$/.test(token.value) && tx.is("oracle", "snowflake") && alone)
      throw tx.unsupported(token.value);
  }
  return readPostfix(tx);
}

/** True where a value stands behind the word at the cursor. */
function startsValue(tx: Tx): boolean {
  const next = tx.cursor.peek(1);
  if (!next || next.spaced === false) return next?.text === "(" || next?.kind === "string";
  return next.kind !== "symbol" || next.text === "(";
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
