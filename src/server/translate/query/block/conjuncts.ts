import { type Expr, PREC, wrap } from "../expr.ts";
import { asCondition } from "../expression/condition.ts";
import { acceptAnd, readExpression, readNot } from "../expression/expression.ts";
import type { MarkedConjunct } from "../from/outerMarks.ts";
import type { Tx } from "../tx.ts";

/** A condition taken apart at its ANDs. */
export interface Conjunct extends MarkedConjunct {
  /** Row limit, when the conjunct is `ROWNUM <= n`. */
  rownum: string | undefined;
}

export function readConjuncts(tx: Tx): Conjunct[] {
  const { cursor, scope } = tx;
  const conjuncts: Conjunct[] = [];
  // MySQL has neither (+) nor ROWNUM, but XOR and || for OR.
  if (tx.is("mysql")) {
    const expr = asCondition(tx, readExpression(tx));
    return [{ expr, marks: new Set(), mentions: new Set(), rownum: undefined }];
  }
  do {
    const rownum = readRownum(tx);
    if (rownum !== undefined) {
      conjuncts.push({
        expr: { sql: "", prec: 0, type: "bool" },
        marks: new Set(),
        mentions: new Set(),
        rownum,
      });
      continue;
    }
    scope.marks = new Set();
    scope.mentions = new Set();
    const expr = asCondition(tx, readNot(tx));
    conjuncts.push({ expr, marks: scope.marks, mentions: scope.mentions, rownum: undefined });
    scope.marks = undefined;
    scope.mentions = undefined;
  } while (acceptAnd(tx));
  if (!cursor.isWords("OR")) return conjuncts;
  // a AND b OR c: one condition after all.
  if (conjuncts.some((conjunct) => conjunct.marks.size > 0 || conjunct.rownum !== undefined)) {
    throw tx.unsupported("OR beside (+) or ROWNUM");
  }
  let whole: Expr = joinWith(
    conjuncts.map((conjunct) => conjunct.expr),
    "AND",
    PREC.and,
  );
  while (cursor.accept("OR")) {
    const parts = [asCondition(tx, readNot(tx))];
    while (acceptAnd(tx)) parts.push(asCondition(tx, readNot(tx)));
    whole = joinWith([whole, joinWith(parts, "AND", PREC.and)], "OR", PREC.or);
  }
  return [{ expr: whole, marks: new Set(), mentions: new Set(), rownum: undefined }];
}

function joinWith(parts: Expr[], word: string, prec: number): Expr {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  return { sql: parts.map((part) => wrap(part, prec)).join(` ${word} `), prec, type: "bool" };
}

/** Oracle's `ROWNUM <= n`, `ROWNUM < n`, `ROWNUM = 1` as a row limit. */
function readRownum(tx: Tx): string | undefined {
  const { cursor } = tx;
  // Where the rows have numbers, ROWNUM is a column like others.
  if (!tx.is("oracle") || !cursor.isWords("ROWNUM") || tx.scope.rowNumber) return undefined;
  const operator = cursor.peek(1)?.text;
  const count = cursor.peek(2);
  const behind = cursor.peek(3);
  const ends =
    !behind ||
    (behind.kind === "word" &&
      /^(AND|ORDER|UNION|MINUS|INTERSECT|GROUP|FETCH)$/.test(behind.value));
  if (count?.kind !== "number" || !/^\d+$/.test(count.text) || !ends)
    throw tx.unsupported("this use of ROWNUM");
  const value = Number(count.text);
  let limit: number | undefined;
  if (operator === "<=") limit = value;
  else if (operator === "<") limit = Math.max(0, value - 1);
  else if (operator === "=" && value === 1) limit = 1;
  if (limit === undefined) throw tx.unsupported("this use of ROWNUM");
  cursor.at += 3;
  return String(limit);
}
