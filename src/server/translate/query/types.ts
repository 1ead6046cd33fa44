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
}

/** Reads a type in an expression (CAST, ::, CONVERT). */
export function castType(tx: Tx): CastType {
  const offset = tx.cursor.offset;
  const spec = readType(tx.cursor);
  if (!spec) throw tx.unreadable("a type expected");
  // MySQL's CAST(x AS SIGNED) and AS UNSIGNED.
  if (tx.is("mysql") && /^(SIGNED|UNSIGNED)( INTEGER)?$/.test(spec.name)) {
    tx.cursor.accept("INTEGER");
    return {
      sql: spec.name.startsWith("UN") ? "UBIGINT" : "BIGINT",
      class: "int",
      length: undefined,
      source: spec.name,
    };
  }
  const type = resolveType(spec, tx.context);
  if (!type) throw tx.stop("DWM-QRY-010", { type: spec.text }, offset);
  let length: number | undefined;
  if (type.class === "string" && /^VARCHAR\(\d+\)$/.test(type.sql)) {
    length = Number(spec.args[0]);
    return { ...type, sql: "VARCHAR", length, source: spec.name };
  }
  // CAST(x AS VARCHAR) without a length keeps 30 characters in T-SQL.
  if (tx.is("tsql") && type.sql === "VARCHAR" && spec.args.length === 0 && /CHAR/.test(spec.name)) {
    length = 30;
  }
  return { ...type, length, source: spec.name };
}
