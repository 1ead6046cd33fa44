import { type Expr, isNumeric, PREC, primary, wrap } from "../../../expr.ts";
import { regexpWhole } from "../../../texts/regexp.ts";
import {
  aggregate,
  arity,
  type FunctionRule,
  type RuleTable,
  refused,
  same,
  template,
} from "../../dsl.ts";
import { neighbour } from "../../duckdb/teradata/calendar.ts";
import { TERADATA_OLAP } from "../../duckdb/teradata/olap.ts";
import { caseN, rangeN } from "../../partitionNumbers.ts";
import { joinedTexts } from "../../xmlTexts.ts";
import { percentile, stringAggregate } from "../aggregates.ts";
import { strtok } from "../arrays.ts";
import { decode, firstNotNull, nvl2 } from "../choices.ts";
import { dateValue } from "../dates.ts";
import { toChar, toDate, toNumber } from "../dateTexts.ts";
import { addMonths, lastDay, monthsBetween } from "../monthSums.ts";
import { bitNot, bitShift, bits } from "../numbers.ts";
import { nextDay, numberToInterval, round, textToInterval, trunc } from "../oracle/dates.ts";
import { instr } from "../oracle/texts.ts";
import { part } from "../parts.ts";
import { flagsOf, patternArg, regexpInstr, regexpReplace, regexpSubstr } from "../regexp.ts";
import { substring } from "../substring.ts";
import {
  chr,
  editDistance,
  initcap,
  length,
  ofText,
  strictConcat,
  textArg,
  trimSide,
} from "../text.ts";
import { folded } from "../tsql/texts.ts";

const hash = refused("another hash function gives other values");
const olap = refused("a regression over rows");

/** INDEX(s, part). */
const index: FunctionRule = (call) => {
  arity(call, 2);
  const [subject, part] = folded(call.tx, call.arg(0), call.arg(1), call.offset);
  return primary(`locate(${part}, ${subject})`, "int");
};

/** OREPLACE(s, a [, b]). */
const oreplace = ofText("replace", "string", 3, 2, 3);

/** REGEXP_SIMILAR(s, pattern [, flags]): 1 where the pattern takes the whole text. */
const similar: FunctionRule = (call) => {
  arity(call, 2, 3);
  const { flags } = flagsOf(call, 2);
  const test = regexpWhole(call.tx, textArg(call, 0), patternArg(call, 1, flags), "");
  return primary(`CAST(${test} AS INT)`, "int");
};

/** RANDOM(from, to): whole numbers, both ends among them. */
const random: FunctionRule = (call) => {
  arity(call, 2);
  const [from, to] = [call.arg(0), call.arg(1)];
  const span =
    from.number !== undefined && to.number !== undefined
      ? String(Number(to.number) - Number(from.number) + 1)
      : `(${wrap(to, PREC.add)} - ${wrap(from, PREC.multiply)} + 1)`;
  return primary(`CAST(floor(rand() * ${span}) + ${wrap(from, PREC.multiply)} AS INT)`, "int");
};

/** A function of one date; `$` is the date. */
function ofDate(text: string, type: Expr["type"] = "int"): FunctionRule {
  return (call) => {
    arity(call, 1, 2);
    if (call.count === 2 && call.arg(1).literal?.toUpperCase() !== "TERADATA")
      throw call.stop("another calendar than Teradata's");
    const date = dateValue(call, call.arg(0)).sql;
    return primary(
      text.replace(/\$/g, () => date),
      type,
    );
  };
}

/** TO_BYTES and FROM_BYTES(x, 'base16' | 'base64m'). */
function bytes(hex: string, base64: string, type: Expr["type"]): FunctionRule {
  return (call) => {
    arity(call, 2);
    const base = call.arg(1).literal?.toLowerCase() ?? "";
    const name = base === "base16" ? hex : /^base64/.test(base) ? base64 : undefined;
    if (name === undefined) throw call.stop("the base has no counterpart");
    return primary(`${name}(${call.arg(0).sql})`, type);
  };
}

/** A number that is NULL becomes 0. */
const zeroIfNull: FunctionRule = (call) => {
  arity(call, 1);
  const value = call.arg(0);
  return primary(`coalesce(${value.sql}, 0)`, isNumeric(value.type) ? value.type : "unknown");
};

/** Teradata Database SQL Functions, Operators, Expressions, and Predicates -> Databricks SQL. */
export const TERADATA_TO_DATABRICKS: RuleTable = {
  NVL: firstNotNull,
  NVL2: nvl2,
  DECODE: decode,
  ZEROIFNULL: zeroIfNull,
  NULLIFZERO: template("nullif($1, 0)", 0),
  CASE_N: caseN,
  RANGE_N: rangeN,
  ...TERADATA_OLAP,
  PRIOR: neighbour("-"),
  NEXT: neighbour("+"),
  LISTAGG: stringAggregate(""),
  XMLAGG: joinedTexts,
  // Dates.
  ADD_MONTHS: addMonths,
  MONTHS_BETWEEN: monthsBetween,
  LAST_DAY: lastDay,
  NEXT_DAY: nextDay,
  TRUNC: trunc,
  ROUND: round,
  YEAR: part("YEAR"),
  MONTH: part("MONTH"),
  NUMTODSINTERVAL: numberToInterval,
  NUMTOYMINTERVAL: numberToInterval,
  TO_DSINTERVAL: textToInterval("DAY TO SECOND"),
  TO_YMINTERVAL: textToInterval("YEAR TO MONTH"),
  TD_DAY_OF_WEEK: ofDate("dayofweek($)"),
  TD_DAY_OF_MONTH: ofDate("day($)"),
  TD_DAY_OF_YEAR: ofDate("dayofyear($)"),
  TD_DAY_OF_CALENDAR: ofDate("datediff($, DATE'1899-12-31')"),
  TD_WEEKDAY_OF_MONTH: ofDate("((day($) + 6) div 7)"),
  TD_WEEK_OF_MONTH: ofDate("((day($) + 7 - dayofweek($)) div 7)"),
  TD_WEEK_OF_CALENDAR: ofDate("(datediff($, DATE'1899-12-31') div 7)"),
  WEEKNUMBER_OF_CALENDAR: ofDate("(datediff($, DATE'1899-12-31') div 7)"),
  TD_WEEK_OF_YEAR: ofDate("((dayofyear($) + 7 - dayofweek($)) div 7)"),
  TD_MONTH_OF_QUARTER: ofDate("((month($) - 1) % 3 + 1)"),
  TD_MONTH_OF_YEAR: ofDate("month($)"),
  TD_MONTH_OF_CALENDAR: ofDate("((year($) - 1900) * 12 + month($))"),
  TD_QUARTER_OF_YEAR: ofDate("quarter($)"),
  TD_QUARTER_OF_CALENDAR: ofDate("((year($) - 1900) * 4 + quarter($))"),
  TD_YEAR_OF_CALENDAR: ofDate("year($)"),
  DAYNUMBER_OF_WEEK: ofDate("dayofweek($)"),
  DAYNUMBER_OF_MONTH: ofDate("day($)"),
  DAYNUMBER_OF_YEAR: ofDate("dayofyear($)"),
  DAYNUMBER_OF_CALENDAR: ofDate("datediff($, DATE'1899-12-31')"),
  WEEKNUMBER_OF_MONTH: ofDate("((day($) + 7 - dayofweek($)) div 7)"),
  WEEKNUMBER_OF_YEAR: ofDate("((dayofyear($) + 7 - dayofweek($)) div 7)"),
  MONTHNUMBER_OF_YEAR: ofDate("month($)"),
  MONTHNUMBER_OF_QUARTER: ofDate("((month($) - 1) % 3 + 1)"),
  QUARTERNUMBER_OF_YEAR: ofDate("quarter($)"),
  YEARNUMBER_OF_CALENDAR: ofDate("year($)"),
  TD_MONTH_BEGIN: ofDate("trunc($, 'MONTH')", "date"),
  TD_MONTH_END: ofDate("last_day($)", "date"),
  TD_QUARTER_BEGIN: ofDate("trunc($, 'QUARTER')", "date"),
  TD_QUARTER_END: ofDate("last_day(add_months(trunc($, 'QUARTER'), 2))", "date"),
  TD_YEAR_BEGIN: ofDate("trunc($, 'YEAR')", "date"),
  TD_YEAR_END: ofDate("make_date(year($), 12, 31)", "date"),
  TD_WEEK_BEGIN: ofDate("date_sub($, dayofweek($) - 1)", "date"),
  TD_WEEK_END: ofDate("date_add($, 7 - dayofweek($))", "date"),
  // Conversions.
  TO_CHAR: toChar,
  TO_DATE: toDate("DATE"),
  TO_TIMESTAMP: toDate("TIMESTAMP"),
  TO_TIMESTAMP_TZ: toDate("TIMESTAMPTZ"),
  // What is no number is NULL.
  TO_NUMBER: toNumber(true),
  TO_BYTES: bytes("unhex", "unbase64", "binary"),
  FROM_BYTES: bytes("hex", "base64", "string"),
  // Texts.
  SUBSTR: substring,
  SUBSTRING: substring,
  CONCAT: strictConcat,
  LENGTH: length,
  CHAR_LENGTH: length,
  CHARACTER_LENGTH: length,
  CHARACTERS: length,
  CHARS: length,
  CHAR: length,
  BYTES: template("octet_length($1)", "int"),
  OCTET_LENGTH: ofText("octet_length", "int", 1),
  INDEX: index,
  INSTR: instr,
  OREPLACE: oreplace,
  OTRANSLATE: ofText("translate", "string", 3),
  STRTOK: strtok,
  INITCAP: initcap,
  LTRIM: trimSide("ltrim"),
  RTRIM: trimSide("rtrim"),
  CHR: chr,
  SOUNDEX: ofText("soundex", "string", 1),
  EDITDISTANCE: editDistance,
  REGEXP_SUBSTR: regexpSubstr,
  REGEXP_REPLACE: regexpReplace,
  REGEXP_INSTR: regexpInstr,
  REGEXP_SIMILAR: similar,
  NGRAM: refused("texts are compared by their parts"),
  // Numbers.
  LOG: same("log10", "float", 1),
  RANDOM: random,
  BITAND: bits("&"),
  BITOR: bits("|"),
  BITXOR: bits("^"),
  BITNOT: bitNot,
  SHIFTLEFT: bitShift("shiftleft"),
  SHIFTRIGHT: bitShift("shiftright"),
  COUNTSET: same("bit_count", "int", 1),
  GETBIT: same("getbit", "int", 2),
  // Aggregates.
  AVERAGE: (call) => primary(call.aggregate("avg", [call.arg(0).sql]), "float"),
  AVE: (call) => primary(call.aggregate("avg", [call.arg(0).sql]), "float"),
  MINIMUM: aggregate("min", 0),
  MAXIMUM: aggregate("max", 0),
  MEDIAN: aggregate("median", "float"),
  PERCENTILE_CONT: percentile("percentile_cont"),
  PERCENTILE_DISC: percentile("percentile_disc"),
  SKEW: refused("the skewness of a sample is calculated otherwise"),
  KURTOSIS: refused("the kurtosis of a sample is calculated otherwise"),
  MLINREG: olap,
  // What no other database can answer.
  HASHROW: hash,
  HASHBUCKET: hash,
  HASHAMP: hash,
  HASHBAKAMP: hash,
};
