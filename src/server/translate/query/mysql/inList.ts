import { readSubquery, startsQuery } from "../block/select.ts";
import { type Expr, isNumeric, PREC, wrap } from "../expr.ts";
import { boolLiteral } from "../expression/bools.ts";
import { dateLiteral } from "../expression/cast.ts";
import { readList } from "../expression/expression.ts";
import { comparison } from "../expression/predicates.ts";
import { isCaseless, noteTexts } from "../texts/texts.ts";
import type { Tx } from "../tx.ts";
import { comparedWith } from "./coerce.ts";

/** MySQL's `x IN (…)`: x is compared with each value as the two of them are compared, whatever the others are. */
export function readMysqlIn(tx: Tx, left: Expr, negated: string): Expr {
  const inside = tx.cursor.group();
  if (!inside) throw tx.unreadable("( expected");
  return tx.inside(inside, () => {
    const offset = tx.cursor.offset;
    if (startsQuery(tx)) return inQuery(tx, left, negated, offset);
    const items = readList(tx);
    if (items.length > 0 && !items.every(isCaseless))
      noteTexts(tx, offset, left, ...items.slice(0, 1));
    const mixed = left.type === "string" && items.some(isNumber);
    const texts = mixed ? items.filter((item) => !isNumber(item)) : items;
    const numbers = mixed ? items.filter(isNumber) : [];
    const parts = [texts, numbers]
      .filter((some) => some.length > 0)
      .map((some) => among(tx, left, negated, some));
    if (parts.length === 1 && parts[0]) return parts[0];
    const [word, prec] = negated ? (["AND", PREC.and] as const) : (["OR", PREC.or] as const);
    return { sql: parts.map((part) => wrap(part, prec)).join(` ${word} `), prec, type: "bool" };
  });
}

const isNumber = (item: Expr) => isNumeric(item.type) && item.enumerated !== true;

function among(tx: Tx, left: Expr, negated: string, items: readonly Expr[]): Expr {
  const [first] = items;
  const subject = first ? comparedWith(tx, left, first) : left;
  const list = items.map((item) => {
    const value = boolLiteral(comparedWith(tx, item, left), left);
    return dateLiteral(tx, value, left).sql;
  });
  return comparison(`${wrap(subject, PREC.other)} ${negated}IN (${list.join(", ")})`);
}

function inQuery(tx: Tx, left: Expr, negated: string, offset: number): Expr {
  const query = readSubquery(tx);
  if (query.columns?.[0]?.type === "string") noteTexts(tx, offset, left);
  return comparison(`${wrap(left, PREC.other)} ${negated}IN (${query.sql})`);
}
