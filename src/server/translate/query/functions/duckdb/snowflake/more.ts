import { readDateText } from "../../../../literals.ts";
import type { Call } from "../../../call.ts";
import { type Expr, primary } from "../../../expr.ts";
import { UNITS } from "../../../intervalUnits.ts";
import {
  aggregate,
  arity,
  type FunctionRule,
  type RuleTable,
  refused,
  same,
  template,
} from "../../dsl.ts";
import { widthBucket } from "../buckets.ts";
import { asDate, lastDayOf, timeOfDay } from "../dates.ts";
import { regexpPart } from "../regexps.ts";
import { positionFrom, replaced, text, tokens } from "../text.ts";
import { convertTimezone } from "../zones.ts";

const WEEKDAYS = ["su", "mo", "tu", "we", "th", "fr", "sa"];

/** NEXT_DAY and PREVIOUS_DAY(d, 'fr'): the first such day after the date, and the last one before it. */
const otherDay =
  (after: boolean): FunctionRule =>
  (call) => {
    arity(call, 2);
    const day = WEEKDAYS.indexOf((call.arg(1).literal ?? "").trim().slice(0, 2).toLowerCase());
    if (day < 0) throw call.stop("the day's name is not known");
    const date = `CAST(${asDate(call, call.arg(0), "DATE")} AS DATE)`;
    const place = `CAST(extract(dow FROM ${date}) AS INTEGER)`;
    const distance = after ? `(${day + 6} - ${place}) % 7 + 1` : `(${place} + ${6 - day}) % 7 + 1`;
    return primary(`(${date} ${after ? "+" : "-"} (${distance}))`, "date");
  };

/** TIME_SLICE(t, n, 'unit'): the beginning of the slice, counted from 1970. */
const timeSlice: FunctionRule = (call) => {
  arity(call, 3, 4);
  const count = call.arg(1).number;
  const unit = UNITS[call.word(2) ?? ""];
  const end = call.count === 4 && call.word(3) === "END";
  if (
    count === undefined ||
    unit === undefined ||
    !/^(day|hour|minute|second|month|year)$/.test(unit)
  )
    throw call.stop("a computed slice, or this unit");
  const value = call.arg(0);
  const time = `CAST(${asDate(call, value, "TIMESTAMP")} AS TIMESTAMP)`;
  const slice = `INTERVAL (${count}) ${unit}`;
  const start = `time_bucket(${slice}, ${time}, TIMESTAMP '1970-01-01 00:00:00')`;
  const sql = end ? `(${start} + ${slice})` : start;
  return value.type === "date"
    ? primary(`CAST(${sql} AS DATE)`, "date")
    : primary(sql, "timestamp");
};

/** Seconds, milli-, micro- or nanoseconds since 1970, told apart by how many there are. */
function ofNumber(value: Expr): string {
  const seconds = `CAST(${value.sql} AS DOUBLE)`;
  const size = `abs(${seconds})`;
  return `to_timestamp(CASE WHEN ${size} < 31536000000 THEN ${seconds} WHEN ${size} < 31536000000000 THEN ${seconds} / 1e3 WHEN ${size} < 31536000000000000 THEN ${seconds} / 1e6 ELSE ${seconds} / 1e9 END)`;
}

/** TO_TIMESTAMP_LTZ and TO_TIMESTAMP_TZ of a time, a text or a number. */
const toInstant: FunctionRule = (call) => {
  arity(call, 1);
  const value = call.arg(0);
  if (/^(int|decimal|float)$/.test(value.type)) return primary(ofNumber(value), "timestamptz");
  const iso =
    value.literal === undefined ? undefined : readDateText(value.literal, call.tx.dialect);
  const sql = iso === undefined ? value.sql : call.tx.out.text(iso);
  return primary(`CAST(${sql} AS TIMESTAMPTZ)`, "timestamptz");
};

/** TO_TIMESTAMP of a number: UTC's clock. */
export function timestampOfNumber(value: Expr): Expr {
  return primary(`timezone('UTC', ${ofNumber(value)})`, "timestamp");
}

/** CONDITIONAL_TRUE_EVENT(c) and CONDITIONAL_CHANGE_EVENT(x) OVER (…): windows in windows. */
const trueEvent: FunctionRule = (call) => {
  arity(call, 1);
  if (call.over === undefined) throw call.stop("OVER is missing");
  return primary(`count_if(${call.arg(0).sql}) OVER ${running(call, call.over)}`, "int");
};

function running(call: Call, over: string): string {
  if (!over.startsWith("(") || / (ROWS|RANGE) /.test(over)) throw call.stop("this window");
  return `${over.slice(0, -1)} ROWS UNBOUNDED PRECEDING)`;
}

/** TYPEOF(variant): Snowflake's names of the kinds. */
const typeOf: FunctionRule = (call) => {
  arity(call, 1);
  const value = call.arg(0);
  const kind = `json_type(${value.type === "json" ? value.sql : `to_json(${value.sql})`})`;
  return primary(
    `CASE ${kind} WHEN 'VARCHAR' THEN 'VARCHAR' WHEN 'UBIGINT' THEN 'INTEGER' WHEN 'BIGINT' THEN 'INTEGER' WHEN 'DOUBLE' THEN 'DECIMAL' WHEN 'NULL' THEN 'NULL_VALUE' ELSE ${kind} END`,
    "string",
  );
};

const asType =
  (kinds: string, type: string, result: Expr["type"]): FunctionRule =>
  (call) => {
    arity(call, 1);
    const value = call.arg(0);
    if (value.type !== "json") throw call.stop("a VARIANT expected");
    const test = `json_type(${value.sql}) IN (${kinds})`;
    return primary(`CASE WHEN ${test} THEN CAST(${value.sql} ->> '$' AS ${type}) END`, result);
  };

const NUMBERS = "'BIGINT', 'UBIGINT', 'DOUBLE'";

/** Bits of numbers without a fraction, which are DECIMAL here. */
const bits =
  (name: string): FunctionRule =>
  (call) => {
    arity(call, 1);
    return primary(call.aggregate(name, [`CAST(${call.arg(0).sql} AS BIGINT)`]), "int");
  };

/** FLOOR and CEIL, at a digit behind the point where one is given. */
const cutAt =
  (name: "floor" | "ceil"): FunctionRule =>
  (call) => {
    arity(call, 1, 2);
    const { sql, type } = call.arg(0);
    if (call.count === 1) return primary(`${name}(${sql})`, type);
    const power = `power(10, ${call.arg(1).sql})`;
    return primary(`${name}((${sql}) * ${power}) / ${power}`, "float");
  };

/** POSITION(part, s [, start]) and CHARINDEX. */
const place: FunctionRule = (call) => {
  arity(call, 2, 3);
  const [part, subject] = [text(call.arg(0)), text(call.arg(1))];
  if (call.count === 2) return primary(`strpos(${subject}, ${part})`, "int");
  return primary(`(${positionFrom(subject, part, call.arg(2).sql)})`, "int");
};

const random = refused("numbers of the source's own generator");

/** Snowflake: calendars, zones, kinds of variants and what is rare. */
export const SNOWFLAKE_MORE: RuleTable = {
  SYSDATE: template("timezone('UTC', now())", "timestamp"),
  CURRENT_TIME: template("CAST(CAST(now() AS TIMESTAMP) AS TIME)", "time"),
  LOCALTIME: template("CAST(CAST(now() AS TIMESTAMP) AS TIME)", "time"),
  TIME: timeOfDay,
  TIME_SLICE: timeSlice,
  NEXT_DAY: otherDay(true),
  PREVIOUS_DAY: otherDay(false),
  LAST_DAY: lastDayOf(/^(year|quarter|month|week)$/),
  WEEK: template("week($1)", "int"),
  WEEKOFYEAR: template("week($1)", "int"),
  YEAROFWEEK: template("isoyear($1)", "int"),
  CONVERT_TIMEZONE: convertTimezone,
  TO_TIMESTAMP_LTZ: toInstant,
  TO_TIMESTAMP_TZ: toInstant,
  TYPEOF: typeOf,
  AS_INTEGER: asType("'BIGINT', 'UBIGINT'", "BIGINT", "int"),
  AS_VARCHAR: asType("'VARCHAR'", "VARCHAR", "string"),
  AS_CHAR: asType("'VARCHAR'", "VARCHAR", "string"),
  AS_DOUBLE: asType(NUMBERS, "DOUBLE", "float"),
  AS_NUMBER: asType(NUMBERS, "DECIMAL(38,0)", "decimal"),
  AS_BOOLEAN: asType("'BOOLEAN'", "BOOLEAN", "bool"),
  STRIP_NULL_VALUE: template("CASE WHEN json_type($1) <> 'NULL' THEN $1 END", "json"),
  CHECK_JSON: template("CASE WHEN NOT json_valid($1) THEN 'no JSON' END", "string"),
  TO_OBJECT: template("CAST($1 AS JSON)", "json"),
  FLOOR: cutAt("floor"),
  CEIL: cutAt("ceil"),
  CEILING: cutAt("ceil"),
  POSITION: place,
  CHARINDEX: place,
  REPLACE: replaced,
  STRTOK: (call) => {
    arity(call, 1, 3);
    const delimiters = call.count > 1 ? call.arg(1).literal : " ";
    const place = call.count > 2 ? call.arg(2).number : "1";
    if (!delimiters || place === undefined) throw call.stop("computed delimiters or place");
    return primary(`${tokens(call, delimiters)}[${place}]`, "string");
  },
  STRTOK_TO_ARRAY: (call) => {
    arity(call, 1, 2);
    const delimiters = call.count > 1 ? call.arg(1).literal : " ";
    if (!delimiters) throw call.stop("computed delimiters");
    return primary(`to_json(${tokens(call, delimiters)})`, "json");
  },
  REGEXP_SUBSTR_ALL: (call) => {
    const part = regexpPart(call).sql;
    return primary(`to_json(${part.replace(/\[1\]$/, "")})`, "json");
  },
  ARRAY_GENERATE_RANGE: (call) => {
    arity(call, 2, 3);
    const list = call.args().map(({ sql }) => `CAST(${sql} AS BIGINT)`);
    return primary(`to_json(range(${list.join(", ")}))`, "json");
  },
  INSERT: template(
    "(left($1, CAST(($2) - 1 AS INTEGER)) || ($4) || substring($1, ($2) + ($3)))",
    "string",
  ),
  COLLATE: (call) => {
    arity(call, 2);
    const what = "COLLATE is left out: texts are compared as they stand here";
    call.tx.note("DWM-QRY-006", { what }, call.offset);
    return call.arg(0);
  },
  WIDTH_BUCKET: widthBucket,
  VARIANCE_POP: aggregate("var_pop", "float"),
  VARIANCE_SAMP: aggregate("var_samp", "float"),
  BITOR_AGG: bits("bit_or"),
  BITAND_AGG: bits("bit_and"),
  BITXOR_AGG: bits("bit_xor"),
  GROUPING_ID: same("grouping_id", "int", 1, 9),
  CONDITIONAL_TRUE_EVENT: trueEvent,
  HASH: refused("hashes are the source's own"),
  RANDOM: random,
  HAVERSINE: template(
    "(2 * 6371 * asin(sqrt(power(sin(radians(($3) - ($1)) / 2), 2) + cos(radians($1)) * cos(radians($3)) * power(sin(radians(($4) - ($2)) / 2), 2))))",
    "float",
  ),
};
