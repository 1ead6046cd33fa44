import type { SourceType } from "../../../../../protocol/dialect.ts";

/**
 * An element of a format mask in Databricks' terms (Databricks SQL reference, "Datetime patterns").
 * `pattern`: a datetime pattern; `short`: the one without leading zeros, for FM. `named`: the pattern of a name, which
 * comes out as `January`; `pad`: Oracle fills it up to so many characters. `print`: an expression, where no pattern says
 * it; such an element cannot be read. `note`: what should be told of it.
 */
export interface MaskElement {
  pattern?: string;
  short?: string;
  named?: boolean;
  pad?: number;
  /** The pattern only prints. */
  printOnly?: boolean;
  print?: (date: string) => string;
  note?: string;
}

type Table = readonly (readonly [name: string, element: MaskElement])[];

const digits = (pattern: string, short = pattern): MaskElement => ({ pattern, short });
const named = (pattern: string, pad?: number): MaskElement =>
  pad === undefined ? { pattern, named: true } : { pattern, named: true, pad };
const computed = (print: (date: string) => string): MaskElement => ({ print });
const text = (sql: string) => `CAST(${sql} AS STRING)`;
const two = (sql: string) => `lpad(${sql}, 2, '0')`;
const blank = (sql: string) => `lpad(${sql}, 2, ' ')`;

const secondsOfDay = (date: string) =>
  `hour(${date}) * 3600 + minute(${date}) * 60 + second(${date})`;
const YEAR_OF_WEEK = computed((date) => text(`date_part('YEAROFWEEK', ${date})`));
const ISO_WEEK = computed((date) => two(`weekofyear(${date})`));
/** Weeks of the year that begin on Sunday or Monday; the days before the first one are week 0. */
const SUNDAY_WEEK = computed((date) => two(`(dayofyear(${date}) + 7 - dayofweek(${date})) div 7`));
const MONDAY_WEEK = computed((date) => two(`(dayofyear(${date}) + 6 - weekday(${date})) div 7`));
const SUNDAY_ZERO = computed((date) => text(`dayofweek(${date}) - 1`));
const ISO_DAY = computed((date) => text(`weekday(${date}) + 1`));

/** What Oracle, Teradata, PostgreSQL and Redshift share; names that begin alike stand longest first. */
const SHARED: Table = [
  ["YYYY", digits("yyyy")],
  ["IYYY", YEAR_OF_WEEK],
  ["MONTH", named("MMMM", 9)],
  ["HH24", digits("HH", "H")],
  ["HH12", digits("hh", "h")],
  ["DDD", digits("DDD", "D")],
  ["MON", named("MMM")],
  ["YY", digits("yy")],
  ["MM", digits("MM", "M")],
  ["MI", digits("mm", "m")],
  ["DAY", named("EEEE", 9)],
  ["DD", digits("dd", "d")],
  ["DY", named("EEE")],
  ["HH", digits("hh", "h")],
  ["IW", ISO_WEEK],
  ["WW", computed((date) => two(`(dayofyear(${date}) + 6) div 7`))],
  ["W", computed((date) => text(`(day(${date}) + 6) div 7`))],
  ["J", computed((date) => text(`datediff(${date}, DATE'1970-01-01') + 2440588`))],
  ["AM", named("a")],
  ["PM", named("a")],
  ["TZH:TZM", digits("xxx")],
  ["TZHTZM", digits("xx")],
  ["Q", { pattern: "Q", printOnly: true }],
];

const FRACTIONS: Table = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((places) => [
  `FF${places}`,
  digits("S".repeat(places)),
]);

const ORACLE: Table = [
  ["RRRR", digits("yyyy")],
  ["RR", digits("yy")],
  ["SSSSS", computed((date) => `lpad(${secondsOfDay(date)}, 5, '0')`)],
  ...FRACTIONS,
  ["FF", digits("SSSSSS")],
  ["SS", digits("ss", "s")],
  ["TZR", digits("VV")],
  ...SHARED,
  [
    "D",
    {
      print: (date) => text(`dayofweek(${date})`),
      note: "the mask's D counts days from Sunday, as NLS_TERRITORY AMERICA does",
    },
  ],
];

const POSTGRES: Table = [
  ["SSSSS", computed((date) => text(secondsOfDay(date)))],
  ["SSSS", computed((date) => text(secondsOfDay(date)))],
  ...FRACTIONS.slice(0, 6),
  ["SS", digits("ss", "s")],
  ["MS", digits("SSS")],
  ["US", digits("SSSSSS")],
  ["ID", ISO_DAY],
  ...SHARED,
  ["D", computed((date) => text(`dayofweek(${date})`))],
];

/** Snowflake's elements: fewer, and names are printed with a capital however they are written. */
const SNOWFLAKE: Table = [
  ["YYYY", digits("yyyy")],
  ["MMMM", digits("MMMM")],
  ["HH24", digits("HH")],
  ["HH12", digits("hh")],
  ["MON", digits("MMM")],
  ["YY", digits("yy")],
  ["MM", digits("MM")],
  ["MI", digits("mm")],
  ["DD", digits("dd")],
  ["DY", digits("EEE")],
  ["SS", digits("ss")],
  ...FRACTIONS,
  ["FF0", digits("")],
  ["FF", digits("SSSSSSSSS")],
  ["AM", digits("a")],
  ["PM", digits("a")],
  ["TZHTZM", digits("xx")],
  ["TZH:TZM", digits("xxx")],
];

/** Teradata's FORMAT phrases share TO_CHAR's words only in part and are not read here. */
const WORDS: Readonly<Partial<Record<SourceType, Table>>> = {
  oracle: ORACLE,
  teradata: ORACLE,
  postgres: POSTGRES,
  redshift: POSTGRES,
  snowflake: SNOWFLAKE,
};

/** .NET's custom formats, as T-SQL's FORMAT takes them; case matters. */
const DOTNET: Table = [
  ["yyyy", digits("yyyy")],
  ["yy", digits("yy")],
  ["MMMM", digits("MMMM")],
  ["MMM", digits("MMM")],
  ["MM", digits("MM")],
  ["M", digits("M")],
  ["dddd", digits("EEEE")],
  ["ddd", digits("EEE")],
  ["dd", digits("dd")],
  ["d", digits("d")],
  ["HH", digits("HH")],
  ["H", digits("H")],
  ["hh", digits("hh")],
  ["h", digits("h")],
  ["mm", digits("mm")],
  ["m", digits("m")],
  ["ss", digits("ss")],
  ["s", digits("s")],
  ...[7, 6, 5, 4, 3, 2, 1].map(
    (places) => ["f".repeat(places), digits("S".repeat(places))] as const,
  ),
  ["tt", digits("a")],
  ["zzz", digits("xxx")],
];

/** Elements of masks made of words, in the order in which they are looked for. */
export function maskWords(dialect: SourceType): Table {
  return dialect === "tsql" ? DOTNET : (WORDS[dialect] ?? []);
}

const PERCENT: Readonly<Record<string, MaskElement>> = {
  Y: digits("yyyy"),
  y: digits("yy"),
  m: digits("MM"),
  b: digits("MMM"),
  d: digits("dd"),
  H: digits("HH"),
  I: digits("hh"),
  S: digits("ss"),
  p: digits("a"),
  a: digits("EEE"),
  j: digits("DDD"),
  T: digits("HH:mm:ss"),
  U: SUNDAY_WEEK,
  w: SUNDAY_ZERO,
};

/** MySQL's DATE_FORMAT and STR_TO_DATE. */
const MYSQL: Readonly<Record<string, MaskElement>> = {
  ...PERCENT,
  c: digits("M"),
  M: digits("MMMM"),
  e: digits("d"),
  k: digits("H"),
  h: digits("hh"),
  l: digits("h"),
  i: digits("mm"),
  s: digits("ss"),
  f: digits("SSSSSS"),
  W: digits("EEEE"),
  r: digits("hh:mm:ss a"),
  v: ISO_WEEK,
  x: YEAR_OF_WEEK,
};

/** BigQuery's FORMAT_DATE, PARSE_DATE and their kin. */
const BIGQUERY: Readonly<Record<string, MaskElement>> = {
  ...PERCENT,
  A: digits("EEEE"),
  B: digits("MMMM"),
  h: digits("MMM"),
  M: digits("mm"),
  F: digits("yyyy-MM-dd"),
  D: digits("MM/dd/yy"),
  x: digits("MM/dd/yy"),
  X: digits("HH:mm:ss"),
  R: digits("HH:mm"),
  e: computed((date) => blank(`day(${date})`)),
  k: computed((date) => blank(`hour(${date})`)),
  l: computed((date) => blank(`date_format(${date}, 'h')`)),
  Q: { pattern: "Q", printOnly: true },
  G: YEAR_OF_WEEK,
  V: ISO_WEEK,
  W: MONDAY_WEEK,
  u: ISO_DAY,
  s: computed((date) => text(`unix_timestamp(${date})`)),
  z: digits("xx"),
  Ez: digits("xxx"),
  E4Y: digits("yyyy"),
  ...Object.fromEntries(
    [1, 2, 3, 4, 5, 6].map((places) => [`E${places}S`, digits(`ss.${"S".repeat(places)}`)]),
  ),
};

/** What stands behind a percent sign at the beginning of `rest`; `length` characters of it are the element. */
export function percentElement(
  rest: string,
  dialect: SourceType,
): { element: MaskElement | undefined; length: number } {
  const table = dialect === "mysql" ? MYSQL : BIGQUERY;
  const name = /^E(?:z|4Y|[1-9*]S)/.exec(rest)?.[0] ?? rest.slice(0, 1);
  const element = Object.hasOwn(table, name) ? table[name] : undefined;
  return { element, length: Math.max(name.length, 1) };
}
