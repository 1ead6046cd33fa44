import { primary } from "../../../expr.ts";
import { noteUnicode } from "../../convertForm.ts";
import { arity, type FunctionRule, type RuleTable, same, template } from "../../dsl.ts";
import { instr } from "../places.ts";
import { soundex } from "../soundex.ts";
import { substring } from "../substring.ts";
import { initcap, length, text } from "../text.ts";

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
  noteUnicode(call.tx, "CONVERT between character sets", call.offset);
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

/** Oracle: texts, their sizes and character sets. */
export const ORACLE_TEXTS: RuleTable = {
  CONVERT: otherCharacters,
  "DBMS_LOB.INSTR": instr,
  "DBMS_RANDOM.STRING": randomText,
  INSTRB: inBytes(instr),
  INSTRC: instr,
  LENGTHC: length(false),
  LENGTH4: length(false),
  SUBSTRB: inBytes(substring),
  SUBSTRC: substring,
  SUBSTR4: substring,
  COMPOSE: template("nfc_normalize($1)", "string"),
  NCHR: same("chr", "string", 1),
  NLS_INITCAP: bySession(initcap),
  NLS_LOWER: bySession(same("lower", "string", 1)),
  NLS_UPPER: bySession(same("upper", "string", 1)),
  SOUNDEX: soundex,
  UNISTR: unicodeText,
  VSIZE: sizeOf,
};
