import { primary } from "../expr.ts";
import { arity, type FunctionRule, type RuleTable, template } from "./dsl.ts";
import { piecesOf } from "./numberTexts.ts";
import { found, mysqlPart, replacedAll } from "./regexpChanges.ts";
import { regexpPlace } from "./regexps.ts";

/** FORMAT(n, places): thousands by commas, halves away from zero. */
const format: FunctionRule = (call) => {
  arity(call, 2);
  const places = call.arg(1).number;
  if (places === undefined || !/^\d{1,2}$/.test(places)) throw call.stop("computed places");
  const { sign, grouped, fraction } = piecesOf(call.arg(0).sql, Number(places));
  return primary(`(${sign} || ${grouped}${fraction})`, "string");
};

/** MySQL: weeks, clocks, numbers as texts, patterns. */
export const MYSQL_TIMES: RuleTable = {
  UTC_DATE: template("CAST(now() AT TIME ZONE 'UTC' AS DATE)", "date"),
  FORMAT: format,
  REGEXP_LIKE: found,
  REGEXP_REPLACE: replacedAll,
  REGEXP_SUBSTR: mysqlPart,
  REGEXP_INSTR: regexpPlace,
};
