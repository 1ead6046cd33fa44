import { primary } from "../../expr.ts";
import { arity, type FunctionRule } from "../dsl.ts";
import { dateValue, unitOf } from "./dates.ts";
import { lastDay } from "./monthSums.ts";

/** LAST_DAY(d [, part]). */
export const lastDayOf: FunctionRule = (call) => {
  arity(call, 1, 2);
  if (call.count === 1) return lastDay(call);
  const unit = unitOf(call, 1);
  const date = dateValue(call, call.arg(0)).sql;
  switch (unit) {
    case "MONTH":
      return primary(`last_day(${date})`, "date");
    case "WEEK":
      // BigQuery's weeks end on Saturday.
      if (call.tx.is("bigquery")) throw call.stop("the part WEEK");
      return primary(`date_add(trunc(${date}, 'WEEK'), 6)`, "date");
    case "QUARTER":
      return primary(`date_sub(add_months(trunc(${date}, 'QUARTER'), 3), 1)`, "date");
    case "YEAR":
      return primary(`date_sub(add_months(trunc(${date}, 'YEAR'), 12), 1)`, "date");
    default:
      throw call.stop(`the part ${unit}`);
  }
};
