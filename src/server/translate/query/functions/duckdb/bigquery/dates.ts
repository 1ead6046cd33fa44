import type { Call } from "../../../calls/call.ts";
import { type Expr, primary } from "../../../expr.ts";
import { readWhole } from "../../../expression/expression.ts";
import { arity, type FunctionRule, type RuleTable, same, template } from "../../dsl.ts";
import { asDate, timeOfDay, unitOf } from "../dates.ts";
import { clockIn, instantIn } from "../zones.ts";
import { shownBy } from "./masks.ts";
import { dateDiff, lastDayIn, truncated } from "./weeks.ts";

/** An argument `INTERVAL n unit`, in the target's language. */
export function readIntervalArgument(call: Call, index: number): string {
  const raw = call.raw[index];
  if (!raw?.isWords("INTERVAL")) throw call.stop("INTERVAL expected");
  const { tx } = call;
  return tx.inside(raw.slice(raw.at, raw.end), () => readWhole(tx)).sql;
}

/** The value as the clock of the zone that stands at `index`. */
const clock = (call: Call, value: number, zone: number) =>
  clockIn(call.tx, call.arg(zone), call.arg(value), call.offset);

const timestamp: FunctionRule = (call) => {
  arity(call, 1, 2);
  const value = call.arg(0);
  if (call.count === 2) return instantIn(call.tx, call.arg(1), value, call.offset);
  if (value.type === "timestamptz") return value;
  // A text may hold a zone; without one it is UTC's clock.
  const zoned = value.type === "string" && value.literal === undefined;
  if (zoned || /(Z|[+-]\d{2}:?\d{2}|UTC)\s*$/i.test(value.literal ?? ""))
    return primary(`CAST(${value.sql} AS TIMESTAMPTZ)`, "timestamptz");
  return primary(
    `timezone('UTC', CAST(${asDate(call, value, "TIMESTAMP")} AS TIMESTAMP))`,
    "timestamptz",
  );
};

const zoned =
  (plain: FunctionRule, type: "DATE" | "TIMESTAMP"): FunctionRule =>
  (call) => {
    const second = call.count === 2 ? call.arg(1) : undefined;
    if (!second || call.arg(0).type !== "timestamptz") return plain(call);
    const { sql } = clock(call, 0, 1);
    return primary(`CAST(${sql} AS ${type})`, type === "DATE" ? "date" : "timestamp");
  };

/** STRING(instant [, zone]): with the fraction that it has, and the offset of the zone. */
function instantText(call: Call, value: Expr): Expr {
  const utc = { clock: value.sql, instant: value.sql, zone: undefined };
  const given = call.count > 1 ? call.arg(1) : undefined;
  const there = given && {
    clock: clockIn(call.tx, given, value, call.offset).sql,
    instant: value.sql,
    zone: given.sql,
  };
  const moment = there ?? utc;
  const offset = shownBy(call, "%Ez", moment);
  const short = `regexp_replace(${offset}, ':00$', '')`;
  return primary(`(${shownBy(call, "%Y-%m-%d %H:%M:%E*S", moment)} || ${short})`, "string");
}

/** BigQuery: dates with zones. `date` and `dateTime` are the rules without them. */
export function bigqueryDates(date: FunctionRule, dateTime: FunctionRule): RuleTable {
  return {
    DATE: zoned(date, "DATE"),
    DATETIME: (call) => {
      const day = call.count === 2 && call.arg(0).type === "date" ? call.arg(0) : undefined;
      if (day && call.arg(1).type === "time")
        return primary(`(${day.sql} + ${call.arg(1).sql})`, "timestamp");
      return zoned(dateTime, "TIMESTAMP")(call);
    },
    TIMESTAMP: timestamp,
    TIME: (call) => {
      if (call.count === 3) return same("make_time", "time", 3)(call);
      if (call.count === 1) return timeOfDay(call);
      arity(call, 2);
      return primary(`CAST(${clock(call, 0, 1).sql} AS TIME)`, "time");
    },
    DATE_TRUNC: truncated,
    DATETIME_TRUNC: truncated,
    TIMESTAMP_TRUNC: truncated,
    TIME_TRUNC: truncated,
    DATE_DIFF: dateDiff(false),
    DATETIME_DIFF: dateDiff(false),
    TIMESTAMP_DIFF: dateDiff(true),
    LAST_DAY: lastDayIn,
    STRING: (call) => {
      arity(call, 1, 2);
      const value = call.arg(0);
      if (value.type === "timestamptz") return instantText(call, value);
      if (call.count > 1) throw call.stop("a time zone of what is no TIMESTAMP");
      if (value.type === "json") return primary(`(${value.sql} ->> '$')`, "string");
      return primary(`CAST(${value.sql} AS VARCHAR)`, "string");
    },
    INT64: template("CAST($1 AS BIGINT)", "int"),
    FLOAT64: template("CAST($1 AS DOUBLE)", "float"),
    BOOL: template("CAST($1 AS BOOLEAN)", "bool"),
    TIME_DIFF: (call) => {
      arity(call, 3);
      const [to, from] = [call.arg(0).sql, call.arg(1).sql];
      return primary(`date_diff('${unitOf(call, 2)}', ${from}, ${to})`, "int");
    },
  };
}
