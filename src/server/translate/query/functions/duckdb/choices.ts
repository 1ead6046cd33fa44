import { withRoom } from "../../digits/wideDecimals.ts";
import { commonType, type Expr, primary } from "../../expr.ts";
import { asCondition } from "../../expression/condition.ts";
import { ofOneType } from "../../mysql/coerce.ts";
import { decodedType, decodingOf } from "../../oracle/decode.ts";
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
  const decoding = decodingOf(call, (results) => withRoom(call.tx, results));
  const { subject, cases, otherwise } = decoding;
  const whens = cases.map(({ search, result }) => {
    const test =
      search.type === "null"
        ? `(${subject.sql}) IS NULL`
        : search.number !== undefined || search.literal !== undefined
          ? `(${subject.sql}) = ${boolSearch(subject, search)}`
          : `(${subject.sql}) IS NOT DISTINCT FROM (${search.sql})`;
    return ` WHEN ${test} THEN ${result.sql}`;
  });
  const last = otherwise ? ` ELSE ${otherwise.sql}` : "";
  return primary(`CASE${whens.join("")}${last} END`, decodedType(decoding));
};

function boolSearch(subject: Expr, search: Expr): string {
  return subject.type === "bool" && search.number !== undefined
    ? search.number === "0"
      ? "FALSE"
      : "TRUE"
    : search.sql;
}
