import type { SourceType } from "../../protocol/dialect.ts";
import type { Token } from "../sql/token.ts";

/** What a quoted literal holds: text, or bytes as upper-case hexadecimal digits. */
export type StringLiteral = { kind: "text"; value: string } | { kind: "bytes"; hex: string };

const MYSQL_ESCAPES: Readonly<Record<string, string>> = {
  "0": "\0",
  b: "\b",
  n: "\n",
  r: "\r",
  t: "\t",
  Z: "\x1a",
};
const C_ESCAPES: Readonly<Record<string, string>> = {
  "0": "\0",
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};
const CLOSERS: Readonly<Record<string, string>> = { "[": "]", "{": "}", "(": ")", "<": ">" };

/**
 * The value of a string token as the source understands it: prefix, quotes and escapes undone. Undefined where the
 * literal's rules are not known (U&'…', bit strings, bytes with odd digits).
 */
export function readStringLiteral(text: string, dialect: SourceType): StringLiteral | undefined {
  const first = text.charCodeAt(0);
  // Most literals: '…' without anything to undo.
  if (first === 39 && text.indexOf("\\") < 0) {
    const body = text.slice(1, -1);
    if (dialect === "bigquery" && text.startsWith("'''"))
      return { kind: "text", value: text.slice(3, -3) };
    return { kind: "text", value: body.includes("''") ? body.replaceAll("''", "'") : body };
  }
  if (text.startsWith("$")) {
    const tag = /^\$[^$]*\$/.exec(text)?.[0] ?? "$$";
    return { kind: "text", value: text.slice(tag.length, text.length - tag.length) };
  }
  const match = /^([A-Za-z&_0-9]*)\s*(["'])/.exec(text);
  if (!match) return undefined;
  const prefix = (match[1] ?? "").toUpperCase();
  const quote = match[2] ?? "'";
  const open = match[0].length;
  if (dialect === "oracle" && prefix.endsWith("Q")) {
    const opener = text[open] ?? "";
    return text.endsWith(`${CLOSERS[opener] ?? opener}'`)
      ? { kind: "text", value: text.slice(open + 1, -2) }
      : undefined;
  }
  if (prefix === "X") return bytes(text.slice(open, -1).replace(/\s/g, ""));
  if (prefix === "U&") return undefined;
  if (prefix === "B" && dialect !== "bigquery") return undefined;
  const triple = dialect === "bigquery" && text.startsWith(quote.repeat(3), open - 1);
  let body = triple ? text.slice(open + 2, -3) : text.slice(open, -1);
  const raw = dialect === "bigquery" && prefix.includes("R");
  if (!triple) body = body.replaceAll(quote + quote, quote);
  if (!raw && body.includes("\\")) {
    const unescaped = unescapeFor(body, prefix, dialect);
    if (unescaped === undefined) return undefined;
    body = unescaped;
  }
  if (prefix === "_BINARY" || (dialect === "bigquery" && prefix.includes("B"))) {
    const encoding = prefix === "_BINARY" ? "utf8" : "latin1";
    return bytes(Buffer.from(body, encoding).toString("hex"));
  }
  return { kind: "text", value: body };
}

/** The value of a token that is a literal of a text. */
export function literalText(token: Token | undefined, dialect: SourceType): string | undefined {
  if (token?.kind !== "string") return undefined;
  const literal = readStringLiteral(token.text, dialect);
  return literal?.kind === "text" ? literal.value : undefined;
}

function bytes(hex: string): StringLiteral | undefined {
  return /^([0-9a-fA-F]{2})*$/.test(hex) ? { kind: "bytes", hex: hex.toUpperCase() } : undefined;
}

function unescapeFor(body: string, prefix: string, dialect: SourceType): string | undefined {
  if (dialect === "mysql") {
    return body.replace(/\\([\s\S])/g, (_, c: string) =>
      // LIKE needs these two with their backslash.
      c === "%" || c === "_" ? `\\${c}` : (MYSQL_ESCAPES[c] ?? c),
    );
  }
  if (dialect === "snowflake" || dialect === "bigquery" || dialect === "redshift")
    return unescapeC(body);
  if (prefix === "E") return unescapeC(body);
  return body;
}

function unescapeC(body: string): string {
  const pattern = /\\(x[0-9a-fA-F]{1,2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{1,3}|[\s\S])/g;
  return body.replace(pattern, (_, c: string) => {
    if (/^[xuU]./.test(c)) return String.fromCodePoint(Number.parseInt(c.slice(1), 16));
    if (/^[0-7]{2,3}$/.test(c)) return String.fromCharCode(Number.parseInt(c, 8));
    return C_ESCAPES[c] ?? c;
  });
}

/** A DuckDB literal for bytes given as hexadecimal digits. */
export function bytesSql(hex: string): string {
  return `from_hex('${hex}')`;
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/**
 * Reads a date as people write it in scripts (`19970101`, `1997-01-01T10:00:00.000`, `1962/2/18`, `Jan 1 1990 12:00AM`,
 * `01-JAN-2020`, `09/14/94`) into ISO 8601. `1/2/2020` is a date of T-SQL's only, with the month first; years of two
 * digits are T-SQL's and Oracle's. Undefined where the text is no date, or where its parts cannot be told.
 */
export function readDateText(text: string, dialect: SourceType): string | undefined {
  const monthFirst = dialect === "tsql";
  const value = text.trim();
  const packed = dialect === "mysql" && /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(value);
  if (packed) return iso(packed[1], packed[2], packed[3], packed.slice(4).join(":"));
  const compact = /^(\d{4})(\d{2})(\d{2})(?:\s+(.*))?$/.exec(value);
  if (compact) return iso(compact[1], compact[2], compact[3], compact[4]);
  const yearFirst = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T\s]+(.*))?$/.exec(value);
  if (yearFirst) return iso(yearFirst[1], yearFirst[2], yearFirst[3], yearFirst[4]);
  const named = /^([A-Za-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})(?:\s+(.*))?$/.exec(value);
  if (named) return iso(named[3], monthNumber(named[1]), named[2], named[4]);
  const dayNamed = /^(\d{1,2})[-\s]([A-Za-z]{3,9})[-\s](\d{2}|\d{4})(?:\s+(.*))?$/.exec(value);
  if (dayNamed && (dayNamed[3]?.length === 4 || monthFirst || dialect === "oracle"))
    return iso(dayNamed[3], monthNumber(dayNamed[2]), dayNamed[1], dayNamed[4]);
  // Snowflake's 'Thu, 21 Dec 2000 16:01:07 +0200'.
  const spoken = /^[A-Za-z]{3},\s+(\d{1,2})\s+([A-Za-z]{3})\s+(\d{4})(?:\s+(.*))?$/.exec(value);
  if (spoken && dialect === "snowflake")
    return iso(spoken[3], monthNumber(spoken[2]), spoken[1], spoken[4]);
  const american = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{2}|\d{4})(?:\s+(.*))?$/.exec(value);
  if (american && monthFirst) return iso(american[3], american[1], american[2], american[4]);
  return undefined;
}

/** A moment in ISO 8601 as the source writes it, where nothing but a `T` tells the two apart; Databricks reads both. */
export function isoAsWritten(text: string, iso: string): string {
  return text.replace("T", " ") === iso ? text : iso;
}

/** A text that is a time of day alone, HH:MM:SS, with its fraction of a second. */
export function readClock(text: string): string | undefined {
  const [, hours, rest = ""] =
    /^\s*(\d{1,2})(:\d{2}(?::\d{2}(?:\.\d{1,6})?)?)\s*$/.exec(text) ?? [];
  if (hours === undefined) return undefined;
  return `${hours.padStart(2, "0")}${rest.length === 3 ? `${rest}:00` : rest}`;
}

/** True for dates whose day and month could change places: `1/2/2020`. */
export function isAmbiguousDate(text: string): boolean {
  const parts = /^\s*(\d{1,2})[-/.](\d{1,2})[-/.](\d{2}|\d{4})(?:\s|$)/.exec(text);
  return (
    parts !== null && Number(parts[1]) <= 12 && Number(parts[2]) <= 12 && parts[1] !== parts[2]
  );
}

function monthNumber(name: string | undefined): string | undefined {
  const index = MONTHS.indexOf((name ?? "").slice(0, 3).toLowerCase());
  return index < 0 ? undefined : String(index + 1);
}

function iso(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  clock: string | undefined,
): string | undefined {
  if (!year || !month || !day) return undefined;
  const fullYear =
    year.length === 2
      ? String(Number(year) < 50 ? 2000 + Number(year) : 1900 + Number(year))
      : year;
  const date = `${fullYear}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  if (clock === undefined || clock.trim() === "") return date;
  const time =
    /^(\d{1,2})(?::(\d{1,2}))?(?::(\d{1,2})(?:[.:](\d{1,9}))?)?\s*([AP]M)?\s*(Z|[+-]\d{2}:?\d{2})?$/i.exec(
      clock.trim(),
    );
  if (!time) return undefined;
  let hour = Number(time[1]);
  const half = time[5]?.toUpperCase();
  if (half === "PM" && hour < 12) hour += 12;
  if (half === "AM" && hour === 12) hour = 0;
  const zone = (time[6] ?? "").replace(/^([+-]\d{2})(\d{2})$/, "$1:$2");
  const fraction = time[4] ? `.${time[4]}` : "";
  const seconds = `${(time[2] ?? "0").padStart(2, "0")}:${(time[3] ?? "0").padStart(2, "0")}`;
  return `${date} ${String(hour).padStart(2, "0")}:${seconds}${fraction}${zone}`;
}

/** The date that Teradata's number stands for: 1200131 is 2020-01-31. Undefined: it is none. */
export function numberedDate(number: string): string | undefined {
  const digits = String(Number(number) + 19_000_000);
  const [, year = "", month = "", day = ""] = /^(\d{4})(\d{2})(\d{2})$/.exec(digits) ?? [];
  const iso = `${year}-${month}-${day}`;
  return Number.isNaN(Date.parse(iso)) ? undefined : iso;
}
