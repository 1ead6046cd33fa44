import { readArrayText } from "../../../../arrayText.ts";
import { ascending } from "../../../block/orderKeys.ts";
import { type Expr, primary } from "../../../expr.ts";
import { jsonWith } from "../../../expression/jsonChanges.ts";
import { asJson, type JsonCast } from "../../../nested/asJson.ts";
import { arity, type FunctionRule, type RuleTable, template } from "../../dsl.ts";
import { reachedBy, SQL_JSON } from "../sqlJson.ts";

/** JSON_EXTRACT_PATH(json, 'a', 'b'): keys and indexes one by one. */
export function path(asText: boolean, cast: JsonCast = "CAST"): FunctionRule {
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
      asJson(call.arg(0), cast),
    );
    return primary(sql, asText ? "string" : "json");
  };
}

/** A value as JSON has it: a moment with a T between day and time. */
function jsonPart(value: Expr): string {
  const text = `replace(CAST(${value.sql} AS VARCHAR), ' ', 'T')`;
  if (value.type === "timestamp") return text;
  return value.type === "timestamptz"
    ? `regexp_replace(${text}, '([+-]\\d\\d)$', '\\1:00')`
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

export const jsonLength: FunctionRule = (call) => {
  arity(call, 1);
  return primary(`json_array_length(${asJson(call.arg(0))})`, "int");
};

/** json_agg and jsonb_agg: NULL over no rows. */
const jsonAggregate: FunctionRule = (call) => {
  arity(call, 1);
  // PostgreSQL sorts to find what is double, and the values come out in that order.
  if (call.distinct && call.orderKeys.length === 0)
    call.orderKeys = [ascending(jsonPart(call.arg(0)))];
  return primary(`to_json(${call.aggregate("list", [jsonPart(call.arg(0))])})`, "json");
};

/** json_object_agg(key, value); DuckDB's own takes no order, condition or window. */
const objectAggregate: FunctionRule = (call) => {
  arity(call, 2);
  const [key, value] = [call.arg(0), jsonPart(call.arg(1))];
  const plain =
    call.orderKeys.length === 0 && !call.distinct && !call.filter && call.over === undefined;
  if (plain) return primary(`json_group_object(${key.sql}, ${value})`, "json");
  const pair = `{'k': CAST(${key.sql} AS VARCHAR), 'v': to_json(${value})}`;
  return primary(`to_json(map_from_entries(${call.aggregate("list", [pair])}))`, "json");
};

/** json_array_elements(j) and its kin in the place of a value: a row an element. */
const rowsOf =
  (list: (json: string) => string, type: "json" | "string"): FunctionRule =>
  (call) => {
    arity(call, 1);
    return primary(`unnest(${list(asJson(call.arg(0)))})`, type);
  };

/** Functions of JSON that begin with json_ or jsonb_, under both names. */
const BOTH: RuleTable = {
  EXTRACT_PATH: path(false),
  EXTRACT_PATH_TEXT: path(true),
  BUILD_OBJECT: buildObject,
  BUILD_ARRAY: buildArray,
  ARRAY_LENGTH: jsonLength,
  AGG: jsonAggregate,
  OBJECT_AGG: objectAggregate,
  OBJECT_KEYS: rowsOf((json) => `json_keys(${json})`, "string"),
  ARRAY_ELEMENTS: rowsOf((json) => `json_extract(${json}, '$[*]')`, "json"),
  ARRAY_ELEMENTS_TEXT: rowsOf((json) => `json_extract_string(${json}, '$[*]')`, "string"),
};

const twice = (prefix: string) =>
  Object.fromEntries(Object.entries(BOTH).map(([name, rule]) => [`${prefix}_${name}`, rule]));

/** PostgreSQL: JSON. */
export const POSTGRES_JSON: RuleTable = {
  ...twice("JSON"),
  ...twice("JSONB"),
  ...SQL_JSON,
  ROW_TO_JSON: rowToJson,
  JSONB_SET: (call) => {
    arity(call, 3, 4);
    const created = call.count === 3 || /^true$/i.test(call.arg(3).sql);
    const target = asJson(call.arg(0));
    const value = asJson(call.arg(2));
    const { texts, literal } = call.arg(1);
    const path = texts ?? readArrayText(literal ?? "");
    const keys = path?.every((step) => typeof step === "string") ? (path as string[]) : undefined;
    const sql = keys && created ? jsonWith(target, keys, value, call.tx) : undefined;
    if (sql === undefined) throw call.stop("this path");
    return primary(`CASE WHEN ${value} IS NOT NULL THEN ${sql} END`, "json");
  },
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
};
