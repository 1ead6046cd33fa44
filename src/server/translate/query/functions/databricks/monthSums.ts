import { Call } from "../../calls/call.ts";
import { type Expr, PREC, primary, wrap } from "../../expr.ts";
import { arity, type FunctionRule } from "../dsl.ts";
import { dateValue, wholeAmount } from "./dates.ts";
import { withoutSeconds } from "./dateTrunc.ts";

/** True for a date that certainly has no time of day, or (`month`) begins a month. */
function isTruncated(date: Expr, month = false): boolean {
  const units = month ? "MONTH|QUARTER|YEAR" : "DAY|WEEK|MONTH|QUARTER|YEAR";
  return new RegExp(`^(date_trunc\\('(${units})', .*\\)|trunc\\(.*, '(${units})'\\))$`).test(
    date.sql,
  );
}

/** The call that an argument is as a whole: `ADD_MONTHS(…)`. */
export function innerCall(call: Call, index: number, name: string): Call | undefined {
  const cursor = call.raw[index];
  if (!cursor?.isWords(name) || !cursor.isSymbol("(", 1)) return undefined;
  const rest = cursor.slice(cursor.at + 1, cursor.end);
  const inside = rest.group();
  return inside && rest.done ? new Call(call.tx, name, call.offset, inside.split()) : undefined;
}

/** A date of ADD_MONTHS(d, n), moved without regard to last days: no month ends on another month's day. */
export function movedMonths(call: Call, index: number): Expr | undefined {
  const inner = innerCall(call, index, "ADD_MONTHS");
  if (inner?.count !== 2) return undefined;
  const [date, count] = [dateValue(inner, inner.arg(0)), wholeAmount(inner, inner.arg(1))];
  return primary(`add_months(${withoutSeconds(date.sql)}, ${count.sql})`, "date");
}

/** LAST_DAY: a time of day stays in Oracle, others answer a DATE. */
export const lastDay: FunctionRule = (call) => {
  arity(call, 1);
  const moved = movedMonths(call, 0);
  const date = dateValue(call, innerCall(call, 0, "ADD_MONTHS")?.arg(0) ?? call.arg(0));
  const last = `last_day(${moved?.sql ?? date.sql})`;
  if (!call.tx.is("oracle") || date.type === "date" || isTruncated(date))
    return primary(last, "date");
  const clock = `(${wrap(date, PREC.add)} - date_trunc('DAY', ${withoutSeconds(date.sql)}))`;
  return primary(`(${last} + ${clock})`, "timestamp");
};

/**
 * ADD_MONTHS: from the last day of a month to a last day in Oracle, Redshift and Snowflake. The day after the last one is
 * the first of a month, and the months are added to that.
 */
export const addMonths: FunctionRule = (call) => {
  arity(call, 2);
  const date = dateValue(call, call.arg(0));
  const count = wholeAmount(call, call.arg(1));
  const isDate = date.type === "date" || date.type === "string";
  const literal = count.number !== undefined && date.literal === undefined;
  const move = (of: Expr) => {
    if (isDate) return `add_months(${of.sql}, ${count.sql})`;
    if (literal) return `${wrap(of, PREC.add)} + INTERVAL '${count.number}' MONTH`;
    return `dateadd(MONTH, ${count.sql}, ${of.sql})`;
  };
  const timed = date.type === "timestamptz" ? "timestamptz" : "timestamp";
  const type: Expr["type"] = isDate ? "date" : timed;
  const day = date.literal?.slice(8, 10);
  // No month ends before its 28th day.
  const certain = (day !== undefined && Number(day) < 28) || isTruncated(date, true);
  if (certain || !call.tx.is("oracle", "snowflake", "redshift")) {
    const prec = literal && !isDate ? PREC.add : PREC.primary;
    return { sql: move(date), prec, type };
  }
  const sum = { sql: `${wrap(date, PREC.add)} + INTERVAL '1' DAY`, prec: PREC.add, type };
  const next = isDate ? primary(`date_add(${date.sql}, 1)`, type) : sum;
  const back = isDate ? `date_sub(${move(next)}, 1)` : `${move(next)} - INTERVAL '1' DAY`;
  return primary(`CASE WHEN day(${next.sql}) = 1 THEN ${back} ELSE ${move(date)} END`, type);
};

/** MONTHS_BETWEEN: whole when the days agree or both are last days, else 31sts of a month, on both sides. */
export const monthsBetween: FunctionRule = (call) => {
  arity(call, 2);
  const [a, b] = [dateValue(call, call.arg(0)), dateValue(call, call.arg(1))];
  return primary(`months_between(${a.sql}, ${b.sql})`, "float");
};
