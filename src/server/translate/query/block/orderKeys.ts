import type { TypeClass } from "../../types/spec.ts";

/** A key of an ORDER BY. */
export interface OrderKey {
  /** The kind of its type; undefined where it is not known. */
  type?: TypeClass;
  /** The value in the target's language. */
  sql: string;
  descending: boolean;
  nullsFirst: boolean;
  /** Direction and place of NULLs as the target needs them written, with a blank before them. */
  how: string;
}

/** The key of an order that the source does not write, NULLs last. */
export function ascending(sql: string): OrderKey {
  return { sql, descending: false, nullsFirst: false, how: "" };
}

export function orderBySql(keys: readonly OrderKey[]): string {
  return `ORDER BY ${keys.map(({ sql, how }) => sql + how).join(", ")}`;
}
