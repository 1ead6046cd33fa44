import type { SourceType } from "../../../protocol/dialect.ts";
import { tokenize } from "../../sql/lexer.ts";
import { isSymbol, type Token } from "../../sql/token.ts";
import { readStringLiteral } from "../literals.ts";

/** Words without which a query means the same, and names of types, which the target calls otherwise. */
const NOISE = new Set(
  (
    "AS ALL OUTER INNER ASC BY ROW ROWS ONLY DUAL ESCAPE AT " +
    "CHAR CHARACTER VARYING VARCHAR VARCHAR2 NVARCHAR NVARCHAR2 TEXT STRING NUMBER NUMERIC DEC DECIMAL INT INTEGER INT2 INT4 INT8 INT64 " +
    "FLOAT4 FLOAT8 FLOAT64 PRECISION REAL BOOL BOOLEAN BIT DATETIME DATETIME2 TIMESTAMP TIMESTAMPTZ SIGNED UNSIGNED BYTEINT BIGNUMERIC"
  ).split(" "),
);
/** Words of clauses that stand before a bracket, as names of functions do. */
const CLAUSES = new Set(
  (
    "FILTER OVER ON USING IN PARTITION GROUP WITHIN KEEP EXCEPT EXCLUDE REPLACE SETS ROLLUP CUBE EXISTS ANY SOME AND OR NOT WHERE " +
    "HAVING LATERAL VALUES WITH UNION INTERSECT MINUS LIMIT TOP IGNORE RESPECT"
  ).split(" "),
);

/**
 * The first name, word of a clause or literal of a statement that its translation has not, as written; undefined where all
 * are there. What was refused is not asked for, nor the words beside it, which can be of the same operator; functions can
 * have got other names.
 */
export function vanished(
  source: readonly Token[],
  culprit: Token,
  sql: string,
  dialect: SourceType,
): string | undefined {
  // Databricks reads texts as MySQL does.
  const kept = new Set(tokenize(sql, "databricks").map((token) => meant(token, "mysql")));
  const refused = source.indexOf(culprit);
  const lost = source.find((token, at) => {
    if (Math.abs(at - refused) <= 1 || token.kind === "symbol") return false;
    if (token.kind === "word" && isReworded(source, at)) return false;
    return !kept.has(meant(token, dialect));
  });
  return lost?.text;
}

function isReworded(source: readonly Token[], at: number): boolean {
  const word = source[at]?.value ?? "";
  return NOISE.has(word) || (isSymbol(source[at + 1], "(") && !CLAUSES.has(word));
}

/** A token without the signs around it and the case of its letters: texts and names are what they hold. */
function meant({ kind, text, value }: Token, dialect: SourceType): string {
  if (kind === "string") {
    const literal = readStringLiteral(text, dialect);
    return literal?.kind === "text" ? literal.value : text;
  }
  if (kind === "number") return Number.isNaN(Number(text)) ? text : String(Number(text));
  return value.toUpperCase();
}
