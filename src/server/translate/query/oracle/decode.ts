import type { Call } from "../calls/call.ts";
import { type Expr, isDated, isNumeric } from "../expr.ts";
import { oracleNumber } from "../functions/databricks/dateTexts.ts";
import { oracleNumberText } from "../texts/texts.ts";

/**
 * The results of DECODE. Where the first of them is a text, Oracle makes texts of the others; the targets would read it as a
 * number.
 */
export function resultsAsTexts(call: Call, results: readonly Expr[]): Expr[] {
  const [first] = results;
  if (!call.tx.is("oracle", "teradata") || first?.type !== "string") return [...results];
  return results.map((result): Expr => {
    if (isDated(result.type)) throw call.stop("texts and dates as results of one call");
    if (!isNumeric(result.type)) return result;
    const sql =
      call.tx.target === "databricks"
        ? oracleNumber(call.tx, result)
        : call.tx.is("oracle") && result.type !== "int"
          ? oracleNumberText(result.sql)
          : `CAST(${result.sql} AS VARCHAR)`;
    return { sql, prec: 10, type: "string" };
  });
}
