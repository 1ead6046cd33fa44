import type { SourceType } from "../../../../../protocol/dialect.ts";
import { quoteText } from "../../../duckdbNames.ts";
import { readClock, readDateText } from "../../../literals.ts";
import { dateMask } from "../../../masks.ts";
import type { Call } from "../../call.ts";
import { clockOf } from "../../cast.ts";
import { followsMysql } from "../../digits.ts";
import { type Expr, isDated, isNumeric, PREC, primary, wrap } from "../../expr.ts";
import { intervalOf } from "../../interval.ts";
import { UNITS } from "../../intervalUnits.ts";
import { momentOf } from "../../mysql/dates.ts";
import { oracleNumberText } from "../../texts.ts";
import { arity, type FunctionRule } from "../dsl.ts";
import { dateText } from "./dateTexts.ts";
import { extracted } from "./forms.ts";
import { numberText, readNumberMask } from "./numberTexts.ts";
import { numberBesides } from "./oracle/numbers.ts";

/** A value as a date or time: texts are read, other values stay as they are. */
export function asDate(call: Call, value: Expr, type: "DATE" | "TIMESTAMP"): string {
  if (followsMysql(call.tx)) return momentOf(value, type);
  if (value.literal !== undefined) {
    const clock = call.tx.is("tsql") ? readClock(value.literal) : undefined;
    if (clock !== undefined) return `CAST(${quoteText(`1900-01-01 ${clock}`)} AS ${type})`;
    const iso = readDateText(value.literal, call.tx.dialect) ?? value.literal;
    return `CAST(${quoteText(iso)} AS ${type})`;
  }
  // A number is days since 1900 in SQL Server.
  if (call.tx.is("tsql") && value.type === "int")
    return `(TIMESTAMP '1900-01-01' + to_days(CAST(${value.sql} AS INTEGER)))`;
  // DuckDB casts no time of day to a moment.
  if (value.type === "time") return `(DATE '1900-01-01' + ${wrap(value, PREC.multiply)})`;
  if (value.type === "string") return `CAST(${value.sql} AS ${type})`;
  if (isDated(value.type)) return value.sql;
  return `CAST(${value.sql} AS ${type})`;
}

const DAYS_OF_TSQL = ["Y", "DY", "DAYOFYEAR", "W", "DW", "WEEKDAY"];
/** Short names of units that mean something else in one dialect: `y` is the day of the year in T-SQL, `m` a minute in Snowflake. */
const OWN_UNITS: Readonly<Partial<Record<SourceType, Readonly<Record<string, string>>>>> = {
  tsql: Object.fromEntries(DAYS_OF_TSQL.map((word) => [word, "day"])),
  snowflake: { M: "minute" },
  redshift: { M: "minute" },
};

/** The unit that a word argument names. */
export function unitOf(call: Call, index: number): string {
  const word = call.word(index);
  const own = word === undefined ? undefined : OWN_UNITS[call.tx.dialect]?.[word];
  const unit = own ?? (word === undefined ? undefined : UNITS[word]);
  if (unit === undefined) throw call.stop(`the unit ${word ?? "given"} has no counterpart`);
  return unit;
}

/** DATEADD(unit, n, date). Days and longer keep a DATE a DATE. */
export const dateAdd: FunctionRule = (call) => {
  arity(call, 3);
  const unit = unitOf(call, 0);
  return shiftBy(call, call.arg(2), unit, call.arg(1));
};

/** A date moved by `amount` units. */
export function shiftBy(call: Call, date: Expr, unit: string, amount: Expr): Expr {
  const value = asDate(call, date, "TIMESTAMP");
  const fractions = call.tx.is("snowflake") ? "round" : "trunc";
  const sum = `(${value} + ${intervalOf(unit, amount, fractions)})`;
  const whole = /^(year|quarter|month|week|day)$/.test(unit);
  if (date.type === "time") return primary(`CAST(${sum} AS TIME)`, "time");
  if (date.type === "date" && whole) return primary(`CAST(${sum} AS DATE)`, "date");
  return primary(sum, date.type === "timestamptz" ? "timestamptz" : "timestamp");
}

/** DATEDIFF(unit, from, to): boundaries crossed, as DuckDB's date_diff counts; weeks of T-SQL begin on Sunday. */
export const dateDiff: FunctionRule = (call) => {
  arity(call, 3);
  return difference(call, unitOf(call, 0), call.arg(1), call.arg(2));
};

/** Boundaries of `unit` between two dates. */
export function difference(call: Call, unit: string, from: Expr, to: Expr, monday = false): Expr {
  const start = `CAST(${asDate(call, from, "TIMESTAMP")} AS TIMESTAMP)`;
  const end = `CAST(${asDate(call, to, "TIMESTAMP")} AS TIMESTAMP)`;
  if (unit === "week") {
    // DuckDB counts whole weeks elapsed here; the sources count beginnings of weeks, on Sunday or on Monday.
    const shift = call.tx.is("tsql", "bigquery", "redshift") && !monday ? " + INTERVAL 1 DAY" : "";
    const first = (date: string) => `date_trunc('week', ${date}${shift})`;
    return primary(`(date_diff('day', ${first(start)}, ${first(end)}) // 7)`, "int");
  }
  return primary(`date_diff('${unit}', ${start}, ${end})`, "int");
}

/** YEAR(d), MONTH(d) and the like. */
export function part(name: string): FunctionRule {
  return (call) => {
    arity(call, 1);
    const value = call.arg(0);
    const date =
      value.type === "string" ? { ...value, sql: asDate(call, value, "TIMESTAMP") } : value;
    return extracted(call.tx, name, date, call.offset);
  };
}

/** DATEPART('unit', d). */
export const datePart: FunctionRule = (call) => {
  arity(call, 2);
  const word = call.word(0);
  if (word === undefined) throw call.stop("the part is computed");
  const value = call.arg(1);
  const date =
    value.type === "string" ? { ...value, sql: asDate(call, value, "TIMESTAMP") } : value;
  const own = call.tx.is("tsql") ? undefined : OWN_UNITS[call.tx.dialect]?.[word];
  const upper = (own ?? UNITS[word])?.toUpperCase() ?? word;
  if (call.tx.is("tsql")) {
    if (/^(DW|W|WEEKDAY)$/.test(word)) {
      const what = "the week begins on Sunday, as under DATEFIRST 7";
      call.tx.note("DWM-QRY-006", { what }, call.offset);
      return primary(`(extract(dow FROM ${date.sql}) + 1)`, "int");
    }
    if (/^(DY|Y|DAYOFYEAR)$/.test(word)) return primary(`extract(doy FROM ${date.sql})`, "int");
    if (/^(ISOWK|ISOWW|ISO_WEEK)$/.test(word))
      return primary(`extract(week FROM ${date.sql})`, "int");
    if (upper === "WEEK") {
      const first = `date_trunc('year', ${date.sql})`;
      return primary(
        `((extract(doy FROM ${date.sql}) + extract(dow FROM ${first}) - 1) // 7 + 1)`,
        "int",
      );
    }
    if (upper === "MILLISECOND")
      return primary(`(extract(millisecond FROM ${date.sql}) % 1000)`, "int");
  }
  return extracted(call.tx, upper, date, call.offset);
};

/** The literal mask of a call, in strftime's language. */
export function maskOf(
  call: Call,
  index: number,
  reading: boolean,
): { format: string; zone: boolean } {
  const mask = call.arg(index).literal;
  if (mask === undefined) throw call.stop("the format is computed");
  const read = dateMask(mask, call.tx.dialect, reading);
  if ("unknown" in read) {
    throw call.tx.stop("DWM-QRY-005", { mask, element: read.unknown }, call.offset);
  }
  return read;
}

/** TO_CHAR(value, mask): dates through strftime. Numbers' masks are refused, TO_CHAR(n) alone is a cast. */
export const toChar: FunctionRule = (call) => {
  arity(call, 1, 3);
  const value = call.arg(0);
  if (call.count === 1) {
    if (call.tx.is("snowflake") && value.type === "date")
      return primary(`CAST(${value.sql} AS VARCHAR)`, "string");
    if (isDated(value.type)) throw call.stop("a date without a format depends on the session");
    if (value.type === "unknown") {
      call.tx.note(
        "DWM-QRY-006",
        { what: `${call.name} without a format: fractions and dates may look different` },
        call.offset,
      );
    }
    if (call.tx.is("oracle") && (value.type === "decimal" || value.type === "float"))
      return primary(oracleNumberText(value.sql), "string");
    return primary(`CAST(${value.sql} AS VARCHAR)`, "string");
  }
  if (value.type === "interval") throw call.stop("an interval as text");
  const mask = call.arg(1).literal;
  if (
    isNumeric(value.type) ||
    (mask !== undefined && /^(FM)?[$L]?[09.,GDSMI]+$/i.test(mask) && /[09]/.test(mask))
  ) {
    return call.count === 3
      ? withOwnPoint(call, numberMask(call, value, mask), mask ?? "")
      : numberMask(call, value, mask);
  }
  if (call.count === 3 && !ENGLISH.test(call.arg(2).literal ?? ""))
    throw call.stop("an NLS argument");
  if (mask === undefined) throw call.stop("the format is computed");
  const date = /^(string|time)$/.test(value.type) ? asDate(call, value, "TIMESTAMP") : value.sql;
  if (call.tx.is("snowflake"))
    return primary(`strftime(${date}, ${quoteText(maskOf(call, 1, false).format)})`, "string");
  const shown = dateText(date, mask, call.tx.dialect);
  if ("unknown" in shown)
    throw call.tx.stop("DWM-QRY-005", { mask, element: shown.unknown }, call.offset);
  if (/(?<!D)D(?!D|AY|Y)/i.test(mask.replace(/"[^"]*"/g, "")) && call.tx.is("oracle")) {
    const what =
      "days of the week are counted from Sunday; Oracle's begin depends on NLS_TERRITORY";
    call.tx.note("DWM-QRY-006", { what }, call.offset);
  }
  return primary(shown.sql, "string");
};

/** A number as a mask of 9 and 0 shows it. */
function numberMask(call: Call, value: Expr, mask: string | undefined): Expr {
  const own = call.tx.is("oracle", "teradata") ? numberBesides(value, mask ?? "") : undefined;
  if (own) return own;
  const read = readNumberMask(mask ?? "");
  if (mask === undefined || !read)
    throw call.tx.stop("DWM-QRY-005", { mask: mask ?? "", element: mask ?? "" }, call.offset);
  // One place more is the sign's. Numbers too long for the mask are written as #.
  const bare = mask.replace(/^FM/i, "");
  const width = bare.length + 1;
  const overflow = call.tx.is("oracle")
    ? "#".repeat(width)
    : `${read.tight ? "" : " "}${bare.replace(/[09]/g, "#")}`;
  return primary(numberText(value.sql, read, overflow, width), "string");
}

/** The text of a number with the characters of NLS_NUMERIC_CHARACTERS for D and G. */
function withOwnPoint(call: Call, shown: Expr, mask: string): Expr {
  const [, point, group] = numericCharacters(call, 2);
  if (/[.,]/.test(mask)) throw call.stop("NLS_NUMERIC_CHARACTERS beside a plain point or comma");
  const own = quoteText(`${point}${group}`);
  return primary(`translate(${shown.sql}, '.,', ${own})`, "string");
}

/** `NLS_NUMERIC_CHARACTERS = ',.'`: the characters of D and of G. */
export function numericCharacters(call: Call, index: number): readonly string[] {
  const read = /^\s*NLS_NUMERIC_CHARACTERS\s*=\s*'?([^'\s])([^'\s]| )'?\s*$/i;
  const found = read.exec(call.arg(index).literal ?? "");
  if (!found) throw call.stop("an NLS argument");
  return found;
}

/** The third argument of TO_CHAR and TO_DATE that asks for English names. */
export const ENGLISH = /^\s*NLS_DATE_LANGUAGE\s*=\s*'?(ENGLISH|AMERICAN)'?\s*$/i;

/** TO_DATE, TO_TIMESTAMP with a mask -> strptime. */
export function toDate(target: "DATE" | "TIMESTAMP" | "TIMESTAMPTZ", safe = false): FunctionRule {
  const type = target === "DATE" ? "date" : target === "TIMESTAMP" ? "timestamp" : "timestamptz";
  return (call) => {
    arity(call, 1, call.tx.is("oracle") ? 3 : 2);
    if (call.count === 3 && !ENGLISH.test(call.arg(2).literal ?? ""))
      throw call.stop("an NLS argument");
    const value = call.arg(0);
    const cast = safe ? "TRY_CAST" : "CAST";
    if (call.count === 1) {
      if (value.literal !== undefined) {
        const iso = readDateText(value.literal, call.tx.dialect);
        if (iso === undefined && !safe) throw call.stop("the text's format depends on the session");
        return primary(`${cast}(${quoteText(iso ?? value.literal)} AS ${target})`, type);
      }
      if (call.tx.is("oracle") && !isDated(value.type))
        throw call.stop("the text's format depends on the session");
      // Seconds since 1970.
      if (call.tx.is("teradata") && isNumeric(value.type) && target === "TIMESTAMP")
        return primary(
          `(TIMESTAMP '1970-01-01 00:00:00' + to_seconds(CAST(${value.sql} AS DOUBLE)))`,
          type,
        );
      if (isNumeric(value.type)) throw call.stop("a number as a date");
      return primary(`${cast}(${value.sql} AS ${target})`, type);
    }
    if (call.tx.is("snowflake") && call.arg(1).literal?.toUpperCase() === "AUTO") {
      return primary(`${cast}(${value.sql} AS ${target})`, type);
    }
    // Days of Julius Scaliger's count.
    if (call.tx.is("oracle", "teradata") && call.arg(1).literal?.toUpperCase() === "J" && !safe) {
      const days = `CAST(CAST(${value.sql} AS INTEGER) - 2451545 AS INTEGER)`;
      return primary(`CAST(DATE '2000-01-01' + ${days} AS ${target})`, type);
    }
    const { format, zone } = maskOf(call, 1, true);
    if (/%(?!Y)/.test(format) && !/%[Yy]/.test(format)) throw call.stop("a format without a year");
    if (call.tx.is("oracle", "teradata") && !/%[mbBj]/.test(format))
      throw call.stop("a format without a month means the current month");
    if (zone && target === "TIMESTAMP") throw call.stop("a format with a time zone");
    const given = value.type === "string" ? value.sql : `CAST(${value.sql} AS VARCHAR)`;
    const text = call.tx.is("oracle", "teradata")
      ? readable(given, call.arg(1).literal ?? "", zone)
      : given;
    const read = `${safe ? "try_" : ""}strptime(${text}, ${quoteText(format)})`;
    const dated = format.includes("%y") ? inCentury(call, read, call.arg(1).literal ?? "") : read;
    return primary(`CAST(${dated} AS ${target})`, type);
  };
}

/** What strptime reads otherwise than Oracle: A.M. with its points, and an offset whose hour has one digit. */
function readable(text: string, mask: string, zone: boolean): string {
  let sql = text;
  if (/[AP]\.M\./i.test(mask)) sql = `regexp_replace(${sql}, '([AaPp])\\.([Mm])\\.', '\\1\\2')`;
  return zone ? `regexp_replace(${sql}, '([+-])(\\d)(:\\d\\d)?$', '\\10\\2\\3')` : sql;
}

/**
 * Puts a year of two digits into the source's century; DuckDB reads 69 to 99 as 1969 to 1999. RR: 50 to 99 are of the
 * last century; Oracle's and Teradata's YY: all are of this one; the others' YY: 70 to 99 are of the last.
 */
export function inCentury(call: Call, read: string, mask: string): string {
  const year = `extract(year FROM ${read})`;
  if (/RR/i.test(mask))
    return `(CASE WHEN ${year} BETWEEN 2050 AND 2068 THEN ${read} - INTERVAL 100 YEAR ELSE ${read} END)`;
  const last = call.tx.is("oracle", "teradata") ? 1999 : 1969;
  return `(CASE WHEN ${year} BETWEEN 1969 AND ${last} THEN ${read} + INTERVAL 100 YEAR ELSE ${read} END)`;
}

/** ADD_MONTHS: the last day of a month stays a last day (Oracle, Redshift, Teradata: yes for Oracle and Redshift). */
export const addMonths: FunctionRule = (call) =>
  movedMonths(call, call.tx.is("oracle", "snowflake", "redshift"));

/** Teradata's OADD_MONTHS: ADD_MONTHS as Oracle has it. */
export const addMonthsKeepingLast: FunctionRule = (call) => movedMonths(call, true);

function movedMonths(call: Call, keepsLast: boolean): Expr {
  arity(call, 2);
  const date = call.arg(0);
  const value = asDate(call, date, "TIMESTAMP");
  const months = intervalOf("month", call.arg(1));
  const moved = `(${value} + ${months})`;
  const isLast = `CAST(${value} AS DATE) = last_day(CAST(${value} AS DATE))`;
  const rest = `(${value} - CAST(CAST(${value} AS DATE) AS TIMESTAMP))`;
  const lastDay = `CASE WHEN ${isLast} THEN last_day(CAST(${moved} AS DATE)) + ${rest} ELSE ${moved} END`;
  const sql = keepsLast ? lastDay : moved;
  if (date.type === "date") return primary(`CAST(${sql} AS DATE)`, "date");
  return primary(keepsLast ? `(${sql})` : sql, "timestamp");
}

/** MONTHS_BETWEEN: whole when the days agree or both are last days, else 31sts of a month. */
export const monthsBetween: FunctionRule = (call) => {
  arity(call, 2);
  const a = `CAST(${asDate(call, call.arg(0), "TIMESTAMP")} AS TIMESTAMP)`;
  const b = `CAST(${asDate(call, call.arg(1), "TIMESTAMP")} AS TIMESTAMP)`;
  const months = `date_diff('month', ${b}, ${a})`;
  const lasts = `(last_day(${a}) = CAST(${a} AS DATE) AND last_day(${b}) = CAST(${b} AS DATE))`;
  const days = (date: string) => `(extract(day FROM ${date}) + (epoch(${date}) % 86400) / 86400)`;
  const equal = `extract(day FROM ${a}) = extract(day FROM ${b})`;
  const sql = `CASE WHEN ${equal} OR ${lasts} THEN ${months} ELSE ${months} + (${days(a)} - ${days(b)}) / 31 END`;
  return primary(`(${sql})`, "float");
};

/** The week of the year, of weeks that begin on Sunday: the days before the first Sunday are week 0. */
export function weekFromSunday(date: string): string {
  return `((extract(doy FROM ${date}) + (extract(dow FROM date_trunc('year', ${date})) + 6) % 7) // 7)`;
}

/** LAST_DAY(d [, unit]), the unit one of these; without it the month's. */
export function lastDayOf(units: RegExp): FunctionRule {
  return (call) => {
    if (call.count < 2) return lastDay(call);
    arity(call, 2);
    const unit = unitOf(call, 1);
    if (!units.test(unit)) throw call.stop("this unit");
    const date = asDate(call, call.arg(0), "DATE");
    return primary(
      `CAST(date_trunc('${unit}', ${date}) + INTERVAL 1 ${unit} - INTERVAL 1 day AS DATE)`,
      "date",
    );
  };
}

/** LAST_DAY: a time of day stays in Oracle, others answer a DATE. */
export const lastDay: FunctionRule = (call) => {
  arity(call, 1);
  const date = asDate(call, call.arg(0), "TIMESTAMP");
  if (!call.tx.is("oracle")) return primary(`last_day(${date})`, "date");
  return primary(`(last_day(${date}) + (${date} - date_trunc('day', ${date})))`, "timestamp");
};

/** TIME(x) and TO_TIME(x). */
export const timeOfDay: FunctionRule = (call) => {
  arity(call, 1);
  const value = call.arg(0);
  const clock = value.type === "timestamptz" ? clockOf(call.tx, value) : value.sql;
  return primary(`CAST(${clock} AS TIME)`, "time");
};

/** ISOWEEK and WEEK(MONDAY) of BigQuery. */
export function isIsoWeek(call: Call, index: number): boolean {
  const text = call.raw[index]?.rest().replace(/\s/g, "").toUpperCase();
  return text === "ISOWEEK" || text === "WEEK(MONDAY)";
}

/** DATE_TRUNC('unit', d); a DATE stays a DATE. */
export const dateTrunc: FunctionRule = (call) => {
  arity(call, 2);
  const [unitAt, dateAt] = call.tx.is("bigquery") ? [1, 0] : [0, 1];
  const monday = call.tx.is("bigquery") && isIsoWeek(call, unitAt ?? 0);
  const unit = monday ? "week" : unitOf(call, unitAt ?? 0);
  const value = call.arg(dateAt ?? 1);
  const date = asDate(call, value, "TIMESTAMP");
  // BigQuery's and SQL Server's weeks begin on Sunday.
  const sunday = unit === "week" && !monday && call.tx.is("bigquery", "tsql");
  const sql = sunday
    ? `(date_trunc('week', ${date} + INTERVAL 1 DAY) - INTERVAL 1 DAY)`
    : `date_trunc('${unit}', ${date})`;
  if (value.type === "time") return primary(`CAST(${sql} AS TIME)`, "time");
  const staysDate = value.type === "date" && call.tx.is("snowflake", "bigquery");
  return staysDate
    ? primary(`CAST(${sql} AS DATE)`, "date")
    : primary(sql, value.type === "timestamptz" ? "timestamptz" : "timestamp");
};
