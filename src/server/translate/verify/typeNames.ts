import type { Token } from "../../sql/token.ts";
import type { Leftover } from "./guard.ts";

/** Databricks' types (SQL reference, "Data types"), with their synonyms. */
const TYPES: ReadonlySet<string> = new Set(
  (
    "BIGINT LONG BINARY BOOLEAN DATE DECIMAL DEC NUMERIC DOUBLE FLOAT REAL INT INTEGER INTERVAL VOID SMALLINT SHORT STRING " +
    "TIMESTAMP TIMESTAMP_NTZ TIMESTAMP_LTZ TINYINT BYTE TIME ARRAY MAP STRUCT VARIANT OBJECT GEOGRAPHY GEOMETRY CHAR CHARACTER VARCHAR"
  ).split(" "),
);
/** These have to say how long their values are. */
const WITH_LENGTH: ReadonlySet<string> = new Set(["CHAR", "CHARACTER", "VARCHAR"]);
/** What a line of a column list begins with when it is no column. */
const NO_COLUMN = new Set(["CONSTRAINT", "PRIMARY", "FOREIGN", "UNIQUE", "CHECK"]);

/** Types that Databricks does not have: behind `::`, in CAST … AS, in the column list of CREATE TABLE. */
export function unknownTypes(tokens: readonly Token[]): Leftover[] {
  const found: Leftover[] = [];
  const take = (at: number): void => {
    const token = tokens[at];
    if (token?.kind === "word" && isType(tokens, at)) return;
    if (token) found.push({ kind: "type", text: token.text, tokens: [token] });
  };
  const casts: boolean[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    if (token.text === "(") casts.push(isCast(tokens[at - 1]));
    else if (token.text === ")") casts.pop();
    else if (token.text === "::" && token.kind === "symbol") take(at + 1);
    else if (token.kind === "word" && token.value === "AS" && casts.at(-1)) take(at + 1);
  }
  for (const at of columnTypes(tokens)) take(at);
  return found;
}

function isCast(token: Token | undefined): boolean {
  return token?.kind === "word" && (token.value === "CAST" || token.value === "TRY_CAST");
}

function isType(tokens: readonly Token[], at: number): boolean {
  const { value } = tokens[at] as Token;
  if (!TYPES.has(value)) return false;
  return (
    !WITH_LENGTH.has(value) || (tokens[at + 1]?.text === "(" && tokens[at + 2]?.kind === "number")
  );
}

/** Where the types of the columns stand in a CREATE TABLE; none where the columns are a query's or another table's. */
function columnTypes(tokens: readonly Token[]): number[] {
  const list = columnListAt(tokens);
  if (list < 0) return [];
  const types: number[] = [];
  let depth = 0;
  for (let at = list; at < tokens.length; at++) {
    const { text, kind } = tokens[at] as Token;
    if (kind === "symbol" && (text === "(" || text === "[" || text === "<")) depth++;
    else if (kind === "symbol" && (text === ")" || text === "]" || text === ">")) depth--;
    if (depth === 0) break;
    if (depth !== 1 || (text !== "," && at !== list)) continue;
    const name = tokens[at + 1];
    const constraint = name?.kind === "word" && NO_COLUMN.has(name.value);
    const only = tokens[at + 2]?.text;
    if (!constraint && only !== "," && only !== ")") types.push(at + 2);
  }
  return types;
}

/** The bracket that opens the column list of a CREATE TABLE, or -1. */
export function columnListAt(tokens: readonly Token[]): number {
  if (tokens[0]?.kind !== "word" || !/^(CREATE|REPLACE)$/.test(tokens[0].value)) return -1;
  const table = tokens
    .slice(0, 6)
    .findIndex((token) => token.kind === "word" && token.value === "TABLE");
  if (table < 0) return -1;
  let at = table + 1;
  while (tokens[at]?.kind === "word" && /^(IF|NOT|EXISTS)$/.test(tokens[at]?.value ?? "")) at++;
  at++;
  while (tokens[at]?.text === ".") at += 2;
  return tokens[at]?.text === "(" ? at : -1;
}
