import type { Cursor } from "../../cursor.ts";
import { followsMysql } from "../digits/digits.ts";
import type { Tx } from "../tx.ts";

/** What makes MySQL compute a query of a FROM clause by itself, its columns with the digits that they show. */
const APART: ReadonlySet<string> = new Set(
  "GROUP DISTINCT DISTINCTROW LIMIT UNION EXCEPT INTERSECT HAVING OVER SUM AVG MIN MAX COUNT GROUP_CONCAT BIT_AND BIT_OR BIT_XOR STD STDDEV STDDEV_POP STDDEV_SAMP VARIANCE VAR_POP VAR_SAMP JSON_ARRAYAGG JSON_OBJECTAGG ANY_VALUE WITH".split(
    " ",
  ),
);

/** True for a query of a FROM clause that MySQL puts into the one around it. */
export function isMerged(tx: Tx, { tokens, at, end }: Cursor): boolean {
  if (!followsMysql(tx)) return false;
  let reads = false;
  for (let index = at; index < end; index++) {
    const token = tokens[index];
    if (token?.kind !== "word") continue;
    if (APART.has(token.value)) return false;
    reads ||= token.value === "FROM";
  }
  return reads;
}
