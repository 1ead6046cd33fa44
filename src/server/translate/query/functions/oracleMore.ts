import { primary } from "../expr.ts";
import { aggregate, arity, type FunctionRule, type RuleTable, same, template } from "./dsl.ts";
import { soundex } from "./soundex.ts";
import { newTime, SPANS } from "./spans.ts";
import { cut, initcap, length, text } from "./text.ts";

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

/** Oracle's functions that are met less often. */
export const ORACLE_MORE: RuleTable = {
  ...SPANS,
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
  SUBSTR4: (call) => {
    arity(call, 2, 3);
    const count = call.count > 2 ? call.arg(2) : undefined;
    return cut(call.tx, text(call.arg(0), call.tx), call.arg(1), count);
  },
  TO_BINARY_DOUBLE: asFloat("DOUBLE"),
  TO_BINARY_FLOAT: asFloat("FLOAT"),
  TO_NCLOB: template("CAST($1 AS VARCHAR)", "string"),
  UNISTR: unicodeText,
  VSIZE: sizeOf,
};
