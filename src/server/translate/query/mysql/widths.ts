import { type Expr, primary } from "../expr.ts";

/** The left side of a sum or product with the 64 bits that MySQL computes with, where the target would take fewer. */
export function widened(left: Expr, right: Expr, operator: "+" | "-" | "*"): Expr {
  const narrow = narrowest(left, right);
  // Sums of numbers of 32 bits are next to never longer than those.
  if (narrow === undefined || (narrow === "int" && operator !== "*")) return left;
  return primary(`CAST(${left.sql} AS BIGINT)`, "int");
}

/** The result of a sum: as narrow as its sides, where it has not been widened. */
export function sumWidth(left: Expr, right: Expr): Pick<Expr, "narrow"> {
  return narrowest(left, right) === "int" ? { narrow: "int" } : {};
}

/** The wider of both sides' widths; undefined where one of them has 64 bits, or is no whole number. */
function narrowest(left: Expr, right: Expr): Expr["narrow"] {
  const sides = [left, right].filter(({ number }) => number === undefined);
  if (sides.length === 0 || sides.some(({ narrow }) => narrow === undefined)) return undefined;
  const literal = [left, right].some(
    ({ number }) => number !== undefined && !/^-?\d{1,9}$/.test(number),
  );
  if (literal) return undefined;
  return sides.every(({ narrow }) => narrow === "small") ? "small" : "int";
}
