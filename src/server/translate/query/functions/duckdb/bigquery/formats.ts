import { quoteText } from "../../../../duckdbNames.ts";
import type { Call } from "../../../calls/call.ts";
import { type Expr, primary } from "../../../expr.ts";
import { arity, type FunctionRule, type RuleTable } from "../../dsl.ts";
import { asDate } from "../dates.ts";
import { text } from "../text.ts";
import { clockIn, instantIn } from "../zones.ts";
import { type Moment, maskAt, readBy, shownBy } from "./masks.ts";

/** The moment of a call's argument; `zone` is the place of the zone, which is UTC where it is not given. */
function momentAt(call: Call, index: number, zone: number): Moment {
  const value = call.arg(index);
  const date = value.type === "time" ? `(DATE '1970-01-01' + ${value.sql})` : undefined;
  const sql = date ?? asDate(call, value, "TIMESTAMP");
  if (call.count <= zone) {
    const instant = value.type === "timestamptz" ? sql : undefined;
    return { clock: sql, instant, zone: undefined };
  }
  const given = call.arg(zone);
  const instant = primary(
    value.type === "timestamptz" ? sql : `CAST(${sql} AS TIMESTAMPTZ)`,
    "timestamptz",
  );
  const clock = clockIn(call.tx, given, instant, call.offset).sql;
  const utc = /^UTC$/i.test(given.literal ?? "");
  return { clock, instant: instant.sql, zone: utc ? undefined : given.sql };
}

/** FORMAT_DATE(mask, d), FORMAT_TIMESTAMP(mask, t [, zone]) and the like. */
const formatted =
  (zone = false): FunctionRule =>
  (call) => {
    arity(call, 2, zone ? 3 : 2);
    return primary(shownBy(call, maskAt(call, 0), momentAt(call, 1, 2)), "string");
  };

type Parsed = "DATE" | "TIMESTAMP" | "TIMESTAMPTZ" | "TIME";
const CLASSES = {
  DATE: "date",
  TIMESTAMP: "timestamp",
  TIMESTAMPTZ: "timestamptz",
  TIME: "time",
} as const;

/** PARSE_DATE(mask, text) and the like; `safe`: NULL for a text that is not of that form. */
const parsed =
  (type: Parsed, safe = false): FunctionRule =>
  (call) => {
    arity(call, 2, type === "TIMESTAMPTZ" ? 3 : 2);
    const { formats, zoned, seconds } = readBy(call, maskAt(call, 0));
    const given = text(call.arg(1));
    if (seconds && type !== "TIMESTAMPTZ") throw call.stop("seconds since 1970 as another type");
    if (seconds)
      return primary(
        `to_timestamp(${safe ? "TRY_CAST" : "CAST"}(${given} AS BIGINT))`,
        "timestamptz",
      );
    const list = formats.map(quoteText);
    const format = list.length === 1 ? (list[0] ?? "") : `[${list.join(", ")}]`;
    const read = `${safe ? "try_strptime" : "strptime"}(${given}, ${format})`;
    return moment(call, primary(read, zoned ? "timestamptz" : "timestamp"), type);
  };

function moment(call: Call, read: Expr, type: Parsed): Expr {
  const zone = call.count > 2 && read.type === "timestamp" ? call.arg(2) : undefined;
  if (zone) return instantIn(call.tx, zone, read, call.offset);
  if (type === "TIMESTAMPTZ" && read.type === "timestamp")
    return primary(`timezone('UTC', ${read.sql})`, "timestamptz");
  if (read.type === CLASSES[type]) return read;
  return primary(`CAST(${read.sql} AS ${type})`, CLASSES[type]);
}

/** BigQuery: dates and times as texts, and back. */
export const BIGQUERY_FORMATS: RuleTable = {
  FORMAT_DATE: formatted(),
  FORMAT_DATETIME: formatted(),
  FORMAT_TIME: formatted(),
  FORMAT_TIMESTAMP: formatted(true),
  PARSE_DATE: parsed("DATE"),
  PARSE_DATETIME: parsed("TIMESTAMP"),
  PARSE_TIME: parsed("TIME"),
  PARSE_TIMESTAMP: parsed("TIMESTAMPTZ"),
  "SAFE.PARSE_DATE": parsed("DATE", true),
  "SAFE.PARSE_DATETIME": parsed("TIMESTAMP", true),
  "SAFE.PARSE_TIME": parsed("TIME", true),
  "SAFE.PARSE_TIMESTAMP": parsed("TIMESTAMPTZ", true),
};
