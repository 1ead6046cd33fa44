import type { Call } from "../../../calls/call.ts";
import { type Expr, primary } from "../../../expr.ts";
import { asJson } from "../../../nested/asJson.ts";
import { arity, type FunctionRule, type RuleTable } from "../../dsl.ts";
import { text } from "../text.ts";

// Snowflake's ARRAY and OBJECT are JSON in DuckDB; lists are made of them where a list function is needed.

function json(value: Expr): string {
  return value.type === "json" ? value.sql : `to_json(${value.sql})`;
}

/** The elements as a list of JSON values. */
function elements(call: Call, index: number): string {
  const value = call.arg(index);
  return `CAST(${asJson(value)} AS JSON[])`;
}

function array(sql: string): Expr {
  return primary(`to_json(${sql})`, "json");
}

/** ARRAY_AGG and ARRAY_UNIQUE_AGG: NULLs are left out. */
const gathered =
  (distinct: boolean): FunctionRule =>
  (call) => {
    arity(call, 1);
    const value = call.arg(0);
    if (distinct) call.distinct = true;
    const kept = ` FILTER (WHERE (${value.sql}) IS NOT NULL)`;
    if (call.filter) throw call.stop("FILTER beside an array of values");
    call.filter = kept;
    return primary(`coalesce(to_json(${call.aggregate("list", [value.sql])}), json('[]'))`, "json");
  };

const ofList =
  (name: string): FunctionRule =>
  (call) => {
    arity(call, 1);
    return array(`${name}(${elements(call, 0)})`);
  };

const ofTwo =
  (name: string): FunctionRule =>
  (call) => {
    arity(call, 2);
    const lists = [elements(call, 0), elements(call, 1)];
    return whereGiven(lists, array(`${name}(${lists.join(", ")})`));
  };

/** NULL where one of the arrays is NULL; DuckDB takes it for an empty one. */
function whereGiven(lists: readonly string[], value: Expr): Expr {
  const given = lists.map((list) => `(${list}) IS NOT NULL`).join(" AND ");
  return primary(`CASE WHEN ${given} THEN ${value.sql} END`, value.type);
}

/** GET(value, key or index) and its like. */
const get: FunctionRule = (call) => {
  arity(call, 2);
  const step = call.arg(1);
  if (step.number !== undefined)
    return primary(`json_extract(${json(call.arg(0))}, '$[${step.number}]')`, "json");
  if (step.literal === undefined) throw call.stop("a computed key or index");
  const key = step.literal.replaceAll("'", "''").replaceAll('"', '\\"');
  return primary(`json_extract(${json(call.arg(0))}, '$."${key}"')`, "json");
};

/** GET_PATH(value, 'a.b[0]'). */
const getPath: FunctionRule = (call) => {
  arity(call, 2);
  const { literal } = call.arg(1);
  if (literal === undefined || !/^\w+(\.\w+|\[\d+\])*$/.test(literal))
    throw call.stop("a computed path, or keys in quotes");
  return primary(`json_extract(${json(call.arg(0))}, '$.${literal}')`, "json");
};

const isKind =
  (...kinds: string[]): FunctionRule =>
  (call) => {
    arity(call, 1);
    const list = kinds.map((kind) => `'${kind}'`).join(", ");
    return primary(`(json_type(${json(call.arg(0))}) IN (${list}))`, "bool");
  };

const pairs: FunctionRule = (call) => {
  if (call.count % 2 !== 0) throw call.stop("pairs of keys and values expected");
  return primary(`json_object(${call.list()})`, "json");
};

/** Snowflake reference, "Semi-structured and structured data functions". */
export const SNOWFLAKE_ARRAYS: RuleTable = {
  ARRAY_AGG: gathered(false),
  ARRAYAGG: gathered(false),
  ARRAY_UNIQUE_AGG: gathered(true),
  ARRAY_CONSTRUCT: (call) => primary(`json_array(${call.list()})`, "json"),
  ARRAY_SIZE: (call) => {
    arity(call, 1);
    const value = json(call.arg(0));
    return primary(
      `CASE json_type(${value}) WHEN 'ARRAY' THEN json_array_length(${value}) END`,
      "int",
    );
  },
  ARRAY_DISTINCT: ofList("list_distinct"),
  ARRAY_REVERSE: ofList("list_reverse"),
  ARRAY_CAT: ofTwo("list_concat"),
  ARRAY_INTERSECTION: ofTwo("list_intersect"),
  ARRAYS_OVERLAP: (call) => {
    arity(call, 2);
    return primary(`list_has_any(${elements(call, 0)}, ${elements(call, 1)})`, "bool");
  },
  ARRAY_CONTAINS: (call) => {
    arity(call, 2);
    return primary(`list_contains(${elements(call, 1)}, ${json(call.arg(0))})`, "bool");
  },
  ARRAY_POSITION: (call) => {
    arity(call, 2);
    const place = `list_position(${elements(call, 1)}, ${json(call.arg(0))})`;
    return primary(`nullif(coalesce(${place}, 0), 0) - 1`, "int");
  },
  ARRAY_APPEND: (call) => {
    arity(call, 2);
    const list = elements(call, 0);
    return whereGiven([list], array(`list_append(${list}, ${json(call.arg(1))})`));
  },
  ARRAY_PREPEND: (call) => {
    arity(call, 2);
    const list = elements(call, 0);
    return whereGiven([list], array(`list_prepend(${json(call.arg(1))}, ${list})`));
  },
  ARRAY_COMPACT: (call) => {
    arity(call, 1);
    return array(
      `list_filter(${elements(call, 0)}, x -> x IS NOT NULL AND json_type(x) <> 'NULL')`,
    );
  },
  ARRAY_TO_STRING: (call) => {
    arity(call, 2);
    const value = call.arg(0);
    const source = asJson(value);
    // A missing element is an empty text there.
    const texts = `list_transform(CAST(${source} AS VARCHAR[]), x -> coalesce(x, ''))`;
    return primary(`array_to_string(${texts}, ${call.arg(1).sql})`, "string");
  },
  ARRAY_SLICE: (call) => {
    arity(call, 3);
    const [first, last] = [call.arg(1).number, call.arg(2).number];
    if (first === undefined || last === undefined || first.startsWith("-") || last.startsWith("-"))
      throw call.stop("computed or negative bounds");
    return array(`list_slice(${elements(call, 0)}, ${Number(first) + 1}, ${last})`);
  },
  SPLIT: (call) => {
    arity(call, 2);
    return array(`string_split(${text(call.arg(0))}, ${text(call.arg(1))})`);
  },
  ARRAY_FLATTEN: (call) => {
    arity(call, 1);
    return array(`flatten(CAST(${json(call.arg(0))} AS JSON[][]))`);
  },
  OBJECT_CONSTRUCT_KEEP_NULL: pairs,
  OBJECT_INSERT: (call) => {
    arity(call, 3);
    const [object, key, value] = [call.arg(0), call.arg(1), call.arg(2)];
    if (/^(json|unknown)$/.test(value.type)) throw call.stop("a value that may be an object");
    const pair = `json_object(${key.sql}, ${value.sql})`;
    const changed = primary(`json_merge_patch(${json(object)}, ${pair})`, "json");
    return whereGiven([object.sql], changed);
  },
  OBJECT_DELETE: (call) => {
    arity(call, 2, 99);
    const [object, ...keys] = call.args();
    const gone = keys.map(({ sql }) => `${sql}, NULL`).join(", ");
    if (!object) throw call.stop("an object expected");
    const changed = primary(`json_merge_patch(${json(object)}, json_object(${gone}))`, "json");
    return whereGiven([object.sql], changed);
  },
  OBJECT_KEYS: (call) => {
    arity(call, 1);
    return array(`json_keys(${json(call.arg(0))})`);
  },
  OBJECT_AGG: (call) => {
    arity(call, 2);
    return primary(call.aggregate("json_group_object", [call.arg(0).sql, call.arg(1).sql]), "json");
  },
  GET: get,
  GET_PATH: getPath,
  TO_JSON: (call) => {
    arity(call, 1);
    return primary(`CAST(${json(call.arg(0))} AS VARCHAR)`, "string");
  },
  TO_VARIANT: (call) => {
    arity(call, 1);
    return primary(json(call.arg(0)), "json");
  },
  TO_ARRAY: (call) => {
    arity(call, 1);
    const value = json(call.arg(0));
    return primary(
      `CASE json_type(${value}) WHEN 'ARRAY' THEN ${value} ELSE json_array(${value}) END`,
      "json",
    );
  },
  IS_ARRAY: isKind("ARRAY"),
  IS_OBJECT: isKind("OBJECT"),
  IS_BOOLEAN: isKind("BOOLEAN"),
  IS_VARCHAR: isKind("VARCHAR"),
  IS_CHAR: isKind("VARCHAR"),
  IS_INTEGER: isKind("UBIGINT", "BIGINT", "HUGEINT"),
  IS_DOUBLE: isKind("DOUBLE", "UBIGINT", "BIGINT", "HUGEINT"),
  IS_NULL_VALUE: isKind("NULL"),
};
