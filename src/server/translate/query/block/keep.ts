import type { Call } from "../calls/call.ts";
import type { Expr } from "../expr.ts";
import type { Tx } from "../tx.ts";
import { readOrderKeys } from "./orderBy.ts";
import type { OrderKey } from "./orderKeys.ts";

/** Oracle's `KEEP (DENSE_RANK FIRST ORDER BY a, b)`: the rows that an aggregate is about. */
export interface Keep {
  last: boolean;
  keys: OrderKey[];
}

/** Reads KEEP behind an aggregate; undefined where there is none. */
export function readKeep(tx: Tx): Keep | undefined {
  const { cursor } = tx;
  if (!cursor.isWords("KEEP") || !cursor.isSymbol("(", 1)) return undefined;
  cursor.next();
  const inside = cursor.group();
  if (!inside) throw tx.unreadable("( expected");
  return tx.inside(inside, () => {
    tx.expect("DENSE_RANK");
    const last = inside.accept("LAST");
    if (!last) tx.expect("FIRST");
    const keys = readOrderKeys(tx);
    if (!inside.done) throw tx.unreadable("not expected here");
    return { last, keys };
  });
}

/** The aggregate over the rows that KEEP names: the value of the row with the lowest or highest key. */
export function kept(call: Call, { last, keys }: Keep): Expr {
  const { tx, offset } = call;
  if (call.name !== "MAX" && call.name !== "MIN")
    throw tx.unsupported(`${call.name} with KEEP (…)`, offset);
  const [first] = keys;
  if (!first || keys.some(({ descending }) => descending !== first.descending))
    throw tx.unsupported("KEEP (…) with keys of both directions", offset);
  const highest = last !== first.descending;
  const list = keys.map(({ sql }) => sql).join(", ");
  const databricks = tx.target === "databricks";
  const key = keys.length === 1 ? list : `${databricks ? "struct" : "row"}(${list})`;
  const what = "of rows that share the key of KEEP any one counts, and rows without a key do not";
  tx.note("DWM-QRY-006", { what }, offset);
  const value = call.arg(0);
  const names = databricks ? ["max_by", "min_by"] : ["arg_max", "arg_min"];
  const name = names[highest ? 0 : 1] ?? "";
  const over = call.over === undefined ? "" : ` OVER ${call.over}`;
  return {
    sql: `${name}(${value.sql}, ${key})${call.filter}${over}`,
    prec: 10,
    type: value.type,
    name: call.name.toLowerCase(),
  };
}
