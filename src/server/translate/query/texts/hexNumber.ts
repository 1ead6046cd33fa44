import { type Expr, PREC, primary } from "../expr.ts";

const MOST = 2n ** 63n - 1n;

/** BigQuery's INT64 of a text such as '0x1F' or '-0x1f'; undefined of any other text. */
export function hexNumber({ literal }: Expr): Expr | undefined {
  const found = /^\s*([+-]?)(0x[0-9a-f]+)\s*$/i.exec(literal ?? "");
  const value = found ? BigInt(found[2] ?? "0") : MOST + 1n;
  if (!found || value > MOST) return undefined;
  if (found[1] !== "-") return { ...primary(String(value), "int"), number: String(value) };
  return { ...primary(`-${value}`, "int"), prec: PREC.unary, number: `-${value}` };
}
