import { primary } from "../../expr.ts";
import { arity, type FunctionRule } from "../dsl.ts";
import { dateValue, unitOf } from "./dates.ts";
import { lastDay } from "./monthSums.ts";

/** LAST_DAY(d [, part]). */
export const lastDayOf: FunctionRule = (call) => {
  arity(call, 1, 2);
  if (call.count === 1) return lastDay(call);
  const iso = call.tx.is("bigquery") && call.word(1) === "ISOWEEK";
  const unit = iso ? "WEEK" : unitOf(call, 1);
  const date = dateValue(call, call.arg(0)).sql;
  switch (unit) {
    case "MONTH":
      return primary(`last_day(${date})`, "date");
    case "WEEK":
      // BigQuery's weeks end on Saturday.
      if (call.tx.is("bigquery") && !iso)
        return primary(`date_add(${date}, 7 - dayofweek(${date}))`, "date");
      return primary(`date_add(trunc(${date}, 'WEEK'), 6)`, "date");
    case "QUARTER":
      return primary(`date_sub(add_months(trunc(${date}, 'QUARTER'), 3), 1)`, "date");
    case "YEAR":
      return primary(`date_sub(add_months(trunc(${date}, 'YEAR'), 12), 1)`, "date");
    default:
      throw call.stop(`the part ${unit}`);
  }
};
