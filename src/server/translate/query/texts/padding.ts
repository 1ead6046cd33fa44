import { type Expr, primary } from "../expr.ts";

/** Functions whose result depends on the blanks at the end of a text. */
const SEES_BLANKS: ReadonlySet<string> = new Set(
  (
    "LENGTH LENGTHB CHAR_LENGTH CHARACTER_LENGTH CHARACTERS CHARS OCTET_LENGTH BIT_LENGTH DATALENGTH CONCAT CONCAT_WS " +
    "SUBSTR SUBSTRING LEFT RIGHT REPLACE OREPLACE TRANSLATE OTRANSLATE REVERSE LPAD STUFF HASHBYTES STANDARD_HASH " +
    "LISTAGG STRING_AGG REGEXP_REPLACE REGEXP_LIKE REGEXP_SUBSTR REGEXP_SIMILAR RAWTOHEX"
  ).split(" "),
);

/**
 * A column of fixed-length texts as the source has it: with the blanks that fill it up, which the target does not keep.
 * Comparisons do not need them: blanks at the end do not count there.
 */
export function filledUp(expr: Expr): Expr {
  if (expr.padded === undefined) return expr;
  const { name } = expr;
  const filled = primary(`rpad(${expr.sql}, ${expr.padded}, ' ')`, "string");
  return name === undefined ? filled : { ...filled, name };
}

/** An argument of a function, filled up where the function sees the blanks. */
export function argumentOf(name: string, expr: Expr): Expr {
  return SEES_BLANKS.has(name) ? filledUp(expr) : expr;
}
