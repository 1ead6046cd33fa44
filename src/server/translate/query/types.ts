import { readType } from "../types/read.ts";
import { resolveType } from "../types/resolve.ts";
import type { TargetType } from "../types/spec.ts";
import type { Tx } from "./tx.ts";

/** A cast's target type, with the source's length of character types. */
export interface CastType extends TargetType {
  /** Characters that a cast to CHAR(n) or VARCHAR(n) keeps. */
  length: number | undefined;
  /** The source's name of the type. */
  source: string;
  /** What stands in brackets behind it, where it is a number of digits of a time's fraction. */
  digits?: string;
}

/** Reads a type in an expression (CAST, ::, CONVERT). */
export function castType(tx: Tx): CastType {
  const offset = tx.cursor.offset;
  const spec = readType(tx.cursor);
  if (!spec) throw tx.unreadable("a type expected");
  // MySQL's CAST(x AS SIGNED) and AS UNSIGNED.
  if (tx.is("mysql") && /^(SIGNED|UNSIGNED)( INTEGER)?$/.test(spec.name)) {
    tx.cursor.accept("INTEGER");
    const unsigned = tx.target === "duckdb" ? "UBIGINT" : "DECIMAL(20,0)";
    const sql = spec.name.startsWith("UN") ? unsigned : "BIGINT";
    return { sql, class: "int", length: undefined, source: spec.name };
  }
  const type = resolveType(spec, tx.context);
  if (!type) throw tx.stop("DWM-QRY-010", { type: spec.text }, offset);
  const length = type.length ?? lengthWithout(tx, spec.name, spec.args.length > 0);
  return {
    ...type,
    sql: type.cast ?? type.sql,
    length: type.class === "string" ? length : undefined,
    source: spec.name,
    ...(type.class === "timestamp" && spec.args[0] !== undefined ? { digits: spec.args[0] } : {}),
  };
}

/** Characters that a cast keeps where the type is written without a length: 30 in T-SQL, CHAR is CHAR(1) elsewhere. */
function lengthWithout(tx: Tx, name: string, given: boolean): number | undefined {
  if (given || !/^(N|NATIONAL )?(VAR)?CHAR(ACTER)?( VARYING)?$/.test(name)) return undefined;
  if (tx.is("tsql")) return 30;
  const fixed = /^(N|NATIONAL )?CHAR(ACTER)?$/.test(name);
  return fixed && !tx.is("mysql", "bigquery") ? 1 : undefined;
}
