import { identifierOf, isSymbol, isWord, type Token } from "../../sql/token.ts";

/** Words that can end an expression, and words that cannot stand before a second name. */
const NO_ALIAS = new Set(
  (
    "END NULL TRUE FALSE UNKNOWN DAY DAYS MONTH MONTHS YEAR YEARS HOUR HOURS MINUTE MINUTES SECOND SECONDS WEEK QUARTER LOCAL " +
    "CURRENT_DATE CURRENT_TIMESTAMP CURRENT_TIME USER SYSDATE JSON NULLS"
  ).split(" "),
);
const BEFORE_VALUE = new Set(
  (
    "COLLATE IS NOT AND OR LIKE ILIKE RLIKE REGEXP IN CASE THEN ELSE WHEN DIV MOD AT ZONE ESCAPE INTERVAL DISTINCT OVER ANY ALL " +
    "SOME BETWEEN PRIOR BINARY TO UNIQUE FROM DATE TIME TIMESTAMP DATETIME XOR SIMILAR OF"
  ).split(" "),
);

/** The name of a column of a SELECT, from its tokens [start, end); undefined where only the database can tell it. */
export function columnName(
  tokens: readonly Token[],
  start: number,
  end: number,
): string | undefined {
  const last = tokens[end - 1];
  const before = end - 2 >= start ? tokens[end - 2] : undefined;
  if (isWord(before, "AS"))
    return last?.kind === "string" ? last.text.slice(1, -1) : identifierOf(last);
  if (isSymbol(tokens[start + 1], "=")) return undefined;
  if (isPath(tokens, start, end)) return plain(last);
  return isSecondName(before, last) ? identifierOf(last) : undefined;
}

/** A word that stands alone is a column's name, unless it is a value. */
function plain(token: Token | undefined): string | undefined {
  if (token?.kind === "word" && (NO_ALIAS.has(token.value) || /^\$\d/.test(token.text)))
    return undefined;
  return identifierOf(token);
}

/** `a`, `t.a`, `s.t.a` */
function isPath(tokens: readonly Token[], start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const token = tokens[at];
    const even = (at - start) % 2 === 0;
    if (even ? identifierOf(token) === undefined : !isSymbol(token, ".")) return false;
  }
  return (end - start) % 2 === 1;
}

/** `count(*) n`, `a b`, `1 one`: two things side by side, of which the second is a name. */
function isSecondName(before: Token | undefined, last: Token | undefined): boolean {
  if (!before || identifierOf(last) === undefined) return false;
  if (last?.kind === "word" && NO_ALIAS.has(last.value)) return false;
  if (before.kind === "word") return !BEFORE_VALUE.has(before.value);
  return before.kind !== "symbol" || before.text === ")" || before.text === "]";
}
