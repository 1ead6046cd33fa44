import type { Call } from "../../../calls/call.ts";
import { primary } from "../../../expr.ts";
import { arity, type FunctionRule, type RuleTable, same, template } from "../../dsl.ts";
import { RANKS } from "../../hypothetical.ts";
import { widthBucket } from "../buckets.ts";

/** sind, cosd and the like: of 30 degrees it is 0.5 exactly, where radians are a little beside it. */
const ofDegrees = (name: string) => template(`round(${name}(radians($1)), 15)`, "float");
const inDegrees = (name: string) => template(`round(degrees(${name}($1)), 13)`, "float");

/** width_bucket(x, array): how many of the bounds it has reached. */
const bucket: FunctionRule = (call) => {
  if (call.count !== 2) return widthBucket(call);
  const [value, bounds] = [call.arg(0).sql, call.arg(1).sql];
  return primary(`len(list_filter(${bounds}, bound -> bound <= ${value}))`, "int");
};

/** scale(x) and min_scale(x): the digits behind the point. */
const digitsBehind = (digits: string) =>
  template(`length(regexp_extract(CAST($1 AS VARCHAR), '\\.${digits}', 1))`, "int");

const firstOnly = (call: Call): string => {
  arity(call, 2);
  if (call.arg(1).number !== "1") throw call.stop("a dimension other than the first");
  return call.arg(0).sql;
};

/** PostgreSQL documentation, "Mathematical Functions", "Array Functions", "Hypothetical-Set Aggregate Functions". */
export const POSTGRES_NUMBERS: RuleTable = {
  SINH: same("sinh", "float", 1),
  COSH: same("cosh", "float", 1),
  TANH: same("tanh", "float", 1),
  ASINH: same("asinh", "float", 1),
  ACOSH: same("acosh", "float", 1),
  ATANH: same("atanh", "float", 1),
  COT: same("cot", "float", 1),
  SIND: ofDegrees("sin"),
  COSD: ofDegrees("cos"),
  TAND: ofDegrees("tan"),
  COTD: ofDegrees("cot"),
  ASIND: inDegrees("asin"),
  ACOSD: inDegrees("acos"),
  ATAND: inDegrees("atan"),
  ATAN2D: template("round(degrees(atan2($1, $2)), 13)", "float"),
  TO_BIN: template("to_base($1, 2)", "string"),
  TO_OCT: template("to_base($1, 8)", "string"),
  WIDTH_BUCKET: bucket,
  SCALE: digitsBehind("(\\d*)"),
  MIN_SCALE: digitsBehind("(\\d*?)0*$"),
  TRIM_SCALE: (call) => {
    arity(call, 1);
    call.tx.noteSmall(
      "trim_scale leaves zeros behind a fraction where it is written as a text",
      call.offset,
    );
    return call.arg(0);
  },
  ...RANKS,
  ARRAY_LOWER: (call) => {
    const array = firstOnly(call);
    return primary(`CASE WHEN len(${array}) > 0 THEN 1 END`, "int");
  },
  ARRAY_POSITIONS: template(
    "list_filter(range(1, len($1) + 1), place -> ($1)[place] IS NOT DISTINCT FROM $2)",
    "unknown",
  ),
  ARRAY_REPLACE: template(
    "list_transform($1, item -> CASE WHEN item IS NOT DISTINCT FROM $2 THEN $3 ELSE item END)",
    "unknown",
  ),
  ARRAY_FILL: (call) => {
    arity(call, 2);
    const [value, sizes] = [call.arg(0).sql, call.arg(1).sql];
    if (!/^\[[^,]*\]$/.test(sizes)) throw call.stop("several dimensions");
    return primary(`list_transform(range(0, ${sizes.slice(1, -1)}), place -> ${value})`, "unknown");
  },
  ARRAY_REVERSE: same("list_reverse", "unknown", 1),
  ARRAY_SORT: template("list_sort($1, 'ASC', 'NULLS LAST')", "unknown"),
  TRIM_ARRAY: template("($1)[1:len($1) - ($2)]", "unknown"),
  ARRAY_TO_JSON: template("to_json($1)", "json"),
  GENERATE_SUBSCRIPTS: (call) => primary(`generate_subscripts(${firstOnly(call)}, 1)`, "int"),
  GENERATE_SERIES: (call) => {
    arity(call, 2, 3);
    const args = call.args();
    if (args.some(({ type }) => type !== "int")) throw call.stop("other values than whole numbers");
    return primary(`unnest(generate_series(${args.map(({ sql }) => sql).join(", ")}))`, "int");
  },
};
