import { quoteText } from "../../../../duckdbNames.ts";
import type { Call } from "../../../calls/call.ts";
import { type Expr, primary } from "../../../expr.ts";
import { numberOf } from "../../../mysql/coerce.ts";
import { notePlaceInSet } from "../../../mysql/setPlace.ts";
import { soundexOf } from "../../../mysql/soundex.ts";
import { noteTexts } from "../../../texts/texts.ts";
import { arity, type FunctionRule, type RuleTable } from "../../dsl.ts";
import { positionFrom } from "../places.ts";
import { text } from "../text.ts";

/** An argument as MySQL takes it for a text. */
const textOf = (call: Call, index: number) => text(call.arg(index), call.tx);

const wholeOf = (call: Call, index: number) => {
  const value = numberOf(call.tx, call.arg(index));
  if (value.type === "int") return value.sql;
  return `CAST(${value.sql} AS BIGINT)`;
};

/** A function of texts, whose arguments may be numbers or dates. */
function ofTexts(name: string, count: number, type: Expr["type"] = "string"): FunctionRule {
  return (call) => {
    arity(call, count);
    const list = call.args().map((_, index) => textOf(call, index));
    return primary(`${name}(${list.join(", ")})`, type);
  };
}

/** A function of one text. */
function ofText(write: (value: string) => string, type: Expr["type"] = "string"): FunctionRule {
  return (call) => {
    arity(call, 1);
    return primary(write(textOf(call, 0)), type);
  };
}

const byteLength = (call: Call, times = ""): Expr => {
  arity(call, 1);
  const value = call.arg(0);
  const bytes = value.type === "binary" ? value.sql : `encode(${text(value, call.tx)})`;
  const count = `octet_length(${bytes})`;
  return primary(times ? `(${times} * ${count})` : count, "int");
};

/** REPLACE finds nothing where it looks for an empty text. */
const replaced: FunctionRule = (call) => {
  arity(call, 3);
  return ofTexts("replace", 3)(call);
};

/** LPAD and RPAD: NULL for a negative length, and nothing where there is nothing to fill up with. */
function pad(name: "lpad" | "rpad"): FunctionRule {
  return (call) => {
    arity(call, 3);
    const [subject, filler] = [textOf(call, 0), textOf(call, 2)];
    const length = call.arg(1).number ?? `CAST(${wholeOf(call, 1)} AS INTEGER)`;
    const known = call.arg(1).number !== undefined && !length.startsWith("-");
    const literal = call.arg(2).literal ?? call.arg(2).number;
    const filled = `${name}(${subject}, ${length}, ${filler})`;
    const whens: string[] = [];
    if (!known) whens.push(`WHEN ${length} < 0 THEN NULL`);
    if (literal === undefined || literal === "") {
      // DuckDB has an error for a filler that is too short.
      const short = `length(${subject}) < ${length}`;
      whens.push(
        literal === "" ? `WHEN ${short} THEN ''` : `WHEN ${filler} = '' AND ${short} THEN ''`,
      );
    }
    const sql = literal === "" ? `left(${subject}, greatest(${length}, 0))` : filled;
    return primary(whens.length === 0 ? sql : `CASE ${whens.join(" ")} ELSE ${sql} END`, "string");
  };
}

/** SUBSTRING_INDEX(s, delimiter, n): what stands before the n-th delimiter, of a negative n counted from the end. */
const substringIndex: FunctionRule = (call) => {
  arity(call, 3);
  const [subject, delimiter] = [textOf(call, 0), textOf(call, 1)];
  const { number } = call.arg(2);
  const { literal } = call.arg(1);
  if (call.arg(1).type === "null") return primary("CAST(NULL AS VARCHAR)", "string");
  if (number === "0" || literal === "") return primary(`left(${subject}, 0)`, "string");
  const parts = `string_split(${subject}, ${delimiter})`;
  const joined = (slice: string) => `array_to_string(${parts}${slice}, ${delimiter})`;
  let sql: string;
  if (number !== undefined && /^-?\d+$/.test(number))
    sql = joined(number.startsWith("-") ? `[${number}:]` : `[1:${number}]`);
  else {
    const count = wholeOf(call, 2);
    sql = `CASE WHEN ${count} > 0 THEN ${joined(`[1:${count}]`)} WHEN ${count} < 0 THEN ${joined(`[${count}:]`)} WHEN ${count} = 0 THEN left(${subject}, 0) END`;
  }
  if (literal === undefined)
    sql = `CASE WHEN ${delimiter} = '' THEN left(${subject}, 0) WHEN ${delimiter} IS NOT NULL THEN ${sql} END`;
  return primary(sql, "string");
};

/** INSERT(s, start, length, by): a length that is negative or too long takes all that is left. */
const inserted: FunctionRule = (call) => {
  arity(call, 4);
  const [subject, by] = [textOf(call, 0), textOf(call, 3)];
  const [start, length] = [wholeOf(call, 1), wholeOf(call, 2)];
  const { number } = call.arg(2);
  const behind =
    number === undefined
      ? `CASE WHEN ${length} < 0 THEN '' ELSE substring(${subject}, ${start} + ${length}) END`
      : number.startsWith("-")
        ? "''"
        : `substring(${subject}, ${start} + ${length})`;
  const changed = `left(${subject}, ${start} - 1) || ${by} || ${behind}`;
  return primary(
    `CASE WHEN ${by} IS NULL OR ${length} IS NULL THEN NULL WHEN ${start} < 1 OR ${start} > length(${subject}) THEN ${subject} ELSE ${changed} END`,
    "string",
  );
};

const locate: FunctionRule = (call) => {
  arity(call, 2, 3);
  const part = call.arg(0);
  const subject = textOf(call, 1);
  noteTexts(call.tx, call.offset, { ...call.arg(1), type: "string" }, part);
  const [whole, wanted] = [`lower(${subject})`, `lower(${text(part, call.tx)})`];
  if (call.count === 2) return primary(`strpos(${whole}, ${wanted})`, "int");
  const start = wholeOf(call, 2);
  const place = positionFrom(whole, wanted, start);
  const beyond =
    part.literal === "" || part.literal === undefined
      ? ` OR ${start} > length(${subject}) + 1`
      : "";
  return primary(`CASE WHEN ${start} < 1${beyond} THEN 0 ELSE ${place} END`, "int");
};

/** ORD: the bytes of the first character as one number. */
const ord = ofText((value) => `CAST('0x0' || hex(encode(left(${value}, 1))) AS BIGINT)`, "int");

/** ASCII: the first byte. */
const ascii = ofText(
  (value) => `CAST('0x0' || left(hex(encode(left(${value}, 1))), 2) AS INTEGER)`,
  "int",
);

/** CHAR(n, …): characters of ASCII; greater numbers are bytes there, which make no text. */
const characters: FunctionRule = (call) => {
  arity(call, 1, 99);
  const parts = call.args().map((arg) => {
    if (arg.type === "null") return "''";
    const value = numberOf(call.tx, arg);
    const code = arg.number === undefined ? undefined : Math.round(Number(arg.number));
    if (code !== undefined && (code < 1 || code > 127))
      throw call.stop("a byte that is not of ASCII");
    if (code !== undefined) return quoteText(String.fromCharCode(code));
    const number = `CAST(${value.sql} AS INTEGER)`;
    const outside = "error('CHAR of a byte that is not of ASCII')";
    return `CASE WHEN ${number} IS NULL THEN '' WHEN ${number} BETWEEN 1 AND 127 THEN chr(${number}) ELSE ${outside} END`;
  });
  return primary(parts.length === 1 ? (parts[0] ?? "") : `concat(${parts.join(", ")})`, "string");
};

const quote = ofText(
  (value) =>
    `coalesce('''' || replace(replace(${value}, '\\', '\\\\'), '''', '\\''') || '''', 'NULL')`,
);

/** MAKE_SET(bits, a, b, …): the texts whose bits are set. */
const makeSet: FunctionRule = (call) => {
  arity(call, 2, 64);
  const bits = wholeOf(call, 0);
  const parts = call
    .args()
    .slice(1)
    .map(
      (_, index) => `CASE WHEN (${bits} & ${2 ** index}) <> 0 THEN ${textOf(call, index + 1)} END`,
    );
  const sql = `concat_ws(',', ${parts.join(", ")})`;
  return primary(`CASE WHEN ${bits} IS NOT NULL THEN ${sql} END`, "string");
};

/** EXPORT_SET(bits, on, off [, separator [, count]]): a text for each bit. */
const exportSet: FunctionRule = (call) => {
  arity(call, 3, 5);
  const bits = wholeOf(call, 0);
  const separator = call.count > 3 ? textOf(call, 3) : "','";
  const count = call.count > 4 ? call.arg(4).number : "64";
  if (count === undefined) throw call.stop("a computed count");
  const places = Math.min(Number(count), 64);
  const each = `CASE WHEN ((CAST(${bits} AS HUGEINT) >> CAST(i AS INTEGER)) & 1) = 1 THEN ${textOf(call, 1)} ELSE ${textOf(call, 2)} END`;
  const list = `list_transform(range(0, ${places}), lambda i: ${each})`;
  return primary(
    `CASE WHEN ${bits} IS NOT NULL THEN array_to_string(${list}, ${separator}) END`,
    "string",
  );
};

const strcmp: FunctionRule = (call) => {
  arity(call, 2);
  noteTexts(call.tx, call.offset, ...call.args());
  const [a, b] = [textOf(call, 0), textOf(call, 1)];
  return primary(
    `CASE WHEN ${a} = ${b} THEN 0 WHEN ${a} < ${b} THEN -1 WHEN ${a} > ${b} THEN 1 END`,
    "int",
  );
};

/** ELT(n, a, b, …): the n-th of the texts. */
const elt: FunctionRule = (call) => {
  arity(call, 2, 99);
  const cases = call
    .args()
    .slice(1)
    .map((_, index) => `WHEN ${index + 1} THEN ${textOf(call, index + 1)}`);
  return primary(`CASE ${wholeOf(call, 0)} ${cases.join(" ")} END`, "string");
};

/** FIELD(x, a, b, …): the place of x among the others, 0 where it is not; numbers where one of all is a number. */
const field: FunctionRule = (call) => {
  arity(call, 2, 99);
  const args = call.args();
  const texts = args.every(({ type }) => type === "string" || type === "null");
  const values = texts ? args : args.map((arg) => numberOf(call.tx, arg));
  noteTexts(call.tx, call.offset, ...args);
  const [subject, ...others] = values;
  const whens = others.map((other, index) => `WHEN ${other.sql} THEN ${index + 1}`);
  return primary(`CASE ${subject?.sql} ${whens.join(" ")} ELSE 0 END`, "int");
};

/** FIND_IN_SET(text, 'a,b,c'): its place in the list, 0 when it is not in it. */
const findInSet: FunctionRule = (call) => {
  arity(call, 2);
  notePlaceInSet(call);
  const [one, list] = [text(call.arg(0), call.tx), text(call.arg(1), call.tx)];
  const place = `coalesce(list_position(string_split(lower(${list}), ','), lower(${one})), 0)`;
  return primary(
    `CASE WHEN (${one}) IS NULL OR (${list}) IS NULL THEN NULL WHEN ${list} = '' THEN 0 ELSE ${place} END`,
    "int",
  );
};

/** MySQL: texts. */
export const MYSQL_TEXTS: RuleTable = {
  FIND_IN_SET: findInSet,
  UPPER: ofTexts("upper", 1),
  UCASE: ofTexts("upper", 1),
  LOWER: ofTexts("lower", 1),
  LCASE: ofTexts("lower", 1),
  REVERSE: ofTexts("reverse", 1),
  REPLACE: replaced,
  REPEAT: (call) => {
    arity(call, 2);
    return primary(`repeat(${textOf(call, 0)}, ${wholeOf(call, 1)})`, "string");
  },
  SPACE: (call) => {
    arity(call, 1);
    return primary(`repeat(' ', greatest(${wholeOf(call, 0)}, 0))`, "string");
  },
  LENGTH: (call) => byteLength(call),
  OCTET_LENGTH: (call) => byteLength(call),
  BIT_LENGTH: (call) => byteLength(call, "8"),
  CHAR_LENGTH: (call) =>
    call.count === 1 && call.arg(0).type === "binary"
      ? byteLength(call)
      : ofTexts("length", 1, "int")(call),
  CHARACTER_LENGTH: ofTexts("length", 1, "int"),
  LPAD: pad("lpad"),
  RPAD: pad("rpad"),
  SUBSTRING_INDEX: substringIndex,
  INSERT: inserted,
  LOCATE: locate,
  ORD: ord,
  ASCII: ascii,
  CHAR: characters,
  QUOTE: quote,
  MAKE_SET: makeSet,
  EXPORT_SET: exportSet,
  STRCMP: strcmp,
  SOUNDEX: ofText(soundexOf),
  MD5: ofTexts("md5", 1),
  SHA: ofTexts("sha1", 1),
  SHA1: ofTexts("sha1", 1),
  TO_BASE64: (call) => {
    arity(call, 1);
    const value = call.arg(0);
    const bytes = value.type === "binary" ? value.sql : `encode(${text(value, call.tx)})`;
    return primary(`to_base64(${bytes})`, "string");
  },
  ELT: elt,
  FIELD: field,
};
