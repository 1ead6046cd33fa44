import { withRoom } from "../../digits/wideDecimals.ts";
import { commonType, type Expr, primary } from "../../expr.ts";
import { asCondition } from "../../expression/condition.ts";
import { ofOneType } from "../../mysql/coerce.ts";
import { variantLike } from "../../nested/variant.ts";
import { resultsAsTexts } from "../../oracle/decode.ts";
import { arity, type FunctionRule } from "../dsl.ts";
import { isNull } from "../isNull.ts";

/** A decision between values: NVL, IFNULL, ISNULL and the like. */
export const firstNotNull: FunctionRule = (call) => {
  arity(call, 2);
  if (call.tx.is("tsql")) return isNull(call, "coalesce");
  const [a, b] = ofOneType(call.tx, [call.arg(0), call.arg(1)]) as [Expr, Expr];
  return primary(
    `coalesce(${a.sql}, ${b.sql})`,
    b.type === "null" ? a.type : commonType([a.type, b.type]),
  );
};

/** IIF, IFF, IF. */
export const choice: FunctionRule = (call) => {
  arity(call, 3);
  const condition = asCondition(call.tx, call.arg(0));
  const [yes, no] = ofOneType(call.tx, [call.arg(1), call.arg(2)]) as [Expr, Expr];
  return primary(
    `CASE WHEN ${condition.sql} THEN ${yes.sql} ELSE ${no.sql} END`,
    commonType([yes.type, no.type]),
  );
};

/** NVL2(a, if not null, if null). */
export const nvl2: FunctionRule = (call) => {
  arity(call, 3);
  const value = call.arg(0);
  const [yes, no] = withRoom(call.tx, [call.arg(1), call.arg(2)]) as [Expr, Expr];
  return primary(
    `CASE WHEN ${value.sql} IS NOT NULL THEN ${yes.sql} ELSE ${no.sql} END`,
    commonType([yes.type, no.type]),
  );
};

/** DECODE(x, a, b, c, d, else): NULLs are equal to each other. */
export const decode: FunctionRule = (call) => {
  arity(call, 3, 999);
  const first = call.args().find((arg, place) => place % 2 === 1 && arg.type !== "null");
  const subject = first ? variantLike(call.tx, call.arg(0), first) : call.arg(0);
  const places = call
    .args()
    .flatMap((_, at) => (at > 1 && (at % 2 === 0 || at === call.count - 1) ? [at] : []));
  const results = withRoom(
    call.tx,
    resultsAsTexts(
      call,
      places.map((at) => call.arg(at)),
    ),
  );
  let sql = "CASE";
  let index = 1;
  for (; index + 1 < call.count; index += 2) {
    const search = call.arg(index);
    const test =
      search.type === "null"
        ? `(${subject.sql}) IS NULL`
        : search.number !== undefined || search.literal !== undefined
          ? `(${subject.sql}) = ${boolSearch(subject, search)}`
          : `(${subject.sql}) IS NOT DISTINCT FROM (${search.sql})`;
    sql += ` WHEN ${test} THEN ${results[(index - 1) / 2]?.sql}`;
  }
  if (index < call.count) sql += ` ELSE ${results.at(-1)?.sql}`;
  return primary(`${sql} END`, commonType(results.map(({ type }) => type)));
};

function boolSearch(subject: Expr, search: Expr): string {
  return subject.type === "bool" && search.number !== undefined
    ? search.number === "0"
      ? "FALSE"
      : "TRUE"
    : search.sql;
}
