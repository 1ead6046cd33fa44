import type { SourceType } from "../../../../protocol/dialect.ts";
import { quoteText } from "../../duckdbNames.ts";
import { readStringLiteral } from "../../literals.ts";
import { lengthOf, padding, plain, type TargetType, type TypeSpec } from "../spec.ts";

/** What is lost of a time with an offset of its own. */
export const INSTANT = "the instant is kept, the offset is not";

/** VARCHAR or VARCHAR(n); DuckDB keeps the length as documentation and does not enforce it. */
export function varchar(spec: TypeSpec): TargetType {
  const length = lengthOf(spec);
  if (length === undefined) return plain("VARCHAR", "string");
  return { ...plain(`VARCHAR(${length})`, "string"), cast: "VARCHAR", length, ...padding(spec) };
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

/** An ENUM of the words that the source lists, each as a literal of its own. */
export function enumOf(spec: TypeSpec, dialect: SourceType): TargetType {
  const words = spec.args.map((text) => {
    const literal = readStringLiteral(text, dialect);
    return literal?.kind === "text" ? quoteText(literal.value) : text;
  });
  return plain(`ENUM(${words.join(", ")})`, "string");
}
