import { quoteText } from "../../../../duckdbNames.ts";
import { readStringLiteral } from "../../../../literals.ts";
import { primary } from "../../../expr.ts";
import { castType } from "../../../expression/types.ts";
import { documentOf, extracted, jsonOf, reached, unquoted } from "../../../mysql/json.ts";
import { arity, type FunctionRule, type RuleTable } from "../../dsl.ts";
import { text } from "../text.ts";
import {
  arrayAppend,
  arrayInsert,
  changed,
  mergePatch,
  mergePreserve,
  removed,
} from "./jsonChanges.ts";

const extract: FunctionRule = (call) => {
  arity(call, 2, 99);
  const [value, first, ...more] = call.args();
  if (!value || !first) throw call.stop("a path expected");
  if (more.length === 0) return extracted(call.tx, value, first, call.offset);
  // Several paths make a list of what is there.
  const found = [first, ...more].map((path) => extracted(call.tx, value, path, call.offset).sql);
  const list = `list_filter([${found.join(", ")}], lambda e: e IS NOT NULL)`;
  return primary(`to_json(nullif(${list}, []))`, "json");
};

const length: FunctionRule = (call) => {
  arity(call, 1, 2);
  const json = documentOf(call, 0, 1);
  return primary(
    `CASE json_type(${json}) WHEN 'ARRAY' THEN json_array_length(${json}) WHEN 'OBJECT' THEN len(json_keys(${json})) ELSE CASE WHEN ${json} IS NOT NULL THEN 1 END END`,
    "int",
  );
};

const type: FunctionRule = (call) => {
  arity(call, 1);
  const kind = `json_type(${jsonOf(call.arg(0))})`;
  return primary(
    `CASE ${kind} WHEN 'VARCHAR' THEN 'STRING' WHEN 'UBIGINT' THEN 'INTEGER' WHEN 'BIGINT' THEN 'INTEGER' ELSE ${kind} END`,
    "string",
  );
};

/** JSON_KEYS: MySQL sorts the keys of an object by their length, then by their letters. */
const keys: FunctionRule = (call) => {
  arity(call, 1, 2);
  const json = documentOf(call, 0, 1);
  const sized = `list_transform(json_keys(${json}), lambda k: lpad(CAST(octet_length(encode(k)) AS VARCHAR), 9, '0') || k)`;
  return primary(
    `CASE WHEN json_type(${json}) = 'OBJECT' THEN to_json(list_transform(list_sort(${sized}), lambda k: k[10:])) END`,
    "json",
  );
};

/** JSON_VALID: any value that is no text is no document. */
const valid: FunctionRule = (call) => {
  arity(call, 1);
  const value = call.arg(0);
  if (value.type === "json")
    return primary(`CASE WHEN ${value.sql} IS NOT NULL THEN TRUE END`, "bool");
  if (value.type !== "string" && value.type !== "unknown" && value.type !== "null")
    return primary(`CASE WHEN ${value.sql} IS NOT NULL THEN FALSE END`, "bool");
  return primary(`json_valid(${value.sql})`, "bool");
};

/** Scalars that a written document holds, or is; undefined for objects, lists of lists and what is no document. */
function scalars(document: string | undefined): { values: string[]; list: boolean } | undefined {
  try {
    const read: unknown = JSON.parse(document ?? "");
    const list = Array.isArray(read);
    const values: unknown[] = list ? read : [read];
    if (values.some((value) => typeof value === "object" && value !== null)) return undefined;
    return { values: values.map((value) => JSON.stringify(value)), list };
  } catch {
    return undefined;
  }
}

/** True when a target, a scalar or a list, has the scalar. */
function holds(target: string, scalar: string): string {
  return `CASE WHEN json_type(${target}) = 'ARRAY' THEN list_contains(CAST(${target} AS JSON[]), ${scalar}) ELSE ${target} = ${scalar} END`;
}

/** JSON_CONTAINS(target, candidate [, path]) of candidates that are written out, without objects in them. */
const contains: FunctionRule = (call) => {
  arity(call, 2, 3);
  const target = documentOf(call, 0, 2);
  const candidate = scalars(call.arg(1).literal);
  if (!candidate) throw call.stop("a candidate that is computed, or holds objects or lists");
  const parts = candidate.values.map(
    (value) => `(${holds(target, `CAST(${quoteText(value)} AS JSON)`)})`,
  );
  const all = parts.join(" AND ");
  // A list is never part of what is none.
  const sql = candidate.list ? `(json_type(${target}) = 'ARRAY' AND ${all || "TRUE"})` : all;
  return primary(sql, "bool");
};

const containsPath: FunctionRule = (call) => {
  arity(call, 3, 99);
  const mode = call.arg(1).literal?.toLowerCase();
  if (mode !== "one" && mode !== "all") throw call.stop("one or all expected");
  const json = jsonOf(call.arg(0));
  const tests = call
    .args()
    .slice(2)
    .map((path) => {
      const sql = reached(call.tx, json, path);
      if (sql === undefined) throw call.stop("this path");
      return `${sql} IS NOT NULL`;
    });
  const any = tests.join(mode === "one" ? " OR " : " AND ");
  return primary(`CASE WHEN ${json} IS NOT NULL THEN ${any} END`, "bool");
};

/** JSON_OVERLAPS of lists and scalars; of objects it is an error. */
const overlaps: FunctionRule = (call) => {
  arity(call, 2);
  const lists = call.args().map((arg) => {
    const json = jsonOf(arg);
    return `CASE json_type(${json}) WHEN 'ARRAY' THEN CAST(${json} AS JSON[]) WHEN 'OBJECT' THEN error('JSON_OVERLAPS of objects') ELSE [${json}] END`;
  });
  return primary(`list_has_any(${lists.join(", ")})`, "bool");
};

/** JSON_DEPTH: how many levels of brackets are open at most, and one for what is in the innermost. */
const depth: FunctionRule = (call) => {
  arity(call, 1);
  const json = `CAST(${jsonOf(call.arg(0))} AS VARCHAR)`;
  const bare = `regexp_replace(${json}, '"(\\\\.|[^"\\\\])*"|\\s', '', 'g')`;
  // Empty brackets are a value of their own; what is left are the brackets around values.
  const open = `regexp_replace(regexp_replace(${bare}, '\\[\\]|\\{\\}', '', 'g'), '[^\\[\\]{}]', '', 'g')`;
  const level = `length(regexp_replace(left(${open}, CAST(i AS INTEGER)), '[\\]}]', '', 'g')) - length(regexp_replace(left(${open}, CAST(i AS INTEGER)), '[\\[{]', '', 'g'))`;
  const most = `coalesce(list_max(list_transform(range(1, length(${open}) + 1), lambda i: ${level})), 0)`;
  return primary(`CASE WHEN ${json} IS NOT NULL THEN ${most} + 1 END`, "int");
};

const pretty: FunctionRule = (call) => {
  arity(call, 1);
  const what = "JSON_PRETTY indents by four blanks here, by two in MySQL";
  call.tx.note("DWM-QRY-006", { what }, call.offset);
  return primary(`json_pretty(${jsonOf(call.arg(0))})`, "string");
};

/** JSON_VALUE(doc, path [RETURNING type]): a scalar as text, or of that type. */
const value: FunctionRule = (call) => {
  arity(call, 2);
  const { tx } = call;
  const behind = call.raw[1];
  const token = behind?.tokens[behind.at];
  const literal = token?.kind === "string" ? readStringLiteral(token.text, tx.dialect) : undefined;
  if (!behind || literal?.kind !== "text") throw call.stop("a computed path");
  const path = { ...primary(tx.out.text(literal.value), "string"), literal: literal.value };
  const found = reached(tx, jsonOf(call.arg(0)), path);
  if (found === undefined) throw call.stop("this path");
  const scalar = `CASE WHEN json_type(${found}) NOT IN ('ARRAY', 'OBJECT', 'NULL') THEN ${found} ->> '$' END`;
  const rest = behind.slice(behind.at + 1, behind.end);
  if (rest.done) return primary(scalar, "string");
  return tx.inside(rest, () => {
    tx.expect("RETURNING");
    const type = castType(tx);
    if (!tx.cursor.done) throw call.stop("ON EMPTY or ON ERROR");
    return primary(`TRY_CAST(${scalar} AS ${type.sql})`, type.class);
  });
};

/** MySQL: JSON. */
export const MYSQL_JSON: RuleTable = {
  JSON_EXTRACT: extract,
  JSON_UNQUOTE: (call) => {
    arity(call, 1);
    return unquoted(call.arg(0));
  },
  JSON_QUOTE: (call) => {
    arity(call, 1);
    return primary(`CAST(to_json(${text(call.arg(0), call.tx)}) AS VARCHAR)`, "string");
  },
  JSON_LENGTH: length,
  JSON_TYPE: type,
  JSON_KEYS: keys,
  JSON_VALID: valid,
  JSON_CONTAINS: contains,
  JSON_CONTAINS_PATH: containsPath,
  JSON_SET: changed((map, _, pair) => `map_concat(${map}, ${pair})`),
  JSON_INSERT: changed((map, _, pair) => `map_concat(${pair}, ${map})`),
  JSON_REPLACE: changed(
    (map, key, pair) =>
      `CASE WHEN map_contains(${map}, ${key}) THEN map_concat(${map}, ${pair}) ELSE ${map} END`,
  ),
  JSON_REMOVE: removed,
  JSON_ARRAY_APPEND: arrayAppend,
  JSON_ARRAY_INSERT: arrayInsert,
  JSON_OVERLAPS: overlaps,
  JSON_MERGE_PATCH: mergePatch,
  JSON_MERGE_PRESERVE: mergePreserve,
  JSON_MERGE: mergePreserve,
  JSON_DEPTH: depth,
  JSON_VALUE: value,
  JSON_PRETTY: pretty,
};
