import { quoteText } from "../../../../duckdbNames.ts";
import type { Call } from "../../../calls/call.ts";
import { primary } from "../../../expr.ts";
import { readWhole } from "../../../expression/expression.ts";
import { arity, type FunctionRule, type RuleTable, same, template } from "../../dsl.ts";
import { lastDayOf } from "../dateSums.ts";
import { asDate, dateTrunc, timeOfDay, unitOf } from "../dates.ts";
import { text } from "../text.ts";
import { maskOf } from "../toChar.ts";
import { clockIn, instantIn } from "../zones.ts";

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

/** TIMESTAMP_TRUNC(t, unit, zone): cut on the clock of the zone. */
const truncated: FunctionRule = (call) => {
  if (call.count < 3) return dateTrunc(call);
  arity(call, 3);
  const { sql } = clock(call, 0, 2);
  const cut = primary(`date_trunc('${unitOf(call, 1)}', ${sql})`, "timestamp");
  return instantIn(call.tx, call.arg(2), cut, call.offset);
};

const formatted: FunctionRule = (call) => {
  arity(call, 2, 3);
  const date = call.count === 3 ? clock(call, 1, 2).sql : asDate(call, call.arg(1), "TIMESTAMP");
  return primary(`strftime(${date}, ${quoteText(maskOf(call, 0, false).format)})`, "string");
};

/** SAFE.PARSE_DATE and its like: NULL where the text is not in the format. */
const safelyParsed =
  (type: "DATE" | "TIMESTAMP" | "TIMESTAMPTZ"): FunctionRule =>
  (call) => {
    arity(call, 2);
    const { format } = maskOf(call, 0, true);
    const read = `try_strptime(${text(call.arg(1))}, ${quoteText(format)})`;
    const kind = type === "DATE" ? "date" : type === "TIMESTAMP" ? "timestamp" : "timestamptz";
    return primary(`CAST(${read} AS ${type})`, kind);
  };

const zoned =
  (plain: FunctionRule, type: "DATE" | "TIMESTAMP"): FunctionRule =>
  (call) => {
    const second = call.count === 2 ? call.arg(1) : undefined;
    if (!second || call.arg(0).type !== "timestamptz") return plain(call);
    const { sql } = clock(call, 0, 1);
    return primary(`CAST(${sql} AS ${type})`, type === "DATE" ? "date" : "timestamp");
  };

/** BigQuery: dates with zones. `date` and `dateTime` are the rules without them. */
export function bigqueryDates(date: FunctionRule, dateTime: FunctionRule): RuleTable {
  return {
    DATE: zoned(date, "DATE"),
    DATETIME: zoned(dateTime, "TIMESTAMP"),
    TIMESTAMP: timestamp,
    TIME: (call) => (call.count === 3 ? same("make_time", "time", 3)(call) : timeOfDay(call)),
    TIMESTAMP_TRUNC: truncated,
    FORMAT_TIMESTAMP: formatted,
    LAST_DAY: lastDayOf(/^(year|quarter|month)$/),
    "SAFE.PARSE_DATE": safelyParsed("DATE"),
    "SAFE.PARSE_DATETIME": safelyParsed("TIMESTAMP"),
    "SAFE.PARSE_TIMESTAMP": safelyParsed("TIMESTAMPTZ"),
    STRING: (call) => {
      arity(call, 1);
      const value = call.arg(0);
      if (value.type === "json") return primary(`(${value.sql} ->> '$')`, "string");
      if (value.type !== "timestamptz") return primary(`CAST(${value.sql} AS VARCHAR)`, "string");
      throw call.stop("a TIMESTAMP without a zone");
    },
    INT64: template("CAST($1 AS BIGINT)", "int"),
    FLOAT64: template("CAST($1 AS DOUBLE)", "float"),
    BOOL: template("CAST($1 AS BOOLEAN)", "bool"),
    LAX_STRING: template("($1 ->> '$')", "string"),
    TIME_DIFF: (call) => {
      arity(call, 3);
      const [to, from] = [call.arg(0).sql, call.arg(1).sql];
      return primary(`date_diff('${unitOf(call, 2)}', ${from}, ${to})`, "int");
    },
  };
}
