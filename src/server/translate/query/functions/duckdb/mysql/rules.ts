import { primary } from "../../../expr.ts";
import { UNITS } from "../../../literals/intervalUnits.ts";
import { arity, type FunctionRule, type RuleTable, same, template } from "../../dsl.ts";
import { choice, firstNotNull } from "../choices.ts";
import { difference } from "../dateSums.ts";
import { asDate } from "../dates.ts";
import { instr } from "../places.ts";
import { SQL_JSON } from "../sqlJson.ts";
import { STATISTICS } from "../statistics.ts";
import { stringAggregate } from "../stringAggregate.ts";
import { substring } from "../substring.ts";
import { strictConcat, trimSide } from "../text.ts";
import { MYSQL_BYTES } from "./bytes.ts";
import { MYSQL_CLOCKS } from "./clocks.ts";
import { MYSQL_DATES } from "./dates.ts";
import { MYSQL_JSON } from "./json.ts";
import { MYSQL_JSON_MAKING } from "./jsonMaking.ts";
import { MYSQL_KEYS } from "./keys.ts";
import { MYSQL_NUMBERS } from "./numbers.ts";
import { MYSQL_REGEXPS } from "./regexps.ts";
import { MYSQL_SESSION } from "./session.ts";
import { MYSQL_TEXTS } from "./texts.ts";

const now: FunctionRule = (call) => {
  arity(call, 0, 1);
  return primary("CAST(now() AS TIMESTAMP)", "timestamp");
};

/** IF and friends: MySQL takes numbers for conditions. */
const ifRule: FunctionRule = (call) => {
  arity(call, 3);
  return choice(call);
};

const timestampDiff: FunctionRule = (call) => {
  arity(call, 3);
  const unit = UNITS[(call.word(0) ?? "").replace(/^SQL_TSI_/, "")];
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

/** MySQL Reference Manual, "Functions and Operators". */
export const MYSQL_FUNCTIONS: RuleTable = {
  ...SQL_JSON,
  ...STATISTICS,
  ...MYSQL_BYTES,
  ...MYSQL_CLOCKS,
  ...MYSQL_JSON_MAKING,
  ...MYSQL_SESSION,
  ...MYSQL_DATES,
  ...MYSQL_NUMBERS,
  ...MYSQL_JSON,
  ...MYSQL_KEYS,
  ...MYSQL_REGEXPS,
  ...MYSQL_TEXTS,
  ISNULL: template("(($1) IS NULL)", "bool"),
  IFNULL: firstNotNull,
  IF: ifRule,
  NOW: now,
  SYSDATE: now,
  CURDATE: template("today()", "date"),
  CURRENT_DATE: template("today()", "date"),
  DATEDIFF: (call) => {
    arity(call, 2);
    return difference(call, "day", call.arg(1), call.arg(0));
  },
  TIMESTAMPDIFF: timestampDiff,
  CONCAT: strictConcat,
  CONCAT_WS: same("concat_ws", "string", 2, 99),
  GROUP_CONCAT: stringAggregate(","),
  SUBSTR: substring,
  SUBSTRING: substring,
  MID: substring,
  INSTR: instr,
  LTRIM: trimSide("ltrim"),
  RTRIM: trimSide("rtrim"),
  UUID: template("CAST(uuid() AS VARCHAR)", "string"),
};
