import type { Call } from "../calls/call.ts";
import { commonType, type Expr, isDated, isNumeric } from "../expr.ts";
import { oracleNumber } from "../functions/databricks/dateTexts.ts";
import { variantLike } from "../nested/variant.ts";
import { oracleNumberText } from "../texts/texts.ts";

/** What DECODE(x, a, b, c, d, else) is made of: what is looked for, what is found where, and what there is else. */
export interface Decoding {
  subject: Expr;
  cases: readonly { search: Expr; result: Expr }[];
  otherwise: Expr | undefined;
}

/** The parts of a DECODE; `settle` makes its results, the last one among them, of one type. */
export function decodingOf(
  call: Call,
  settle: (results: readonly Expr[]) => readonly Expr[],
): Decoding {
  const [given, ...rest] = call.args();
  if (!given) throw call.stop("a value expected");
  const isResult = (at: number) => at % 2 === 1 || at === rest.length - 1;
  const searches = rest.filter((_, at) => !isResult(at));
  const results = settle(
    resultsAsTexts(
      call,
      rest.filter((_, at) => isResult(at)),
    ),
  );
  const example = searches.find(({ type }) => type !== "null");
  return {
    subject: example ? variantLike(call.tx, given, example) : given,
    cases: searches.map((search, at) => ({ search, result: results[at] as Expr })),
    otherwise: results[searches.length],
  };
}

/** The type that the results of a DECODE have together. */
export function decodedType({ cases, otherwise }: Decoding): Expr["type"] {
  const results = [...cases.map(({ result }) => result), ...(otherwise ? [otherwise] : [])];
  return commonType(results.map(({ type }) => type));
}

/**
 * The results of DECODE. Where the first of them is a text, Oracle makes texts of the others; the targets would read it as a
 * number.
 */
function resultsAsTexts(call: Call, results: readonly Expr[]): Expr[] {
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
