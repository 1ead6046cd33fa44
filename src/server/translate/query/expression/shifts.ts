import { type Expr, primary, wrap } from "../expr.ts";
import type { Tx } from "../tx.ts";

/** Bits of BigQuery's INT64. */
const BITS = 64;

/** `a << b` and `a >> b`. */
export function shiftedBits(tx: Tx, value: Expr, sign: "<<" | ">>", by: Expr): Expr {
  if (tx.is("bigquery")) return shiftedInt64(tx, `CAST(${value.sql} AS BIGINT)`, sign, by);
  if (tx.target === "duckdb") return primary(`(${wrap(value)} ${sign} ${wrap(by)})`, "int");
  const name = sign === "<<" ? "shiftleft" : "shiftright";
  return primary(`${name}(${value.sql}, ${by.sql})`, "int");
}

/** BigQuery's numbers all have 64 bits, and no sign comes in from the left. */
function shiftedInt64(tx: Tx, value: string, sign: "<<" | ">>", by: Expr): Expr {
  if (tx.target === "duckdb") {
    const shifted = `(${value} ${sign} ${wrap(by)})`;
    return sign === "<<" ? primary(shifted, "int") : withoutSign(value, shifted, by);
  }
  const name = sign === "<<" ? "shiftleft" : "shiftrightunsigned";
  const shifted = `${name}(${value}, ${by.number ?? `CAST(${by.sql} AS INT)`})`;
  // Spark takes what is left of the count behind a division by 64.
  const within = by.number !== undefined && Number(by.number) < BITS;
  return primary(within ? shifted : `IF(${by.sql} >= ${BITS}, 0, ${shifted})`, "int");
}

/** DuckDB lets the sign in: what comes in from the left is masked. */
function withoutSign(value: string, shifted: string, by: Expr): Expr {
  if (by.number === "0") return primary(value, "int");
  const count = by.number === undefined ? `(${wrap(by)} - 1)` : String(Number(by.number) - 1);
  const masked = `(${shifted} & (9223372036854775807 >> ${count}))`;
  if (by.number !== undefined) return primary(masked, "int");
  return primary(`CASE WHEN ${by.sql} = 0 THEN ${value} ELSE ${masked} END`, "int");
}
