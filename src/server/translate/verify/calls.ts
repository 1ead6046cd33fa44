import type { Token } from "../../sql/token.ts";
import { isDatabricksFunction } from "../writer/databricksFunctions.ts";
import type { Leftover } from "./guard.ts";

/** Words that a bracket can follow without being called. */
const NO_CALL: ReadonlySet<string> = new Set(
  (
    "IN AS VALUES OVER GROUP BY ON AND OR NOT WHERE HAVING THEN ELSE WHEN CASE SELECT DISTINCT ALL FROM JOIN UNION EXCEPT " +
    "INTERSECT MINUS USING KEY CHECK ROLLUP CUBE SETS PIVOT UNPIVOT LATERAL RLIKE REGEXP BETWEEN IS RETURN RETURNS SET " +
    "DEFAULT QUALIFY WINDOW LIMIT OFFSET DIV INTERVAL IDENTITY TBLPROPERTIES OPTIONS PROPERTIES TABLE UNIQUE INTO WHILE UNTIL " +
    "ELSEIF DO HANDLER FOR NULLS TABLESAMPLE REPEATABLE COLUMNS INSERT UPDATE WITH RECURSIVE ESCAPE COMMENT TO END VAR TAGS " +
    "VARIABLE IMMEDIATE CALL OVERWRITE MATERIALIZED MATCHED DECLARE DETERMINISTIC EXECUTE FILTER ANY SOME CHAR VARCHAR CHARACTER"
  ).split(" "),
);
/** Words behind which an expression or a table function begins: a name and a bracket there are a call. */
const BEFORE_CALL: ReadonlySet<string> = new Set(
  (
    "SELECT DISTINCT ALL WHERE AND OR NOT ON HAVING BY WHEN THEN ELSE CASE IN LIKE ILIKE RLIKE REGEXP BETWEEN IS RETURN SET " +
    "DEFAULT QUALIFY LIMIT OFFSET DIV INTERVAL FROM JOIN LATERAL VALUES USING ESCAPE VIEW OUTER IF WHILE UNTIL ELSEIF FOR BOTH " +
    "LEADING TRAILING PLACING FROM TABLE ANY SOME RANGE ROWS IMMEDIATE FILTER"
  ).split(" "),
);
/** Words behind which a name that is created, filled or called stands: its bracket holds columns or parameters. */
const NAMING = new Set(
  "INTO TABLE VIEW REFERENCES PROCEDURE FUNCTION CALL OVERWRITE EXISTS RECURSIVE WITH".split(" "),
);
/** Symbols behind which no call stands: what follows them is the second name of a table, with names for its columns. */
const BEHIND_VALUE = new Set([")", "]"]);

/** Functions that are called and that Databricks does not have, nor the inventory. */
export function unknownCalls(tokens: readonly Token[], own: ReadonlySet<string>): Leftover[] {
  const found: Leftover[] = [];
  const pairs = brackets(tokens);
  for (let at = 0; at + 1 < tokens.length; at++) {
    const token = tokens[at] as Token;
    if (tokens[at + 1]?.text !== "(" || tokens[at + 1]?.kind !== "symbol") continue;
    if (token.kind !== "quoted" && (token.kind !== "word" || NO_CALL.has(token.value))) continue;
    const first = firstPart(tokens, at);
    if (!isCall(tokens, first, pairs.get(at + 1))) continue;
    const name = token.kind === "quoted" ? token.value : token.text;
    const known =
      first === at
        ? isDatabricksFunction(name) || own.has(name.toLowerCase())
        : own.has(name.toLowerCase());
    if (known) continue;
    const text = tokens
      .slice(first, at + 1)
      .map((part) => part.text)
      .join("");
    found.push({ kind: "function", text, tokens: [token] });
  }
  return found;
}

/** Index of the first part of the dotted name that ends at `at`. */
function firstPart(tokens: readonly Token[], at: number): number {
  let first = at;
  while (tokens[first - 1]?.text === "." && first >= 2) first -= 2;
  return first;
}

function isCall(tokens: readonly Token[], first: number, close: number | undefined): boolean {
  const before = tokens[first - 1];
  if (!before) return true;
  if (before.kind === "word") {
    if (NAMING.has(before.value) && !isTableFunction(tokens, first)) return false;
    return BEFORE_CALL.has(before.value);
  }
  if (before.kind !== "symbol" || BEHIND_VALUE.has(before.text)) return false;
  if (before.text === "," && isCommonTable(tokens, close)) return false;
  return true;
}

/** `TABLE` in `FROM TABLE(…)` and `VIEW` in `LATERAL VIEW` name nothing. */
function isTableFunction(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1]?.value;
  const earlier = tokens[at - 2]?.value;
  if (before === "VIEW") return earlier === "LATERAL";
  // A SET clause's or a query's EXISTS is followed by a bracket, not by a name.
  return before === "EXISTS" && earlier !== "NOT" && earlier !== "IF";
}

/** `name (columns) AS (`: the second and later tables of a WITH. `close` is where the columns' bracket is closed. */
function isCommonTable(tokens: readonly Token[], close: number | undefined): boolean {
  if (close === undefined) return false;
  return tokens[close + 1]?.value === "AS" && tokens[close + 2]?.text === "(";
}

/** Index of the closing bracket by that of the opening one. */
function brackets(tokens: readonly Token[]): Map<number, number> {
  const pairs = new Map<number, number>();
  const open: number[] = [];
  for (const [at, { text, kind }] of tokens.entries()) {
    if (kind !== "symbol") continue;
    if (text === "(") open.push(at);
    else if (text === ")") pairs.set(open.pop() ?? -1, at);
  }
  return pairs;
}
