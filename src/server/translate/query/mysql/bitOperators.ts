import { followsMysql } from "../digits/digits.ts";
import { type Expr, primary, wrap } from "../expr.ts";
import { acceptOperator, SHIFTS } from "../expression/operatorTokens.ts";
import { readSum, readUnary } from "../expression/sums.ts";
import type { Tx } from "../tx.ts";
import { bitwise, shifted } from "./bits.ts";

// MySQL's operators on bits bind in an order of their own: ^ before products, shifts behind sums, then & and |.

/** `|`, and what binds tighter. */
export function readBitOr(tx: Tx): Expr {
  let left = readBitAnd(tx);
  while (tx.cursor.acceptSymbol("|")) left = combined(tx, left, "|", readBitAnd(tx));
  return left;
}

function readBitAnd(tx: Tx): Expr {
  const { cursor } = tx;
  let left = readShift(tx);
  while (cursor.isSymbol("&") && !(cursor.isSymbol("&", 1) && cursor.peek(1)?.spaced === false)) {
    cursor.next();
    left = combined(tx, left, "&", readShift(tx));
  }
  return left;
}

function readShift(tx: Tx): Expr {
  let left = readSum(tx);
  for (;;) {
    const operator = acceptOperator(tx.cursor, SHIFTS);
    if (operator === undefined) return left;
    const right = readSum(tx);
    if (followsMysql(tx)) left = shifted(tx, left, operator, right);
    else {
      const name = operator === "<<" ? "shiftleft" : "shiftright";
      left = primary(`${name}(${left.sql}, ${right.sql})`, "int");
    }
  }
}

/** `^`, and signs, which bind tighter. */
export function readBitXor(tx: Tx): Expr {
  let left = readUnary(tx);
  while (tx.cursor.acceptSymbol("^")) left = combined(tx, left, "^", readUnary(tx));
  return left;
}

function combined(tx: Tx, left: Expr, operator: "&" | "|" | "^", right: Expr): Expr {
  if (followsMysql(tx)) return bitwise(tx, left, operator, right);
  return primary(`(${wrap(left)} ${operator} ${wrap(right)})`, "int");
}
