import { identifierOf, isSymbol, isWord, type Token } from "../../sql/token.ts";
import { behindBracket } from "./shape.ts";

/** What can stand in a list of columns without being one, in a source and in a result. */
const NO_COLUMN = new Set(
  "CONSTRAINT PRIMARY FOREIGN UNIQUE CHECK KEY INDEX FULLTEXT SPATIAL LIKE EXCLUDE PERIOD SUPPLEMENTAL SELECT WITH SEL".split(
    " ",
  ),
);
const NO_COLUMN_MADE = new Set("CONSTRAINT PRIMARY FOREIGN UNIQUE CHECK".split(" "));
/** An ALTER that takes columns away or names them anew. */
const TAKES_AWAY = /\b(DROP|RENAME|CHANGE|SWITCH)\b/i;

/**
 * The columns that a CREATE TABLE lists, read off its tokens: a second count that shares nothing with the reader of tables.
 * Undefined where it lists none (CREATE TABLE … AS, LIKE, CLONE).
 */
export function listedColumns(
  tokens: readonly Token[],
  constraints: ReadonlySet<string> = NO_COLUMN,
): string[] | undefined {
  const table = tokens.slice(0, 12).findIndex((token) => isWord(token, "TABLE"));
  if (table < 0) return undefined;
  const open = tokens.findIndex(
    (token, at) =>
      at > table &&
      isSymbol(token, "(") &&
      !/^([$=]|CONCURRENT)$/.test(tokens[at - 1]?.value ?? ""),
  );
  // `AS`, `LIKE` or a query before the first bracket: it is none of the table's own.
  const between = open < 0 ? tokens : tokens.slice(table + 1, open);
  if (open < 0 || between.some((token, at) => endsHead(token, between[at + 1]))) return undefined;
  const end = behindBracket(tokens, open) - 1;
  const names: string[] = [];
  let depth = 0;
  let angles = 0;
  for (let at = open; at < end; at++) {
    const { kind, text } = tokens[at] as Token;
    // An angle opens a type's arguments behind its name, and compares elsewhere.
    const opens = text === "<" && /^(ARRAY|STRUCT|MAP|RANGE)$/.test(tokens[at - 1]?.value ?? "");
    if (kind === "symbol" && (/^[([]$/.test(text) || opens)) depth++;
    else if (kind === "symbol" && /^[)\]]$/.test(text)) depth--;
    else if (kind === "symbol" && text === ">" && angles > 0) depth--;
    if (opens) angles++;
    else if (kind === "symbol" && text === ">" && angles > 0) angles--;
    if (depth !== 1 || (at !== open && !(kind === "symbol" && text === ","))) continue;
    const first = tokens[at + 1];
    const name = identifierOf(first);
    if (at === open && first?.kind === "word" && /^(LIKE|SELECT|WITH|SEL)$/.test(first.value))
      return undefined;
    // Teradata's COLUMN (…) and ROW (…) around columns; the brackets alone are no name anyway.
    if (/^(COLUMN|ROW)$/.test(first?.value ?? "") && tokens[at + 2]?.text === "(") continue;
    if (name !== undefined && !(first?.kind === "word" && constraints.has(first.value)))
      names.push(name);
  }
  return names;
}

/** Words behind a table's name that begin another clause, or a query, than the list of columns. */
function endsHead({ kind, value }: Token, next: Token | undefined): boolean {
  if (kind !== "word") return false;
  if (/^(WITH|ON)$/.test(value)) return next === undefined;
  return /^(AS|LIKE|CLONE|COPY|SELECT|OF|USING|CLUSTER|PARTITION|OPTIONS|COMMENT|LOCATION|FILE_FORMAT|SORTKEY|DISTKEY|PARALLEL|NOPARALLEL|TABLESPACE|STORAGE|ENGINE|DISTSTYLE|PARTITIONED|ROW|STORED|ORGANIZATION)$/.test(
    value,
  );
}

/** Compares the columns that a source's CREATE TABLE lists with those of the result; answers what is lost. */
export function lostColumns(
  definition: readonly { text: string }[],
  source: readonly Token[],
  result: readonly Token[],
): string | undefined {
  if (definition.slice(1).some(({ text }) => TAKES_AWAY.test(text))) return undefined;
  const wanted = listedColumns(source);
  const made = listedColumns(result, NO_COLUMN_MADE);
  if (!wanted || !made) return undefined;
  const there = new Set(made.map((name) => name.toLowerCase()));
  const lost = wanted.filter((name) => !there.has(name.toLowerCase()));
  return lost.length > 0
    ? `the source has the column ${lost.join(", ")}, the result has not`
    : undefined;
}
