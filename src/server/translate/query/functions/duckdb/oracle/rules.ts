import { primary } from "../../../expr.ts";
import { aggregate, arity, type FunctionRule, type RuleTable, same, template } from "../../dsl.ts";
import { widthBucket } from "../buckets.ts";
import { choice, decode, firstNotNull, nvl2 } from "../choices.ts";
import { dateOrNull, numberOrDefault } from "../conversionDefaults.ts";
import { addMonths, lastDay, monthsBetween } from "../dateSums.ts";
import { dateEdge, trunc } from "../dateUnits.ts";
import { numberByMask } from "../numberReading.ts";
import { instr } from "../places.ts";
import { replacedAll } from "../regexpChanges.ts";
import { refuseForeign, regexpCount, regexpPart, regexpPlace } from "../regexps.ts";
import { sessionValues, sysContext } from "../sessionValues.ts";
import { median, STATISTICS } from "../statistics.ts";
import { stringAggregate } from "../stringAggregate.ts";
import { substring } from "../substring.ts";
import { initcap, length, text, trimSide } from "../text.ts";
import { toChar } from "../toChar.ts";
import { toDate } from "../toDate.ts";
import { fromTz, inUtc } from "../zones.ts";
import { ORACLE_JSON } from "./json.ts";
import { ORACLE_STATISTICS } from "./statistics.ts";
import { ORACLE_TEXTS } from "./texts.ts";
import { ORACLE_VALUES } from "./values.ts";

const toNumber: FunctionRule = (call) => {
  arity(call, 1, 3);
  if (call.count > 1) return numberByMask(call);
  return primary(`CAST(${call.arg(0).sql} AS DECIMAL(38,10))`, "decimal");
};

const regexpLike: FunctionRule = (call) => {
  arity(call, 2, 3);
  refuseForeign(call);
  const flags = call.count > 2 ? call.arg(2).literal : "";
  if (flags === undefined || !/^[ic]*$/.test(flags)) throw call.stop("these match parameters");
  return primary(
    `regexp_matches(${text(call.arg(0))}, ${call.arg(1).sql}${flags.endsWith("i") ? ", 'i'" : ""})`,
    "bool",
  );
};

/** REGEXP_SUBSTR(s, p, position, occurrence …): the occurrence may be computed where nothing else is asked for. */
const regexpSubstr: FunctionRule = (call) => {
  arity(call, 2, 6);
  refuseForeign(call);
  if (call.count > 4 || (call.count > 2 && call.arg(2).number !== "1")) return regexpPart(call);
  const [subject, pattern] = [text(call.arg(0)), call.arg(1).sql];
  if (call.count < 4 || call.arg(3).number === "1")
    return primary(`nullif(regexp_extract(${subject}, ${pattern}), '')`, "string");
  return primary(
    `regexp_extract_all(${subject}, ${pattern})[CAST(${call.arg(3).sql} AS INTEGER)]`,
    "string",
  );
};

/** NEXT_DAY(d, 'MONDAY'): the first such day after the date. */
const DAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
export const nextDay: FunctionRule = (call) => {
  arity(call, 2);
  const day = DAYS.indexOf(call.arg(1).literal?.slice(0, 3).toUpperCase() ?? "");
  if (day < 0) throw call.stop("the day's name is not known");
  const given = call.arg(0);
  // Teradata's DATE has no time of day, and stays one.
  const plain = call.tx.is("teradata") && given.type === "date";
  const date = given.type === "timestamp" || plain ? given.sql : `CAST(${given.sql} AS TIMESTAMP)`;
  const days = `CAST((${day + 6} - extract(dow FROM ${date})) % 7 + 1 AS INTEGER)`;
  if (plain) return primary(`(${date} + ${days})`, "date");
  return primary(`(${date} + to_days(${days}))`, "timestamp");
};

const replaceText: FunctionRule = (call) => {
  arity(call, 2, 3);
  const given = (index: number) => {
    const arg = call.arg(index);
    if (arg.type === "null") return "''";
    return arg.literal === undefined ? `coalesce(${text(arg)}, '')` : text(arg);
  };
  // Nothing to search for, or nothing to put in its place: an empty text, which Oracle takes for NULL.
  const by = call.count > 2 ? given(2) : "''";
  return primary(`nullif(replace(${text(call.arg(0))}, ${given(1)}, ${by}), '')`, "string");
};

const concat: FunctionRule = (call) => {
  arity(call, 2, 99);
  return primary(
    `nullif(concat(${call
      .args()
      .map((arg) => text(arg, call.tx))
      .join(", ")}), '')`,
    "string",
  );
};

/** STDDEV and VARIANCE of one row are 0 in Oracle, NULL in DuckDB. */
function ofOne(name: "stddev_samp" | "var_samp"): FunctionRule {
  return (call) => {
    arity(call, 1);
    const args = [call.arg(0).sql];
    const sql = `CASE WHEN ${call.aggregate("count", args)} = 1 THEN 0 ELSE ${call.aggregate(name, args)} END`;
    return primary(sql, "float");
  };
}

const ratio: FunctionRule = (call) => {
  arity(call, 1);
  if (call.over === undefined) throw call.stop("OVER is missing");
  const value = call.arg(0).sql;
  return primary(`(${value} / sum(${value}) OVER ${call.over})`, "float");
};

/** Oracle Database SQL Language Reference, "Functions". */
export const ORACLE_FUNCTIONS: RuleTable = {
  ...STATISTICS,
  ...ORACLE_STATISTICS,
  ...ORACLE_TEXTS,
  ...ORACLE_VALUES,
  ...sessionValues("USERENV UID USER"),
  SYS_CONTEXT: sysContext,
  ...ORACLE_JSON,
  WIDTH_BUCKET: widthBucket,
  FROM_TZ: fromTz,
  SYS_EXTRACT_UTC: inUtc,
  LENGTHB: template("octet_length(encode($1))", "int"),
  "DBMS_LOB.GETLENGTH": length(false),
  "DBMS_LOB.SUBSTR": (call) => {
    arity(call, 1, 3);
    const amount = call.count > 1 ? call.arg(1).sql : "32767";
    const start = call.count > 2 ? call.arg(2).sql : "1";
    return primary(`substring(${text(call.arg(0))}, ${start}, ${amount})`, "string");
  },
  "DBMS_RANDOM.VALUE": (call) => {
    if (call.count === 0) return primary("random()", "float");
    arity(call, 2);
    const [low, high] = [call.arg(0).sql, call.arg(1).sql];
    return primary(`(${low} + random() * (${high} - ${low}))`, "float");
  },
  "UTL_RAW.CAST_TO_VARCHAR2": template("decode($1)", "string"),
  "UTL_RAW.CAST_TO_RAW": template("encode($1)", "binary"),
  STANDARD_HASH: (call) => {
    arity(call, 1, 2);
    const names: Readonly<Record<string, string>> = { SHA1: "sha1", MD5: "md5", SHA256: "sha256" };
    const name = names[call.count > 1 ? (call.arg(1).literal ?? "") : "SHA1"];
    if (name === undefined || call.arg(0).type !== "string")
      throw call.stop("this algorithm or value");
    return primary(`unhex(${name}(${call.arg(0).sql}))`, "binary");
  },
  REMAINDER: template("(($1) - ($2) * round_even(($1) / ($2), 0))", 0),
  STATS_MODE: aggregate("mode", 0),
  REGEXP_COUNT: regexpCount,
  REGEXP_INSTR: regexpPlace,
  NANVL: template("CASE WHEN isnan($1) THEN $2 ELSE $1 END", 0),
  LNNVL: template("(NOT coalesce($1, FALSE))", "bool"),
  NVL: firstNotNull,
  NVL2: nvl2,
  DECODE: decode,
  IIF: choice,
  TRUNC: trunc,
  TO_CHAR: toChar,
  TO_NCHAR: toChar,
  TO_DATE: dateOrNull(toDate("TIMESTAMP"), toDate("TIMESTAMP", true)),
  TO_TIMESTAMP: dateOrNull(toDate("TIMESTAMP"), toDate("TIMESTAMP", true)),
  TO_TIMESTAMP_TZ: toDate("TIMESTAMPTZ"),
  TO_NUMBER: numberOrDefault(toNumber),
  TO_CLOB: template("CAST($1 AS VARCHAR)", "string"),
  ADD_MONTHS: addMonths,
  MONTHS_BETWEEN: monthsBetween,
  LAST_DAY: lastDay,
  NEXT_DAY: nextDay,
  LISTAGG: stringAggregate(""),
  WM_CONCAT: stringAggregate(","),
  SUBSTR: substring,
  INSTR: instr,
  LENGTH: length(false),
  INITCAP: initcap,
  CONCAT: concat,
  REPLACE: replaceText,
  GROUPING_ID: same("grouping_id", "int", 1, 9),
  LTRIM: trimSide("ltrim"),
  RTRIM: trimSide("rtrim"),
  CHR: same("chr", "string", 1),
  REGEXP_LIKE: regexpLike,
  REGEXP_REPLACE: replacedAll,
  REGEXP_SUBSTR: regexpSubstr,
  BITAND: template("(CAST($1 AS BIGINT) & CAST($2 AS BIGINT))", "int"),
  LOG: template("log($1, $2)", "float"),
  MEDIAN: median,
  STDDEV: ofOne("stddev_samp"),
  VARIANCE: ofOne("var_samp"),
  RATIO_TO_REPORT: ratio,
  EMPTY_CLOB: template("CAST('' AS VARCHAR)", "string"),
  RAWTOHEX: template("hex($1)", "string"),
  HEXTORAW: template("from_hex($1)", "binary"),
  SYS_GUID: template("unhex(replace(CAST(uuid() AS VARCHAR), '-', ''))", "binary"),
  CEIL: dateEdge(true, same("ceil", 0, 1)),
  FLOOR: dateEdge(false, same("floor", 0, 1)),
  TRANSLATE: (call) => {
    arity(call, 3);
    if (call.args().some((arg) => arg.type === "null"))
      return primary("CAST(NULL AS VARCHAR)", "null");
    return primary(
      `nullif(translate(${call
        .args()
        .map((arg) => text(arg, call.tx))
        .join(", ")}), '')`,
      "string",
    );
  },
};
