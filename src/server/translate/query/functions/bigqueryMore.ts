import { primary } from "../expr.ts";
import { aggregate, arity, type FunctionRule, type RuleTable, same, template } from "./dsl.ts";
import { regexpCount, regexpExtract, regexpExtractAll, regexpPlace } from "./regexps.ts";
import { sessionValues } from "./sessionValues.ts";
import { STATISTICS } from "./statistics.ts";
import { text } from "./text.ts";

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

/** JSON_VALUE and JSON_EXTRACT_SCALAR(text or JSON, '$.path'): a scalar as text, else NULL. */
const jsonScalar: FunctionRule = (call) => {
  arity(call, 1, 2);
  const path = call.count > 1 ? call.arg(1).sql : "'$'";
  const value = `json_extract(${call.arg(0).sql}, ${path})`;
  return primary(
    `CASE WHEN json_type(${value}) NOT IN ('ARRAY', 'OBJECT', 'NULL') THEN ${value} ->> '$' END`,
    "string",
  );
};

const jsonPart: FunctionRule = (call) => {
  arity(call, 1, 2);
  const path = call.count > 1 ? call.arg(1).sql : "'$'";
  return primary(`json_extract(${call.arg(0).sql}, ${path})`, "json");
};

const jsonList: FunctionRule = (call) => {
  arity(call, 1, 2);
  const path = call.count > 1 ? call.arg(1).sql : "'$'";
  return primary(`CAST(json_extract(${call.arg(0).sql}, ${path}) AS JSON[])`, "unknown");
};

const jsonTexts: FunctionRule = (call) => {
  const { sql } = jsonList(call);
  return primary(`list_transform(${sql}, lambda x: x ->> '$')`, "unknown");
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
  MAX_BY: aggregate("max_by", 0, 2),
  MIN_BY: aggregate("min_by", 0, 2),
  ...sessionValues("SESSION_USER"),
};
