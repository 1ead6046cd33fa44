import { type Expr, PREC, primary, wrap } from "../../../expr.ts";
import { notePlaceInSet } from "../../../mysql/setPlace.ts";
import { noteTexts } from "../../../texts/texts.ts";
import { arity, type FunctionRule } from "../../dsl.ts";
import { textsJoined } from "../aggregates.ts";
import { made } from "../arrays.ts";
import { field, pathSteps } from "../json.ts";
import { objectConstruct } from "../objects.ts";
import { patternArg, replacementArg, wholeArg } from "../regexp.ts";
import { notNegative, text, textArg } from "../text.ts";
import { folded } from "../tsql/texts.ts";

/** INSTR(s, part) and LOCATE(part, s [, start]); the usual collation folds case. */
export function locate(partAt: 0 | 1): FunctionRule {
  return (call) => {
    arity(call, 2, partAt === 0 ? 3 : 2);
    const part = call.arg(partAt);
    const [subject, sought] = folded(call.tx, call.arg(1 - partAt), part, call.offset);
    const from = call.count > 2 ? `, ${call.arg(2).sql}` : "";
    return primary(`locate(${sought}, ${subject}${from})`, "int");
  };
}

/** GROUP_CONCAT(a, b … ORDER BY … SEPARATOR …): arguments are joined without anything between them. */
export const groupConcat: FunctionRule = (call) => {
  arity(call, 1, 99);
  const args = call.args().map((arg) => text(call.tx, arg).sql);
  const value = args.length === 1 ? (args[0] ?? "") : `concat(${args.join(", ")})`;
  const joined = textsJoined(call, value, call.tx.out.text(call.separator ?? ","));
  return primary(joined, "string");
};

/** FIELD(x, a, b, …): the place of x among the others, 0 where it is not there. */
export const fieldOf: FunctionRule = (call) => {
  arity(call, 2, 99);
  const whens = call
    .args()
    .slice(1)
    .map((arg, index) => `WHEN ${arg.sql} THEN ${index + 1}`)
    .join(" ");
  noteTexts(call.tx, call.offset, ...call.args());
  return primary(`CASE ${call.arg(0).sql} ${whens} ELSE 0 END`, "int");
};

/** FIND_IN_SET(text, list). */
export const findInSet: FunctionRule = (call) => {
  arity(call, 2);
  notePlaceInSet(call);
  const [wanted, list] = call.args().map((arg) => text(call.tx, arg));
  noteTexts(call.tx, call.offset, ...call.args());
  return primary(`find_in_set(${wanted?.sql}, ${list?.sql})`, "int");
};

/** ELT(n, a, b, …): NULL for a number without a value. */
export const elt: FunctionRule = (call) => {
  arity(call, 2, 99);
  const whens = call
    .args()
    .slice(1)
    .map((arg, index) => `WHEN ${index + 1} THEN ${arg.sql}`)
    .join(" ");
  return primary(`CASE ${call.arg(0).sql} ${whens} END`, "string");
};

/** INSERT(s, start, length, by): the text itself where the start lies outside of it. */
export const insert: FunctionRule = (call) => {
  arity(call, 4);
  const [start, count] = [call.arg(1), call.arg(2)];
  const subject = textArg(call, 0);
  if (count.number?.startsWith("-") ?? !notNegative(count)) throw call.stop("a computed length");
  const put = `overlay(${subject} PLACING ${textArg(call, 3)} FROM ${start.sql} FOR ${count.sql})`;
  const within = `${wrap(start, PREC.other)} BETWEEN 1 AND length(${subject})`;
  return primary(`IF(${within}, ${put}, ${subject})`, "string");
};

/** STRCMP(a, b): -1, 0 or 1. */
export const compared: FunctionRule = (call) => {
  arity(call, 2);
  const [a, b] = [textArg(call, 0), textArg(call, 1)];
  noteTexts(call.tx, call.offset, { ...call.arg(0), type: "string" }, call.arg(1));
  return primary(
    `CASE WHEN ${a} < ${b} THEN -1 WHEN ${a} = ${b} THEN 0 WHEN ${a} > ${b} THEN 1 END`,
    "int",
  );
};

/** FORMAT(n, places): with commas, as en_US writes it. */
export const format: FunctionRule = (call) => {
  arity(call, 2);
  const places = wholeArg(call, 1, 0, "the number of places");
  const fraction = places === 0 ? "" : `.${"0".repeat(places)}`;
  const value = `round(${call.arg(0).sql}${places === 0 ? "" : `, ${places}`})`;
  return primary(`format_number(${value}, '#,##0${fraction}')`, "string");
};

/** REGEXP_LIKE, REGEXP_REPLACE, REGEXP_SUBSTR, REGEXP_INSTR: the usual collation folds case. */
export function regexp(name: "like" | "replace" | "substr" | "instr"): FunctionRule {
  return (call) => {
    const replaces = name === "replace";
    const flagsAt = { like: 2, replace: 5, substr: 4, instr: 5 }[name];
    arity(call, replaces ? 3 : 2, flagsAt + 1);
    const letters = call.count > flagsAt ? call.arg(flagsAt).literal : "i";
    if (letters === undefined || !/^[cinm]*$/.test(letters)) throw call.stop("these flags");
    const exact = letters.lastIndexOf("c") > letters.lastIndexOf("i");
    const caseless = !/[A-Za-z]/.test(call.arg(1).literal?.replace(/\\./g, "") ?? "a");
    const flags = `${exact || caseless ? "" : "i"}${letters.includes("n") ? "s" : ""}${letters.includes("m") ? "m" : ""}`;
    const first = replaces ? 3 : 2;
    if (name !== "like") {
      if (wholeArg(call, first, 1, "the position") !== 1) throw call.stop("a position");
      const occurrence = wholeArg(call, first + 1, replaces ? 0 : 1, "the occurrence");
      if (occurrence !== (replaces ? 0 : 1)) throw call.stop("an occurrence");
      if (name === "instr" && wholeArg(call, 4, 0, "the option") !== 0) throw call.stop("the end");
    }
    const args = [textArg(call, 0), patternArg(call, 1, flags).sql];
    if (replaces) args.push(replacementArg(call, 2));
    const type = { like: "bool", replace: "string", substr: "string", instr: "int" } as const;
    return primary(`regexp_${name}(${args.join(", ")})`, type[name]);
  };
}

/** A path of MySQL's JSON functions into a VARIANT. */
function byPath(value: Expr, path: string | undefined, call: Parameters<FunctionRule>[0]): Expr {
  if (path === undefined || !path.startsWith("$")) throw call.stop("the path is computed");
  if (/\*/.test(path)) throw call.stop("a path with a wildcard");
  let found: Expr =
    value.type === "json" ? value : primary(`parse_json(${text(call.tx, value).sql})`, "json");
  for (const step of pathSteps(call, path.slice(1))) {
    const key: Expr =
      typeof step === "number"
        ? { ...primary(String(step), "int"), number: String(step) }
        : { ...primary("", "string"), literal: step };
    found = field(call.tx, found, key) ?? found;
  }
  return found;
}

/** JSON_EXTRACT(json, path). */
export const jsonExtract: FunctionRule = (call) => {
  arity(call, 2);
  return byPath(call.arg(0), call.arg(1).literal, call);
};

/** JSON_UNQUOTE(json): the text without JSON's quotes. */
export const jsonUnquote: FunctionRule = (call) => {
  arity(call, 1);
  const value = call.arg(0);
  if (value.type !== "json") throw call.stop("the value is no JSON");
  return primary(`CAST(${value.sql} AS STRING)`, "string");
};

/** JSON_VALUE(json, path). */
export const jsonValue: FunctionRule = (call) => {
  arity(call, 2);
  return primary(`CAST(${byPath(call.arg(0), call.arg(1).literal, call).sql} AS STRING)`, "string");
};

export const jsonObject = objectConstruct(true);

export const jsonArray: FunctionRule = (call) => {
  arity(call, 0, 99);
  return primary(`CAST(${made(call.args()).sql} AS VARIANT)`, "json");
};

/** JSON_VALID(text): NULL for NULL. */
export const jsonValid: FunctionRule = (call) => {
  arity(call, 1);
  const value = textArg(call, 0);
  return primary(
    `CASE WHEN try_parse_json(${value}) IS NOT NULL THEN 1 WHEN ${value} IS NOT NULL THEN 0 END`,
    "int",
  );
};
