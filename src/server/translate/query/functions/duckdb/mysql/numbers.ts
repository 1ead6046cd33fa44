import { quoteText } from "../../../../duckdbNames.ts";
import type { Call } from "../../../calls/call.ts";
import { exactly, followsMysql } from "../../../digits/digits.ts";
import { type Expr, primary } from "../../../expr.ts";
import { unsigned, unsignedAggregate } from "../../../mysql/bits.ts";
import { numberOf } from "../../../mysql/coerce.ts";
import { mysqlTruncate } from "../../../mysql/rounding.ts";
import { arity, type FunctionRule, type RuleTable } from "../../dsl.ts";
import { text } from "../text.ts";

/** An argument as MySQL takes it for a number. */
const number = (call: Call, index: number) => numberOf(call.tx, call.arg(index));

/** A function of one number; outside of `domain` it is NULL there and an error here. */
function ofNumber(
  write: (value: string) => string,
  type: Expr["type"] | "same",
  domain?: (value: string) => string,
): FunctionRule {
  return (call) => {
    arity(call, 1);
    const value = number(call, 0);
    const result = write(value.sql);
    const certain = domain === undefined || value.type === "null";
    return primary(
      certain ? result : `CASE WHEN ${domain(`(${value.sql})`)} THEN ${result} END`,
      type === "same" ? value.type : type,
    );
  };
}

const positive = (value: string) => `${value} > 0`;
const inUnit = (value: string) => `${value} BETWEEN -1 AND 1`;

/** CEIL and FLOOR: of exact numbers without the noise of a DOUBLE. */
function whole(name: "ceil" | "floor"): FunctionRule {
  return (call) => {
    arity(call, 1);
    const value = number(call, 0);
    if (value.type === "int") return primary(value.sql, "int");
    return primary(`${name}(${exactly(value)})`, value.type === "float" ? "float" : "int");
  };
}

/** LOG(x), LOG(base, x): NULL where there is none. */
const log: FunctionRule = (call) => {
  arity(call, 1, 2);
  const value = number(call, call.count - 1).sql;
  if (call.count === 1) return primary(`CASE WHEN (${value}) > 0 THEN ln(${value}) END`, "float");
  const base = number(call, 0).sql;
  return primary(
    `CASE WHEN (${value}) > 0 AND (${base}) > 0 AND (${base}) <> 1 THEN log(${base}, ${value}) END`,
    "float",
  );
};

const truncate: FunctionRule = (call) => {
  arity(call, 2);
  const value = number(call, 0);
  if (value.type === "float") return primary(`trunc(${value.sql}, ${call.arg(1).sql})`, "float");
  return mysqlTruncate(call, value);
};

const random: FunctionRule = (call) => {
  arity(call, 0, 1);
  if (call.count === 1) {
    const what = "RAND with a seed answers another sequence of numbers here";
    call.tx.note("DWM-QRY-006", { what }, call.offset);
  }
  return primary("random()", "float");
};

/** HEX of a number, BIN and OCT: digits of 64 bits, whatever the sign. */
function digits(write: (bits: string) => string): FunctionRule {
  return (call) => {
    arity(call, 1);
    return primary(write(`CAST(${unsigned(call.tx, call.arg(0))} AS UBIGINT)`), "string");
  };
}

const hex: FunctionRule = (call) => {
  arity(call, 1);
  const value = call.arg(0);
  const isNumber = /^(int|decimal|float|bool)$/.test(value.type);
  if (isNumber) return digits((bits) => `hex(${bits})`)(call);
  const bytes = value.type === "binary" ? value.sql : `encode(${text(value, call.tx)})`;
  return primary(`hex(${bytes})`, "string");
};

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** CONV(n, from, to): digits of another base, of unsigned numbers of 64 bits; what is no digit ends the number. */
const conv: FunctionRule = (call) => {
  arity(call, 3);
  const [from, to] = [1, 2].map((index) => Number(call.arg(index).number ?? "0")) as [
    number,
    number,
  ];
  if (from < 2 || from > 36 || ![2, 8, 10, 16, 32, 36].includes(to))
    throw call.stop("these bases, or computed ones");
  const given = call.arg(0);
  const known = ALPHABET.slice(0, from);
  const found = `regexp_extract(upper(${text(given, call.tx)}), '^\\s*[+-]?([${known}]*)', 1)`;
  const places = `list_transform(string_split(${found}, ''), lambda c: CAST(strpos('${ALPHABET}', c) - 1 AS HUGEINT))`;
  const value = `CASE WHEN ${found} = '' THEN 0 ELSE list_reduce(${places}, lambda a, c: a * ${from} + c) END`;
  const negative = `starts_with(ltrim(${text(given, call.tx)}), '-')`;
  const signed =
    given.number?.startsWith("-") === false
      ? value
      : `CASE WHEN ${negative} THEN 18446744073709551616 - (${value}) ELSE ${value} END`;
  const result =
    to === 10
      ? `CAST(${signed} AS VARCHAR)`
      : to === 16
        ? `hex(CAST(${signed} AS UBIGINT))`
        : to === 2
          ? `bin(CAST(${signed} AS UBIGINT))`
          : `to_base(CAST(${signed} AS BIGINT), ${to})`;
  return primary(`CASE WHEN ${given.sql} IS NOT NULL THEN ${result} END`, "string");
};

/** INTERVAL(n, a, b, …): how many of the growing values are not greater than n. */
const interval: FunctionRule = (call) => {
  arity(call, 2, 99);
  const subject = number(call, 0).sql;
  const whens = call
    .args()
    .slice(1)
    .map((_, index) => `WHEN (${subject}) < ${number(call, index + 1).sql} THEN ${index}`);
  return primary(
    `CASE WHEN (${subject}) IS NULL THEN -1 ${whens.join(" ")} ELSE ${call.count - 1} END`,
    "int",
  );
};

/** INET_ATON of four numbers; shorter addresses, which MySQL reads in a way of its own, are an error. */
const inetAton: FunctionRule = (call) => {
  arity(call, 1);
  const address = text(call.arg(0), call.tx);
  const byte = (index: number) => `CAST(split_part(${address}, '.', ${index}) AS BIGINT)`;
  const value = `${byte(1)} * 16777216 + ${byte(2)} * 65536 + ${byte(3)} * 256 + ${byte(4)}`;
  const short = quoteText("an address of less than four numbers");
  return primary(
    `CASE WHEN ${isAddress(address)} THEN ${value} WHEN regexp_full_match(${address}, '\\d+(\\.\\d+){0,2}') THEN error(${short}) END`,
    "int",
  );
};

const BYTE = "(25[0-5]|2[0-4]\\d|1\\d\\d|\\d?\\d)";
const isAddress = (address: string) => `regexp_full_match(${address}, '${BYTE}(\\.${BYTE}){3}')`;

const inetNtoa: FunctionRule = (call) => {
  arity(call, 1);
  const value = `CAST(${number(call, 0).sql} AS BIGINT)`;
  const bytes = [24, 16, 8, 0].map((bits) => `((${value} >> ${bits}) & 255)`);
  return primary(
    `CASE WHEN ${value} BETWEEN 0 AND 4294967295 THEN concat_ws('.', ${bytes.join(", ")}) END`,
    "string",
  );
};

const isIpv4: FunctionRule = (call) => {
  arity(call, 1);
  return primary(`coalesce(${isAddress(text(call.arg(0), call.tx))}, FALSE)`, "bool");
};

/** CRC32: bit by bit, of the text's bytes. */
const crc32: FunctionRule = (call) => {
  arity(call, 1);
  const digits = `hex(encode(${text(call.arg(0), call.tx)}))`;
  const bytes = `list_transform(range(0, length(${digits}) // 2), lambda i: CAST('0x' || substring(${digits}, 2 * i + 1, 2) AS BIGINT))`;
  const bit = "CASE WHEN x & 1 = 1 THEN xor(x >> 1, 3988292384) ELSE x >> 1 END";
  const byte = `list_reduce(range(8), lambda x, k: ${bit}, xor(c, b))`;
  return primary(`xor(list_reduce(${bytes}, lambda c, b: ${byte}, 4294967295), 4294967295)`, "int");
};

const bitCount: FunctionRule = (call) => {
  arity(call, 1);
  return primary(`bit_count(CAST(${number(call, 0).sql} AS BIGINT))`, "int");
};

/** A deviation or variance: of texts, and of conditions, as of the numbers that they are. */
function spread(name: string): FunctionRule {
  return (call) => {
    arity(call, 1);
    return primary(call.aggregate(name, [number(call, 0).sql]), "float");
  };
}

/** MySQL: numbers. */
export const MYSQL_NUMBERS: RuleTable = {
  ABS: ofNumber((value) => `abs(${value})`, "same"),
  SIGN: ofNumber((value) => `sign(${value})`, "int"),
  CEIL: whole("ceil"),
  CEILING: whole("ceil"),
  FLOOR: whole("floor"),
  SQRT: ofNumber(
    (value) => `sqrt(${value})`,
    "float",
    (value) => `${value} >= 0`,
  ),
  LN: ofNumber((value) => `ln(${value})`, "float", positive),
  LOG: log,
  LOG10: ofNumber((value) => `log10(${value})`, "float", positive),
  LOG2: ofNumber((value) => `log2(${value})`, "float", positive),
  ASIN: ofNumber((value) => `asin(${value})`, "float", inUnit),
  ACOS: ofNumber((value) => `acos(${value})`, "float", inUnit),
  ATAN: (call) => {
    arity(call, 1, 2);
    const [a, b] = [number(call, 0), call.count === 2 ? number(call, 1) : undefined];
    return primary(b ? `atan2(${a.sql}, ${b.sql})` : `atan(${a.sql})`, "float");
  },
  COT: ofNumber((value) => `cot(${value})`, "float"),
  EXP: ofNumber((value) => `exp(${value})`, "float"),
  TRUNCATE: truncate,
  RAND: random,
  HEX: hex,
  BIN: digits((bits) => `bin(${bits})`),
  OCT: conv8,
  CONV: conv,
  STD: spread("stddev_pop"),
  STDDEV: spread("stddev_pop"),
  STDDEV_POP: spread("stddev_pop"),
  STDDEV_SAMP: spread("stddev_samp"),
  VARIANCE: spread("var_pop"),
  VAR_POP: spread("var_pop"),
  VAR_SAMP: spread("var_samp"),
  INTERVAL: interval,
  CRC32: crc32,
  BIT_COUNT: bitCount,
  BIT_AND: unsignedAggregate("bit_and", "18446744073709551615"),
  BIT_OR: unsignedAggregate("bit_or", "0"),
  BIT_XOR: unsignedAggregate("bit_xor", "0"),
  INET_ATON: inetAton,
  INET_NTOA: inetNtoa,
  IS_IPV4: isIpv4,
};

/** OCT(n): to_base takes no number over 63 bits, so the first digit is written by itself. */
function conv8(call: Call): Expr {
  arity(call, 1);
  if (!followsMysql(call.tx)) throw call.stop("this call");
  const bits = unsigned(call.tx, number(call, 0));
  const rest = `to_base(CAST(${bits} & 9223372036854775807 AS BIGINT), 8)`;
  return primary(
    `CASE WHEN ${bits} > 9223372036854775807 THEN '1' || lpad(${rest}, 21, '0') ELSE ${rest} END`,
    "string",
  );
}
