import type { Call } from "../../../calls/call.ts";
import { databricksConcat } from "../../../databricks/arithmetic.ts";
import { type Expr, PREC, primary, wrap } from "../../../expr.ts";
import { castTo } from "../../../expression/cast.ts";
import { arity, type FunctionRule } from "../../dsl.ts";
import { clausesOf } from "../../duckdb/oracle/json.ts";
import { oracleNumber } from "../dateTexts.ts";
import { regexpSubstr as firstMatch, regexpReplace as replaceAll } from "../regexp.ts";
import { ofText, oracleNull, text, textArg } from "../text.ts";

/** CONCAT(a, b): NULLs count as empty. */
export const concat: FunctionRule = (call) => {
  arity(call, 2, 99);
  const [first, ...others] = call.args();
  if (!first) throw call.stop("a value expected");
  return others.reduce((all, part) => databricksConcat(call.tx, all, part, call.offset), first);
};

/** True when the replaced text has characters wherever the text itself has: nothing is replaced by nothing. */
function fills(by: Expr | undefined): boolean {
  return by?.literal !== undefined && by.literal !== "";
}

/** REPLACE(s, a [, b]): a NULL among a and b is an empty text, and a text without characters is NULL. */
export const replace: FunctionRule = (call) => {
  arity(call, 2, 3);
  const by = call.count > 2 && call.arg(2).type !== "null" ? call.arg(2) : undefined;
  const part = call.arg(1);
  if (part.type === "null") return call.arg(0);
  const open = (value: Expr) =>
    value.literal === undefined
      ? `coalesce(${text(call.tx, value).sql}, '')`
      : text(call.tx, value).sql;
  const args = [textArg(call, 0), open(part), ...(by ? [open(by)] : [])];
  const sql = `replace(${args.join(", ")})`;
  return fills(by) ? primary(sql, "string") : oracleNull(call.tx, sql);
};

/** TRANSLATE(s, from, to). */
export const translate: FunctionRule = (call) => {
  arity(call, 3);
  if (call.args().some((arg) => arg.type === "null"))
    return primary("CAST(NULL AS STRING)", "string");
  const sql = ofText("translate", "string", 3)(call).sql;
  const [from, to] = [call.arg(1).literal, call.arg(2).literal];
  // Characters without a counterpart are taken away.
  const keeps = from !== undefined && to !== undefined && from.length <= to.length;
  return keeps ? primary(sql, "string") : oracleNull(call.tx, sql);
};

/** A match that may be without characters. */
function mayBeEmpty(pattern: string | undefined): boolean {
  if (pattern === undefined) return true;
  try {
    return new RegExp(`^(?:${pattern})$`).test("");
  } catch {
    return true;
  }
}

/** REGEXP_REPLACE: all matches. */
export const regexpReplace: FunctionRule = (call) => {
  arity(call, 2, 6);
  const result = replaceAll(call);
  return fills(call.count > 2 ? call.arg(2) : undefined) ? result : oracleNull(call.tx, result.sql);
};

/** REGEXP_SUBSTR: a match without characters is NULL. */
export const regexpSubstr: FunctionRule = (call) => {
  const result = firstMatch(call);
  return mayBeEmpty(call.arg(1).literal) ? oracleNull(call.tx, result.sql) : result;
};

/** INSTR(s, part [, position [, occurrence]]). A negative position looks from the end. */
export const instr: FunctionRule = (call) => {
  arity(call, 2, 4);
  const [subject, part] = [textArg(call, 0), text(call.tx, call.arg(1))];
  const occurrence = call.count > 3 ? call.arg(3).number : "1";
  if (occurrence === undefined || !/^[1-9]\d*$/.test(occurrence))
    throw call.stop("a computed occurrence");
  const start = call.count > 2 ? call.arg(2) : undefined;
  const from = start?.number ?? (start === undefined ? "1" : undefined);
  if (from === undefined && occurrence !== "1") throw call.stop("a computed position");
  if (from?.startsWith("-")) return fromEnd(call, subject, part, from.slice(1), occurrence);
  if (from === "0") return primary("0", "int");
  if (from === undefined) return searchedFrom(call, subject, part, start?.sql ?? "1");
  const first =
    from === "1" ? `instr(${subject}, ${part.sql})` : `locate(${part.sql}, ${subject}, ${from})`;
  if (occurrence === "1") return primary(first, "int");
  return primary(nth(call, subject, part, first, from, Number(occurrence)), "int");
};

/** A computed position: it may be negative. */
function searchedFrom(call: Call, subject: string, part: Expr, start: string): Expr {
  const what = "INSTR with a computed position: a negative one looks from the end in the source";
  call.tx.note("DWM-QRY-006", { what }, call.offset);
  return primary(`locate(${part.sql}, ${subject}, ${start})`, "int");
}

/** The place of the nth match: of the second behind the first, of further ones by what is in front of it. */
function nth(
  call: Call,
  subject: string,
  part: Expr,
  first: string,
  from: string,
  occurrence: number,
): string {
  if (occurrence === 2) {
    const second = `locate(${part.sql}, ${subject}, ${first} + 1)`;
    return from === "1" ? second : `IF(${first} = 0, 0, ${second})`;
  }
  if (from !== "1") throw call.stop("an occurrence behind the second from a position on");
  // Matches that overlap would be told otherwise.
  if (part.literal === undefined || part.literal === "" || overlaps(part.literal))
    throw call.stop("an occurrence behind the second of a computed or overlapping text");
  const front = `length(substring_index(${subject}, ${part.sql}, ${occurrence}))`;
  return `IF(${front} = length(${subject}), 0, ${front} + 1)`;
}

/** True for a text whose end is its beginning: its matches can overlap. */
function overlaps(part: string): boolean {
  for (let size = 1; size < part.length; size++)
    if (part.startsWith(part.slice(-size))) return true;
  return false;
}

/** The last match that begins `back` characters before the end or earlier. */
function fromEnd(call: Call, subject: string, part: Expr, back: string, occurrence: string): Expr {
  if (occurrence !== "1") throw call.stop("another occurrence than the last one");
  if (back !== "1") throw call.stop("a position from the end other than -1");
  const { literal } = part;
  const turned =
    literal !== undefined && /^[ -~]+$/.test(literal)
      ? call.tx.out.text([...literal].reverse().join(""))
      : `reverse(${part.sql})`;
  const found = `locate(${turned}, reverse(${subject}))`;
  const size = literal === undefined ? `- length(${part.sql}) + 2` : `+ ${2 - literal.length}`;
  const place = `length(${subject}) - ${found} ${size.replace("+ -", "- ").replace(/^\+ 0$/, "")}`;
  return primary(`IF(${found} = 0, 0, ${place.trim()})`, "int");
}

/** TO_CLOB and the like: a text stays one. */
export const toText: FunctionRule = (call) => {
  arity(call, 1);
  const value = call.arg(0);
  if (value.type === "string") return value;
  return primary(oracleNumber(call.tx, value), "string");
};

/** LNNVL(condition): true where the condition is false or not known. */
export const notOrUnknown: FunctionRule = (call) => {
  arity(call, 1);
  return { sql: `NOT coalesce(${call.arg(0).sql}, FALSE)`, prec: PREC.not, type: "bool" };
};

const HASHES: Readonly<Record<string, string>> = {
  SHA1: "sha1($)",
  MD5: "md5($)",
  SHA256: "sha2($, 256)",
  SHA384: "sha2($, 384)",
  SHA512: "sha2($, 512)",
};

/** STANDARD_HASH(text [, method]): bytes. */
export const standardHash: FunctionRule = (call) => {
  arity(call, 1, 2);
  if (call.arg(0).type !== "string") throw call.stop("a value that is no text");
  const method = call.count > 1 ? call.arg(1).literal?.toUpperCase() : "SHA1";
  const hash = HASHES[method ?? ""];
  if (hash === undefined) throw call.stop(`the method ${method ?? "is computed"}`);
  return primary(`unhex(${hash.replace("$", () => call.arg(0).sql)})`, "binary");
};

/** JSON_VALUE(json, '$.a') and JSON_QUERY: read by a path. */
export const jsonByPath: FunctionRule = (call) => {
  arity(call, 2);
  const { path, returning, wrapped, onError = "NULL", onEmpty = "NULL" } = clausesOf(call);
  if (wrapped || onError !== "NULL" || onEmpty !== "NULL")
    throw call.stop("a wrapper, or another value than NULL instead");
  const plain = path.replace(/^(lax|strict)\s+/i, "");
  if (!/^\$(\.[A-Za-z_]\w*|\."[^"]+"|\[\d+\])*$/.test(plain)) throw call.stop(`the path ${path}`);
  const what =
    call.name === "JSON_VALUE"
      ? "JSON_VALUE of an object or array is NULL in the source, its text here"
      : "JSON_QUERY of a single value is NULL in the source, its text here";
  call.tx.note("DWM-QRY-006", { what }, call.offset);
  const given = plain.replace(/\."([^"]+)"/g, "['$1']");
  const value = call.arg(0);
  const source = value.type === "json" ? `to_json(${value.sql})` : wrap(value);
  const text = primary(`get_json_object(${source}, ${call.tx.out.text(given)})`, "string");
  return returning ? castTo(call.tx, text, returning, true, call.offset) : text;
};

/** JSON_EXISTS(json, '$.a'): a JSON null is there. */
export const jsonExists: FunctionRule = (call) => {
  arity(call, 2);
  const path = call.arg(1).literal;
  if (path === undefined || !/^\$(\.[A-Za-z_]\w*|\[\d+\])*$/.test(path))
    throw call.stop("the path");
  const value = call.arg(0);
  const json = value.type === "json" ? value.sql : `try_parse_json(${value.sql})`;
  const sql = `try_variant_get(${json}, ${call.tx.out.text(path)}, 'variant') IS NOT NULL`;
  return { sql, prec: PREC.compare, type: "bool" };
};

/** REMAINDER(a, b): what is left of a from the nearest multiple of b. */
export const remainder: FunctionRule = (call) => {
  arity(call, 2);
  const [a, b] = [call.arg(0), call.arg(1)];
  const nearest = `bround(${wrap(a, PREC.multiply)} / ${wrap(b, PREC.unary)})`;
  const sql = `${wrap(a, PREC.add)} - ${wrap(b, PREC.multiply)} * ${nearest}`;
  return { sql, prec: PREC.add, type: a.type };
};

/** DBMS_LOB.SUBSTR(text [, length [, start]]). */
export const lobSubstring: FunctionRule = (call) => {
  arity(call, 1, 3);
  const start = call.count > 2 ? call.arg(2).sql : "1";
  const length = call.count > 1 ? call.arg(1).sql : "32767";
  return primary(`substr(${textArg(call, 0)}, ${start}, ${length})`, "string");
};

/** DBMS_RANDOM.VALUE [(low, high)]. */
export const randomValue: FunctionRule = (call) => {
  arity(call, 0, 2);
  if (call.count === 0) return primary("rand()", "float");
  const [low, high] = [call.arg(0), call.arg(1)];
  const span = `(${wrap(high, PREC.add)} - ${wrap(low, PREC.multiply)})`;
  return { sql: `${wrap(low, PREC.add)} + rand() * ${span}`, prec: PREC.add, type: "float" };
};
