import { quoteText } from "../../duckdbNames.ts";
import type { Call } from "../call.ts";
import { primary } from "../expr.ts";
import { widthBucket } from "./buckets.ts";
import { arity, type FunctionRule, type RuleTable, same, template } from "./dsl.ts";
import { readNumberMask } from "./numberTexts.ts";
import { text } from "./text.ts";
import { timezone } from "./zones.ts";

/** encode(bytes, format) and decode(text, format). */
const encode: FunctionRule = (call) => {
  arity(call, 2);
  const value = call.arg(0).sql;
  const format = call.word(1);
  if (format === "HEX") return primary(`lower(hex(${value}))`, "string");
  if (format === "BASE64") return primary(`to_base64(${value})`, "string");
  throw call.stop("this format");
};

const decode: FunctionRule = (call) => {
  arity(call, 2);
  const value = text(call.arg(0));
  const format = call.word(1);
  if (format === "HEX") return primary(`unhex(${value})`, "binary");
  if (format === "BASE64") return primary(`from_base64(${value})`, "binary");
  throw call.stop("this format");
};

/** format('%s: %s', a, b): only %s, whose NULLs are empty, and %%. */
const format: FunctionRule = (call) => {
  arity(call, 1, 99);
  const pattern = call.arg(0).literal;
  if (pattern === undefined) throw call.stop("a computed format");
  let used = 0;
  const parts = pattern.split(/(%.)/).map((part) => {
    if (part === "%s") return text(call.arg(++used), call.tx);
    if (part === "%%") return "'%'";
    if (/^%./.test(part)) throw call.stop(`the element ${part}`);
    return quoteText(part);
  });
  if (used !== call.count - 1) throw call.stop("arguments by their numbers");
  return primary(`concat(${parts.filter((part) => part !== "''").join(", ") || "''"})`, "string");
};

/** regexp_match(s, pattern): the groups of the first match, or the match; NULL without one. */
const regexpMatch: FunctionRule = (call) => {
  arity(call, 2);
  const { literal } = call.arg(1);
  if (literal === undefined) throw call.stop("a computed pattern");
  const plain = literal.replace(/\\[\s\S]/g, "").replace(/\[\^?\]?[^\]]*\]/g, "");
  const groups = plain.match(/\((?!\?)/g)?.length ?? 0;
  const [subject, pattern] = [text(call.arg(0)), call.arg(1).sql];
  const taken = Array.from({ length: Math.max(groups, 1) }, (_, at) => {
    return `regexp_extract(${subject}, ${pattern}, ${groups === 0 ? 0 : at + 1}, 's')`;
  });
  const sql = `CASE WHEN regexp_matches(${subject}, ${pattern}, 's') THEN [${taken.join(", ")}] END`;
  return { ...primary(`(${sql})`, "unknown"), array: true };
};

/** to_number(s, mask): the digits, their sign and their point. */
export const toNumber: FunctionRule = (call) => {
  arity(call, 2);
  const mask = call.arg(1).literal;
  if (mask === undefined || !readNumberMask(mask))
    throw call.tx.stop("DWM-QRY-005", { mask: mask ?? "", element: mask ?? "" }, call.offset);
  const digits = `regexp_replace(${text(call.arg(0))}, '[^0-9.+-]', '', 'g')`;
  return primary(`CAST(${digits} AS DECIMAL(38,10))`, "decimal");
};

const UNITS = ["years", "months", "weeks", "days", "hours", "mins", "secs"];

/** make_interval(days => 1, hours => n): by names, or by places. */
const makeInterval: FunctionRule = (call) => {
  const parts = call.raw.map((_, index) => part(call, index));
  return primary(parts.length === 0 ? "INTERVAL 0 DAY" : `(${parts.join(" + ")})`, "interval");
};

function part(call: Call, index: number): string {
  const raw = call.raw[index];
  const unit = UNITS[index] ?? "";
  const named = raw?.isSymbol("=>", 1) ? raw.peek()?.value.toLowerCase() : undefined;
  if (raw && named !== undefined) {
    raw.at += 2;
    if (!UNITS.includes(named)) throw call.stop(`the part ${named}`);
  }
  const maker = (named ?? unit).replace("mins", "minutes").replace("secs", "seconds");
  const value = call.arg(index).sql;
  return `to_${maker}(CAST(${value} AS ${maker === "seconds" ? "DOUBLE" : "INTEGER"}))`;
}

/** PostgreSQL: texts, bytes and spans of time beyond the plain ones. */
export const POSTGRES_TEXTS: RuleTable = {
  ENCODE: encode,
  DECODE: decode,
  FORMAT: format,
  REGEXP_MATCH: regexpMatch,
  TO_NUMBER: toNumber,
  MAKE_INTERVAL: makeInterval,
  TIMEZONE: timezone,
  WIDTH_BUCKET: widthBucket,
  QUOTE_LITERAL: template("('''' || replace($1, '''', '''''') || '''')", "string"),
  GCD: same("gcd", "int", 2),
  LCM: same("lcm", "int", 2),
  ISFINITE: same("isfinite", "bool", 1),
  SHA256: (call) => {
    arity(call, 1);
    return primary(`unhex(sha256(${call.arg(0).sql}))`, "binary");
  },
  JSON_TYPEOF: jsonType(),
  JSONB_TYPEOF: jsonType(),
  JSONB_PRETTY: template("json_pretty($1)", "string"),
  NUM_NONNULLS: (call) => primary(`(${counted(call, "IS NOT NULL")})`, "int"),
  NUM_NULLS: (call) => primary(`(${counted(call, "IS NULL")})`, "int"),
};

const counted = (call: Call, test: string) =>
  call
    .args()
    .map(({ sql }) => `CAST((${sql}) ${test} AS INTEGER)`)
    .join(" + ");

/** json_typeof: the kinds under PostgreSQL's names. */
function jsonType(): FunctionRule {
  return (call) => {
    arity(call, 1);
    const kind = `json_type(${call.arg(0).sql})`;
    return primary(
      `CASE ${kind} WHEN 'VARCHAR' THEN 'string' WHEN 'ARRAY' THEN 'array' WHEN 'OBJECT' THEN 'object' WHEN 'BOOLEAN' THEN 'boolean' WHEN 'NULL' THEN 'null' WHEN NULL THEN NULL ELSE CASE WHEN ${kind} IS NOT NULL THEN 'number' END END`,
      "string",
    );
  };
}
