import { quoteText } from "../../../duckdbNames.ts";
import { readDateText } from "../../../literals.ts";
import { Call } from "../../call.ts";
import { castTo } from "../../cast.ts";
import { followsMysql } from "../../digits.ts";
import { type Expr, primary } from "../../expr.ts";
import { readExpression, readWhole } from "../../expression.ts";
import { UNITS } from "../../intervalUnits.ts";
import { numberOf } from "../../mysql/coerce.ts";
import { movedBy } from "../../mysql/dates.ts";
import { mysqlExtract } from "../../mysql/extract.ts";
import { noteTexts, placeOf } from "../../texts.ts";
import type { Tx } from "../../tx.ts";
import { castType } from "../../types.ts";
import { databricksForm } from "../databricks/forms.ts";
import { readBetween, readOverlayParts, topLevelWord } from "../topLevel.ts";
import { tsqlConvert } from "./convert.ts";
import { partOfSpan } from "./intervalParts.ts";
import { validConversion } from "./oracle/conversions.ts";
import { text as asText, cut, cutBytes } from "./text.ts";

/** Parts that EXTRACT takes on both sides with the same meaning. */
const PARTS: Readonly<Record<string, string>> = {
  YEAR: "year",
  QUARTER: "quarter",
  MONTH: "month",
  DAY: "day",
  HOUR: "hour",
  MINUTE: "minute",
  DOY: "doy",
  DAYOFYEAR: "doy",
  EPOCH: "epoch",
  DECADE: "decade",
  CENTURY: "century",
  MILLENNIUM: "millennium",
  ISODOW: "isodow",
  ISOYEAR: "isoyear",
  JULIAN: "julian",
  TIMEZONE: "timezone",
  TIMEZONE_HOUR: "timezone_hour",
  TIMEZONE_MINUTE: "timezone_minute",
};

/**
 * Calls with a grammar of their own: EXTRACT(x FROM d), TRIM(BOTH 'x' FROM s), SUBSTRING(s FROM 1 FOR 2),
 * POSITION(a IN b), CONVERT(…). The cursor stands inside of the brackets; undefined leaves it there.
 */
export function specialForm(tx: Tx, name: string, offset: number): Expr | undefined {
  if (tx.target === "databricks") return databricksForm(tx, name, offset);
  switch (name) {
    case "EXTRACT":
      return readExtract(tx, offset);
    case "TRIM":
      return readTrim(tx);
    case "SUBSTRING":
    case "SUBSTR":
      return readSubstringFrom(tx);
    case "POSITION":
      return readPosition(tx);
    case "OVERLAY":
      return readOverlay(tx);
    case "CHAR":
      return followsMysql(tx) ? charUsing(tx) : undefined;
    case "CONVERT":
    case "TRY_CONVERT":
      return tx.is("oracle") ? undefined : readConvert(tx, name, offset);
    case "CHR":
      return tx.is("oracle") ? chrUsing(tx, offset) : undefined;
    case "VALIDATE_CONVERSION":
      return tx.is("oracle") ? validConversion(tx, offset) : undefined;
    case "TRANSLATE":
      return tx.is("oracle", "teradata") ? translateUsing(tx, offset) : undefined;
    case "DATE_ADD":
    case "DATE_SUB":
    case "ADDDATE":
    case "SUBDATE":
    case "TIME_ADD":
    case "TIME_SUB":
    case "DATETIME_ADD":
    case "DATETIME_SUB":
    case "TIMESTAMP_ADD":
    case "TIMESTAMP_SUB":
      return readIntervalSum(tx, name);
    default:
      return undefined;
  }
}

/** OVERLAY(s PLACING by FROM start FOR length): as many characters as `by` has, where no length is given. */
function readOverlay(tx: Tx): Expr | undefined {
  const parts = readOverlayParts(tx);
  if (!parts) return undefined;
  const [subject, by] = [asText(parts.subject, tx), asText(parts.by, tx)];
  const start = parts.start.sql;
  const count = parts.length ? `(${parts.length.sql})` : `length(${by})`;
  const head = `left(${subject}, CAST((${start}) - 1 AS INTEGER))`;
  return primary(`(${head} || ${by} || substring(${subject}, (${start}) + ${count}))`, "string");
}

/** MySQL's CHAR(n, … USING charset): texts are Unicode here. */
function charUsing(tx: Tx): Expr | undefined {
  const { cursor } = tx;
  const using = topLevelWord(tx, "USING");
  if (using < 0) return undefined;
  const given = new Call(tx, "CHAR", cursor.offset, cursor.slice(cursor.at, using).split());
  return tx.rule("CHAR")?.(given);
}

/** Oracle's CHR(n USING NCHAR_CS): a character of Unicode. */
function chrUsing(tx: Tx, offset: number): Expr | undefined {
  const { cursor } = tx;
  const using = topLevelWord(tx, "USING");
  if (using < 0) return undefined;
  return tx.rule("NCHR")?.(new Call(tx, "CHR", offset, [cursor.slice(cursor.at, using)]));
}

/** TRANSLATE(s USING … ) of Oracle and Teradata: from one character set to another. */
function translateUsing(tx: Tx, offset: number): Expr | undefined {
  const { cursor } = tx;
  const using = topLevelWord(tx, "USING");
  if (using < 0) return undefined;
  // Teradata puts a character of its own in the place of what it cannot write.
  if (cursor.tokens.slice(using, cursor.end).some(({ value }) => value === "ERROR"))
    throw tx.unsupported("TRANSLATE … WITH ERROR", offset);
  const value = readBetween(tx, cursor.at, using);
  const why = "texts are Unicode in the target";
  tx.note("DWM-QRY-007", { clause: "TRANSLATE … USING", why }, offset);
  return primary(asText(value, tx), "string");
}

function readExtract(tx: Tx, offset: number): Expr {
  const { cursor } = tx;
  const token = cursor.next();
  const written =
    token?.kind === "string" ? token.text.slice(1, -1).toUpperCase() : (token?.value ?? "");
  tx.expect("FROM");
  const value = readWhole(tx);
  const own = followsMysql(tx) ? mysqlExtract(written, value) : partOfSpan(tx, written, value);
  return own ?? extracted(tx, written, value, offset);
}

/** One part of a date, as the source counts it. */
export function extracted(tx: Tx, written: string, value: Expr, offset: number): Expr {
  const part = written.replace(/S$/, "") || written;
  if (part === "SECOND" || written === "SECOND") {
    // Whole seconds in MySQL, T-SQL, Snowflake, BigQuery; with their fraction in Oracle, PostgreSQL, Redshift.
    if (tx.is("oracle", "postgres", "redshift", "teradata")) {
      const whole = `extract(microseconds FROM ${timestampOf(value)})`;
      return { ...primary(`(${whole} / 1000000)`, "float"), name: "extract" };
    }
    return primary(`extract(second FROM ${value.sql})`, "int");
  }
  if (
    /^(WEEK|WEEKISO|ISOWEEK|ISO_WEEK)$/.test(written) &&
    (tx.is("postgres", "redshift") || written !== "WEEK")
  ) {
    return primary(`extract(week FROM ${value.sql})`, "int");
  }
  // From Sunday on; 0 before the first one.
  if (written === "WEEK" && tx.is("bigquery"))
    return primary(`CAST(strftime(${value.sql}, '%U') AS BIGINT)`, "int");
  if (tx.is("snowflake")) {
    const own = snowflakePart(written, value);
    if (own) return { ...own, name: "extract" };
  }
  if (/^(DOW|DAYOFWEEK|WEEKDAY)$/.test(written)) {
    if (tx.is("postgres", "redshift") || (tx.is("snowflake") && written !== "WEEKDAY")) {
      return primary(`extract(dow FROM ${value.sql})`, "int");
    }
    if (tx.is("bigquery")) return primary(`(extract(dow FROM ${value.sql}) + 1)`, "int");
  }
  if (written === "DATE" && tx.is("bigquery")) return primary(`CAST(${value.sql} AS DATE)`, "date");
  if (/^(MILLISECONDS?|MICROSECONDS?)$/.test(written) && tx.is("postgres", "redshift")) {
    const micro = `extract(microseconds FROM ${timestampOf(value)})`;
    if (written.startsWith("MICRO")) return { ...primary(micro, "int"), name: "extract" };
    return { ...primary(`(${micro} / 1000)`, "float"), name: "extract" };
  }
  const known = PARTS[part] ?? PARTS[written];
  if (known === undefined)
    throw tx.stop(
      "DWM-QRY-004",
      { name: "EXTRACT", reason: `the part ${written} has no counterpart` },
      offset,
    );
  return {
    ...primary(`extract(${known} FROM ${value.sql})`, known === "epoch" ? "float" : "int"),
    name: "extract",
  };
}

/** Snowflake's names of ISO's days, and whole seconds and parts of seconds since 1970. */
function snowflakePart(written: string, value: Expr): Expr | undefined {
  if (/^(DAYOFWEEKISO|DAYOFWEEK_ISO|WEEKDAY_ISO|DOW_ISO|DW_ISO)$/.test(written))
    return primary(`extract(isodow FROM ${value.sql})`, "int");
  // As WEEK_OF_YEAR_POLICY = 0 has it.
  if (/^(WEEK|W|WK|WEEKOFYEAR|WOY|WY)$/.test(written))
    return primary(`extract(week FROM ${value.sql})`, "int");
  const unit = /^EPOCH_(SECOND|MILLISECOND|MICROSECOND|NANOSECOND)S?$/.exec(written)?.[1];
  if (unit === undefined) return undefined;
  const name = { SECOND: "epoch", MILLISECOND: "epoch_ms", MICROSECOND: "epoch_us" }[unit];
  const since = `${name ?? "epoch_ns"}(${timestampOf(value)})`;
  return primary(name === "epoch" ? `CAST(floor(${since}) AS BIGINT)` : since, "int");
}

function timestampOf(value: Expr): string {
  // DuckDB casts no time of day to a moment.
  if (value.type === "time") return `(DATE '1900-01-01' + ${value.sql})`;
  return value.type === "timestamp" || value.type === "timestamptz"
    ? value.sql
    : `CAST(${value.sql} AS TIMESTAMP)`;
}

function readTrim(tx: Tx): Expr | undefined {
  const { cursor } = tx;
  const sides: Readonly<Record<string, string>> = {
    BOTH: "trim",
    LEADING: "ltrim",
    TRAILING: "rtrim",
  };
  const token = cursor.peek();
  const side = token?.kind === "word" ? sides[token.value] : undefined;
  if (side === undefined) {
    const from = topLevelWord(tx, "FROM");
    if (from < 0) return undefined;
    const characters = tx.inside(cursor.slice(cursor.at, from), () => readWhole(tx));
    const text = tx.inside(cursor.slice(from + 1, cursor.end), () => readWhole(tx));
    return trimmed(tx, "trim", text, characters);
  }
  cursor.next();
  if (cursor.accept("FROM")) return trimmed(tx, side, readWhole(tx), undefined);
  const from = topLevelWord(tx, "FROM");
  if (from < 0) return trimmed(tx, side, readWhole(tx), undefined);
  const characters = tx.inside(cursor.slice(cursor.at, from), () => readWhole(tx));
  const text = tx.inside(cursor.slice(from + 1, cursor.end), () => readWhole(tx));
  return trimmed(tx, side, text, characters);
}

function trimmed(tx: Tx, side: string, text: Expr, characters: Expr | undefined): Expr {
  if (followsMysql(tx) && characters?.literal !== undefined && characters.literal.length > 1)
    return trimmedOf(tx, side, text, characters.literal);
  if (tx.is("mysql") && characters && characters.literal?.length !== 1) {
    throw tx.stop("DWM-QRY-004", {
      name: "TRIM",
      reason: "MySQL trims a whole text, not a set of characters",
    });
  }
  const set = characters ? asText(characters, tx) : "' '";
  const sql = `${side}(${asText(text, tx)}, ${set})`;
  return primary(tx.is("oracle") ? `nullif(${sql}, '')` : sql, "string");
}

/** MySQL's TRIM of a text that is longer than a character: as often as it stands there. */
function trimmedOf(tx: Tx, side: string, text: Expr, part: string): Expr {
  const pattern = part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  let sql = asText(text, tx);
  if (side !== "rtrim") sql = `regexp_replace(${sql}, ${tx.out.text(`^(?:${pattern})+`)}, '')`;
  if (side !== "ltrim") sql = `regexp_replace(${sql}, ${tx.out.text(`(?:${pattern})+$`)}, '')`;
  return primary(sql, "string");
}

function readSubstringFrom(tx: Tx): Expr | undefined {
  const { cursor } = tx;
  const from = topLevelWord(tx, "FROM");
  if (from < 0) {
    const upTo = tx.is("postgres") ? topLevelWord(tx, "FOR") : -1;
    if (upTo < 0) return undefined;
    const whole = readBetween(tx, cursor.at, upTo);
    const count = readBetween(tx, upTo + 1, cursor.end);
    return part(tx, whole, { ...primary("1", "int"), number: "1" }, count);
  }
  const text = tx.inside(cursor.slice(cursor.at, from), () => readWhole(tx));
  const until = tx.inside(cursor.slice(from + 1, cursor.end), () => topLevelWord(tx, "FOR"));
  const start = tx.inside(cursor.slice(from + 1, until < 0 ? cursor.end : until), () =>
    readWhole(tx),
  );
  if (start.type === "string") return foundPart(tx, text, start, until);
  if (until < 0) return part(tx, text, start, undefined);
  const length = tx.inside(cursor.slice(until + 1, cursor.end), () => readWhole(tx));
  return part(tx, text, start, length);
}

function part(tx: Tx, whole: Expr, start: Expr, length: Expr | undefined): Expr {
  if (whole.type === "binary" && tx.is("postgres", "redshift"))
    return cutBytes(whole, start, length);
  return cut(tx, whole.sql, start, length);
}

/** `SUBSTRING(s FROM pattern)`: what the first group of a regular expression found, all of it where it has none. */
function foundPart(tx: Tx, text: Expr, pattern: Expr, until: number): Expr {
  const { literal } = pattern;
  if (
    until >= 0 ||
    literal === undefined ||
    !tx.is("postgres") ||
    /\\[^dswDSW.]|\[\[:/.test(literal)
  )
    throw tx.unsupported("SUBSTRING … FROM pattern");
  const group = /(?<!\\)\((?!\?)/.test(literal) ? 1 : 0;
  const found = `regexp_extract(${text.sql}, ${pattern.sql}, ${group}, 's')`;
  return primary(
    `CASE WHEN regexp_matches(${text.sql}, ${pattern.sql}, 's') THEN ${found} END`,
    "string",
  );
}

function readPosition(tx: Tx): Expr | undefined {
  const inside = topLevelWord(tx, "IN");
  if (inside < 0) return undefined;
  const { cursor } = tx;
  const part = tx.inside(cursor.slice(cursor.at, inside), () => readWhole(tx));
  const whole = tx.inside(cursor.slice(inside + 1, cursor.end), () => readWhole(tx));
  noteTexts(tx, cursor.offset, { ...whole, type: "string" }, part);
  return primary(placeOf(tx, whole.sql, part.sql, part), "int");
}

function readConvert(tx: Tx, name: string, offset: number): Expr {
  const { cursor } = tx;
  if (tx.is("tsql", "redshift")) {
    const type = castType(tx);
    tx.expectSymbol(",");
    const value = readExpression(tx);
    let style: string | undefined;
    if (cursor.acceptSymbol(",")) {
      const token = cursor.next();
      if (token?.kind !== "number" || !cursor.done)
        throw tx.unsupported("a computed CONVERT style", offset);
      style = token.text;
    }
    if (!cursor.done) throw tx.unreadable("not expected in CONVERT");
    return tsqlConvert(tx, type, value, style, name === "TRY_CONVERT", offset);
  }
  if (!tx.is("mysql")) throw tx.stop("DWM-QRY-003", { name }, offset);
  const value = readExpression(tx);
  if (cursor.accept("USING")) {
    cursor.identifier();
    tx.note(
      "DWM-QRY-007",
      { clause: "CONVERT … USING", why: "texts are Unicode in the target" },
      offset,
    );
    return value;
  }
  tx.expectSymbol(",");
  const type = castType(tx);
  return castTo(tx, value, type, false, offset);
}

/** DATE_ADD(d, INTERVAL 1 DAY) of MySQL and BigQuery. */
function readIntervalSum(tx: Tx, name: string): Expr | undefined {
  if (!tx.is("mysql", "bigquery")) return undefined;
  const { cursor } = tx;
  const date = readExpression(tx);
  tx.expectSymbol(",");
  if (followsMysql(tx)) return mysqlIntervalSum(tx, date, /SUB/.test(name) ? "-" : "+");
  if (!cursor.isWords("INTERVAL")) {
    if (!tx.is("mysql")) throw tx.unreadable("INTERVAL expected");
    const days = readWhole(tx);
    return shifted(date, name, `to_days(CAST(${days.sql} AS INTEGER))`, "day");
  }
  const unitToken = cursor.tokens[cursor.end - 1];
  const unit = UNITS[unitToken?.value ?? ""] ?? "second";
  const interval = readWhole(tx);
  return shifted(date, name, interval.sql, unit);
}

function mysqlIntervalSum(tx: Tx, date: Expr, sign: "+" | "-"): Expr {
  const { cursor } = tx;
  if (!cursor.isWords("INTERVAL")) {
    const days = numberOf(tx, readWhole(tx));
    return movedBy(date, `to_days(CAST(${days.sql} AS INTEGER))`, "day", sign);
  }
  const unit = cursor.tokens[cursor.end - 1]?.value ?? "";
  const interval = readWhole(tx);
  return movedBy(date, interval.sql, UNITS[unit] ?? unit, sign);
}

function shifted(date: Expr, name: string, interval: string, unit: string): Expr {
  const sign = /SUB/.test(name) ? "-" : "+";
  const dateOnly = /^(year|quarter|month|week|day)$/.test(unit);
  const iso = date.literal === undefined ? undefined : readDateText(date.literal, "mysql");
  const source =
    date.literal === undefined ? date.sql : `CAST(${quoteText(iso ?? date.literal)} AS TIMESTAMP)`;
  const sum = `(${source} ${sign} ${interval})`;
  // A DATE and a number of days stays a DATE there; DuckDB answers a TIMESTAMP.
  if ((date.type === "date" || iso?.length === 10) && dateOnly)
    return primary(`CAST(${sum} AS DATE)`, "date");
  return primary(sum, /^(timestamptz|time|unknown)$/.test(date.type) ? date.type : "timestamp");
}
