import { Call } from "../../../call.ts";
import { type Expr, primary } from "../../../expr.ts";
import { aggregate, arity, type FunctionRule, type RuleTable, same, template } from "../../dsl.ts";
import { nextDay } from "../oracle/rules.ts";
import { regexpPart, regexpPlace } from "../regexps.ts";
import { sessionValues } from "../sessionValues.ts";
import { reachedBy, SQL_JSON } from "../sqlJson.ts";
import { STATISTICS } from "../statistics.ts";
import { text } from "../text.ts";
import { convertTimezone } from "../zones.ts";

/** JSON_EXTRACT_PATH(json, 'a', 'b'): keys and indexes one by one. */
function path(asText: boolean, cast: JsonCast = "CAST"): FunctionRule {
  return (call) => {
    arity(call, 2, 20);
    const steps = call.args().slice(1);
    if (steps.some((step) => step.literal === undefined && step.number === undefined))
      throw call.stop("a computed key");
    const sql = steps.reduce(
      (inside, step, index) => {
        const last = index === steps.length - 1;
        // A key of digits may be an index: the arrow takes a text for a key, a number for an index.
        const key =
          step.literal !== undefined && /^\d+$/.test(step.literal) ? step.literal : step.sql;
        return `(${inside} ${last && asText ? "->>" : "->"} ${key})`;
      },
      jsonOf(call.arg(0), cast),
    );
    return primary(sql, asText ? "string" : "json");
  };
}

/** TRY_CAST: what is no JSON is NULL. */
type JsonCast = "CAST" | "TRY_CAST";

function jsonOf(value: Expr, cast: JsonCast = "CAST"): string {
  return value.type === "json" ? value.sql : `${cast}(${value.sql} AS JSON)`;
}

/** A value as JSON has it: a moment with a T between day and time. */
function jsonPart(value: Expr): string {
  return value.type === "timestamp"
    ? `replace(CAST(${value.sql} AS VARCHAR), ' ', 'T')`
    : value.sql;
}

const toJson: FunctionRule = (call) => {
  arity(call, 1);
  return primary(`to_json(${jsonPart(call.arg(0))})`, "json");
};

const buildObject: FunctionRule = (call) => {
  if (call.count % 2 !== 0) throw call.stop("pairs of keys and values expected");
  return primary(`json_object(${call.args().map(jsonPart).join(", ")})`, "json");
};

/** row_to_json(row(a, b)): its fields are f1, f2 and so on; of a table's row those have its names. */
const rowToJson: FunctionRule = (call) => {
  arity(call, 1);
  const { row, sql } = call.arg(0);
  if (!row) return primary(`to_json(${sql})`, "json");
  const fields = row.map((value, at) => `'f${at + 1}', ${jsonPart(value)}`);
  return primary(`json_object(${fields.join(", ")})`, "json");
};

const buildArray: FunctionRule = (call) =>
  primary(`json_array(${call.args().map(jsonPart).join(", ")})`, "json");

const jsonLength: FunctionRule = (call) => {
  arity(call, 1);
  return primary(`json_array_length(${jsonOf(call.arg(0))})`, "int");
};

/** json_agg and jsonb_agg: NULL over no rows. */
const jsonAggregate: FunctionRule = (call) => {
  arity(call, 1);
  return primary(`to_json(${call.aggregate("list", [call.arg(0).sql])})`, "json");
};

const hash =
  (name: string): FunctionRule =>
  (call) => {
    arity(call, 1);
    return primary(`${name}(${text(call.arg(0))})`, "string");
  };

/** to_hex of a whole number: DuckDB's shows a negative INTEGER with the sixteen digits of a BIGINT. */
const toHex: FunctionRule = (call) => {
  arity(call, 1);
  const { sql, number } = call.arg(0);
  const shown = (value: string) => `lower(to_hex(${value}))`;
  if (number !== undefined && !number.startsWith("-")) return primary(shown(sql), "string");
  const narrow = `typeof(${sql}) IN ('INTEGER', 'SMALLINT') AND ${sql} < 0`;
  return primary(
    `CASE WHEN ${narrow} THEN ${shown(`4294967296 + ${sql}`)} ELSE ${shown(sql)} END`,
    "string",
  );
};

/** Functions of JSON that begin with json_ or jsonb_, under both names. */
const BOTH: RuleTable = {
  EXTRACT_PATH: path(false),
  EXTRACT_PATH_TEXT: path(true),
  BUILD_OBJECT: buildObject,
  BUILD_ARRAY: buildArray,
  ARRAY_LENGTH: jsonLength,
  AGG: jsonAggregate,
  OBJECT_AGG: aggregate("json_group_object", "json", 2),
};

const twice = (prefix: string) =>
  Object.fromEntries(Object.entries(BOTH).map(([name, rule]) => [`${prefix}_${name}`, rule]));

/** PostgreSQL: JSON, arrays, numbers and statistics. */
export const POSTGRES_MORE: RuleTable = {
  ...STATISTICS,
  ...twice("JSON"),
  ...twice("JSONB"),
  ...sessionValues("CURRENT_DATABASE CURRENT_SCHEMA CURRENT_SETTING VERSION PG_BACKEND_PID"),
  ...SQL_JSON,
  ROW_TO_JSON: rowToJson,
  JSONB_PATH_EXISTS: SQL_JSON.JSON_EXISTS as FunctionRule,
  JSONB_PATH_QUERY_FIRST: (call) => {
    arity(call, 2);
    return primary(reachedBy(call, call.arg(1).literal), "json");
  },
  JSONB_PATH_QUERY_ARRAY: (call) => {
    arity(call, 2);
    const path = call.arg(1).literal;
    if (path?.endsWith("[*]") !== true)
      throw call.stop("a path that is not to the items of a list");
    return primary(`coalesce(${reachedBy(call, path.slice(0, -3))}, '[]')`, "json");
  },
  TO_JSON: toJson,
  TO_JSONB: toJson,
  JSON_SCALAR: toJson,
  JSON_SERIALIZE: template("CAST($1 AS VARCHAR)", "string"),
  DIV: template("CAST(trunc(($1) / ($2)) AS BIGINT)", "decimal"),
  LOG10: same("log10", "float", 1),
  FACTORIAL: same("factorial", "decimal", 1),
  CBRT: same("cbrt", "float", 1),
  TO_HEX: toHex,
  BIT_LENGTH: template("bit_length($1)", "int"),
  OCTET_LENGTH: template("octet_length(encode($1))", "int"),
  CARDINALITY: same("len", "int", 1),
  ARRAY_APPEND: same("list_append", "unknown", 2),
  ARRAY_PREPEND: template("list_prepend($1, $2)", "unknown"),
  ARRAY_CAT: same("list_concat", "unknown", 2),
  ARRAY_POSITION: template("nullif(list_position($1, $2), 0)", "int"),
  ARRAY_REMOVE: template("list_filter($1, x -> x IS DISTINCT FROM $2)", "unknown"),
  ARRAY_UPPER: (call) => {
    arity(call, 2);
    if (call.arg(1).number !== "1") throw call.stop("a dimension other than the first");
    return primary(`nullif(len(${call.arg(0).sql}), 0)`, "int");
  },
  REGEXP_SPLIT_TO_ARRAY: same("string_split_regex", "unknown", 2),
  MODE: (call) => {
    const [key, ...more] = call.orderKeys;
    if (!key || more.length > 0) throw call.stop("WITHIN GROUP (ORDER BY one value) expected");
    call.orderKeys = [];
    return primary(call.aggregate("mode", [key.sql]), "unknown");
  },
};

/** What Redshift has beyond that. */
export const REDSHIFT_MORE: RuleTable = {
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
  JSON_EXTRACT_PATH_TEXT: (call) => {
    const last = call.count - 1;
    const safe = /^(TRUE|FALSE)$/.test(call.word(last) ?? "");
    const keys = safe ? call.raw.slice(0, last) : call.raw;
    const inner = new Call(call.tx, call.name, call.offset, keys);
    // Nothing found is NULL or an empty text; with TRUE so is what is no JSON.
    return path(true, safe ? "TRY_CAST" : "CAST")(inner);
  },
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
  JSON_EXTRACT_ARRAY_ELEMENT_TEXT: (call) => {
    arity(call, 2, 3);
    const { number } = call.arg(1);
    if (number === undefined) throw call.stop("a computed index");
    return primary(`(${jsonOf(call.arg(0))} ->> ${number})`, "string");
  },
  IS_VALID_JSON: template("json_valid($1)", "bool"),
  CAN_JSON_PARSE: template("json_valid($1)", "bool"),
  JSON_PARSE: template("CAST($1 AS JSON)", "json"),
  JSON_SERIALIZE: template("CAST($1 AS VARCHAR)", "string"),
  GET_ARRAY_LENGTH: jsonLength,
  RATIO_TO_REPORT: (call) => {
    arity(call, 1);
    if (call.over === undefined) throw call.stop("OVER is missing");
    const value = call.arg(0).sql;
    return primary(`(${value} / sum(${value}) OVER ${call.over})`, "float");
  },
};
