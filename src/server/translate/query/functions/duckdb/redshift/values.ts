import { primary } from "../../../expr.ts";
import { arity, type FunctionRule, type RuleTable, same, template } from "../../dsl.ts";
import { nextDay } from "../oracle/rules.ts";
import { regexpPart, regexpPlace } from "../regexps.ts";
import { text } from "../text.ts";
import { convertTimezone } from "../zones.ts";

const hash =
  (name: string): FunctionRule =>
  (call) => {
    arity(call, 1);
    return primary(`${name}(${text(call.arg(0))})`, "string");
  };

/** Redshift: its own names of dates, patterns, numbers and hashes. */
export const REDSHIFT_VALUES: RuleTable = {
  DATE: template("CAST($1 AS DATE)", "date"),
  CONVERT_TIMEZONE: convertTimezone,
  NEXT_DAY: (call) => {
    const next = nextDay(call);
    return primary(`CAST(${next.sql} AS DATE)`, "date");
  },
  REPLICATE: same("repeat", "string", 2),
  REGEXP_SUBSTR: (call) => {
    const part = regexpPart(call);
    // Nothing found is an empty text there.
    return primary(
      `CASE WHEN ${text(call.arg(0))} IS NOT NULL THEN coalesce(${part.sql}, '') END`,
      "string",
    );
  },
  REGEXP_INSTR: regexpPlace,
  DLOG10: same("log10", "float", 1),
  DLOG1: same("ln", "float", 1),
  DEXP: same("exp", "float", 1),
  DSQRT: same("sqrt", "float", 1),
  FROM_HEX: template("unhex($1)", "binary"),
  TEXTLEN: template("length($1)", "int"),
  SHA1: hash("sha1"),
  FUNC_SHA1: hash("sha1"),
  SHA: hash("sha1"),
  SHA2: (call) => {
    arity(call, 2);
    if (call.arg(1).number !== "256" && call.arg(1).number !== "0")
      throw call.stop("other lengths than 256 bits");
    return primary(`sha256(${text(call.arg(0))})`, "string");
  },
  RATIO_TO_REPORT: (call) => {
    arity(call, 1);
    if (call.over === undefined) throw call.stop("OVER is missing");
    const value = call.arg(0).sql;
    return primary(`(${value} / sum(${value}) OVER ${call.over})`, "float");
  },
};
