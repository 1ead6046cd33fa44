import type { Expr } from "../expr.ts";
import { castTo } from "../expression/cast.ts";
import { readExpression } from "../expression/expression.ts";
import { type CastType, castType } from "../expression/types.ts";
import type { Tx } from "../tx.ts";

/** Writes T-SQL's CONVERT(type, value, style) in a target. */
export type StyledConvert = (
  tx: Tx,
  type: CastType,
  value: Expr,
  style: string | undefined,
  safe: boolean,
  offset: number,
) => Expr;

/** CONVERT(type, value, style) of T-SQL, CONVERT(type, value) of Redshift, CONVERT(value, type) and USING of MySQL. */
export function readConvert(tx: Tx, name: string, offset: number, styled: StyledConvert): Expr {
  const { cursor } = tx;
  if (tx.is("tsql", "redshift")) {
    const type = castType(tx);
    tx.expectSymbol(",");
    const value = readExpression(tx);
    let style: string | undefined;
    if (cursor.acceptSymbol(",")) {
      const token = cursor.next();
      if (token?.kind !== "number" || !cursor.done)
        throw tx.unsupported("a computed CONVERT style", offset);
      style = token.text;
    }
    if (!cursor.done) throw tx.unreadable("not expected in CONVERT");
    return styled(tx, type, value, style, name === "TRY_CONVERT", offset);
  }
  if (!tx.is("mysql")) throw tx.stop("DWM-QRY-003", { name }, offset);
  const value = readExpression(tx);
  if (cursor.accept("USING")) {
    cursor.identifier();
    noteUnicode(tx, "CONVERT … USING", offset);
    return value;
  }
  tx.expectSymbol(",");
  return castTo(tx, value, castType(tx), false, offset);
}

/** Says that a change of the character set is left out. */
export function noteUnicode(tx: Tx, clause: string, offset: number): void {
  tx.note("DWM-QRY-007", { clause, why: "texts are Unicode in the target" }, offset);
}
