import type { Call } from "../../calls/call.ts";
import { withRoom } from "../../digits/wideDecimals.ts";
import { commonType, type Expr, PREC, primary, wrap } from "../../expr.ts";
import { boolCompared, boolsAlike } from "../../expression/bools.ts";
import { asCondition } from "../../expression/condition.ts";
import { ofOneType } from "../../mysql/coerce.ts";
import { emptyArrays } from "../../nested/arrayText.ts";
import { variantLike } from "../../nested/variant.ts";
import { decodedType, decodingOf } from "../../oracle/decode.ts";
import { arity, type FunctionRule } from "../dsl.ts";
import { isNull } from "../isNull.ts";

/** NVL and IFNULL; T-SQL's ISNULL. */
export const firstNotNull: FunctionRule = (call) => {
  arity(call, 2);
  if (call.tx.is("tsql")) return isNull(call, "ifnull");
  const alike = boolsAlike(call.tx, bothLike(call, 0, 1));
  const [a, b] = withRoom(call.tx, alike) as [Expr, Expr];
  const type = b.type === "null" ? a.type : commonType([a.type, b.type]);
  return primary(`coalesce(${a.sql}, ${b.sql})`, type);
};

/** Two arguments; a VARIANT among them as what it is compared with. */
function bothLike(call: Call, left: number, right: number): [Expr, Expr] {
  const [a, b] = [call.arg(left), call.arg(right)];
  return [variantLike(call.tx, a, b), variantLike(call.tx, b, a)];
}

export const coalesce: FunctionRule = (call) => {
  arity(call, 1, 99);
  const args = call.args();
  const plain = args.find((arg) => arg.type !== "json" && arg.type !== "null");
  const like = plain ? args.map((arg) => variantLike(call.tx, arg, plain)) : args;
  const values = emptyArrays(call.tx, withRoom(call.tx, boolsAlike(call.tx, like)));
  const sql = values.map((value) => value.sql).join(", ");
  const result = primary(`coalesce(${sql})`, commonType(values.map((value) => value.type)));
  return values[0]?.array === true ? { ...result, array: true } : result;
};

export const nullIf: FunctionRule = (call) => {
  arity(call, 2);
  const [a, given] = bothLike(call, 0, 1);
  const b = boolCompared(call.tx, given, a);
  return primary(`nullif(${a.sql}, ${b.sql})`, a.type);
};

/** IIF, IFF, IF. */
export const choice: FunctionRule = (call) => {
  arity(call, 3);
  const condition = asCondition(call.tx, call.arg(0));
  const [yes, no] = ofOneType(call.tx, [call.arg(1), call.arg(2)]) as [Expr, Expr];
  return primary(`IF(${condition.sql}, ${yes.sql}, ${no.sql})`, commonType([yes.type, no.type]));
};

/** NVL2(a, if not null, if null). */
export const nvl2: FunctionRule = (call) => {
  arity(call, 3);
  const args = call.args();
  const type = commonType(args.slice(1).map((arg) => arg.type));
  return primary(`nvl2(${args.map((arg) => arg.sql).join(", ")})`, type);
};

/** DECODE(x, a, b, c, d, else): NULLs are equal to each other there and here. */
export const decode: FunctionRule = (call) => {
  arity(call, 3, 999);
  const decoding = decodingOf(call, (results) => results);
  const { subject, cases, otherwise } = decoding;
  const args = [subject, ...cases.flatMap(({ search, result }) => [search, result])];
  const sql = [...args, ...(otherwise ? [otherwise] : [])].map((arg) => arg.sql).join(", ");
  return primary(`decode(${sql})`, decodedType(decoding));
};

/** True where one of the arguments that can be NULL is. */
export function anyNull(values: readonly Expr[]): string | undefined {
  const now = /^(date_trunc\('SECOND', )?current_(timestamp|date)\(\)\)?$/;
  const open = values.filter(
    ({ literal, number, sql }) => literal === undefined && number === undefined && !now.test(sql),
  );
  if (open.length === 0) return undefined;
  return open.map((value) => `${wrap(value, PREC.other)} IS NULL`).join(" OR ");
}

/** GREATEST and LEAST: Databricks skips NULLs, as PostgreSQL, Redshift and T-SQL do; elsewhere one makes the result NULL. */
export function extreme(name: "greatest" | "least", skips = false): FunctionRule {
  return (call) => {
    arity(call, 1, 999);
    const args = ofOneType(call.tx, call.args());
    const [only, more] = args;
    if (only && !more) return only;
    const sql = `${name}(${args.map((arg) => arg.sql).join(", ")})`;
    const type = commonType(args.map((arg) => arg.type));
    const none = skips || call.tx.is("postgres", "redshift", "tsql") ? undefined : anyNull(args);
    return primary(none === undefined ? sql : `IF(${none}, NULL, ${sql})`, type);
  };
}
