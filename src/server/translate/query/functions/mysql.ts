import { quoteText } from "../../duckdbNames.ts";
import { primary } from "../expr.ts";
import { UNITS } from "../interval.ts";
import { noteTexts, placeOf } from "../texts.ts";
import { asDate, difference, lastDay, maskOf, part } from "./dates.ts";
import { aggregate, arity, type FunctionRule, type RuleTable, same, template } from "./dsl.ts";
import { MYSQL_MORE } from "./mysqlMore.ts";
import { MYSQL_TIMES } from "./mysqlTimes.ts";
import { SQL_JSON } from "./sqlJson.ts";
import {
  choice,
  firstNotNull,
  instr,
  length,
  positionFrom,
  strictConcat,
  stringAggregate,
  substring,
  text,
  trimSide,
} from "./text.ts";

const now: FunctionRule = (call) => {
  arity(call, 0, 1);
  return primary("CAST(now() AS TIMESTAMP)", "timestamp");
};

const dateFormat: FunctionRule = (call) => {
  arity(call, 2);
  return primary(
    `strftime(${asDate(call, call.arg(0), "TIMESTAMP")}, ${quoteText(maskOf(call, 1, false).format)})`,
    "string",
  );
};

const strToDate: FunctionRule = (call) => {
  arity(call, 2);
  const { format } = maskOf(call, 1, true);
  if (format.includes("%y")) throw call.stop("years of two digits");
  const timed = /%-?[HIMSfp]/.test(format);
  return primary(
    `CAST(try_strptime(${text(call.arg(0))}, ${quoteText(format)}) AS ${timed ? "TIMESTAMP" : "DATE"})`,
    timed ? "timestamp" : "date",
  );
};

/** IF and friends: MySQL takes numbers for conditions. */
const ifRule: FunctionRule = (call) => {
  arity(call, 3);
  return choice(call);
};

const field: FunctionRule = (call) => {
  arity(call, 2, 99);
  const whens = call
    .args()
    .slice(1)
    .map((arg, index) => `WHEN ${arg.sql} THEN ${index + 1}`)
    .join(" ");
  noteTexts(call.tx, call.offset, ...call.args());
  return primary(`CASE ${call.arg(0).sql} ${whens} ELSE 0 END`, "int");
};

const substringIndex: FunctionRule = (call) => {
  arity(call, 3);
  const count = call.arg(2).number;
  if (count === undefined || count === "0") throw call.stop("a computed count");
  const parts = `string_split(${text(call.arg(0))}, ${call.arg(1).sql})`;
  const slice = Number(count) > 0 ? `[1:${count}]` : `[${count}:]`;
  return primary(`array_to_string(${parts}${slice}, ${call.arg(1).sql})`, "string");
};

const timestampDiff: FunctionRule = (call) => {
  arity(call, 3);
  const unit = UNITS[call.word(0) ?? ""];
  if (unit === undefined) throw call.stop("the unit has no counterpart");
  const [from, to] = [
    asDate(call, call.arg(1), "TIMESTAMP"),
    asDate(call, call.arg(2), "TIMESTAMP"),
  ];
  return primary(elapsed(unit, `CAST(${from} AS TIMESTAMP)`, `CAST(${to} AS TIMESTAMP)`), "int");
};

const MONTHS: Readonly<Record<string, number>> = { month: 1, quarter: 3, year: 12 };

/** Whole units between two times. From the 31st to the 29th of February no month has passed; DuckDB counts one. */
function elapsed(unit: string, from: string, to: string): string {
  const months = MONTHS[unit];
  if (months === undefined) return `date_sub('${unit}', ${from}, ${to})`;
  const inMonth = (date: string) => `(${date} - date_trunc('month', ${date}))`;
  const short = `CASE WHEN ${from} <= ${to} AND ${inMonth(to)} < ${inMonth(from)} THEN 1 WHEN ${from} > ${to} AND ${inMonth(to)} > ${inMonth(from)} THEN -1 ELSE 0 END`;
  const passed = `(date_diff('month', ${from}, ${to}) - ${short})`;
  return months === 1 ? passed : `(${passed} // ${months})`;
}

const dayOfWeek: FunctionRule = (call) => {
  arity(call, 1);
  return primary(`(extract(dow FROM ${asDate(call, call.arg(0), "TIMESTAMP")}) + 1)`, "int");
};

/** A function of one date, which may be written as a text. */
function ofDate(write: (date: string) => string, type: "int" | "string"): FunctionRule {
  return (call) => {
    arity(call, 1);
    return primary(write(asDate(call, call.arg(0), "TIMESTAMP")), type);
  };
}

/** MySQL Reference Manual, "Functions and Operators". */
export const MYSQL_FUNCTIONS: RuleTable = {
  ...MYSQL_MORE,
  ...MYSQL_TIMES,
  ...SQL_JSON,
  IFNULL: firstNotNull,
  IF: ifRule,
  NOW: now,
  SYSDATE: now,
  CURDATE: template("today()", "date"),
  CURRENT_DATE: template("today()", "date"),
  DATE: template("CAST($1 AS DATE)", "date"),
  TIMESTAMP: template("CAST($1 AS TIMESTAMP)", "timestamp"),
  DATE_FORMAT: dateFormat,
  STR_TO_DATE: strToDate,
  DATEDIFF: (call) => {
    arity(call, 2);
    return difference(call, "day", call.arg(1), call.arg(0));
  },
  TIMESTAMPDIFF: timestampDiff,
  YEAR: part("YEAR"),
  QUARTER: part("QUARTER"),
  MONTH: part("MONTH"),
  DAY: part("DAY"),
  DAYOFMONTH: part("DAY"),
  HOUR: part("HOUR"),
  MINUTE: part("MINUTE"),
  SECOND: part("SECOND"),
  DAYOFYEAR: part("DOY"),
  DAYOFWEEK: dayOfWeek,
  WEEKDAY: ofDate((date) => `(extract(isodow FROM ${date}) - 1)`, "int"),
  MONTHNAME: ofDate((date) => `monthname(${date})`, "string"),
  DAYNAME: ofDate((date) => `dayname(${date})`, "string"),
  LAST_DAY: lastDay,
  TO_DAYS: template("(date_diff('day', DATE '1970-01-01', CAST($1 AS DATE)) + 719528)", "int"),
  CONCAT: strictConcat,
  CONCAT_WS: same("concat_ws", "string", 2, 99),
  GROUP_CONCAT: stringAggregate(","),
  SUBSTR: substring,
  SUBSTRING: substring,
  MID: substring,
  SUBSTRING_INDEX: substringIndex,
  INSTR: instr,
  LOCATE: (call) => {
    arity(call, 2, 3);
    const [part_, subject] = [call.arg(0), text(call.arg(1), call.tx)];
    noteTexts(call.tx, call.offset, { ...call.arg(1), type: "string" }, part_);
    if (call.count === 2) return primary(placeOf(call.tx, subject, text(part_), part_), "int");
    const start = `CAST(${call.arg(2).sql} AS BIGINT)`;
    const place = positionFrom(`lower(${subject})`, `lower(${text(part_)})`, start);
    return primary(`CASE WHEN ${start} < 1 THEN 0 ELSE ${place} END`, "int");
  },
  LENGTH: template("octet_length(encode($1))", "int"),
  CHAR_LENGTH: length(false),
  CHARACTER_LENGTH: length(false),
  UCASE: same("upper", "string", 1),
  LCASE: same("lower", "string", 1),
  LTRIM: trimSide("ltrim"),
  RTRIM: trimSide("rtrim"),
  FIELD: field,
  UUID: template("CAST(uuid() AS VARCHAR)", "string"),
  RAND: template("random()", "float"),
  TRUNCATE: template("trunc(CAST($1 AS DECIMAL(38,10)), $2)", "decimal"),
  LOG10: same("log10", "float", 1),
  LOG2: same("log2", "float", 1),
  MD5: same("md5", "string", 1),
  HEX: same("hex", "string", 1),
  STD: aggregate("stddev_pop", "float"),
  STDDEV: aggregate("stddev_pop", "float"),
  VARIANCE: aggregate("var_pop", "float"),
  JSON_EXTRACT: same("json_extract", "json", 2),
  JSON_UNQUOTE: template("($1 ->> '$')", "string"),
};
