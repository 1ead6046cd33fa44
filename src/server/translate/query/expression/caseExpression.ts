import { withChoiceDigits } from "../digits/digits.ts";
import { commonType, type Expr, primary, wrap } from "../expr.ts";
import { comparedWith, ofOneType } from "../mysql/coerce.ts";
import { variantLike } from "../nested/variant.ts";
import { noteCompared } from "../texts/texts.ts";
import type { Tx } from "../tx.ts";
import { asCondition } from "./condition.ts";
import { readExpression } from "./expression.ts";

/** `CASE x` and what it is compared with; in MySQL each value as it is compared with x alone. */
function askedOf(
  tx: Tx,
  subject: Expr,
  asked: readonly Expr[],
): { head: string; conditions: readonly Expr[] } {
  const subjects = asked.map((value) => comparedWith(tx, subject, value).sql);
  const conditions = asked.map((value) => comparedWith(tx, value, subject));
  if (subjects.every((sql) => sql === subject.sql))
    return { head: `CASE ${subject.sql}`, conditions };
  const whole = conditions.map((value, index) =>
    primary(`${subjects[index]} = ${wrap(value)}`, "bool"),
  );
  return { head: "CASE", conditions: whole };
}

/** CASE, simple or searched. */
export function readCase(tx: Tx): Expr {
  const { cursor } = tx;
  cursor.next();
  const subject = cursor.isWords("WHEN") ? undefined : readExpression(tx);
  const conditions: Expr[] = [];
  const values: Expr[] = [];
  while (cursor.accept("WHEN")) {
    const offset = cursor.offset;
    const asked = readExpression(tx);
    if (subject) noteCompared(tx, offset, subject, asked);
    tx.expect("THEN");
    values.push(readExpression(tx));
    conditions.push(subject ? asked : asCondition(tx, asked));
  }
  const otherwise = cursor.accept("ELSE") ? readExpression(tx) : undefined;
  if (otherwise) values.push(otherwise);
  tx.expect("END");
  const chosen = ofOneType(tx, values);
  const [first] = conditions;
  const like = subject && first ? variantLike(tx, subject, first) : subject;
  const asked = like ? askedOf(tx, like, conditions) : { head: "CASE", conditions };
  const whens = asked.conditions.map(
    ({ sql: when }, index) => ` WHEN ${when} THEN ${chosen[index]?.sql}`,
  );
  let sql = asked.head + whens.join("");
  if (otherwise) sql += ` ELSE ${chosen.at(-1)?.sql}`;
  const type = commonType(chosen.map((value) => value.type));
  return withChoiceDigits(tx, primary(`${sql} END`, type), ...chosen);
}
