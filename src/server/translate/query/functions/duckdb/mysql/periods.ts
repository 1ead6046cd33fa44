import type { Call } from "../../../calls/call.ts";
import { primary } from "../../../expr.ts";
import { numberOf } from "../../../mysql/coerce.ts";
import { arity, type FunctionRule } from "../../dsl.ts";

/** A period (202401, 2401) as a number of months. */
export function monthsOf(call: Call, index: number): string {
  const given = numberOf(call.tx, call.arg(index));
  const value = given.type === "int" ? given.sql : `CAST(${given.sql} AS BIGINT)`;
  const year = `(${value}) // 100`;
  const full = `CASE WHEN ${year} < 70 THEN ${year} + 2000 WHEN ${year} < 100 THEN ${year} + 1900 ELSE ${year} END`;
  return `((${full}) * 12 + (${value}) % 100 - 1)`;
}

export const periodAdd: FunctionRule = (call) => {
  arity(call, 2);
  const months = `(${monthsOf(call, 0)} + ${numberOf(call.tx, call.arg(1)).sql})`;
  return primary(`(${months} // 12 * 100 + ${months} % 12 + 1)`, "int");
};
