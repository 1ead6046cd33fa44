import type { SourceType } from "../../../protocol/dialect.ts";
import type { NameParts } from "../names.ts";

/** What the source makes of a name that is written without quotes; the others tell names apart without regard to case. */
const UNQUOTED: Partial<Readonly<Record<SourceType, (name: string) => string>>> = {
  postgres: (name) => name.toLowerCase(),
  oracle: (name) => name.toUpperCase(),
  snowflake: (name) => name.toUpperCase(),
  // Tables of MySQL are files of a system that usually tells case; those of BigQuery are told apart by it.
  mysql: (name) => name,
  bigquery: (name) => name,
};

/** What the source itself knows the object as that a CREATE defines: base name, then schema where one is written. */
export function identityOf(
  text: string,
  name: NameParts,
  dialect: SourceType,
): readonly string[] | undefined {
  const unquoted = UNQUOTED[dialect];
  if (!unquoted) return undefined;
  const head = text.slice(0, text.search(/\(|\bAS\b|$/i));
  const exact = (part: string) =>
    head.includes(`"${part.replaceAll('"', '""')}"`) ? part : unquoted(part);
  return name
    .filter((part) => part !== "")
    .slice(-2)
    .reverse()
    .map(exact);
}

/** True where two definitions whose names are the same but for case are of two objects of the source. */
export function areTwo(
  one: readonly string[] | undefined,
  other: readonly string[] | undefined,
): boolean {
  if (!one || !other) return false;
  const parts = Math.min(one.length, other.length);
  return one.slice(0, parts).some((part, index) => part !== other[index]);
}
