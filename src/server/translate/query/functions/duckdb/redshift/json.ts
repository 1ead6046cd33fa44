import { Call } from "../../../calls/call.ts";
import { primary } from "../../../expr.ts";
import { asJson } from "../../../nested/asJson.ts";
import { arity, type RuleTable, template } from "../../dsl.ts";
import { jsonLength, path } from "../postgres/json.ts";

/** Redshift: JSON kept as a text. */
export const REDSHIFT_JSON: RuleTable = {
  JSON_EXTRACT_PATH_TEXT: (call) => {
    const last = call.count - 1;
    const safe = /^(TRUE|FALSE)$/.test(call.word(last) ?? "");
    const keys = safe ? call.raw.slice(0, last) : call.raw;
    const inner = new Call(call.tx, call.name, call.offset, keys);
    // Nothing found is NULL or an empty text; with TRUE so is what is no JSON.
    return path(true, safe ? "TRY_CAST" : "CAST")(inner);
  },
  JSON_EXTRACT_ARRAY_ELEMENT_TEXT: (call) => {
    arity(call, 2, 3);
    const { number } = call.arg(1);
    if (number === undefined) throw call.stop("a computed index");
    return primary(`(${asJson(call.arg(0))} ->> ${number})`, "string");
  },
  IS_VALID_JSON: template("json_valid($1)", "bool"),
  CAN_JSON_PARSE: template("json_valid($1)", "bool"),
  IS_VALID_JSON_ARRAY: template(
    "CASE WHEN json_valid($1) THEN json_type($1) = 'ARRAY' WHEN ($1) IS NOT NULL THEN FALSE END",
    "bool",
  ),
  OBJECT: (call) => {
    if (call.count % 2 !== 0) throw call.stop("pairs of keys and values expected");
    return primary(`json_object(${call.list()})`, "json");
  },
  JSON_PARSE: template("CAST($1 AS JSON)", "json"),
  JSON_SERIALIZE: template("CAST($1 AS VARCHAR)", "string"),
  GET_ARRAY_LENGTH: jsonLength,
};
