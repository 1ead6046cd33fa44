import type { Call } from "../../../calls/call.ts";
import { primary } from "../../../expr.ts";
import { numberOf } from "../../../mysql/coerce.ts";
import { arity, type FunctionRule } from "../../dsl.ts";

/** A year of two digits is one of 1970 to 2069. */
function fullYear(call: Call, index: number): string {
  const value = numberOf(call.tx, call.arg(index));
  if (value.number !== undefined) {
    const year = Number(value.number);
    return String(
      year < 70 && year >= 0 ? 2000 + year : year < 100 && year >= 70 ? 1900 + year : year,
    );
  }
  return `CASE WHEN ${value.sql} BETWEEN 0 AND 69 THEN ${value.sql} + 2000 WHEN ${value.sql} BETWEEN 70 AND 99 THEN ${value.sql} + 1900 ELSE ${value.sql} END`;
}

export const makeDate: FunctionRule = (call) => {
  arity(call, 2);
  const day = numberOf(call.tx, call.arg(1)).sql;
  const made = `(make_date(${fullYear(call, 0)}, 1, 1) + CAST((${day}) - 1 AS INTEGER))`;
  return primary(`CASE WHEN (${day}) > 0 THEN ${made} END`, "date");
};

export const makeTime: FunctionRule = (call) => {
  arity(call, 3);
  const [hour, minute, second] = [0, 1, 2].map((index) => numberOf(call.tx, call.arg(index)).sql);
  const made = `to_hours(CAST(${hour} AS INTEGER)) + to_minutes(CAST(${minute} AS INTEGER)) + to_seconds(${second})`;
  return primary(
    `CASE WHEN ${minute} BETWEEN 0 AND 59 AND ${second} >= 0 AND ${second} < 60 THEN ${made} END`,
    "interval",
  );
};
