import { quoteText } from "../../../../duckdbNames.ts";
import type { Call } from "../../../calls/call.ts";
import { type Expr, primary } from "../../../expr.ts";
import { jsonOf, valueJson } from "../../../mysql/json.ts";
import { arity, type FunctionRule } from "../../dsl.ts";

/** The key of a path `$.key`; other paths are not changed here. */
function keyOf(call: Call, path: Expr): string {
  const [, bare, quoted] =
    /^\$\.(?:([A-Za-z_$][\w$]*)|"([^"\\]+)")$/.exec(path.literal ?? "") ?? [];
  const key = bare ?? quoted;
  if (key === undefined) throw call.stop("a path other than the one of a key");
  return quoteText(key);
}

const asMap = (json: string) => `CAST(${json} AS MAP(VARCHAR, JSON))`;

/** JSON_SET, JSON_INSERT and JSON_REPLACE of an object's keys. */
export function changed(change: (map: string, key: string, pair: string) => string): FunctionRule {
  return (call) => {
    arity(call, 3, 99);
    if (call.count % 2 === 0) throw call.stop("pairs of paths and values expected");
    let map = asMap(jsonOf(call.arg(0)));
    for (let index = 1; index < call.count; index += 2) {
      const key = keyOf(call, call.arg(index));
      map = change(map, key, `MAP {${key}: ${valueJson(call.arg(index + 1))}}`);
    }
    return primary(`to_json(${map})`, "json");
  };
}

export const removed: FunctionRule = (call) => {
  arity(call, 2, 99);
  const place = call.count === 2 ? /^\$\[(\d+)\]$/.exec(call.arg(1).literal ?? "")?.[1] : undefined;
  if (place !== undefined) {
    const list = `CAST(${jsonOf(call.arg(0))} AS JSON[])`;
    const before = place === "0" ? "" : `${list}[:${place}] || `;
    return primary(`to_json(${before}${list}[${Number(place) + 2}:])`, "json");
  }
  const names = call
    .args()
    .slice(1)
    .map((path) => keyOf(call, path));
  const left = `list_filter(map_entries(${asMap(jsonOf(call.arg(0)))}), lambda e: e.key NOT IN (${names.join(", ")}))`;
  return primary(`to_json(map_from_entries(${left}))`, "json");
};

export const arrayAppend: FunctionRule = (call) => {
  arity(call, 3);
  const path = call.arg(1).literal;
  const list = `CAST(${jsonOf(call.arg(0))} AS JSON[])`;
  const added = valueJson(call.arg(2));
  if (path === "$") return primary(`to_json(list_append(${list}, ${added}))`, "json");
  const place = /^\$\[(\d+)\]$/.exec(path ?? "")?.[1];
  if (place === undefined) throw call.stop("a path other than $ and a place of the list");
  // What is no list becomes one of itself and the new value; a place that there is not changes nothing.
  const at = Number(place) + 1;
  const grown = `to_json(list_append(${asList(`${list}[${at}]`)}, ${added}))`;
  const before = at === 1 ? "" : `${list}[:${at - 1}] || `;
  return primary(
    `to_json(CASE WHEN len(${list}) >= ${at} THEN ${before}[${grown}] || ${list}[${at + 1}:] ELSE ${list} END)`,
    "json",
  );
};

export const arrayInsert: FunctionRule = (call) => {
  arity(call, 3);
  const place = /^\$\[(\d+)\]$/.exec(call.arg(1).literal ?? "")?.[1];
  if (place === undefined) throw call.stop("a path other than a place of the list");
  const list = `CAST(${jsonOf(call.arg(0))} AS JSON[])`;
  const before = place === "0" ? "" : `${list}[:${place}] || `;
  return primary(
    `to_json(${before}[${valueJson(call.arg(2))}] || ${list}[${Number(place) + 1}:])`,
    "json",
  );
};

/** JSON_MERGE_PRESERVE: lists behind each other, objects beside each other; keys that both have are an error. */
export const mergePreserve: FunctionRule = (call) => {
  arity(call, 2, 99);
  const [first = "NULL", ...more] = call.args().map(jsonOf);
  const merged = more.reduce((left, right) => {
    const [a, b] = [asMap(left), asMap(right)];
    const both = `len(list_intersect(map_keys(${a}), map_keys(${b})))`;
    const objects = `CASE WHEN ${both} > 0 THEN error('JSON_MERGE_PRESERVE of objects with the same keys') ELSE to_json(map_concat(${a}, ${b})) END`;
    return `CASE WHEN json_type(${left}) = 'OBJECT' AND json_type(${right}) = 'OBJECT' THEN ${objects} ELSE to_json(${asList(left)} || ${asList(right)}) END`;
  }, first);
  return primary(merged, "json");
};

/** A document as a list: what is none is one of a single value. */
const asList = (json: string) =>
  `CASE WHEN json_type(${json}) = 'ARRAY' THEN CAST(${json} AS JSON[]) WHEN ${json} IS NOT NULL THEN [${json}] END`;

export const mergePatch: FunctionRule = (call) => {
  arity(call, 2, 99);
  const documents = call.args().map(jsonOf);
  return primary(`json_merge_patch(${documents.join(", ")})`, "json");
};
