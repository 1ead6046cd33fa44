import type { Expr } from "../../expr.ts";
import { castTo } from "../../expression/cast.ts";
import { readExpression } from "../../expression/expression.ts";
import { castType } from "../../expression/types.ts";
import type { Tx } from "../../tx.ts";
import { tsqlConvert } from "./convert.ts";

export function readConvert(tx: Tx, name: string, offset: number): Expr {
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
    return tsqlConvert(tx, type, value, style, name === "TRY_CONVERT", offset);
  }
  if (!tx.is("mysql")) throw tx.stop("DWM-QRY-003", { name }, offset);
  const value = readExpression(tx);
  if (cursor.accept("USING")) {
    cursor.identifier();
    tx.note(
      "DWM-QRY-007",
      { clause: "CONVERT … USING", why: "texts are Unicode in the target" },
      offset,
    );
    return value;
  }
  tx.expectSymbol(",");
  const type = castType(tx);
  return castTo(tx, value, type, false, offset);
}
