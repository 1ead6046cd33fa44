/** A value of DuckDB with the name of its type. */
export interface Shown {
  text: string | null;
  type: string;
}

/**
 * A row of DuckDB as MySQL would write it. Only what is a matter of writing is evened out: booleans are 1 and 0 there,
 * numbers are compared by twelve digits, JSON without its blanks and the order of keys. Texts, dates and times have to be the same.
 */
export function duckdbRow(row: readonly Shown[]): string {
  return row
    .map(({ text, type }) => evened(type === "BOOLEAN" ? bit(text) : text, type))
    .join(" | ");
}

/** The engine's row, written as `duckdbRow` writes one with columns of these types. */
export function mysqlRow(row: readonly (string | null)[], types: readonly string[]): string {
  return row.map((text, index) => evened(text, types[index] ?? "")).join(" | ");
}

function bit(text: string | null): string | null {
  return text === null ? null : text === "true" ? "1" : "0";
}

const NUMBERS = /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DECIMAL.*|DOUBLE|FLOAT)$/;

function evened(text: string | null, type: string): string {
  if (text === null) return "∅";
  if (NUMBERS.test(type)) return String(Number(Number(text).toPrecision(12)));
  if (type.startsWith("TIMESTAMP") || type === "TIME")
    return text.replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");
  if (type === "JSON") return jsonText(text);
  return text;
}

function jsonText(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), (_, value: unknown) => sorted(value));
  } catch {
    return text;
  }
}

function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
