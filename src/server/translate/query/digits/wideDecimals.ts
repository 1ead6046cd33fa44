import type { OutputColumn } from "../block/queryColumns.ts";
import type { Expr } from "../expr.ts";
import type { Tx } from "../tx.ts";
import { decimalOf } from "./decimalOf.ts";

// DuckDB gives values of which one is chosen a DECIMAL of at most 38 digits. The whole numbers of Snowflake and Oracle are
// DECIMAL(38,0): beside 0.5 they leave no room behind the point, and 0.5 is rounded to 1.

/** Digits behind the point that a number has room for where its own are not known. */
const UNKNOWN = 10;

/** True where whole numbers fill a DECIMAL. */
export function fillsDecimals(tx: Tx): boolean {
  return tx.target === "duckdb" && tx.is("snowflake", "oracle");
}

/** Digits behind the point of an exact number; undefined of other values, and where they are not known. */
function placesOf({ type, number, scale }: Pick<Expr, "type" | "number" | "scale">) {
  if (number !== undefined && /^\d*\.?\d*$/.test(number))
    return (number.split(".")[1] ?? "").length;
  return type === "decimal" ? scale : undefined;
}

/** Values of which one is chosen, with room for the digits of all of them. */
export function withRoom(tx: Tx, values: readonly Expr[]): readonly Expr[] {
  if (!tx.is("snowflake", "oracle") || values.some(({ type }) => type === "float")) return values;
  const most = Math.max(0, ...values.map((value) => placesOf(value) ?? 0));
  if (most === 0) return values;
  return values.map((value) => {
    if (value.type !== "decimal") return value;
    const places = placesOf(value);
    const databricks = tx.target === "databricks";
    // A sum or product whose digits are not known may be one of whole numbers.
    if (places === undefined) return databricks ? value : widened(value, Math.max(most, UNKNOWN));
    // Since Spark 4 (SPARK-45905) digits behind the point are given up where whole numbers fill a DECIMAL: 0.5 becomes 1.
    const narrow = databricks ? places === 0 : places < most;
    return narrow && value.number === undefined ? widened(value, most) : value;
  });
}

function widened(value: Expr, places: number): Expr {
  return { ...value, ...decimalOf(value.sql, places) };
}

/** Digits behind the point of a column of a UNION, where both parts' are known. */
export function widerScale(
  tx: Tx,
  one: OutputColumn,
  other: OutputColumn,
): { scale: number } | undefined {
  const [mine, theirs] = [one.detail?.scale, other.detail?.scale];
  if (!fillsDecimals(tx) || mine === undefined || theirs === undefined) return undefined;
  return { scale: Math.max(mine, theirs) };
}

/** The rows of a part of a UNION or its kin, with room for the digits of the other part's columns. */
export function rowsWithRoom(
  tx: Tx,
  sql: string,
  own: readonly OutputColumn[] | undefined,
  other: readonly OutputColumn[] | undefined,
): string {
  if (!fillsDecimals(tx) || !own || !other) return sql;
  const places = own.map(({ type, detail }, index) => {
    const [mine, theirs] = [detail?.scale, other[index]?.detail?.scale];
    const exact = type === "decimal" && other[index]?.type === "decimal";
    return exact && mine !== undefined && theirs !== undefined && mine < theirs
      ? theirs
      : undefined;
  });
  if (places.every((one) => one === undefined)) return sql;
  const names = own.map(({ name }, index) => tx.out.name(name ?? `dwm_${index + 1}`));
  const items = names.map((name, index) =>
    places[index] === undefined ? name : `CAST(${name} AS DECIMAL(38,${places[index]})) AS ${name}`,
  );
  return `SELECT ${items.join(", ")} FROM (${sql}) AS dwm_rows(${names.join(", ")})`;
}
