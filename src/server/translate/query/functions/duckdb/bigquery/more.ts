import { quoteText } from "../../../../duckdbNames.ts";
import type { Call } from "../../../call.ts";
import { primary } from "../../../expr.ts";
import {
  aggregate,
  anyValue,
  arity,
  type FunctionRule,
  type RuleTable,
  same,
  template,
} from "../../dsl.ts";
import { regexpCount, regexpExtract, regexpExtractAll, regexpPlace } from "../regexps.ts";
import { sessionValues } from "../sessionValues.ts";
import { STATISTICS } from "../statistics.ts";
import { text } from "../text.ts";

/** ARRAY_AGG([DISTINCT] x [IGNORE NULLS] [ORDER BY …]): a NULL among the values is an error there. */
const arrayAggregate: FunctionRule = (call) => {
  arity(call, 1);
  const value = call.arg(0).sql;
  if (call.nulls === "IGNORE NULLS") {
    if (call.filter) throw call.stop("FILTER beside IGNORE NULLS");
    call.filter = ` FILTER (WHERE (${value}) IS NOT NULL)`;
  }
  call.nulls = "";
  const { limit } = call;
  call.limit = undefined;
  const list = call.aggregate("list", [value]);
  return primary(limit ? `list_slice(${list}, 1, ${limit.sql})` : list, "unknown");
};

/** APPROX_QUANTILES(value, n): n + 1 bounds; here they are exact. */
const approxQuantiles: FunctionRule = (call) => {
  arity(call, 2);
  const count = Number(call.arg(1).number);
  if (!Number.isInteger(count) || count < 1 || count > 1000 || call.nulls === "RESPECT NULLS")
    throw call.stop("a computed number of quantiles, or NULLs among the values");
  call.nulls = "";
  const shares = Array.from({ length: count + 1 }, (_, index) =>
    String(Number((index / count).toFixed(6))),
  );
  const list = call.aggregate("quantile_disc", [call.arg(0).sql, `[${shares.join(", ")}]`]);
  return { ...primary(list, "unknown"), array: true };
};

/** A path into JSON; `$['a']` is written `$."a"` here. */
function pathOf(call: Call): string {
  if (call.count < 2) return "'$'";
  const { literal, sql } = call.arg(1);
  if (literal === undefined) return sql;
  const path = literal.replace(/\[(?:'([^'"\]]*)'|"([^'"\]]*)")\]/g, '."$1$2"');
  return quoteText(path);
}

/** JSON_VALUE and JSON_EXTRACT_SCALAR(text or JSON, '$.path'): a scalar as text, else NULL. */
const jsonScalar: FunctionRule = (call) => {
  arity(call, 1, 2);
  const path = pathOf(call);
  const value = `json_extract(${call.arg(0).sql}, ${path})`;
  return primary(
    `CASE WHEN json_type(${value}) NOT IN ('ARRAY', 'OBJECT', 'NULL') THEN ${value} ->> '$' END`,
    "string",
  );
};

const jsonPart: FunctionRule = (call) => {
  arity(call, 1, 2);
  const path = pathOf(call);
  return primary(`json_extract(${call.arg(0).sql}, ${path})`, "json");
};

const jsonList: FunctionRule = (call) => {
  arity(call, 1, 2);
  const path = pathOf(call);
  const list = `CAST(json_extract(${call.arg(0).sql}, ${path}) AS JSON[])`;
  return { ...primary(list, "unknown"), array: true };
};

const jsonTexts: FunctionRule = (call) => {
  const { sql } = jsonList(call);
  return { ...primary(`list_transform(${sql}, lambda x: x ->> '$')`, "unknown"), array: true };
};

const bytesOf: FunctionRule = (call) => {
  arity(call, 1);
  const value = call.arg(0);
  return primary(value.type === "string" ? `encode(${value.sql})` : value.sql, "binary");
};

const hash =
  (name: string): FunctionRule =>
  (call) =>
    primary(`unhex(${name}(${bytesOf(call).sql}))`, "binary");

/** BigQuery reference, what is beyond dates and texts. */
export const BIGQUERY_MORE: RuleTable = {
  ...STATISTICS,
  ARRAY_AGG: arrayAggregate,
  ARRAY_CONCAT: (call) => {
    arity(call, 1, 99);
    return primary(
      `list_concat(${call
        .args()
        .map((arg) => arg.sql)
        .join(", ")})`,
      "unknown",
    );
  },
  ARRAY_REVERSE: same("list_reverse", "unknown", 1),
  ARRAY_FIRST: template("list_first($1)", "unknown"),
  ARRAY_LAST: template("list_last($1)", "unknown"),
  ARRAY_TO_STRING: (call) => {
    arity(call, 2, 3);
    const [list, separator] = [call.arg(0).sql, call.arg(1).sql];
    const filled =
      call.count === 3 ? `list_transform(${list}, x -> coalesce(x, ${call.arg(2).sql}))` : list;
    return primary(`array_to_string(${filled}, ${separator})`, "string");
  },
  UNIX_DATE: template("date_diff('day', DATE '1970-01-01', $1)", "int"),
  DATE_FROM_UNIX_DATE: template("(DATE '1970-01-01' + CAST($1 AS INTEGER))", "date"),
  UNIX_SECONDS: template("CAST(floor(epoch($1)) AS BIGINT)", "int"),
  UNIX_MILLIS: template("epoch_ms($1)", "int"),
  UNIX_MICROS: template("epoch_us($1)", "int"),
  TIMESTAMP_SECONDS: template("to_timestamp($1)", "timestamptz"),
  TIMESTAMP_MILLIS: template("make_timestamptz($1 * 1000)", "timestamptz"),
  TIMESTAMP_MICROS: template("make_timestamptz($1)", "timestamptz"),
  PARSE_JSON: template("CAST($1 AS JSON)", "json"),
  "SAFE.PARSE_JSON": template("TRY_CAST($1 AS JSON)", "json"),
  TO_JSON: template("to_json($1)", "json"),
  TO_JSON_STRING: template("CAST(to_json($1) AS VARCHAR)", "string"),
  JSON_VALUE: jsonScalar,
  JSON_EXTRACT_SCALAR: jsonScalar,
  JSON_QUERY: jsonPart,
  JSON_EXTRACT: jsonPart,
  JSON_QUERY_ARRAY: jsonList,
  JSON_EXTRACT_ARRAY: jsonList,
  JSON_VALUE_ARRAY: jsonTexts,
  JSON_EXTRACT_STRING_ARRAY: jsonTexts,
  REGEXP_EXTRACT: regexpExtract,
  REGEXP_SUBSTR: regexpExtract,
  REGEXP_EXTRACT_ALL: regexpExtractAll,
  REGEXP_COUNT: regexpCount,
  REGEXP_INSTR: regexpPlace,
  TO_HEX: (call) => primary(`lower(hex(${bytesOf(call).sql}))`, "string"),
  FROM_HEX: template("unhex($1)", "binary"),
  TO_BASE64: (call) => primary(`to_base64(${bytesOf(call).sql})`, "string"),
  FROM_BASE64: template("from_base64($1)", "binary"),
  MD5: hash("md5"),
  SHA1: hash("sha1"),
  SHA256: hash("sha256"),
  BIT_COUNT: same("bit_count", "int", 1),
  IS_NAN: template("isnan($1)", "bool"),
  IS_INF: template("isinf($1)", "bool"),
  CBRT: same("cbrt", "float", 1),
  CHR: same("chr", "string", 1),
  UNICODE: template("unicode($1)", "int"),
  BYTE_LENGTH: (call) => primary(`octet_length(${bytesOf(call).sql})`, "int"),
  OCTET_LENGTH: (call) => primary(`octet_length(${bytesOf(call).sql})`, "int"),
  CHARACTER_LENGTH: (call) => {
    arity(call, 1);
    return primary(`length(${text(call.arg(0))})`, "int");
  },
  EDIT_DISTANCE: (call) => {
    arity(call, 2);
    return primary(`levenshtein(${call.arg(0).sql}, ${call.arg(1).sql})`, "int");
  },
  ANY_VALUE: anyValue,
  APPROX_QUANTILES: approxQuantiles,
  MAX_BY: aggregate("max_by", 0, 2),
  MIN_BY: aggregate("min_by", 0, 2),
  ...sessionValues("SESSION_USER"),
};
