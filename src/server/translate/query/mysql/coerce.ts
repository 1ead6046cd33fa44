import { exactly, followsMysql } from "../digits/digits.ts";
import { withRoom } from "../digits/wideDecimals.ts";
import { type Expr, isDated, isNumeric, PREC, primary, wrap } from "../expr.ts";
import { boolCompared, boolsAlike, conditionNumber } from "../expression/bools.ts";
import { text } from "../functions/duckdb/text.ts";
import { variantsAlike } from "../nested/variant.ts";
import { membersAlike } from "../texts/members.ts";
import type { Tx } from "../tx.ts";
import { dateLiteralOf } from "./dates.ts";

// What MySQL takes a value for where it asks for a number: a text for the number that it begins with, a condition for 1
// or 0, a date for 20240131. MySQL Reference Manual, "Type Conversion in Expression Evaluation".

/** The number that a text begins with. */
const LEADING = "^\\s*[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?";
const LEADING_NUMBER = new RegExp(LEADING);

/** The value as a number; of any other source, and where its type is not known, the value itself. */
export function numberOf(tx: Tx, value: Expr): Expr {
  if (value.held === "set") throw tx.unsupported("a SET as a number");
  if (!followsMysql(tx)) return numberOnDatabricks(tx, value);
  const { sql } = value;
  if (value.enumerated) return primary(`(enum_code(${sql}) + 1)`, "int");
  switch (value.type) {
    case "bool":
      return primary(`CAST(${sql} AS INTEGER)`, "int");
    case "string":
      if (value.literal !== undefined) return literalNumber(value.literal);
      return primary(textNumber(sql), "float");
    case "binary":
      throw tx.unsupported("a binary value as a number");
    case "json":
      return primary(textNumber(`(${wrap(value)} ->> '$')`), "float");
    case "date":
      return primary(`CAST(strftime(${sql}, '%Y%m%d') AS BIGINT)`, "int");
    case "timestamp":
      return primary(`CAST(strftime(${sql}, '%Y%m%d%H%M%S.%f') AS DECIMAL(20,6))`, "decimal");
    case "time":
      return primary(
        `(extract(hour FROM ${sql}) * 10000 + extract(minute FROM ${sql}) * 100 + extract(second FROM ${sql}))`,
        "int",
      );
    default:
      return value;
  }
}

function textNumber(sql: string): string {
  return `CASE WHEN ${sql} IS NOT NULL THEN coalesce(TRY_CAST(regexp_extract(${sql}, '${LEADING}') AS DOUBLE), 0) END`;
}

/** The same for Databricks, which fails on a text that is no number, or finds NULL in it. */
function numberOnDatabricks(tx: Tx, value: Expr): Expr {
  if (!tx.is("mysql")) return conditionNumber(tx, value);
  if (value.type === "binary") throw tx.unsupported("a binary value as a number");
  if (value.type !== "string") return conditionNumber(tx, value);
  if (value.literal !== undefined) return literalNumber(value.literal);
  const found = `regexp_extract(${value.sql}, ${tx.out.text(LEADING)}, 0)`;
  const number = `coalesce(TRY_CAST(trim(${found}) AS DOUBLE), 0)`;
  return primary(`IF(${wrap(value, PREC.other)} IS NULL, NULL, ${number})`, "float");
}

/** The number that a literal begins with, a floating-point number to MySQL. */
function literalNumber(text: string): Expr {
  const digits = LEADING_NUMBER.exec(text)?.[0].trim() ?? "0";
  const number = String(Number(digits));
  const value: Expr = { ...primary(number, "float"), number };
  return number.startsWith("-") ? { ...value, prec: PREC.unary } : value;
}

/** The value as it is compared with `other`: texts and numbers as numbers, dates and numbers as dates. */
export function comparedWith(tx: Tx, value: Expr, other: Expr): Expr {
  if (!followsMysql(tx)) {
    const beside = tx.is("mysql") && value.type === "string" && isNumeric(other.type);
    return beside ? numberOf(tx, value) : boolCompared(tx, value, other);
  }
  const number = isNumeric(other.type) && !other.enumerated;
  // Without the noise of a DOUBLE: 0.3 / 0.1 is 3.
  if (value.rough) return { ...primary(exactly(value), value.type), ...scaleFor(value) };
  if (isOddText(value) && other.type === "bool") return numberOf(tx, value);
  if (value.type === "bool" && isOddText(other)) return numberOf(tx, value);
  if (value.type === "json" && other.type === "string")
    return { ...value, sql: `(${wrap(value)} ->> '$')`, type: "string", exact: true };
  if (number && (value.type === "string" || value.type === "json")) return numberOf(tx, value);
  // A number and an ENUM are compared as numbers.
  if (number && value.enumerated) return numberOf(tx, value);
  if (isDated(other.type) && value.number !== undefined) {
    const iso = dateLiteralOf(value.number);
    if (iso !== undefined) return { ...primary(tx.out.text(iso), "string"), literal: iso };
    return value;
  }
  if (isDated(value.type) && number && other.number === undefined) return numberOf(tx, value);
  return value;
}

/** A text that is compared with a boolean as a number: all but the plain words for its two values. */
function isOddText(value: Expr): boolean {
  return value.type === "string" && value.literal !== "0" && value.literal !== "1";
}

const scaleFor = ({ scale }: Expr) => (scale === undefined ? {} : { scale });

/** The value as a condition: a text counts as the number that it begins with. */
export function conditionOf(tx: Tx, value: Expr): Expr {
  if (!followsMysql(tx) || value.type === "bool" || value.type === "unknown") return value;
  if (value.type === "null") return value;
  if (value.type === "int") return value;
  const number = numberOf(tx, value);
  return { sql: `${wrap(number, PREC.other)} <> 0`, prec: PREC.compare, type: "bool" };
}

/** Values of which one is chosen: texts, where one of them is a text; DuckDB would read numbers out of it. */
export function ofOneType(tx: Tx, values: readonly Expr[]): readonly Expr[] {
  if (!followsMysql(tx))
    return membersAlike(withRoom(tx, variantsAlike(tx, boolsAlike(tx, values))));
  const known = values.filter(({ type }) => type !== "null" && type !== "unknown");
  const texts = known.filter(({ type }) => type === "string").length;
  if (texts > 0 && texts < known.length)
    return values.map((value) =>
      known.includes(value) && value.type !== "string" ? primary(text(value, tx), "string") : value,
    );
  const bools = known.filter(({ type }) => type === "bool").length;
  if (bools > 0 && bools < known.length)
    return values.map((value) => (value.type === "bool" ? numberOf(tx, value) : value));
  return values;
}

/** Values that are compared with each other, as GREATEST does: numbers, where one of them is a number. */
export function ofOneKind(tx: Tx, values: readonly Expr[]): readonly Expr[] {
  if (!followsMysql(tx)) return membersAlike(withRoom(tx, values));
  const numbers = values.some(({ type }) => isNumeric(type) || type === "bool");
  return numbers
    ? values.map((value) => (isDated(value.type) ? value : numberOf(tx, value)))
    : values;
}
