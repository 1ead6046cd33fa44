import { primary } from "../../../expr.ts";
import { noteTexts, placeOf } from "../../../texts/texts.ts";
import { arity, type RuleTable, same, template } from "../../dsl.ts";
import { decode, firstNotNull, nvl2 } from "../choices.ts";
import { addMonths, lastDay, monthsBetween } from "../dateSums.ts";
import { part } from "../dates.ts";
import { trunc } from "../dateUnits.ts";
import { stringAggregate } from "../stringAggregate.ts";
import { substring } from "../substring.ts";
import { initcap, length, replaced, strictConcat, text, trimSide } from "../text.ts";
import { toChar } from "../toChar.ts";
import { toDate } from "../toDate.ts";
import { TERADATA_AGGREGATES } from "./aggregates.ts";
import { TERADATA_CALENDAR } from "./calendar.ts";
import { TERADATA_DATES } from "./dates.ts";
import { TERADATA_FORMS } from "./forms.ts";
import { TERADATA_PATTERNS } from "./patterns.ts";

/** Teradata Database SQL Functions, Operators, Expressions, and Predicates. */
export const TERADATA_FUNCTIONS: RuleTable = {
  ...TERADATA_CALENDAR,
  ...TERADATA_PATTERNS,
  ...TERADATA_AGGREGATES,
  ...TERADATA_DATES,
  ...TERADATA_FORMS,
  NVL: firstNotNull,
  NVL2: nvl2,
  DECODE: decode,
  ZEROIFNULL: template("coalesce($1, 0)", 0),
  NULLIFZERO: template("nullif($1, 0)", 0),
  ADD_MONTHS: addMonths,
  MONTHS_BETWEEN: monthsBetween,
  LAST_DAY: lastDay,
  TO_CHAR: toChar,
  TO_DATE: toDate("DATE"),
  TO_TIMESTAMP: toDate("TIMESTAMP"),
  TRUNC: trunc,
  SUBSTR: substring,
  SUBSTRING: substring,
  CONCAT: strictConcat,
  LENGTH: length(false),
  CHAR_LENGTH: length(false),
  CHARACTER_LENGTH: length(false),
  CHARACTERS: length(false),
  INDEX: (call) => {
    arity(call, 2);
    noteTexts(call.tx, call.offset, { ...call.arg(0), type: "string" }, call.arg(1));
    return primary(placeOf(call.tx, text(call.arg(0)), text(call.arg(1)), call.arg(1)), "int");
  },
  OREPLACE: replaced,
  OTRANSLATE: same("translate", "string", 3),
  INITCAP: initcap,
  LTRIM: trimSide("ltrim"),
  RTRIM: trimSide("rtrim"),
  YEAR: part("YEAR"),
  MONTH: part("MONTH"),
  LISTAGG: stringAggregate(""),
  LOG: same("log10", "float", 1),
};
