import { primary } from "../../../expr.ts";
import { aggregate, arity, type FunctionRule, type RuleTable, same, template } from "../../dsl.ts";
import { RANKS } from "../../hypothetical.ts";
import { joinedElements } from "../../xmlTexts.ts";
import { soundex } from "../soundex.ts";
import { newTime, SPANS } from "../spans.ts";
import { median, percentile } from "../statistics.ts";
import { initcap, instr, length, substring, text } from "../text.ts";

/** BIN_TO_NUM(1, 0, 1): bits to a number. */
const bitsToNumber: FunctionRule = (call) => {
  arity(call, 1, 63);
  const last = call.count - 1;
  const sum = call.args().map(({ sql }, at) => `(${sql}) * ${2n ** BigInt(last - at)}`);
  return primary(`(${sum.join(" + ")})`, "int");
};

const asFloat =
  (type: "DOUBLE" | "FLOAT"): FunctionRule =>
  (call) => {
    arity(call, 1);
    return primary(`CAST(${call.arg(0).sql} AS ${type})`, "float");
  };

/** Bits of all rows' numbers together; their fractions are cut. */
const bitsOfAll =
  (name: "bit_and" | "bit_or" | "bit_xor"): FunctionRule =>
  (call) => {
    arity(call, 1);
    const whole = `CAST(trunc(${call.arg(0).sql}) AS BIGINT)`;
    return primary(call.aggregate(name, [whole]), "int");
  };

/** NLS_UPPER and its like without a sort: the session's. */
const bySession =
  (rule: FunctionRule): FunctionRule =>
  (call) => {
    arity(call, 1);
    const what = `${call.name} follows the session's NLS_SORT in the source, here no language's own rules`;
    call.tx.note("DWM-QRY-006", { what }, call.offset);
    return rule(call);
  };

/** UNISTR('abc\00e5'): code units of UTF-16 behind a backslash. */
const unicodeText: FunctionRule = (call) => {
  arity(call, 1);
  const { literal } = call.arg(0);
  if (literal === undefined) throw call.stop("a computed text");
  if (/\\(?!\\|[0-9a-f]{4})/i.test(literal.replaceAll("\\\\", "")))
    throw call.stop("a backslash without four hexadecimal digits");
  const read = literal.replace(/\\(\\|[0-9a-f]{4})/gi, (_, unit: string) =>
    unit === "\\" ? unit : String.fromCharCode(Number.parseInt(unit, 16)),
  );
  if (!read.isWellFormed() || read.includes("\0")) throw call.stop("a half of a character");
  return primary(call.tx.out.text(read), "string");
};

const sizeOf: FunctionRule = (call) => {
  arity(call, 1);
  const value = call.arg(0);
  if (value.type !== "string") throw call.stop("the size of other values than texts");
  return primary(`octet_length(encode(${value.sql}))`, "int");
};

/** Positions counted in bytes of the database's character set: they are those of characters where texts are ASCII. */
const inBytes =
  (rule: FunctionRule): FunctionRule =>
  (call) => {
    const what = `${call.name} counts characters here, bytes in the source: another result where texts hold more than ASCII`;
    call.tx.note("DWM-QRY-006", { what }, call.offset);
    return rule(call);
  };

/** CONVERT(s, to [, from]) between character sets. */
const otherCharacters: FunctionRule = (call) => {
  arity(call, 2, 3);
  const why = "texts are Unicode in the target";
  call.tx.note("DWM-QRY-007", { clause: "CONVERT between character sets", why }, call.offset);
  return primary(text(call.arg(0), call.tx), "string");
};

const LETTERS: Readonly<Record<string, string>> = {
  U: "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
  L: "abcdefghijklmnopqrstuvwxyz",
  A: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
  X: "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
};

/** DBMS_RANDOM.STRING('U', length): letters chosen by chance. */
const randomText: FunctionRule = (call) => {
  arity(call, 2);
  const letters = LETTERS[call.arg(0).literal?.toUpperCase() ?? "U"] ?? LETTERS.U ?? "";
  if (call.arg(0).literal === undefined || call.arg(0).literal?.toUpperCase() === "P")
    throw call.stop("this kind of characters");
  const letter = `substring('${letters}', CAST(floor(random() * ${letters.length}) AS INTEGER) + 1 + 0 * i, 1)`;
  const list = `list_transform(range(CAST(${call.arg(1).sql} AS INTEGER)), lambda i: ${letter})`;
  return primary(`array_to_string(${list}, '')`, "string");
};

/** SKEWNESS_POP: DuckDB's is that of a sample. */
const skewOfAll: FunctionRule = (call) => {
  arity(call, 1);
  const args = [call.arg(0).sql];
  const count = call.aggregate("count", args);
  const sample = call.aggregate("skewness", args);
  return primary(`(${sample} * (${count} - 2) / sqrt(${count} * (${count} - 1)))`, "float");
};

/** TO_BLOB, TO_LOB: the value itself. */
const itself: FunctionRule = (call) => {
  arity(call, 1);
  return call.arg(0);
};

/** Oracle's functions that are met less often. */
export const ORACLE_MORE: RuleTable = {
  ...SPANS,
  APPROX_MEDIAN: median,
  APPROX_PERCENTILE: percentile("quantile_cont"),
  CONVERT: otherCharacters,
  "DBMS_LOB.INSTR": instr,
  "DBMS_RANDOM.STRING": randomText,
  EMPTY_BLOB: template("CAST('' AS BLOB)", "binary"),
  INSTRB: inBytes(instr),
  INSTRC: instr,
  KURTOSIS_POP: aggregate("kurtosis_pop", "float"),
  KURTOSIS_SAMP: aggregate("kurtosis", "float"),
  LENGTHC: length(false),
  ...RANKS,
  SKEWNESS_POP: skewOfAll,
  SKEWNESS_SAMP: aggregate("skewness", "float"),
  SUBSTRB: inBytes(substring),
  SUBSTRC: substring,
  TO_BLOB: itself,
  TO_LOB: itself,
  XMLAGG: joinedElements,
  BIN_TO_NUM: bitsToNumber,
  BIT_AND_AGG: bitsOfAll("bit_and"),
  BIT_OR_AGG: bitsOfAll("bit_or"),
  BIT_XOR_AGG: bitsOfAll("bit_xor"),
  BOOLEAN_AND_AGG: aggregate("bool_and", "bool"),
  BOOLEAN_OR_AGG: aggregate("bool_or", "bool"),
  EVERY: aggregate("bool_and", "bool"),
  COMPOSE: template("nfc_normalize($1)", "string"),
  COSH: same("cosh", "float", 1),
  SINH: same("sinh", "float", 1),
  TANH: same("tanh", "float", 1),
  LENGTH4: length(false),
  NCHR: same("chr", "string", 1),
  NEW_TIME: newTime,
  NLS_INITCAP: bySession(initcap),
  NLS_LOWER: bySession(same("lower", "string", 1)),
  NLS_UPPER: bySession(same("upper", "string", 1)),
  RAWTONHEX: template("hex($1)", "string"),
  ROUND_TIES_TO_EVEN: (call) => {
    arity(call, 1, 2);
    const places = call.count > 1 ? call.arg(1).sql : "0";
    return primary(`round_even(${call.arg(0).sql}, ${places})`, "decimal");
  },
  SOUNDEX: soundex,
  SUBSTR4: substring,
  TO_BINARY_DOUBLE: asFloat("DOUBLE"),
  TO_BINARY_FLOAT: asFloat("FLOAT"),
  TO_NCLOB: template("CAST($1 AS VARCHAR)", "string"),
  UNISTR: unicodeText,
  VSIZE: sizeOf,
};
