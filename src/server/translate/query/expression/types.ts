import { readType } from "../../types/read.ts";
import { resolveType } from "../../types/resolve.ts";
import type { TargetType, TypeSpec } from "../../types/spec.ts";
import type { Tx } from "../tx.ts";

/** A cast's target type, with the source's length of character types. */
export interface CastType extends TargetType {
  /** Characters that a cast to CHAR(n) or VARCHAR(n) keeps, bytes that one of T-SQL to VARBINARY(n) keeps. */
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
  noteLoss(tx, spec.text, type, offset);
  const length = type.length ?? lengthWithout(tx, spec.name, spec.args.length > 0);
  return {
    ...type,
    sql: type.cast ?? type.sql,
    length: type.class === "string" ? length : bytesKept(tx, spec),
    source: spec.name,
    ...(type.class.startsWith("timestamp") && spec.args[0] !== undefined
      ? { digits: spec.args[0] }
      : {}),
  };
}

/** Bytes that T-SQL keeps in a cast to VARBINARY: 30 where none are named. */
function bytesKept(tx: Tx, spec: TypeSpec): number | undefined {
  if (!tx.is("tsql") || !/^(VAR)?BINARY$/.test(spec.name)) return undefined;
  const [size = "30"] = spec.args;
  return /^\d+$/.test(size) ? Number(size) : undefined;
}

/** What the target's type does not keep; times of day say it where they are written, members of an ENUM are texts anyway. */
function noteLoss(tx: Tx, source: string, type: TargetType, offset: number): void {
  if (type.note?.severity !== "warning" || type.class === "time") return;
  if (type.note.why.includes("members")) return;
  tx.note("DWM-QRY-006", { what: `${source}: ${type.note.why}` }, offset);
}

/** Characters that a cast keeps where the type is written without a length: 30 in T-SQL, CHAR is CHAR(1) elsewhere. */
function lengthWithout(tx: Tx, name: string, given: boolean): number | undefined {
  if (given || !/^(N|NATIONAL )?(VAR)?CHAR(ACTER)?( VARYING)?$/.test(name)) return undefined;
  if (tx.is("tsql")) return 30;
  const fixed = /^(N|NATIONAL )?CHAR(ACTER)?$/.test(name);
  return fixed && !tx.is("mysql", "bigquery") ? 1 : undefined;
}
