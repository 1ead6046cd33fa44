import { quoteName, quoteText } from "../../../../duckdbNames.ts";
import type { Call } from "../../../calls/call.ts";
import { primary } from "../../../expr.ts";
import { listOf, type Shape, shapeOf } from "../../../nested/shape.ts";
import { arity, type FunctionRule, type RuleTable, template } from "../../dsl.ts";

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
  return listOf(primary(list, "unknown"), { type: "json" });
};

const jsonTexts: FunctionRule = (call) => {
  const { sql } = jsonList(call);
  const texts = primary(`list_transform(${sql}, lambda x: x ->> '$')`, "unknown");
  return listOf(texts, { type: "string" });
};

/** The value as JSON, its moments as RFC 3339 writes them. */
function asJson(call: Call): string {
  arity(call, 1);
  const value = call.arg(0);
  const shape = shapeOf(value);
  if (!shape && value.type === "unknown")
    call.tx.noteSmall("moments inside of TO_JSON have a blank between day and time here");
  return `to_json(${shape ? (ready(value.sql, shape) ?? value.sql) : value.sql})`;
}

/** A value whose moments are texts of that form; undefined where it has none. */
function ready(sql: string, shape: Shape): string | undefined {
  const { type, fields, element } = shape;
  const fraction = `regexp_replace(strftime(${sql}, '%Y-%m-%dT%H:%M:%S.%f'), '\\.?0+$', '')`;
  const shown = `CASE WHEN extract(microsecond FROM ${sql}) % 1000000 = 0 THEN strftime(${sql}, '%Y-%m-%dT%H:%M:%S') ELSE ${fraction} END`;
  if (type === "timestamptz") return `(${shown} || 'Z')`;
  if (type === "timestamp") return `(${shown})`;
  if (element) {
    const inner = ready("e", element);
    return inner && `list_transform(${sql}, e -> ${inner})`;
  }
  if (!fields) return undefined;
  const parts = fields.map(({ name, shape: part }) => {
    const field = `${sql}.${quoteName(name)}`;
    return { name, field, made: ready(field, part) };
  });
  if (parts.every(({ made }) => made === undefined)) return undefined;
  const list = parts.map(({ name, field, made }) => `${quoteText(name)}: ${made ?? field}`);
  return `CASE WHEN ${sql} IS NOT NULL THEN {${list.join(", ")}} END`;
}

/** BigQuery: JSON. */
export const BIGQUERY_JSON: RuleTable = {
  PARSE_JSON: template("CAST($1 AS JSON)", "json"),
  "SAFE.PARSE_JSON": template("TRY_CAST($1 AS JSON)", "json"),
  TO_JSON: (call) => primary(asJson(call), "json"),
  TO_JSON_STRING: (call) => primary(`CAST(${asJson(call)} AS VARCHAR)`, "string"),
  JSON_VALUE: jsonScalar,
  JSON_EXTRACT_SCALAR: jsonScalar,
  JSON_QUERY: jsonPart,
  JSON_EXTRACT: jsonPart,
  JSON_QUERY_ARRAY: jsonList,
  JSON_EXTRACT_ARRAY: jsonList,
  JSON_VALUE_ARRAY: jsonTexts,
  JSON_EXTRACT_STRING_ARRAY: jsonTexts,
};
