import { primary } from "../../expr.ts";
import { arity, type FunctionRule } from "../dsl.ts";

/** WIDTH_BUCKET(value, low, high, count): 0 below, count + 1 from `high` on; the bounds may fall. */
export const widthBucket: FunctionRule = (call) => {
  arity(call, 4);
  const [value, low, high, count] = call.args().map(({ sql }) => `(${sql})`);
  const place = `CAST(floor((${value} - ${low}) * ${count} / (${high} - ${low})) AS BIGINT) + 1`;
  const below = `CASE WHEN ${low} < ${high} THEN ${value} < ${low} ELSE ${value} > ${low} END`;
  const above = `CASE WHEN ${low} < ${high} THEN ${value} >= ${high} ELSE ${value} <= ${high} END`;
  const known = `${value} IS NOT NULL AND ${low} <> ${high}`;
  return primary(
    `CASE WHEN ${known} THEN CASE WHEN ${below} THEN 0 WHEN ${above} THEN ${count} + 1 ELSE ${place} END END`,
    "int",
  );
};
