import { quoteText } from "../../../duckdbNames.ts";
import type { Call } from "../../calls/call.ts";
import { type Expr, primary } from "../../expr.ts";
import type { Tx } from "../../tx.ts";
import { arity, type FunctionRule } from "../dsl.ts";
import { asDate } from "./dates.ts";

/** Names of time zones in Windows (SQL Server) and in Teradata -> those of the IANA. */
const NAMES: Readonly<Record<string, string>> = {
  "EASTERN STANDARD TIME": "America/New_York",
  "CENTRAL STANDARD TIME": "America/Chicago",
  "MOUNTAIN STANDARD TIME": "America/Denver",
  "PACIFIC STANDARD TIME": "America/Los_Angeles",
  "GMT STANDARD TIME": "Europe/London",
  "W. EUROPE STANDARD TIME": "Europe/Berlin",
  "CENTRAL EUROPE STANDARD TIME": "Europe/Budapest",
  "CENTRAL EUROPEAN STANDARD TIME": "Europe/Warsaw",
  "ROMANCE STANDARD TIME": "Europe/Paris",
  "INDIA STANDARD TIME": "Asia/Kolkata",
  "CHINA STANDARD TIME": "Asia/Shanghai",
  "TOKYO STANDARD TIME": "Asia/Tokyo",
  "SINGAPORE STANDARD TIME": "Asia/Singapore",
  "AUS EASTERN STANDARD TIME": "Australia/Sydney",
  "AMERICA EASTERN": "America/New_York",
  "AMERICA CENTRAL": "America/Chicago",
  "AMERICA MOUNTAIN": "America/Denver",
  "AMERICA PACIFIC": "America/Los_Angeles",
};

/** A zone's name as the targets know it; an offset (`+02:00`) stays one. Throws for what is none of both. */
export function zoneName(tx: Tx, zone: Expr, offset: number): string {
  const { literal } = zone;
  if (literal === undefined) return zone.sql;
  const known = NAMES[literal.toUpperCase()];
  if (known !== undefined) return quoteText(known);
  // The zones of POSIX count to the west.
  const hours = /^([+-]?)0?(\d{1,2})(?::?00)?$/.exec(literal);
  if (hours) {
    if (Number(hours[2]) === 0) return quoteText("UTC");
    return quoteText(`Etc/GMT${hours[1] === "-" ? "+" : "-"}${Number(hours[2])}`);
  }
  if (/^[A-Za-z]+(\/[A-Za-z_]+)*([+-]\d+)?$/.test(literal)) return quoteText(literal);
  throw tx.unsupported(`the time zone ${literal}`, offset);
}

/** An offset with minutes (`+05:30`), which no zone is named after, as an interval. */
function asSpan(zone: Expr): Expr {
  const [, sign, hours = "0", minutes = "0"] =
    /^([+-]?)(\d{1,2}):([0-5]\d)$/.exec(zone.literal ?? "") ?? [];
  if (Number(minutes) === 0) return zone;
  const all = Number(hours) * 60 + Number(minutes);
  return primary(`to_minutes(${sign === "-" ? -all : all})`, "interval");
}

/** The clock of a zone at an instant, without the zone. */
export function clockIn(tx: Tx, given: Expr, value: Expr, offset: number): Expr {
  const zone = asSpan(given);
  const instant = value.type === "timestamptz" ? value.sql : `CAST(${value.sql} AS TIMESTAMPTZ)`;
  if (zone.type === "interval")
    return primary(`(timezone('UTC', ${instant}) + ${zone.sql})`, "timestamp");
  return primary(`timezone(${zoneName(tx, zone, offset)}, ${instant})`, "timestamp");
}

/** The instant at which a zone's clock shows a time. */
export function instantIn(tx: Tx, given: Expr, value: Expr, offset: number): Expr {
  const zone = asSpan(given);
  const clock = value.type === "timestamp" ? value.sql : `CAST(${value.sql} AS TIMESTAMP)`;
  if (zone.type === "interval")
    return primary(`timezone('UTC', ${clock} - ${zone.sql})`, "timestamptz");
  return primary(`timezone(${zoneName(tx, zone, offset)}, ${clock})`, "timestamptz");
}

/**
 * `value AT TIME ZONE zone` of SQL Server, Oracle and Teradata. A value that has a zone keeps its instant there and is
 * shown with another offset; that offset is not kept here, so the clock is what stays.
 */
export function atZone(tx: Tx, value: Expr, zone: Expr, offset: number): Expr {
  if (value.type === "unknown")
    throw tx.unsupported("AT TIME ZONE of a value whose type is not known", offset);
  if (value.type !== "timestamptz" && tx.is("tsql")) return instantIn(tx, zone, value, offset);
  noteClock(tx, offset);
  return clockIn(tx, zone, value, offset);
}

/** Says that a time's offset is not kept. */
export function noteClock(tx: Tx, offset: number): void {
  const what = "AT TIME ZONE answers the clock of the zone here, without its offset";
  tx.note("DWM-QRY-006", { what }, offset);
}

function dated(call: Call, index: number): Expr {
  const value = call.arg(index);
  return value.type === "timestamptz"
    ? value
    : primary(`CAST(${asDate(call, value, "TIMESTAMP")} AS TIMESTAMP)`, "timestamp");
}

/** CONVERT_TIMEZONE([from,] to, t) of Snowflake and Redshift, whose default is the session's zone, and UTC. */
export const convertTimezone: FunctionRule = (call) => {
  arity(call, 2, 3);
  const { tx, offset } = call;
  if (call.count === 3)
    return clockIn(tx, call.arg(1), instantIn(tx, call.arg(0), dated(call, 2), offset), offset);
  const value = dated(call, 1);
  if (call.tx.is("redshift") && value.type !== "timestamptz") {
    const utc = primary(`timezone('UTC', ${value.sql})`, "timestamptz");
    return clockIn(tx, call.arg(0), utc, offset);
  }
  const what = "CONVERT_TIMEZONE answers the clock of the zone here, without its offset";
  tx.note("DWM-QRY-006", { what }, offset);
  return clockIn(tx, call.arg(0), value, offset);
};

/** timezone(zone, t) of PostgreSQL and Redshift: AT TIME ZONE as a function. */
export const timezone: FunctionRule = (call) => {
  arity(call, 2);
  const value = call.arg(1);
  if (value.type === "unknown") throw call.stop("whether the time has a zone cannot be told");
  return value.type === "timestamptz"
    ? clockIn(call.tx, call.arg(0), value, call.offset)
    : instantIn(call.tx, call.arg(0), dated(call, 1), call.offset);
};

/** MySQL's CONVERT_TZ(t, from, to). */
export const convertTz: FunctionRule = (call) => {
  arity(call, 3);
  const { tx, offset } = call;
  return clockIn(tx, call.arg(2), instantIn(tx, call.arg(1), dated(call, 0), offset), offset);
};

/** Oracle's FROM_TZ(t, zone). */
export const fromTz: FunctionRule = (call) => {
  arity(call, 2);
  return instantIn(call.tx, call.arg(1), call.arg(0), call.offset);
};

/** Oracle's SYS_EXTRACT_UTC(t). */
export const inUtc: FunctionRule = (call) => {
  arity(call, 1);
  return primary(`timezone('UTC', CAST(${call.arg(0).sql} AS TIMESTAMPTZ))`, "timestamp");
};
