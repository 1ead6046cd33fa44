import { quoteText } from "../../../../duckdbNames.ts";
import type { Call } from "../../../calls/call.ts";

// GoogleSQL for BigQuery, "Format elements".

/** Elements that stand for several others. */
const COMPOUND: Readonly<Record<string, string>> = {
  c: "%a %b %e %H:%M:%S %Y",
  D: "%m/%d/%y",
  x: "%m/%d/%y",
  F: "%Y-%m-%d",
  T: "%H:%M:%S",
  X: "%H:%M:%S",
  R: "%H:%M",
  h: "%b",
};

/** Elements that strftime has under the same letter. */
const PLAIN = new Set("AaBbdHIjMmpSUuVWwYyG".split(""));

/** A moment that is written: its clock, the instant where it is one, and the zone that the clock is of. */
export interface Moment {
  clock: string;
  instant: string | undefined;
  /** Undefined: UTC. */
  zone: string | undefined;
}

type Write = (moment: Moment) => string;

const filled =
  (format: string): Write =>
  ({ clock }) =>
    `lpad(strftime(${clock}, '${format}'), 2, ' ')`;

/** How many minutes the zone's clock is ahead of UTC's, as +hh:mm. */
const offset =
  (colon: string): Write =>
  ({ clock, instant, zone }) => {
    if (instant === undefined || zone === undefined) return `'+00${colon}00'`;
    const minutes = `date_diff('minute', timezone('UTC', ${instant}), ${clock})`;
    const sign = `CASE WHEN ${minutes} < 0 THEN '-' ELSE '+' END`;
    return `(${sign} || printf('%02d${colon}%02d', abs(${minutes}) // 60, abs(${minutes}) % 60))`;
  };

const number = (width: number, value: (clock: string) => string): Write => {
  return ({ clock }) => `lpad(CAST(${value(clock)} AS VARCHAR), ${width}, '0')`;
};

/** Elements that strftime lacks. */
const WRITTEN: Readonly<Record<string, Write>> = {
  "%e": filled("%-d"),
  "%k": filled("%-H"),
  "%l": filled("%-I"),
  "%P": ({ clock }) => `lower(strftime(${clock}, '%p'))`,
  "%Q": number(1, (clock) => `extract(quarter FROM ${clock})`),
  "%C": number(2, (clock) => `extract(year FROM ${clock}) // 100`),
  "%g": number(2, (clock) => `extract(isoyear FROM ${clock}) % 100`),
  "%E4Y": number(4, (clock) => `extract(year FROM ${clock})`),
  "%s": ({ clock, instant }) =>
    `CAST(CAST(floor(epoch(${instant ?? clock})) AS BIGINT) AS VARCHAR)`,
  "%E*S": ({ clock }) => `rtrim(rtrim(strftime(${clock}, '%S.%f'), '0'), '.')`,
  "%z": offset(""),
  "%Ez": offset(":"),
};

/** The mask with compound elements taken apart, as texts and elements one by one. */
function elementsOf(mask: string): string[] {
  const parts = mask.match(/%(?:E(?:\*S|\d+S|4Y|[A-Za-z])|O[A-Za-z]|.)|[^%]+|%$/gs) ?? [];
  return parts.flatMap((part) => {
    // Without a locale of their own E and O change nothing.
    const plain = /^%(?:E[CcXxYy]|O[deHIMSUuVWwy])$/.test(part) ? `%${part.at(-1)}` : part;
    const compound = plain.length === 2 ? COMPOUND[plain[1] ?? ""] : undefined;
    return compound !== undefined && plain.startsWith("%") ? elementsOf(compound) : [plain];
  });
}

function unknown(call: Call, mask: string, element: string) {
  return call.tx.stop("DWM-QRY-005", { mask, element }, call.offset);
}

/** The text that a mask makes of a moment. */
export function shownBy(call: Call, mask: string, moment: Moment): string {
  const parts: string[] = [];
  let format = "";
  const close = () => {
    if (/%[^%]/.test(format)) parts.push(`strftime(${moment.clock}, ${quoteText(format)})`);
    else if (format !== "") parts.push(quoteText(format.replaceAll("%%", "%")));
    format = "";
  };
  for (const element of elementsOf(mask)) {
    const write = WRITTEN[element];
    const digits = /^%E(\d)S$/.exec(element)?.[1];
    if (!element.startsWith("%")) format += element;
    else if (element === "%%") format += "%%";
    else if (element === "%n") format += "\n";
    else if (element === "%t") format += "\t";
    else if (element.length === 2 && PLAIN.has(element[1] ?? "")) format += element;
    else if (element === "%Z" && moment.zone === undefined) format += "UTC";
    else if (digits === "0") format += "%S";
    else if (digits !== undefined && Number(digits) <= 6) {
      close();
      parts.push(`left(strftime(${moment.clock}, '%S.%f'), ${3 + Number(digits)})`);
    } else if (write) {
      close();
      parts.push(write(moment));
    } else throw unknown(call, mask, element);
  }
  close();
  if (parts.length === 0) return "''";
  // A mask without elements shows NULL as NULL all the same.
  const [only = ""] = parts;
  if (parts.every((part) => part.startsWith("'")))
    return `CASE WHEN ${moment.clock} IS NOT NULL THEN ${parts.join(" || ")} END`;
  return parts.length === 1 ? only : `(${parts.join(" || ")})`;
}

/** How a text is read by a mask. */
export interface Reading {
  /** Formats of strptime, to be tried one by one. */
  formats: readonly string[];
  /** The text tells its zone. */
  zoned: boolean;
  /** The text is a count of seconds since 1970. */
  seconds: boolean;
}

const READ: Readonly<Record<string, string>> = {
  "%e": "%d",
  "%k": "%H",
  "%l": "%I",
  "%P": "%p",
  "%E4Y": "%Y",
  "%Ez": "%z",
  "%z": "%z",
  "%Z": "%Z",
  "%n": " ",
  "%t": " ",
  "%%": "%%",
};

/** How a mask reads texts. */
export function readBy(call: Call, mask: string): Reading {
  if (mask === "%s") return { formats: [], zoned: true, seconds: true };
  let formats = [""];
  let zoned = false;
  const add = (...ends: string[]) => {
    formats = ends.flatMap((end) => formats.map((format) => format + end));
  };
  for (const element of elementsOf(mask)) {
    if (!element.startsWith("%")) add(element);
    else if (/^%E(\*|\d)S$/.test(element)) add("%S.%f", "%S");
    else if (READ[element] !== undefined) add(READ[element]);
    else if (element.length === 2 && PLAIN.has(element[1] ?? "")) add(element);
    else throw unknown(call, mask, element);
    if (/^%(Ez|z|Z)$/.test(element)) zoned = true;
  }
  return { formats, zoned, seconds: false };
}

/** The literal mask of a call. */
export function maskAt(call: Call, index: number): string {
  const mask = call.arg(index).literal;
  if (mask === undefined) throw call.stop("the format is computed");
  return mask;
}
