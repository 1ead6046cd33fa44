import { type Expr, primary } from "../expr.ts";
import type { CastType } from "../expression/types.ts";

const MOST = 2n ** 63n - 1n;

/** BigQuery's INT64 of a text such as '0x1F' or '-0x1f'; undefined of any other text. */
export function hexNumber({ literal }: Expr, type: CastType): Expr | undefined {
  const found = /^\s*([+-]?)(0x[0-9a-f]+)\s*$/i.exec(literal ?? "");
  const value = found ? BigInt(found[2] ?? "0") : MOST + 1n;
  if (!found || value > MOST) return undefined;
  const number = found[1] === "-" ? `-${value}` : String(value);
  return { ...primary(`CAST(${number} AS ${type.sql})`, "int"), number };
}
