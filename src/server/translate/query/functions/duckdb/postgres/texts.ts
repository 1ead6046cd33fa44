import { quoteText } from "../../../../duckdbNames.ts";
import type { Call } from "../../../calls/call.ts";
import { primary } from "../../../expr.ts";
import { arity, type FunctionRule, type RuleTable, same, template } from "../../dsl.ts";
import { ofNoRange } from "../../postgres.ts";
import { readNumberMask } from "../numberTexts.ts";
import { substring } from "../substring.ts";
import { foundPart } from "../substringForms.ts";
import { text } from "../text.ts";
import { timezone } from "../zones.ts";

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

function quoted(sql: string): string {
  return `'''' || replace(${sql}, '''', '''''') || ''''`;
}

/** A name in quotes where it needs them. */
function quotedName(call: Call, name: string): string {
  call.tx.noteSmall("names that are words of SQL get no quotes here", call.offset);
  return `CASE WHEN regexp_full_match(${name}, '[a-z_][a-z0-9_$]*') THEN ${name} ELSE '"' || replace(${name}, '"', '""') || '"' END`;
}

/** convert_from(bytes, 'UTF8'), convert_to(text, 'UTF8'). */
function inUtf8(name: string, type: "string" | "binary"): FunctionRule {
  return (call) => {
    arity(call, 2);
    if (!/^utf-?8$/i.test(call.arg(1).literal ?? ""))
      throw call.stop("another encoding than UTF-8");
    return primary(`${name}(${call.arg(0).sql})`, type);
  };
}

/** format('%s: %2$s', a, b): %s, whose NULLs are empty, %I, %L, and %%. */
const format: FunctionRule = (call) => {
  arity(call, 1, 99);
  const pattern = call.arg(0).literal;
  if (pattern === undefined) throw call.stop("a computed format");
  let at = 0;
  const parts = pattern.split(/(%(?:\d+\$)?.)/).map((part) => {
    if (part === "%%") return "'%'";
    const [, place, element] = /^%(?:(\d+)\$)?([sIL])$/.exec(part) ?? [];
    if (element === undefined) {
      if (/^%./.test(part)) throw call.stop(`the element ${part}`);
      return quoteText(part);
    }
    at = place === undefined ? at + 1 : Number(place);
    if (at < 1 || at >= call.count) throw call.stop("too few arguments");
    const value = text(call.arg(at), call.tx);
    if (element === "I") return quotedName(call, value);
    return element === "s" ? value : `coalesce(${quoted(value)}, 'NULL')`;
  });
  return primary(`concat(${parts.filter((part) => part !== "''").join(", ") || "''"})`, "string");
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
  TO_NUMBER: toNumber,
  MAKE_INTERVAL: makeInterval,
  TIMEZONE: timezone,
  QUOTE_LITERAL: (call) => {
    arity(call, 1);
    return primary(`(${quoted(text(call.arg(0), call.tx))})`, "string");
  },
  QUOTE_NULLABLE: (call) => {
    arity(call, 1);
    return primary(`coalesce(${quoted(text(call.arg(0), call.tx))}, 'NULL')`, "string");
  },
  QUOTE_IDENT: (call) => {
    arity(call, 1);
    return primary(`(${quotedName(call, text(call.arg(0)))})`, "string");
  },
  GET_BIT: template(
    "((CAST('0x' || hex(array_slice($1, $2 // 8 + 1, $2 // 8 + 1)) AS INTEGER) >> ($2 % 8)) & 1)",
    "int",
  ),
  BIT_COUNT: template("bit_count(CAST($1 AS BIT))", "int"),
  // substring(text, pattern) is substring(text from pattern).
  SUBSTRING: (call) =>
    call.count === 2 && call.arg(1).literal !== undefined
      ? foundPart(call.tx, call.arg(0), call.arg(1), -1)
      : substring(call),
  LOWER: ofNoRange(same("lower", "string", 1)),
  UPPER: ofNoRange(same("upper", "string", 1)),
  HOST: template("regexp_replace($1, '/\\d+$', '')", "string"),
  SPLIT_PART: (call) => {
    arity(call, 3);
    if (call.arg(1).literal === "") throw call.stop("an empty separator");
    return same("split_part", "string", 3)(call);
  },
  CONVERT_FROM: inUtf8("decode", "string"),
  CONVERT_TO: inUtf8("encode", "binary"),
  GET_BYTE: template("CAST('0x' || hex(array_slice($1, $2 + 1, $2 + 1)) AS INTEGER)", "int"),
  NORMALIZE: (call) => {
    arity(call, 1, 2);
    if (call.count === 2 && call.word(1) !== "NFC") throw call.stop("this form");
    return primary(`nfc_normalize(${call.arg(0).sql})`, "string");
  },
  GCD: same("gcd", "int", 2),
  LCM: same("lcm", "int", 2),
  ISFINITE: (call) => {
    arity(call, 1);
    const value = call.arg(0);
    // DuckDB's intervals have no end beyond all others.
    if (value.type === "interval")
      return primary(`CASE WHEN ${value.sql} IS NOT NULL THEN TRUE END`, "bool");
    return primary(`isfinite(${value.sql})`, "bool");
  },
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
