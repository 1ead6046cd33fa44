import type { Call } from "../../../calls/call.ts";
import { primary } from "../../../expr.ts";
import { arity, type FunctionRule } from "../../dsl.ts";

/** A period (202401) as its month's first day. Years of two digits are those from 1970 to 2069. */
function monthOf(call: Call, index: number): string {
  const given = call.arg(index);
  if (given.number === undefined) return `to_date(CAST(${given.sql} AS STRING), 'yyyyMM')`;
  const [, year, month] = /^(\d{4}|\d\d)(0[1-9]|1[0-2])$/.exec(given.number) ?? [];
  if (year === undefined) throw call.stop(`${given.number} is no period`);
  const century = year.length === 4 ? "" : Number(year) < 70 ? "20" : "19";
  return `DATE'${century}${year}-${month}-01'`;
}

/** PERIOD_DIFF(a, b): months. */
export const periodDiff: FunctionRule = (call) => {
  arity(call, 2);
  return primary(`CAST(months_between(${monthOf(call, 0)}, ${monthOf(call, 1)}) AS INT)`, "int");
};

/** PERIOD_ADD(period, months). */
export const periodAdd: FunctionRule = (call) => {
  arity(call, 2);
  const moved = `add_months(${monthOf(call, 0)}, ${call.arg(1).sql})`;
  return primary(`CAST(date_format(${moved}, 'yyyyMM') AS INT)`, "int");
};
