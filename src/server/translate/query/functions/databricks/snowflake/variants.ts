import { primary } from "../../../expr.ts";
import { arity, type FunctionRule, type RuleTable, refused } from "../../dsl.ts";
import {
  arrayAdd,
  arrayConstruct,
  arrayConstructCompact,
  arrayContains,
  arrayInsert,
  arrayOf,
  arrayPosition,
  arrayRange,
  arrayRemove,
  arrayRemoveAt,
  arraySize,
  arraySlice,
  arraySort,
  arrayToString,
  ofArrays,
  ofComparable,
  ofSets,
  split,
  strtok,
  strtokToArray,
} from "../arrays.ts";
import { anyNull } from "../choices.ts";
import { extractPathText, get, getPath, parseJson, toJson, toVariant } from "../json.ts";
import { higherOrder } from "../lambdas.ts";
import {
  objectAggregate,
  objectConstruct,
  objectInsert,
  objectKeyed,
  objectKeys,
} from "../objects.ts";
import { asKind, isNullValue, isOfKind, stripNullValue, typeOf } from "../variantKinds.ts";

/** TO_ARRAY(v): a single value is made an array of one. */
const toArray: FunctionRule = (call) => {
  arity(call, 1);
  const value = call.arg(0);
  if (value.type === "json")
    throw call.stop("whether the value is an array is known when it is read only");
  if (value.array === true) return value;
  if (value.type === "unknown") {
    const what = `${value.sql} is taken for a single value, which becomes an array of one: an array would stay what it is`;
    call.tx.note("DWM-QRY-006", { what }, call.offset);
  }
  const missing = anyNull([value]);
  const one = `ARRAY(${value.sql})`;
  const sql = missing === undefined ? one : `IF(${missing}, NULL, ${one})`;
  return { ...primary(sql, "unknown"), array: true };
};

const arraysToObject: FunctionRule = (call) => {
  arity(call, 2);
  const map = `map_from_arrays(${arrayOf(call.arg(0), "STRING")}, ${arrayOf(call.arg(1))})`;
  return primary(`to_variant_object(${map})`, "json");
};

/** Snowflake reference, "Semi-structured and structured data functions" -> Databricks SQL. */
export const SNOWFLAKE_VARIANTS: RuleTable = {
  PARSE_JSON: parseJson("parse_json"),
  TRY_PARSE_JSON: parseJson("try_parse_json"),
  CHECK_JSON: refused("a message about what is wrong; try_parse_json tells whether something is"),
  TO_JSON: toJson,
  TO_VARIANT: toVariant,
  TO_OBJECT: toVariant,
  TO_ARRAY: toArray,
  GET: get,
  GET_PATH: getPath,
  GET_IGNORE_CASE: refused("keys are found by their case here"),
  JSON_EXTRACT_PATH_TEXT: extractPathText,
  OBJECT_CONSTRUCT: objectConstruct(false),
  OBJECT_CONSTRUCT_KEEP_NULL: objectConstruct(true),
  OBJECT_AGG: objectAggregate,
  OBJECT_KEYS: objectKeys,
  OBJECT_DELETE: objectKeyed(false),
  OBJECT_PICK: objectKeyed(true),
  OBJECT_INSERT: objectInsert,
  TYPEOF: typeOf,
  STRIP_NULL_VALUE: stripNullValue,
  IS_NULL_VALUE: isNullValue,
  IS_ARRAY: isOfKind("ARRAY"),
  IS_OBJECT: isOfKind("OBJECT"),
  IS_BINARY: isOfKind("BINARY"),
  IS_BOOLEAN: isOfKind("BOOLEAN"),
  IS_CHAR: isOfKind("CHAR"),
  IS_VARCHAR: isOfKind("CHAR"),
  IS_DATE: isOfKind("DATE"),
  IS_DATE_VALUE: isOfKind("DATE"),
  IS_DECIMAL: isOfKind("DECIMAL"),
  IS_DOUBLE: isOfKind("DOUBLE"),
  IS_REAL: isOfKind("DOUBLE"),
  IS_INTEGER: isOfKind("INTEGER"),
  IS_TIMESTAMP_LTZ: isOfKind("TIMESTAMP_LTZ"),
  IS_TIMESTAMP_NTZ: isOfKind("TIMESTAMP_NTZ"),
  AS_ARRAY: asKind("ARRAY", "VARIANT", "json"),
  AS_OBJECT: asKind("OBJECT", "VARIANT", "json"),
  AS_BOOLEAN: asKind("BOOLEAN", "BOOLEAN", "bool"),
  AS_CHAR: asKind("CHAR", "STRING", "string"),
  AS_VARCHAR: asKind("CHAR", "STRING", "string"),
  AS_DATE: asKind("DATE", "DATE", "date"),
  AS_DECIMAL: asKind("DECIMAL", "DECIMAL", "decimal"),
  AS_NUMBER: asKind("DECIMAL", "DECIMAL", "decimal"),
  AS_DOUBLE: asKind("DOUBLE", "DOUBLE", "float"),
  AS_REAL: asKind("DOUBLE", "DOUBLE", "float"),
  AS_INTEGER: asKind("INTEGER", "BIGINT", "int"),
  ARRAY_CONSTRUCT: arrayConstruct,
  ARRAY_CONSTRUCT_COMPACT: arrayConstructCompact,
  ARRAY_APPEND: arrayAdd("array_append"),
  ARRAY_PREPEND: arrayAdd("array_prepend"),
  ARRAY_CAT: ofArrays("concat", 2),
  ARRAY_COMPACT: ofArrays("array_compact", 1),
  ARRAY_CONTAINS: arrayContains,
  ARRAY_DISTINCT: ofComparable("array_distinct", 1, false),
  ARRAY_EXCEPT: ofSets("array_except"),
  ARRAY_INTERSECTION: ofSets("array_intersect"),
  ARRAY_FLATTEN: ofArrays("flatten", 1, "ARRAY<VARIANT>"),
  ARRAY_GENERATE_RANGE: arrayRange,
  ARRAY_INSERT: arrayInsert,
  ARRAY_MAX: ofComparable("array_max", 1, true),
  ARRAY_MIN: ofComparable("array_min", 1, true),
  ARRAY_POSITION: arrayPosition,
  ARRAY_REMOVE: arrayRemove,
  ARRAY_REMOVE_AT: arrayRemoveAt,
  ARRAY_REVERSE: ofArrays("reverse", 1),
  ARRAY_SIZE: arraySize,
  ARRAY_SLICE: arraySlice,
  ARRAY_SORT: arraySort,
  ARRAY_TO_STRING: arrayToString,
  ARRAYS_OVERLAP: ofComparable("arrays_overlap", 2, false),
  ARRAYS_TO_OBJECT: arraysToObject,
  SPLIT: split(),
  STRTOK: strtok,
  STRTOK_TO_ARRAY: strtokToArray,
  FILTER: higherOrder("filter"),
  TRANSFORM: higherOrder("transform"),
  REDUCE: higherOrder("reduce"),
};
