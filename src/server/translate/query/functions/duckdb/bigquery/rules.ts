import { primary } from "../../../expr.ts";
import { readWhole } from "../../../expression/expression.ts";
import { listOf, shapeOf } from "../../../nested/shape.ts";
import { aggregate, arity, type FunctionRule, type RuleTable, same, template } from "../../dsl.ts";
import { choice, firstNotNull } from "../choices.ts";
import { stringAggregate } from "../stringAggregate.ts";
import { substring } from "../substring.ts";
import { initcap, length, strictConcat, text, trimSide } from "../text.ts";
import { BIGQUERY_ARRAYS } from "./arrays.ts";
import { BIGQUERY_BYTES } from "./bytes.ts";
import { bigqueryDates } from "./dates.ts";
import { BIGQUERY_EPOCHS } from "./epochs.ts";
import { BIGQUERY_FORMATS } from "./formats.ts";
import { BIGQUERY_JSON } from "./json.ts";
import { BIGQUERY_JSON_MAKING } from "./jsonMaking.ts";
import { BIGQUERY_SCALARS } from "./scalars.ts";
import { BIGQUERY_TEXTS } from "./texts.ts";
import { BIGQUERY_TOP } from "./topValues.ts";

/** DATETIME(y, m, d, h, i, s) or DATETIME(value). */
const dateTime: FunctionRule = (call) => {
  if (call.count === 6) return primary(`make_timestamp(${call.list()})`, "timestamp");
  arity(call, 1);
  return primary(`CAST(${call.arg(0).sql} AS TIMESTAMP)`, "timestamp");
};

const date: FunctionRule = (call) => {
  if (call.count === 3) return primary(`make_date(${call.list()})`, "date");
  arity(call, 1);
  return primary(`CAST(${call.arg(0).sql} AS DATE)`, "date");
};

const INTERVAL_PARTS = ["year", "month", "day", "hour", "minute", "second"];

/** MAKE_INTERVAL(year, month, day, hour, minute, second), each of them by its name too. */
const makeInterval: FunctionRule = (call) => {
  const { tx } = call;
  const parts = call.raw.map((given, index) => {
    const named = given.isSymbol("=>", 1);
    const unit = named ? given.peek()?.text.toLowerCase() : INTERVAL_PARTS[index];
    if (unit === undefined || !INTERVAL_PARTS.includes(unit)) throw call.stop("this part");
    const value = tx.inside(given.slice(given.at + (named ? 2 : 0), given.end), () =>
      readWhole(tx),
    );
    return `to_${unit}s(${value.sql})`;
  });
  return primary(parts.length === 0 ? "INTERVAL 0 day" : `(${parts.join(" + ")})`, "interval");
};

/** NET.HOST(url): what stands behind // and the user, up to a port, a path or a query. */
const host: FunctionRule = (call) => {
  arity(call, 1);
  const url = text(call.arg(0));
  const authority =
    "^\\s*(?:(?:[a-zA-Z][a-zA-Z0-9+.-]*:)?//(?:[^/?#@]*@)?)?(\\[[^\\]]*\\]|[^/?#:\\s]*)";
  return primary(`nullif(regexp_extract(${url}, '${authority}', 1), '')`, "string");
};

/** STRING_AGG(x, separator ORDER BY … LIMIT n). */
const limitedTexts: FunctionRule = (call) => {
  const { limit } = call;
  if (!limit) return stringAggregate(",")(call);
  arity(call, 1, 2);
  if (call.over !== undefined || call.filter) throw call.stop("LIMIT beside OVER");
  call.limit = undefined;
  const value = text(call.arg(0));
  const separator = call.count > 1 ? call.arg(1).sql : "','";
  const list = `${call.aggregate("list", [value])} FILTER (WHERE (${value}) IS NOT NULL)`;
  return primary(`array_to_string(list_slice(${list}, 1, ${limit.sql}), ${separator})`, "string");
};

/** GoogleSQL for BigQuery, "Functions". */
export const BIGQUERY_FUNCTIONS: RuleTable = {
  ...BIGQUERY_ARRAYS,
  ...BIGQUERY_JSON,
  ...BIGQUERY_BYTES,
  ...BIGQUERY_EPOCHS,
  ...BIGQUERY_SCALARS,
  ...BIGQUERY_TEXTS,
  ...BIGQUERY_FORMATS,
  ...BIGQUERY_JSON_MAKING,
  ...BIGQUERY_TOP,
  IFNULL: firstNotNull,
  IF: choice,
  CURRENT_DATETIME: template("CAST(now() AS TIMESTAMP)", "timestamp"),
  SAFE_DIVIDE: template("CASE WHEN ($2) = 0 THEN NULL ELSE ($1) / ($2) END", "float"),
  MAKE_INTERVAL: makeInterval,
  COT: template("cot($1)", "float"),
  ERROR: template("error($1)", "null"),
  "NET.HOST": host,
  DIV: template("(($1) // ($2))", "int"),
  CONCAT: strictConcat,
  SUBSTR: substring,
  SUBSTRING: substring,
  LENGTH: length(false),
  CHAR_LENGTH: length(false),
  STRPOS: same("strpos", "int", 2),
  STARTS_WITH: same("starts_with", "bool", 2),
  ENDS_WITH: same("ends_with", "bool", 2),
  INITCAP: initcap,
  LTRIM: trimSide("ltrim"),
  RTRIM: trimSide("rtrim"),
  SPLIT: (call) => {
    arity(call, 1, 2);
    const separator = call.count > 1 ? call.arg(1).sql : "','";
    const parts = primary(`string_split(${text(call.arg(0))}, ${separator})`, "unknown");
    return listOf(parts, { type: "string" });
  },
  REGEXP_CONTAINS: same("regexp_matches", "bool", 2),
  REGEXP_REPLACE: (call) => {
    arity(call, 3);
    return primary(`regexp_replace(${call.list()}, 'g')`, "string");
  },
  STRING_AGG: limitedTexts,
  COUNTIF: aggregate("count_if", "int"),
  LOGICAL_AND: aggregate("bool_and", "bool"),
  LOGICAL_OR: aggregate("bool_or", "bool"),
  ARRAY_LENGTH: same("len", "int", 1),
  GENERATE_ARRAY: (call) => {
    arity(call, 2, 3);
    const [from] = call.args();
    return listOf(primary(`generate_series(${call.list()})`, "unknown"), from && shapeOf(from));
  },
  TRUNC: (call) => {
    arity(call, 1, 2);
    if (call.count === 1) return primary(`trunc(${call.arg(0).sql})`, call.arg(0).type);
    return primary(
      `trunc(CAST(${call.arg(0).sql} AS DECIMAL(38,10)), ${call.arg(1).sql})`,
      "decimal",
    );
  },
  GENERATE_UUID: template("CAST(uuid() AS VARCHAR)", "string"),
  RAND: template("random()", "float"),
  ...bigqueryDates(date, dateTime),
};
