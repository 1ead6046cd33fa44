import type { Call } from "../../calls/call.ts";
import { commonType, type Expr, isNumeric, PREC, primary, wrap } from "../../expr.ts";
import { arity, type FunctionRule } from "../dsl.ts";
import { asVariant, withoutVariantCast } from "./json.ts";
import { quotedPattern } from "./regexp.ts";
import { text, textArg } from "./text.ts";

/** A value as an ARRAY: Snowflake's arrays are VARIANTs in tables, ARRAYs where they are made. */
export function arrayOf(value: Expr, element = "VARIANT"): string {
  const other = value.variants === true && element !== "VARIANT";
  return value.type === "json" || other ? `CAST(${value.sql} AS ARRAY<${element}>)` : value.sql;
}

/** True for an array whose elements are VARIANTs. */
function ofVariants(value: Expr): boolean {
  return value.type === "json" || value.variants === true;
}

function list(sql: string): Expr {
  return { ...primary(sql, "unknown"), array: true };
}

/** A value that is put into an array, as the array's elements are. */
function element(array: Expr, value: Expr): string {
  return ofVariants(array) ? asVariant(value) : value.sql;
}

/** A function of arrays alone, under another name. */
export function ofArrays(name: string, count: number, elements = "VARIANT"): FunctionRule {
  return (call) => {
    arity(call, count);
    const args = call.args();
    const variants = args.some(ofVariants);
    const alike = elements === "VARIANT" && args.every((arg) => arg.variants === true);
    // An array of VARIANTs and one of plain values have no type together.
    const cast = variants && !alike;
    const made = args.map((arg) => (cast ? `CAST(${arg.sql} AS ARRAY<${elements}>)` : arg.sql));
    const result = list(`${name}(${made.join(", ")})`);
    return variants && elements === "VARIANT" ? { ...result, variants } : result;
  };
}

/** A function that compares an array's elements: those of a VARIANT have no order, and are equal as texts alone. */
export function ofComparable(name: string, count: number, ordered: boolean): FunctionRule {
  return (call) => {
    const variants = call.args().some(ofVariants);
    if (variants && ordered) throw call.stop("elements whose type is not known");
    if (variants) {
      const what = `${call.name}: elements of a VARIANT are compared, and answered, as texts`;
      call.tx.note("DWM-QRY-006", { what }, call.offset);
    }
    return ofArrays(name, count, "STRING")(call);
  };
}

/** Sets where Snowflake has multisets. */
export function ofSets(name: string): FunctionRule {
  return (call) => {
    const what = `${call.name}: an element that is there more than once counts once here`;
    call.tx.note("DWM-QRY-006", { what }, call.offset);
    return ofComparable(name, 2, false)(call);
  };
}

/** ARRAY_CONSTRUCT(…): elements of different types are VARIANTs. */
export const arrayConstruct: FunctionRule = (call) => {
  arity(call, 0, 9999);
  return made(call.args());
};

/** An ARRAY of values: of VARIANTs where they have no type together. */
export function made(values: readonly Expr[]): Expr {
  const known = values.filter((value) => value.type !== "null" && value.type !== "unknown");
  const mixed =
    commonType(known.map((value) => value.type)) === "unknown" ||
    known.some((value) => value.type === "json");
  const items = values.map((value) => (mixed ? asVariant(value) : value.sql));
  const array = list(`ARRAY(${items.join(", ")})`);
  return mixed && known.length > 0 ? { ...array, variants: true } : array;
}

export const arrayConstructCompact: FunctionRule = (call) => {
  const compact = call.args().filter((arg) => arg.type !== "null");
  const array = made(compact);
  return { ...array, sql: `array_compact(${array.sql})` };
};

/** ARRAY_APPEND and ARRAY_PREPEND(array, element). */
export function arrayAdd(name: "array_append" | "array_prepend"): FunctionRule {
  return (call) => {
    arity(call, 2);
    const array = call.arg(0);
    return list(`${name}(${arrayOf(array)}, ${element(array, call.arg(1))})`);
  };
}

/** An array and a value that is looked for in it, both as what they are compared as. */
function sought(call: Call, array: Expr, given: Expr): readonly [string, string] {
  const value = withoutVariantCast(given);
  if (!ofVariants(array)) return [array.sql, value.sql];
  if (isNumeric(value.type)) return [arrayOf(array, "DOUBLE"), value.sql];
  if (value.type === "string" || value.type === "date")
    return [arrayOf(array, "STRING"), value.sql];
  if (value.type === "json") return [arrayOf(array, "STRING"), `CAST(${value.sql} AS STRING)`];
  throw call.stop("a value whose type is not known");
}

/** ARRAY_CONTAINS(value, array). */
export const arrayContains: FunctionRule = (call) => {
  arity(call, 2);
  const [array, value] = sought(call, call.arg(1), call.arg(0));
  return primary(`array_contains(${array}, ${value})`, "bool");
};

/** ARRAY_POSITION(value, array): from 0, NULL where it is not found. */
export const arrayPosition: FunctionRule = (call) => {
  arity(call, 2);
  const [array, value] = sought(call, call.arg(1), call.arg(0));
  const sql = `nullif(array_position(${array}, ${value}), 0) - 1`;
  return { sql, prec: PREC.add, type: "int" };
};

/** ARRAY_REMOVE(array, value). */
export const arrayRemove: FunctionRule = (call) => {
  arity(call, 2);
  const [array, value] = sought(call, call.arg(0), call.arg(1));
  return list(`array_remove(${array}, ${value})`);
};

/** ARRAY_REMOVE_AT(array, position), from 0. */
export const arrayRemoveAt: FunctionRule = (call) => {
  arity(call, 2);
  const { number } = call.arg(1);
  if (number === undefined || !/^\d+$/.test(number))
    throw call.stop("a computed or negative position");
  return list(`filter(${arrayOf(call.arg(0))}, (x, i) -> i <> ${number})`);
};

/** ARRAY_INSERT(array, position, element): from 0, negative ones from the end. */
export const arrayInsert: FunctionRule = (call) => {
  arity(call, 3);
  const { number } = call.arg(1);
  if (number === undefined || !/^-?\d+$/.test(number)) throw call.stop("a computed position");
  const array = call.arg(0);
  const at = Number(number) < 0 ? Number(number) - 1 : Number(number) + 1;
  return list(`array_insert(${arrayOf(array)}, ${at}, ${element(array, call.arg(2))})`);
};

export const arraySize: FunctionRule = (call) => {
  arity(call, 1);
  return primary(`array_size(${arrayOf(call.arg(0))})`, "int");
};

/** ARRAY_SLICE(array, from, to): from 0, without the one at `to`, negative ones from the end. */
export const arraySlice: FunctionRule = (call) => {
  arity(call, 3);
  const array = arrayOf(call.arg(0));
  const [from, to] = [call.arg(1), call.arg(2)];
  const [first, last] = [Number(from.number), Number(to.number)];
  if (from.number === undefined || !Number.isInteger(first)) throw call.stop("a computed position");
  if (to.number === undefined || !Number.isInteger(last)) throw call.stop("a computed position");
  if (first >= 0 === last >= 0) {
    const start = first >= 0 ? first + 1 : first;
    return list(`slice(${array}, ${start}, ${Math.max(last - first, 0)})`);
  }
  if (first < 0) throw call.stop("a beginning from the end and an end from the beginning");
  return list(`slice(${array}, ${first + 1}, greatest(size(${array}) - ${first - last}, 0))`);
};

/** ARRAY_SORT(array [, ascending [, NULLs first]]). */
export const arraySort: FunctionRule = (call) => {
  arity(call, 1, 3);
  const array = arrayOf(call.arg(0));
  const flag = (index: number, absent: boolean): boolean => {
    if (call.count <= index) return absent;
    const word = call.arg(index).sql.toUpperCase();
    if (word !== "TRUE" && word !== "FALSE") throw call.stop("a computed direction");
    return word === "TRUE";
  };
  const ascending = flag(1, true);
  const nullsFirst = flag(2, !ascending);
  if (ofVariants(call.arg(0))) throw call.stop("elements whose type is not known");
  if (ascending) return list(nullsFirst ? `sort_array(${array})` : `array_sort(${array})`);
  return list(nullsFirst ? `reverse(array_sort(${array}))` : `sort_array(${array}, FALSE)`);
};

/** ARRAY_TO_STRING(array, separator). */
export const arrayToString: FunctionRule = (call) => {
  arity(call, 2);
  return primary(`array_join(${arrayOf(call.arg(0), "STRING")}, ${textArg(call, 1)})`, "string");
};

/** ARRAY_GENERATE_RANGE(from, to [, step]): without `to`, empty where there is nothing between. */
export const arrayRange: FunctionRule = (call) => {
  arity(call, 2, 3);
  const [from, to] = [call.arg(0), call.arg(1)];
  const step = call.count > 2 ? call.arg(2).number : "1";
  if (step === undefined || !/^-?[1-9]\d*$/.test(step)) throw call.stop("a computed step");
  const down = step.startsWith("-");
  const [a, b] = [wrap(from, PREC.other), wrap(to, PREC.other)];
  const last = `${wrap(to, PREC.add)} ${down ? "+" : "-"} 1`;
  const by = step === "1" ? "" : `, ${step}`;
  return list(`IF(${a} ${down ? "<=" : ">="} ${b}, array(), sequence(${from.sql}, ${last}${by}))`);
};

/** SPLIT(s, separator): the separator is a text there, a regular expression here. */
export function split(defaultSeparator?: string): FunctionRule {
  return (call) => {
    arity(call, defaultSeparator === undefined ? 2 : 1, 2);
    const subject = textArg(call, 0);
    if (call.count === 1)
      return list(`split(${subject}, ${call.tx.out.text(defaultSeparator ?? "")})`);
    const by = call.arg(1);
    // Without a separator Snowflake answers the whole text, BigQuery its characters.
    if (by.literal === "" && call.tx.is("snowflake")) return list(`array(${subject})`);
    return list(`split(${subject}, ${quotedPattern(call.tx, by)})`);
  };
}

/** The pattern that finds one of several characters. */
function anyOf(call: Call, index: number): string {
  const delimiters = call.count > index ? call.arg(index).literal : " ";
  if (delimiters === undefined || delimiters === "") throw call.stop("computed or no delimiters");
  return call.tx.out.text(`[${delimiters.replace(/[\\\]^[&-]/g, "\\$&")}]`);
}

export function tokens(call: Call): string {
  return `filter(split(${text(call.tx, call.arg(0)).sql}, ${anyOf(call, 1)}), t -> t <> '')`;
}

/** STRTOK(s, delimiters, n): each character delimits, empty tokens do not count, NULL behind the last. */
export const strtok: FunctionRule = (call) => {
  arity(call, 1, 3);
  const place = call.count > 2 ? call.arg(2) : undefined;
  const index =
    place === undefined
      ? "0"
      : place.number === undefined
        ? `${wrap(place, PREC.add)} - 1`
        : String(Number(place.number) - 1);
  return primary(`get(${tokens(call)}, ${index})`, "string");
};

export const strtokToArray: FunctionRule = (call) => {
  arity(call, 1, 2);
  return list(tokens(call));
};
