import type { SourceType } from "../../../../../protocol/dialect.ts";
import { quoteText } from "../../../duckdbNames.ts";
import { dateMask } from "../../../masks.ts";

/** Elements of Oracle's, PostgreSQL's and Teradata's masks, longer ones first. */
const ELEMENT =
  /^(?:YYYY|RRRR|IYYY|MONTH|HH24|HH12|SSSSS|SSSS|DDTH|DDD|MON|DAY|FF[369]|FF|[AP]\.M\.|TZH:?TZM|TZH|YY|RR|MM|MI|DD|DY|HH|IW|ID|OF|WW|SS|MS|US|A\.D\.|B\.C\.|AM|PM|AD|BC|CC|DL|DS|RM|Q|W|D|J)/i;

/** Longest name of a month or a weekday, to which masks without FM fill up with blanks. */
const NAME_WIDTH = 9;

type Write = (date: string, written: string, fill: boolean) => string;

/** A name in the case in which the element is written: JANUARY, January, january. */
const name =
  (format: string, padded: boolean): Write =>
  (date, written, fill) => {
    const plain = `strftime(${date}, '${format}')`;
    const cased =
      written === written.toUpperCase()
        ? `upper(${plain})`
        : written === written.toLowerCase()
          ? `lower(${plain})`
          : plain;
    return padded && !fill ? `rpad(${cased}, ${NAME_WIDTH}, ' ')` : cased;
  };

const number =
  (write: (date: string) => string, width = 0): Write =>
  (date, _written, fill) => {
    const value = `CAST(${write(date)} AS VARCHAR)`;
    return width > 0 && !fill ? `lpad(${value}, ${width}, '0')` : value;
  };

const dotted: Write = (date, written) => {
  const half = `CASE WHEN extract(hour FROM ${date}) < 12 THEN 'A.M.' ELSE 'P.M.' END`;
  return written === written.toLowerCase() ? `lower(${half})` : half;
};

/** BC and AD: years before our era have none of their own here. */
const era =
  (texts: readonly [string, string]): Write =>
  (date, written) => {
    const sql = `CASE WHEN extract(year FROM ${date}) > 0 THEN '${texts[0]}' ELSE '${texts[1]}' END`;
    return written === written.toLowerCase() ? `lower(${sql})` : sql;
  };

/** 1ST, 2ND, 3RD, 4TH, with a zero before one digit unless FM takes it away. */
const ordinal: Write = (date, written, fill) => {
  const day = `extract(day FROM ${date})`;
  const digit = `${day} % 10`;
  const end = `CASE WHEN ${day} BETWEEN 11 AND 13 THEN 'TH' WHEN ${digit} = 1 THEN 'ST' WHEN ${digit} = 2 THEN 'ND' WHEN ${digit} = 3 THEN 'RD' ELSE 'TH' END`;
  const shown = `strftime(${date}, '${fill ? "%-d" : "%d"}') || ${end}`;
  // PostgreSQL goes by the letters TH alone.
  return written.endsWith("th") ? `lower(${shown})` : `(${shown})`;
};

/** The offset of an instant's zone, which is the session's: +02 and 00. */
const offsetHours = (date: string) =>
  `CASE WHEN extract(timezone FROM ${date}) < 0 THEN '-' ELSE '+' END || lpad(CAST(abs(extract(timezone FROM ${date})) // 3600 AS VARCHAR), 2, '0')`;
const offsetMinutes = (date: string) =>
  `lpad(CAST(abs(extract(timezone FROM ${date})) // 60 % 60 AS VARCHAR), 2, '0')`;

const MONTHS = "I II III IV V VI VII VIII IX X XI XII".split(" ");

/** RM: the month as a Roman numeral, filled up to four characters. */
const romanMonth: Write = (date, written, fill) => {
  const list = MONTHS.map((month) => `'${written === "rm" ? month.toLowerCase() : month}'`);
  const month = `[${list.join(", ")}][extract(month FROM ${date})]`;
  return fill ? month : `rpad(${month}, 4, ' ')`;
};

/** What strftime cannot write, or writes in one case only. */
const SPECIAL: Readonly<Record<string, Write>> = {
  MONTH: name("%B", true),
  MON: name("%b", false),
  DAY: name("%A", true),
  DY: name("%a", false),
  AM: name("%p", false),
  PM: name("%p", false),
  "A.M.": dotted,
  "P.M.": dotted,
  AD: era(["AD", "BC"]),
  BC: era(["AD", "BC"]),
  "A.D.": era(["A.D.", "B.C."]),
  "B.C.": era(["A.D.", "B.C."]),
  DDTH: ordinal,
  RM: romanMonth,
  // As NLS_TERRITORY AMERICA has them.
  DL: (date) => `strftime(${date}, '%A, %B %d, %Y')`,
  DS: (date) => `strftime(${date}, '%-m/%-d/%Y')`,
  TZH: (date) => offsetHours(date),
  "TZH:TZM": (date) => `${offsetHours(date)} || ':' || ${offsetMinutes(date)}`,
  TZHTZM: (date) => `${offsetHours(date)} || ${offsetMinutes(date)}`,
  OF: (date) => {
    const minutes = offsetMinutes(date);
    return `${offsetHours(date)} || CASE WHEN ${minutes} <> '00' THEN ':' || ${minutes} ELSE '' END`;
  },
  ID: number((date) => `extract(isodow FROM ${date})`),
  Q: number((date) => `extract(quarter FROM ${date})`),
  D: number((date) => `extract(dow FROM ${date}) + 1`),
  W: number((date) => `(extract(day FROM ${date}) - 1) // 7 + 1`),
  WW: number((date) => `(extract(doy FROM ${date}) - 1) // 7 + 1`, 2),
  CC: number((date) => `extract(century FROM ${date})`, 2),
  J: number((date) => `date_diff('day', DATE '1970-01-01', CAST(${date} AS DATE)) + 2440588`),
  SSSSS: number((date) => `CAST(floor(epoch(${date} - date_trunc('day', ${date}))) AS BIGINT)`, 5),
  SSSS: number((date) => `CAST(floor(epoch(${date} - date_trunc('day', ${date}))) AS BIGINT)`),
};

/** Elements that only some of the dialects have; what Oracle makes of `DDth` in two cases its manual does not say. */
function isSure(element: string, dialect: SourceType): boolean {
  const oracle = dialect === "oracle" || dialect === "teradata";
  if (/^D[LS]$/i.test(element)) return oracle;
  if (/^(ID|OF)$/i.test(element)) return dialect === "postgres";
  if (!/^DDTH$/i.test(element) || !oracle) return true;
  return element === element.toUpperCase() || element === element.toLowerCase();
}

/**
 * A date as the text that an Oracle-style mask shows, put together of strftime and of what strftime lacks. Names are
 * English. Or the element that has no counterpart.
 */
export function dateText(
  date: string,
  mask: string,
  dialect: SourceType,
): { sql: string } | { unknown: string } {
  // PostgreSQL's FM is of the next element alone.
  const once = dialect === "postgres" || dialect === "redshift";
  const parts: string[] = [];
  let fill = false;
  let plain = "";
  const close = (): string | undefined => {
    if (plain === "") return undefined;
    const read = dateMask(plain, dialect, false);
    plain = "";
    if ("unknown" in read) return read.unknown;
    parts.push(`strftime(${date}, ${quoteText(read.format)})`);
    return undefined;
  };
  for (let at = 0; at < mask.length; ) {
    const rest = mask.slice(at);
    const quoted = /^"[^"]*"/.exec(rest)?.[0];
    const element = ELEMENT.exec(rest)?.[0] ?? "";
    if (/^FM/i.test(rest)) {
      fill = once || !fill;
      at += 2;
      continue;
    }
    const special = SPECIAL[element.toUpperCase()];
    if (!quoted && !isSure(element, dialect)) return { unknown: element };
    if (special && !quoted) {
      const unknown = close();
      if (unknown !== undefined) return { unknown };
      parts.push(special(date, element, fill));
    } else
      plain += quoted ?? (fill && element ? `FM${element}${once ? "" : "FM"}` : element || rest[0]);
    at += (quoted ?? (element || " ")).length;
    if (once && element) fill = false;
  }
  const unknown = close();
  if (unknown !== undefined) return { unknown };
  return { sql: parts.length === 0 ? "''" : `(${parts.join(" || ")})` };
}
