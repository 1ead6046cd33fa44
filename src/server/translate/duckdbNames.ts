import type { NameMap } from "./types.ts";

/** Database names that DuckDB keeps for itself: ATTACH … AS refuses them. */
const RESERVED_DATABASES = new Set(["main", "system", "temp", "memory"]);

/** The name under which the file of `catalog` is attached: the name itself, or with `_` behind a reserved one. */
export function duckdbAlias(catalog: string): string {
  return RESERVED_DATABASES.has(catalog.toLowerCase()) ? `${catalog}_` : catalog;
}

/** An identifier in double quotes. Always quoted, so that no keyword list is needed. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A string literal. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** `"catalog"."schema"."name"`: where an object is created. */
export function fullName(names: NameMap, target: string): string {
  const alias = duckdbAlias(names.catalog);
  return `${quoteName(alias)}.${quoteName(names.schema)}.${quoteName(target)}`;
}

/**
 * How an object is named inside a view's body or a default: without the catalog, so that the file can be opened under
 * any name. DuckDB calls `x.t` ambiguous where catalog and schema have the same name: then the bare name is used.
 */
export function innerName(names: NameMap, target: string): string {
  const alias = duckdbAlias(names.catalog).toLowerCase();
  if (alias === names.schema.toLowerCase()) return quoteName(target);
  return `${quoteName(names.schema)}.${quoteName(target)}`;
}

/** The sequence that feeds an identity column. */
export function sequenceName(table: string, column: string): string {
  return `${table}_${column}_seq`;
}
