import { quoteText } from "../../duckdbNames.ts";
import { dateMask } from "../../masks.ts";
import { weekOf, weekYearOf } from "./weeks.ts";

const twoDigits = (number: string) => `lpad(CAST(${number} AS VARCHAR), 2, '0')`;

/** Elements of DATE_FORMAT that strftime has no counterpart of. */
const OWN: Readonly<Record<string, (date: string) => string>> = {
  D: (date) => {
    const day = `extract(day FROM ${date})`;
    const ending = `CASE WHEN ${day} IN (1, 21, 31) THEN 'st' WHEN ${day} IN (2, 22) THEN 'nd' WHEN ${day} IN (3, 23) THEN 'rd' ELSE 'th' END`;
    return `${day} || ${ending}`;
  },
  U: (date) => twoDigits(weekOf(date, 0)),
  u: (date) => twoDigits(weekOf(date, 1)),
  V: (date) => twoDigits(weekOf(date, 2)),
  X: (date) => `CAST(${weekYearOf(date, 2)} AS VARCHAR)`,
};

/** Elements that strftime has counterparts of. */
const SHOWN = "YymcMbdeHkhIlisSfpWajTrwvx%";

/** A date as a mask of MySQL's shows it; the element that is not known otherwise. */
export function formatted(date: string, mask: string): { sql: string } | { unknown: string } {
  const parts: string[] = [];
  for (const [piece] of mask.matchAll(/%[DUuVX]|(?:%[^DUuVX]|[^%]|%$)+/g)) {
    const own = /^%[DUuVX]$/.test(piece) ? OWN[piece[1] ?? ""] : undefined;
    if (own) {
      parts.push(own(date));
      continue;
    }
    // A letter that means nothing stands for itself.
    const plain = piece.replace(/%([\s\S]?)/g, (all, letter: string) => {
      if (letter === "") return "%%";
      return SHOWN.includes(letter) ? all : letter;
    });
    const read = dateMask(plain, "mysql", false);
    if ("unknown" in read) return read;
    parts.push(`strftime(${date}, ${quoteText(read.format)})`);
  }
  if (parts.length === 0) return { sql: `CASE WHEN ${date} IS NOT NULL THEN '' END` };
  return { sql: parts.length === 1 ? (parts[0] ?? "") : `(${parts.join(" || ")})` };
}

/** What elements of STR_TO_DATE's masks take of a text. */
const TAKES: Readonly<Record<string, string>> = {
  Y: "\\d{1,4}",
  f: "\\d{1,6}",
  j: "\\d{1,3}",
  M: "[A-Za-z]+",
  b: "[A-Za-z]+",
  W: "[A-Za-z]+",
  a: "[A-Za-z]+",
  p: "[AaPp][Mm]",
  T: "\\d{1,2}:\\d{1,2}:\\d{1,2}",
  r: "\\d{1,2}:\\d{1,2}:\\d{1,2}\\s*[AaPp][Mm]",
};

/** The beginning of a text that a mask reads: what stands behind it does not matter in MySQL. */
export function readPart(mask: string): string {
  let pattern = "^";
  for (const [piece] of mask.matchAll(/%[\s\S]|\s+|[^%]/g)) {
    if (/^\s/.test(piece)) pattern += "\\s*";
    else if (piece.startsWith("%") && piece !== "%%")
      pattern += `\\s*${TAKES[piece[1] ?? ""] ?? "\\d{1,2}"}`;
    else pattern += `\\s*${piece.slice(-1).replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&")}`;
  }
  return pattern;
}

/** GET_FORMAT(what, where). */
export const FORMATS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  DATE: { USA: "%m.%d.%Y", JIS: "%Y-%m-%d", ISO: "%Y-%m-%d", EUR: "%d.%m.%Y", INTERNAL: "%Y%m%d" },
  DATETIME: {
    USA: "%Y-%m-%d %H.%i.%s",
    JIS: "%Y-%m-%d %H:%i:%s",
    ISO: "%Y-%m-%d %H:%i:%s",
    EUR: "%Y-%m-%d %H.%i.%s",
    INTERNAL: "%Y%m%d%H%i%s",
  },
  TIME: {
    USA: "%h:%i:%s %p",
    JIS: "%H:%i:%s",
    ISO: "%H:%i:%s",
    EUR: "%H.%i.%s",
    INTERNAL: "%H%i%s",
  },
};
