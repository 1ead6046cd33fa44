import { Call } from "../../../calls/call.ts";
import { type Expr, primary } from "../../../expr.ts";
import { castTo } from "../../../expression/cast.ts";
import { readWhole } from "../../../expression/expression.ts";
import { castType } from "../../../expression/types.ts";
import type { Tx } from "../../../tx.ts";
import { readUntil, topLevelWord } from "../../topLevel.ts";
import { toDate } from "../toDate.ts";

/**
 * VALIDATE_CONVERSION(x AS type [, format]): 1 where the value can be read as the type, and for NULL; else 0. The cursor stands
 * inside of its brackets.
 */
export function validConversion(tx: Tx, offset: number): Expr | undefined {
  const { cursor } = tx;
  const as = topLevelWord(tx, "AS");
  if (as < 0) return undefined;
  const given = cursor.slice(cursor.at, as);
  const value = tx.inside(cursor.slice(cursor.at, as), () => readWhole(tx));
  cursor.at = as + 1;
  const type = castType(tx);
  let read: Expr;
  if (cursor.acceptSymbol(",")) {
    const masks = cursor.slice(cursor.at, cursor.end).split();
    if (type.class !== "timestamp")
      throw tx.unsupported("this format of VALIDATE_CONVERSION", offset);
    read = toDate("TIMESTAMP", true)(new Call(tx, "TO_DATE", offset, [given, ...masks]));
  } else {
    if (!/^(decimal|int|float)$/.test(type.class))
      throw tx.unsupported("VALIDATE_CONVERSION in the session's format", offset);
    read = castTo(tx, value, type, true, offset);
  }
  return primary(
    `CASE WHEN ${value.sql} IS NULL OR ${read.sql} IS NOT NULL THEN 1 ELSE 0 END`,
    "int",
  );
}

/** `DEFAULT x ON CONVERSION ERROR` behind the type of a CAST; undefined: it is not there. */
export function castDefault(tx: Tx): Expr | undefined {
  const { cursor } = tx;
  if (!tx.is("oracle") || !cursor.accept("DEFAULT")) return undefined;
  const other = readUntil(tx, /^ON$/);
  tx.expect("ON", "CONVERSION", "ERROR");
  return other;
}
