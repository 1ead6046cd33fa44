import type { Token } from "../../../sql/token.ts";
import type { Cursor } from "../../cursor.ts";
import { type Expr, PREC, primary, wrap } from "../expr.ts";
import { readWhole } from "../expression/expression.ts";
import type { TreeWords } from "../scope.ts";
import type { Tx } from "../tx.ts";

const SERIES = "dwm_series";
const LEVEL = "dwm_level";

/** What LEVEL and ROWNUM are in `FROM dual CONNECT BY LEVEL <= n`. */
export class Series implements TreeWords {
  readonly #tx: Tx;

  constructor(tx: Tx) {
    this.#tx = tx;
  }

  word(token: Token): Expr | undefined {
    const { cursor } = this.#tx;
    if (!/^(LEVEL|ROWNUM)$/.test(token.value) || cursor.isSymbol(".", 1)) return undefined;
    cursor.next();
    return { ...primary(LEVEL, "int"), name: token.value, renamed: true };
  }

  path(): undefined {
    return undefined;
  }
}

/** The rows of `FROM dual CONNECT BY LEVEL <= n`. */
export function seriesOf(tx: Tx, connect: Cursor): string {
  const count = tx.inside(connect.slice(connect.at, connect.end), () => {
    const { cursor } = tx;
    const counted = cursor.accept("LEVEL") || cursor.accept("ROWNUM");
    const operator = cursor.next()?.text;
    if (!counted || (operator !== "<=" && operator !== "<"))
      throw tx.unsupported("this CONNECT BY");
    const bound = readWhole(tx);
    return operator === "<" ? `${wrap(bound, PREC.add)} - 1` : bound.sql;
  });
  const name = LEVEL;
  const alias = SERIES;
  // The first row is there whatever the condition says.
  if (tx.target === "databricks")
    return `explode(sequence(1, greatest(${count}, 1))) AS ${alias}(${name})`;
  return `(SELECT unnest(generate_series(1, greatest(${count}, 1))) AS ${name}) AS ${alias}`;
}
