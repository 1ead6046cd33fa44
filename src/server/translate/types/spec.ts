/** How values of a target type behave; what expressions are typed with. */
export type TypeClass =
  | "int"
  | "decimal"
  | "float"
  | "string"
  | "date"
  | "timestamp"
  | "timestamptz"
  | "time"
  | "interval"
  | "bool"
  | "binary"
  | "json"
  /** Only of columns: what is certainly an ARRAY of the target. */
  | "array"
  | "null"
  | "unknown";

/** A type as the source writes it. */
export interface TypeSpec {
  /** Words in upper case with single blanks: `CHARACTER VARYING`, `TIMESTAMP WITH TIME ZONE`. */
  name: string;
  /** What stands in brackets behind it, as written: `10`, `MAX`, `38`. */
  args: string[];
  unsigned: boolean;
  zerofill: boolean;
  /** Dimensions of `type[]` or ARRAY<type>. */
  dimensions: number;
  /** The fields of a STRUCT, an object or a composite type. */
  fields?: StructField[];
  /** Key and value of a MAP. */
  map?: { key: TypeSpec; value: TypeSpec };
  /** The type as written, for messages. */
  text: string;
}

/** A field of a structured type. */
export interface StructField {
  name: string;
  type: TypeSpec;
}

/** The values that a period of Teradata lies between. */
export type PeriodEnds = "date" | "timestamp" | "timestamptz";

/** Of `PERIOD(TIMESTAMP(6) WITH TIME ZONE)`; undefined of times of day. */
export function periodEnds({ args }: TypeSpec): { period: PeriodEnds } | undefined {
  const of = args.join(",").toUpperCase();
  if (of === "DATE") return { period: "date" };
  if (!of.startsWith("TIMESTAMP")) return undefined;
  return { period: of.endsWith("ZONE") ? "timestamptz" : "timestamp" };
}

/** A type of the target. */
export interface TargetType {
  sql: string;
  class: TypeClass;
  /** What a cast says, where an expression is better of another type than a column. */
  cast?: string;
  /** Characters that the source's type takes at most. */
  length?: number;
  /** The source fills the text with blanks up to `length`. */
  padded?: true;
  /** SQL Server's MONEY and SMALLMONEY. */
  money?: true;
  /** Oracle's TIMESTAMP: differences are intervals; those of its DATE, the same type in the target, are numbers of days. */
  moment?: true;
  /** What Teradata's period, a text in the target, has two of. */
  period?: PeriodEnds;
  /** What a reader should know about the choice: shown as DWM-TBL-015 (info) or DWM-TBL-006 (warning). */
  note?: { severity: "info" | "warning"; why: string };
}

/** One dialect's types -> the target's. Undefined: unknown. */
export type TypeMapper = (spec: TypeSpec) => TargetType | undefined;

/** A plain target type. */
export function plain(sql: string, typeClass: TypeClass): TargetType {
  return { sql, class: typeClass };
}

/** A type with something to tell. */
export function noted(
  sql: string,
  typeClass: TypeClass,
  severity: "info" | "warning",
  why: string,
): TargetType {
  return { sql, class: typeClass, note: { severity, why } };
}

/** The length that a character type is written with. */
export function lengthOf(spec: TypeSpec): number | undefined {
  const digits = spec.args[0]?.match(/^\d+/)?.[0];
  return digits === undefined ? undefined : Number(digits);
}

/** Texts of a fixed length are filled up with blanks, where they are of more than one character. */
export function padding(spec: TypeSpec): Pick<TargetType, "padded"> {
  const fixed = /^(N?CHAR|CHARACTER|BPCHAR|NATIONAL CHAR(ACTER)?)$/.test(spec.name);
  return fixed && (lengthOf(spec) ?? 0) > 1 ? { padded: true } : {};
}

/** The most digits that both targets hold. */
const MOST_DIGITS = 38;

/**
 * DECIMAL with the source's precision and scale. The targets hold up to 38 digits: more becomes 38 with a warning.
 * A negative scale (Oracle) widens the precision; a scale over the precision becomes the precision.
 */
export function decimal(
  spec: TypeSpec,
  precisionWithout: number,
  scaleWithout: number,
): TargetType {
  const precision = Number(spec.args[0] ?? precisionWithout);
  const scale = Number(spec.args[1] ?? (spec.args[0] === undefined ? scaleWithout : 0));
  if (!Number.isInteger(precision) || !Number.isInteger(scale)) {
    return noted("DECIMAL(38,10)", "decimal", "warning", "the precision cannot be read");
  }
  const digits = scale < 0 ? precision - scale : Math.max(precision, scale);
  const places = Math.max(0, scale);
  if (digits > MOST_DIGITS) {
    const kept = Math.min(places, MOST_DIGITS - 1);
    const why = "38 digits are the most the target holds";
    return noted(`DECIMAL(${MOST_DIGITS},${kept})`, "decimal", "warning", why);
  }
  if (scale < 0) {
    const why = `values are not rounded to ${-scale} places before the point`;
    return noted(`DECIMAL(${digits},0)`, "decimal", "warning", why);
  }
  return plain(`DECIMAL(${digits},${places})`, "decimal");
}

/** A decimal without a limit of its digits in the source: 28 digits before and 10 behind the point are exact. */
export function openDecimal(): TargetType {
  const why = "digits behind the tenth decimal place are rounded";
  return noted("DECIMAL(38,10)", "decimal", "info", why);
}

/** Character types with a length. */
export const CHARACTER_TYPES: ReadonlySet<string> = new Set([
  "CHAR",
  "CHARACTER",
  "VARCHAR",
  "VARCHAR2",
  "NVARCHAR",
  "NVARCHAR2",
  "NCHAR",
  "CHAR VARYING",
  "CHARACTER VARYING",
  "NATIONAL CHAR",
  "NATIONAL CHARACTER",
  "NATIONAL VARCHAR",
  "NATIONAL CHAR VARYING",
  "NATIONAL CHARACTER VARYING",
  "NCHAR VARYING",
  "BPCHAR",
  "SYSNAME",
]);
