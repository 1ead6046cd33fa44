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
  /** The type as written, for messages. */
  text: string;
}

/** A type of the target. */
export interface TargetType {
  sql: string;
  class: TypeClass;
  /** What a reader should know about the choice: shown as DWM-TBL-015 (info) or DWM-TBL-006 (warning). */
  note?: { severity: "info" | "warning"; why: string };
  /** The type cannot be held: DWM-TBL-017. */
  refused?: string;
}

/** One dialect's types -> DuckDB's. Undefined: unknown. */
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

/** VARCHAR or VARCHAR(n); DuckDB keeps the length as documentation and does not enforce it. */
export function varchar(spec: TypeSpec): TargetType {
  const length = spec.args[0]?.match(/^\d+/)?.[0];
  return plain(length ? `VARCHAR(${length})` : "VARCHAR", "string");
}

/**
 * DECIMAL with the source's precision and scale. DuckDB holds up to 38 digits: more becomes 38 with a warning.
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
  let digits = scale < 0 ? precision - scale : Math.max(precision, scale);
  const places = Math.max(0, scale);
  if (digits > 38) {
    digits = 38;
    const kept = Math.min(places, 37);
    return noted(
      `DECIMAL(38,${kept})`,
      "decimal",
      "warning",
      "38 digits are the most DuckDB holds",
    );
  }
  if (scale < 0) {
    const why = `values are not rounded to ${-scale} places before the point`;
    return noted(`DECIMAL(${digits},0)`, "decimal", "warning", why);
  }
  return plain(`DECIMAL(${digits},${places})`, "decimal");
}

/** Types that nearly every dialect writes the same way and means the same by. */
export const COMMON_TYPES: Readonly<Record<string, TargetType>> = {
  SMALLINT: plain("SMALLINT", "int"),
  INT: plain("INTEGER", "int"),
  INTEGER: plain("INTEGER", "int"),
  BIGINT: plain("BIGINT", "int"),
  REAL: plain("REAL", "float"),
  "DOUBLE PRECISION": plain("DOUBLE", "float"),
  DOUBLE: plain("DOUBLE", "float"),
  FLOAT: plain("DOUBLE", "float"),
  DATE: plain("DATE", "date"),
  BOOLEAN: plain("BOOLEAN", "bool"),
  BOOL: plain("BOOLEAN", "bool"),
};

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
