import type { Cursor } from "../../../../cursor.ts";
import { readStringLiteral } from "../../../../literals.ts";
import type { Call } from "../../../calls/call.ts";
import { type Expr, isDated, primary } from "../../../expr.ts";
import { castTo } from "../../../expression/cast.ts";
import { readWhole } from "../../../expression/expression.ts";
import { type CastType, castType } from "../../../expression/types.ts";
import { arity, type FunctionRule, type RuleTable, same } from "../../dsl.ts";
import { readUntil } from "../../topLevel.ts";
import { jsonExists, reachedBy } from "../sqlJson.ts";
import { shortNumberText } from "../text.ts";

/** What JSON_VALUE and JSON_QUERY say behind their path. */
export interface Clauses {
  path: string;
  returning?: CastType;
  /** What stands in the place of a value that is not of the kind, and of one that is not there; undefined: NULL. */
  onError?: string;
  onEmpty?: string;
  wrapped: boolean;
}

const FAILS = "error('JSON: no value of this kind at the path')";

/** `'$.a' RETURNING NUMBER DEFAULT 0 ON ERROR NULL ON EMPTY`, `'$.a[*]' WITH WRAPPER`. */
export function clausesOf(call: Call): Clauses {
  const { tx } = call;
  const given = call.raw[1];
  if (!given) throw call.stop("a path is missing");
  const cursor = given.slice(given.at, given.end);
  return tx.inside(cursor, () => {
    const literal = readStringLiteral(cursor.next()?.text ?? "", tx.dialect);
    if (literal?.kind !== "text") throw call.stop("a computed path");
    const clauses: Clauses = { path: literal.value, wrapped: false };
    while (!cursor.done) readClause(call, cursor, clauses);
    return clauses;
  });
}

function readClause(call: Call, cursor: Cursor, clauses: Clauses): void {
  const { tx } = call;
  if (cursor.accept("RETURNING")) {
    clauses.returning = castType(tx);
    return;
  }
  if (cursor.accept("WITH")) {
    if (cursor.accept("CONDITIONAL")) throw call.stop("a conditional wrapper");
    cursor.accept("UNCONDITIONAL");
    cursor.accept("ARRAY");
    tx.expect("WRAPPER");
    clauses.wrapped = true;
    return;
  }
  if (cursor.accept("WITHOUT")) {
    cursor.accept("ARRAY");
    tx.expect("WRAPPER");
    return;
  }
  if (cursor.accept("PRETTY") || cursor.accept("ASCII")) throw call.stop("another form of text");
  const other = readInstead(call, cursor);
  tx.expect("ON");
  if (cursor.accept("ERROR")) clauses.onError = other;
  else if (cursor.accept("EMPTY")) clauses.onEmpty = other;
  else throw call.stop("ON MISMATCH");
}

/** NULL, ERROR or DEFAULT … before ON. */
function readInstead(call: Call, cursor: Cursor): string {
  if (cursor.accept("NULL")) return "NULL";
  if (cursor.accept("ERROR")) return FAILS;
  if (!cursor.accept("DEFAULT")) throw call.tx.unreadable("a clause of SQL/JSON expected");
  return readUntil(call.tx, /^ON$/).sql;
}

/** JSON_VALUE(json, path …): a scalar, as a text where no type is asked for. */
const jsonValue: FunctionRule = (call) => {
  arity(call, 1, 2);
  const clauses: Clauses = call.count === 1 ? { path: "$", wrapped: false } : clausesOf(call);
  const found = reachedBy(call, clauses.path);
  const text = primary(`(${found} ->> '$')`, "string");
  const { returning } = clauses;
  const value = returning ? castTo(call.tx, text, returning, true, call.offset) : text;
  const { onError = "NULL" } = clauses;
  const { onEmpty = onError } = clauses;
  const kind = `json_type(${found})`;
  const good = `${kind} NOT IN ('ARRAY', 'OBJECT', 'NULL')`;
  const type = value.type;
  // Nothing but NULL instead: whatever is no such value is NULL anyway.
  if (onError === "NULL" && onEmpty === "NULL")
    return primary(`CASE WHEN ${good} THEN ${value.sql} END`, type);
  const converted = returning ? ` AND ${value.sql} IS NOT NULL` : "";
  return primary(
    `CASE WHEN ${good}${converted} THEN ${value.sql} WHEN ${kind} = 'NULL' THEN NULL ` +
      `WHEN ${kind} IS NULL THEN ${onEmpty} ELSE ${onError} END`,
    type,
  );
};

/** JSON_QUERY(json, path …): an object or an array; WITH WRAPPER all that is found as an array. */
const jsonQuery: FunctionRule = (call) => {
  arity(call, 1, 2);
  const clauses: Clauses = call.count === 1 ? { path: "$", wrapped: false } : clausesOf(call);
  const { path, returning, wrapped, onError = "NULL", onEmpty = "NULL" } = clauses;
  if (onError !== "NULL" || onEmpty !== "NULL") throw call.stop("another value than NULL instead");
  if (returning && returning.class !== "string" && returning.class !== "json")
    throw call.stop("RETURNING another type than a text");
  if (!wrapped) {
    const found = reachedBy(call, path);
    return primary(
      `CASE WHEN json_type(${found}) IN ('ARRAY', 'OBJECT') THEN ${found} END`,
      "json",
    );
  }
  const all = /^(.*)\[\*\]$/.exec(path)?.[1];
  if (all !== undefined) {
    const list = reachedBy(call, all);
    return primary(`CASE WHEN json_array_length(${list}) > 0 THEN ${list} END`, "json");
  }
  const found = reachedBy(call, path);
  return primary(`CASE WHEN ${found} IS NOT NULL THEN json_array(${found}) END`, "json");
};

/** A value as a part of JSON: dates as ISO 8601 writes them, numbers without zeros at their end. */
function part({ sql, type }: Expr): string {
  if (isDated(type)) return `strftime(${sql}, '%Y-%m-%dT%H:%M:%S')`;
  return type === "decimal" ? `CAST(${shortNumberText(sql)} AS JSON)` : sql;
}

/** What stands in the brackets of JSON_OBJECT and its like, without the clauses behind the last value. */
function partsOf(call: Call, absent: boolean): { parts: Cursor[]; absent: boolean } {
  const parts = call.raw.map((cursor) => cursor.slice(cursor.at, cursor.end));
  let leaves = absent;
  const last = parts.at(-1);
  if (!last) return { parts, absent };
  const end = tail(last, /^(RETURNING|STRICT|UNIQUE|PRETTY)$/);
  if (end < last.end) throw call.stop("clauses behind its values");
  const words = last.tokens.slice(Math.max(last.end - 3, last.at), last.end).map((t) => t.value);
  if (words.slice(-2).join(" ") === "ON NULL") {
    leaves = words[0] === "ABSENT";
    parts[parts.length - 1] = last.slice(last.at, last.end - 3);
  }
  return { parts, absent: leaves };
}

/** Where one of the words stands outside of brackets, behind the first token; the end where none does. */
function tail(cursor: Cursor, ends: RegExp): number {
  const first = cursor.findWord(ends);
  const found =
    first === cursor.at ? cursor.slice(cursor.at + 1, cursor.end).findWord(ends) : first;
  return found < 0 ? cursor.end : found;
}

/** A value, which may say FORMAT JSON behind it. */
function givenValue(call: Call, cursor: Cursor): Expr {
  const words = cursor.tokens.slice(cursor.end - 2, cursor.end).map(({ value }) => value);
  const isJson = words.join(" ") === "FORMAT JSON";
  const written = isJson ? cursor.slice(cursor.at, cursor.end - 2) : cursor;
  const value = call.tx.inside(written, () => readWhole(call.tx));
  return isJson ? primary(`CAST(${value.sql} AS JSON)`, "json") : value;
}

/** `'k' VALUE v`, `KEY 'k' VALUE v`, `'k' IS v`, `'k' : v`. */
function pairOf(call: Call, given: Cursor): { key: string; value: Expr } {
  const cursor = given.slice(given.at, given.end);
  if (cursor.isWords("KEY") && !cursor.isSymbol(",", 1)) cursor.next();
  let at = tail(cursor, /^(VALUE|IS)$/);
  if (at === cursor.end)
    at = cursor.tokens.findIndex(
      ({ kind, text }, index) =>
        index > cursor.at && index < cursor.end && kind === "symbol" && text === ":",
    );
  if (at < 0 || at >= cursor.end) throw call.stop("a key with its value expected");
  const key = call.tx.inside(cursor.slice(cursor.at, at), () => readWhole(call.tx)).sql;
  return { key, value: givenValue(call, cursor.slice(at + 1, cursor.end)) };
}

/** JSON_OBJECT: NULLs stay unless ABSENT ON NULL is said. */
const jsonObject: FunctionRule = (call) => {
  if (call.star) throw call.stop("* for the columns");
  const { parts, absent } = partsOf(call, false);
  const pairs = parts.map((given) => pairOf(call, given));
  const list = pairs.map(({ key, value }) => `${key}, ${part(value)}`).join(", ");
  const object = `json_object(${list})`;
  if (!absent) return primary(object, "json");
  if (pairs.some(({ value }) => value.type === "json"))
    throw call.stop("ABSENT ON NULL beside JSON, whose own NULLs stay");
  return primary(`json_merge_patch('{}', ${object})`, "json");
};

/** JSON_ARRAY: NULLs are left out unless NULL ON NULL is said. */
const jsonArray: FunctionRule = (call) => {
  const { parts, absent } = partsOf(call, true);
  const values = parts.map((given) => part(givenValue(call, given)));
  if (!absent) return primary(`json_array(${values.join(", ")})`, "json");
  const list = values.map((sql) => `to_json(${sql})`).join(", ");
  return primary(`to_json(list_filter([${list}], lambda x: x IS NOT NULL))`, "json");
};

const jsonArrayAggregate: FunctionRule = (call) => {
  arity(call, 1);
  const { parts, absent } = partsOf(call, true);
  const [given] = parts;
  if (!given) throw call.stop("a value expected");
  const value = givenValue(call, given);
  if (call.filter) throw call.stop("FILTER beside it");
  if (absent) call.filter = ` FILTER (WHERE (${value.sql}) IS NOT NULL)`;
  return primary(`to_json(${call.aggregate("list", [part(value)])})`, "json");
};

const jsonObjectAggregate: FunctionRule = (call) => {
  arity(call, 1);
  const { parts, absent } = partsOf(call, false);
  const [given] = parts;
  if (!given) throw call.stop("a key with its value expected");
  const { key, value } = pairOf(call, given);
  if (call.filter && absent) throw call.stop("FILTER beside it");
  if (absent) call.filter = ` FILTER (WHERE (${value.sql}) IS NOT NULL)`;
  return primary(call.aggregate("json_group_object", [key, part(value)]), "json");
};

/** Oracle's functions of SQL/JSON. Source: Oracle Database SQL Language Reference, "JSON Functions". */
export const ORACLE_JSON: RuleTable = {
  JSON_VALUE: jsonValue,
  JSON_QUERY: jsonQuery,
  JSON_EXISTS: jsonExists,
  JSON_OBJECT: jsonObject,
  JSON_ARRAY: jsonArray,
  JSON_ARRAYAGG: jsonArrayAggregate,
  JSON_OBJECTAGG: jsonObjectAggregate,
  JSON_MERGEPATCH: same("json_merge_patch", "json", 2),
};
