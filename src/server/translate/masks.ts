import type { SourceType } from "../../protocol/dialect.ts";

/** A format mask in strftime's language, or the element that has no counterpart there. */
export type Mask = { format: string; zone: boolean } | { unknown: string };

/** Elements of Oracle-style masks, longest first where one starts another. Source: Oracle SQL Reference, "Datetime Format Models". */
const ORACLE_STYLE: readonly (readonly [string, string])[] = [
  ["YYYY", "%Y"],
  ["RRRR", "%Y"],
  ["IYYY", "%G"],
  ["MONTH", "%B"],
  ["HH24", "%H"],
  ["HH12", "%I"],
  ["DDD", "%j"],
  ["MON", "%b"],
  ["YY", "%y"],
  ["RR", "%y"],
  ["MM", "%m"],
  ["MI", "%M"],
  ["DD", "%d"],
  ["DY", "%a"],
  ["DAY", "%A"],
  ["HH", "%I"],
  ["IW", "%V"],
  ["SSSSS", ""],
  ["SSSS", ""],
  ["SS", "%S"],
  ["FF3", "%g"],
  ["FF6", "%f"],
  ["FF9", "%n"],
  ["FF", "%f"],
  ["MS", "%g"],
  ["US", "%f"],
  ["A.M.", "%p"],
  ["P.M.", "%p"],
  ["AM", "%p"],
  ["PM", "%p"],
  ["TZHTZM", "%z"],
  ["TZH:TZM", "%z"],
  ["TZH", "%z"],
  ["D", ""],
  ["Q", ""],
];

/** Snowflake's elements: fewer, and names are printed with a capital however they are written. */
const SNOWFLAKE: readonly (readonly [string, string])[] = [
  ["YYYY", "%Y"],
  ["MMMM", "%B"],
  ["HH24", "%H"],
  ["HH12", "%I"],
  ["MON", "%b"],
  ["YY", "%y"],
  ["MM", "%m"],
  ["MI", "%M"],
  ["DD", "%d"],
  ["DY", "%a"],
  ["SS", "%S"],
  ["FF3", "%g"],
  ["FF6", "%f"],
  ["FF9", "%n"],
  ["FF", "%n"],
  ["AM", "%p"],
  ["PM", "%p"],
  ["TZHTZM", "%z"],
  ["TZH:TZM", "%z"],
];

const MYSQL: Readonly<Record<string, string>> = {
  Y: "%Y",
  y: "%y",
  m: "%m",
  c: "%-m",
  M: "%B",
  b: "%b",
  d: "%d",
  e: "%-d",
  H: "%H",
  k: "%-H",
  h: "%I",
  I: "%I",
  l: "%-I",
  i: "%M",
  s: "%S",
  S: "%S",
  f: "%f",
  p: "%p",
  W: "%A",
  a: "%a",
  j: "%j",
  T: "%H:%M:%S",
  r: "%I:%M:%S %p",
  w: "%w",
  v: "%V",
  x: "%G",
  "%": "%%",
};

const BIGQUERY = new Set("YymbBdHIMSjaApGVuwT%F".split(""));

/** .NET's custom formats, as T-SQL's FORMAT takes them. Case matters. */
const DOTNET: readonly (readonly [string, string])[] = [
  ["yyyy", "%Y"],
  ["yy", "%y"],
  ["MMMM", "%B"],
  ["MMM", "%b"],
  ["MM", "%m"],
  ["M", "%-m"],
  ["dddd", "%A"],
  ["ddd", "%a"],
  ["dd", "%d"],
  ["d", "%-d"],
  ["HH", "%H"],
  ["H", "%-H"],
  ["hh", "%I"],
  ["h", "%-I"],
  ["mm", "%M"],
  ["m", "%-M"],
  ["ss", "%S"],
  ["s", "%-S"],
  ["fff", "%g"],
  ["tt", "%p"],
];

/**
 * A date mask in strftime's language. Oracle-style masks (oracle, postgres, redshift, snowflake, teradata) print names
 * as Oracle writes them only with FM and in the case DuckDB prints: others are unknown elements. `reading` is for
 * parsing text, where case and padding do not matter.
 */
export function dateMask(mask: string, dialect: SourceType, reading: boolean): Mask {
  if (dialect === "mysql") return percentMask(mask, MYSQL);
  if (dialect === "bigquery") {
    return percentMask(
      mask,
      Object.fromEntries(
        [...BIGQUERY].map((c) => [c, c === "T" ? "%H:%M:%S" : c === "F" ? "%Y-%m-%d" : `%${c}`]),
      ),
    );
  }
  if (dialect === "tsql") return wordMask(mask, DOTNET, true, reading);
  if (dialect === "snowflake") return wordMask(mask, SNOWFLAKE, false, reading, true);
  // Oracle's FM switches; PostgreSQL's is of the next element alone.
  const once = dialect === "postgres" || dialect === "redshift";
  return wordMask(mask, ORACLE_STYLE, false, reading, false, once);
}

function percentMask(mask: string, elements: Readonly<Record<string, string>>): Mask {
  let format = "";
  for (let at = 0; at < mask.length; at++) {
    const character = mask[at] ?? "";
    if (character !== "%") {
      format += character;
      continue;
    }
    const element = elements[mask[++at] ?? ""];
    if (element === undefined) return { unknown: `%${mask[at] ?? ""}` };
    format += element;
  }
  return { format, zone: false };
}

function wordMask(
  mask: string,
  elements: readonly (readonly [string, string])[],
  sensitive: boolean,
  reading: boolean,
  anyCase = false,
  once = false,
): Mask {
  let format = "";
  let zone = false;
  let fill = false;
  for (let at = 0; at < mask.length; ) {
    const rest = mask.slice(at);
    const character = mask[at] ?? "";
    if (character === '"' || (sensitive && character === "'")) {
      const end = mask.indexOf(character, at + 1);
      if (end < 0) return { unknown: character };
      format += mask.slice(at + 1, end).replaceAll("%", "%%");
      at = end + 1;
      continue;
    }
    if (!sensitive && /^f[mx]/i.test(rest)) {
      if (rest[1]?.toUpperCase() === "M") fill = once || !fill;
      at += 2;
      continue;
    }
    const found = elements.find(([name]) => {
      const written = rest.slice(0, name.length);
      return sensitive ? written === name : written.toUpperCase() === name;
    });
    if (found) {
      const [name, element] = found;
      const written = rest.slice(0, name.length);
      if (element === "" || !printable(written, element, fill, reading, sensitive || anyCase))
        return { unknown: written };
      if (element === "%z") zone = true;
      format += fill && /^%[dmHIjMS]$/.test(element) ? element.replace("%", "%-") : element;
      if (once) fill = false;
      at += name.length;
    } else if (
      /[A-Za-z0-9]/.test(character) &&
      !(sensitive === false && reading && character === "T")
    ) {
      if (character.toUpperCase() === "T" && /^T/i.test(rest)) {
        format += character;
        at++;
        continue;
      }
      return { unknown: character };
    } else {
      format += character === "%" ? "%%" : character;
      at++;
    }
  }
  return { format, zone };
}

/** Names come out of strftime as `January`, `Jan`, `AM`: masks in other cases or with Oracle's padding are not it. */
function printable(
  written: string,
  element: string,
  fill: boolean,
  reading: boolean,
  sensitive: boolean,
): boolean {
  if (reading || sensitive) return true;
  if (element === "%B" || element === "%A") return fill && /^[A-Z][a-z]+$/.test(written);
  if (element === "%b" || element === "%a") return /^[A-Z][a-z]+$/.test(written);
  if (element === "%p") return written === "AM" || written === "PM";
  return true;
}

/** T-SQL CONVERT styles -> strftime formats of their text. Source: Transact-SQL reference, "CAST and CONVERT". */
export const TSQL_STYLES: Readonly<Record<string, string>> = {
  "1": "%m/%d/%y",
  "101": "%m/%d/%Y",
  "2": "%y.%m.%d",
  "102": "%Y.%m.%d",
  "3": "%d/%m/%y",
  "103": "%d/%m/%Y",
  "4": "%d.%m.%y",
  "104": "%d.%m.%Y",
  "5": "%d-%m-%y",
  "105": "%d-%m-%Y",
  "6": "%d %b %y",
  "106": "%d %b %Y",
  "7": "%b %d, %y",
  "107": "%b %d, %Y",
  "8": "%H:%M:%S",
  "108": "%H:%M:%S",
  "10": "%m-%d-%y",
  "110": "%m-%d-%Y",
  "11": "%y/%m/%d",
  "111": "%Y/%m/%d",
  "12": "%y%m%d",
  "112": "%Y%m%d",
  "20": "%Y-%m-%d %H:%M:%S",
  "120": "%Y-%m-%d %H:%M:%S",
  "21": "%Y-%m-%d %H:%M:%S.%g",
  "25": "%Y-%m-%d %H:%M:%S.%g",
  "121": "%Y-%m-%d %H:%M:%S.%g",
  "23": "%Y-%m-%d",
  "24": "%H:%M:%S",
  "13": "%d %b %Y %H:%M:%S:%g",
  "113": "%d %b %Y %H:%M:%S:%g",
  "114": "%H:%M:%S:%g",
  "126": "%Y-%m-%dT%H:%M:%S.%g",
};
