import { spanBehind } from "../databricks/teradataSpan.ts";
import {
  followsMysql,
  withProductDigits,
  withQuotientDigits,
  withSumDigits,
} from "../digits/digits.ts";
import { doubled } from "../digits/single.ts";
import { type Expr, numericType, PREC, primary, wrap } from "../expr.ts";
import { readBitXor } from "../mysql/bitOperators.ts";
import { inverted } from "../mysql/bits.ts";
import { numberOf } from "../mysql/coerce.ts";
import { sumWidth, widened } from "../mysql/widths.ts";
import { variantNumber, variantText } from "../nested/variant.ts";
import { dateDigits } from "../teradata/dateNumbers.ts";
import type { Tx } from "../tx.ts";
import { divided, minus, plus } from "./arithmetic.ts";
import { conditionNumber } from "./bools.ts";
import { concatenated } from "./concatenation.ts";
import { asCondition } from "./condition.ts";
import { readPostfix } from "./postfix.ts";

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
      // These have functions for bits; in Oracle & names what SQL*Plus asks for.
      if (tx.is("oracle", "snowflake", "teradata"))
        throw tx.unsupported(`the operator ${token.text}`, token.start);
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
        sql: `${wrap(left, PREC.multiply)} ${operator} ${divisorOf(tx, left, right)}`,
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
        sql: `${wrap(left, PREC.multiply)} % ${divisorOf(tx, left, right)}`,
        prec: PREC.multiply,
        type: left.type,
      };
      left = withSumDigits(tx, rest, left, right);
    } else if (token.text === "^" && tx.is("postgres", "redshift")) {
      cursor.next();
      left = primary(`power(${left.sql}, ${readFactor(tx).sql})`, "float");
    } else return left;
  }
}

/** What stands behind % and DIV: by 0 they are NULL in MySQL, an error or NaN in the targets. */
function divisorOf(tx: Tx, left: Expr, right: Expr): string {
  const certain = right.number !== undefined && Number(right.number) !== 0;
  const exact = [left, right].every(({ type }) => type === "int" || type === "decimal");
  return tx.is("mysql") && !certain && !(exact && tx.target === "duckdb")
    ? `nullif(${right.sql}, 0)`
    : wrap(right, PREC.unary);
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
