import { quoteText } from "../duckdbNames.ts";
import { readDateText } from "../literals.ts";
import { type Expr, isDated, PREC, primary } from "./expr.ts";
import type { Tx } from "./tx.ts";
import type { CastType } from "./types.ts";
import { variantText } from "./variant.ts";

/**
 * CAST with the source's meaning: lengths cut, fractions truncated where the source truncates (DuckDB rounds), date
 * texts read as the source reads them.
 */
export function castTo(tx: Tx, given: Expr, type: CastType, safe: boolean, offset: number): Expr {
  const word = safe ? "TRY_CAST" : "CAST";
  const value = type.class === "json" ? given : variantText(tx, given);
  if (value.type === "null") return primary(`CAST(NULL AS ${type.sql})`, type.class);
  if (type.class === "string" && type.source !== "ENUM")
    return toText(tx, value, type, word, offset);
  if (isDated(type.class) && value.literal !== undefined) {
    const iso = readDateText(value.literal, tx.is("tsql"));
    if (iso !== undefined) return primary(`${word}(${quoteText(iso)} AS ${type.sql})`, type.class);
  }
  if (
    type.class === "int" &&
    tx.is("tsql", "teradata") &&
    value.type !== "int" &&
    value.type !== "bool"
  ) {
    if (value.literal === undefined && value.type !== "string") {
      const number =
        value.type === "decimal" || value.type === "float"
          ? value.sql
          : `${word}(${value.sql} AS DECIMAL(38,10))`;
      return primary(`${word}(trunc(${number}) AS ${type.sql})`, "int");
    }
  }
  if (type.class === "bool" && value.type === "unknown") {
    return primary(`${word}(${value.sql} AS BOOLEAN)`, "bool");
  }
  if (
    tx.is("mysql") &&
    !safe &&
    value.type !== type.class &&
    (type.class === "int" || type.class === "decimal")
  ) {
    if (value.type === "string" || value.type === "unknown") {
      tx.note(
        "DWM-QRY-006",
        { what: "text that is no number becomes 0 in MySQL, an error here" },
        offset,
      );
    }
  }
  return primary(`${word}(${value.sql} AS ${type.sql})`, type.class);
}

function toText(tx: Tx, value: Expr, type: CastType, word: string, offset: number): Expr {
  let sql = `${word}(${value.sql} AS VARCHAR)`;
  if (value.type === "string" && value.literal !== undefined) sql = value.sql;
  if (value.type === "bool" && tx.is("tsql", "mysql"))
    sql = `CAST(CAST(${value.sql} AS INTEGER) AS VARCHAR)`;
  if (isDated(value.type) && tx.is("tsql", "oracle", "teradata") && value.type !== "date") {
    const what = "a date written as text has another form here; give it a format";
    tx.note("DWM-QRY-006", { what }, offset);
  }
  if (value.type === "float") {
    tx.note(
      "DWM-QRY-006",
      { what: "floating-point numbers written as text may differ in digits" },
      offset,
    );
  }
  if (
    type.length !== undefined &&
    !(value.literal !== undefined && value.literal.length <= type.length)
  ) {
    sql = `left(${sql}, ${type.length})`;
  }
  return {
    ...primary(sql, "string"),
    ...(value.literal === undefined ? {} : { literal: value.literal }),
  };
}

/** A date text compared with a date: written the way DuckDB reads dates. */
export function dateLiteral(tx: Tx, value: Expr, other: Expr): Expr {
  if (value.literal === undefined || !isDated(other.type)) return value;
  const iso = readDateText(value.literal, tx.is("tsql"));
  if (iso === undefined || iso === value.literal) return value;
  return { sql: quoteText(iso), prec: PREC.primary, type: "string", literal: iso };
}
