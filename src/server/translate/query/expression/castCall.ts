import type { Token } from "../../../sql/token.ts";
import { readStringLiteral } from "../../literals.ts";
import { type Expr, PREC, primary, wrap } from "../expr.ts";
import { castDefault } from "../functions/duckdb/oracle/conversions.ts";
import { phrased } from "../teradata/phrases.ts";
import type { Tx } from "../tx.ts";
import { castByMask } from "./bigqueryCast.ts";
import { castTo } from "./cast.ts";
import { readExpression } from "./expression.ts";
import { type CastType, castType } from "./types.ts";

/** CAST, TRY_CAST and SAFE_CAST, whose word is `token`. */
export function readCast(tx: Tx, token: Token): Expr {
  const { cursor } = tx;
  cursor.next();
  const inside = cursor.group();
  if (!inside) throw tx.unreadable("( expected");
  return tx.inside(inside, () => {
    const start = inside.at;
    const value = readExpression(tx);
    const tokens = inside.tokens.slice(start, inside.at);
    tx.expect("AS");
    if (tx.is("teradata")) return readTeradataCast(tx, value, tokens, token);
    const type = castType(tx);
    const otherwise = castDefault(tx);
    if (otherwise && tx.cursor.done) return castOr(tx, value, type, otherwise, token.start);
    if (tx.cursor.accept("FORMAT")) {
      if (!tx.is("bigquery")) throw tx.unsupported("CAST … FORMAT");
      const made = castByMask(tx, value, type, token.value !== "CAST", token.start);
      if (!tx.cursor.done) throw tx.unreadable("not expected in a cast");
      return made;
    }
    if (!tx.cursor.done && tx.is("teradata", "mysql")) {
      // CHARACTER SET of a cast: text is Unicode here.
      if (tx.cursor.accept("CHARACTER", "SET")) tx.cursor.next();
    }
    if (!tx.cursor.done) throw tx.unreadable("not expected in a cast");
    return castTo(tx, value, type, token.value !== "CAST", token.start);
  });
}

/** Oracle's CAST(x AS type DEFAULT y ON CONVERSION ERROR); a NULL stays NULL. */
function castOr(tx: Tx, value: Expr, type: CastType, otherwise: Expr, offset: number): Expr {
  if (type.class === "timestamp" || type.class === "timestamptz")
    throw tx.unsupported("a CAST to a date in the session's format", offset);
  const read = castTo(tx, value, type, true, offset);
  if (otherwise.type === "null") return read;
  const other = castTo(tx, otherwise, type, false, offset);
  return primary(
    `CASE WHEN ${wrap(value, PREC.other)} IS NOT NULL THEN coalesce(${read.sql}, ${other.sql}) END`,
    read.type,
  );
}

/** `AS DATE FORMAT 'YYYY-MM-DD'`, `AS FORMAT 'YYYYMM'`, `AS CHAR(3) CHARACTER SET UNICODE`. */
function readTeradataCast(tx: Tx, value: Expr, tokens: readonly Token[], word: Token): Expr {
  const { cursor } = tx;
  const type = cursor.isWords("FORMAT") ? undefined : castType(tx);
  let mask: string | undefined;
  for (;;) {
    if (cursor.accept("CHARACTER", "SET")) cursor.next();
    else if (cursor.accept("FORMAT")) {
      const literal = readStringLiteral(cursor.next()?.text ?? "", tx.dialect);
      if (literal?.kind !== "text") throw tx.unreadable("a text expected");
      mask = literal.value;
    } else if (!cursor.accept("NOT") && !cursor.accept("CASESPECIFIC")) break;
  }
  if (!cursor.done) throw tx.unreadable("not expected in a cast");
  if (word.value !== "CAST" && type && mask === undefined && !value.format)
    return castTo(tx, value, type, true, word.start);
  if (word.value !== "CAST") throw tx.unsupported(`${word.value} with a FORMAT`, word.start);
  return phrased(tx, value, tokens, type, mask, word.start);
}
