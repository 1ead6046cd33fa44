import type { TypeClass } from "../types/spec.ts";

/**
 * A value as PostgreSQL writes it in its dumps, as DuckDB reads it: a date before Christ (`0044-03-15 BC`, of which DuckDB would
 * read the year alone), an amount of MONEY (`$1,234.50`, `-$5.00`).
 */
export function postgresText(value: string, column: TypeClass | undefined): string {
  switch (column) {
    case "date":
    case "timestamp":
    case "timestamptz":
      return withEra(value);
    // `-1 days +02:03:00`: DuckDB knows no plus there.
    case "interval":
      return value.replace(/(^|\s)\+(?=\d)/g, "$1");
    case "decimal":
      return /^-?\$\d{1,3}(,?\d{3})*(\.\d+)?$/.test(value) ? value.replace(/[$,]/g, "") : value;
    default:
      return value;
  }
}

/** `44-03-15 10:00 BC` as DuckDB reads it: `44-03-15 (BC) 10:00`. */
export function withEra(text: string): string {
  return text.replace(/^\s*(\S+)(.*?)\s*\bBC\s*$/i, "$1 (BC)$2");
}
