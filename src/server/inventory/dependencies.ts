import type { SourceType } from "../../protocol/dialect.ts";
import { tokenize } from "../sql/lexer.ts";
import { identifierOf, isSymbol, isWord, type Token } from "../sql/token.ts";
import { readCommonTables } from "./commonTables.ts";
import { type NameParts, readName } from "./names.ts";

/** Names that a statement uses: tables and views that it reads or writes, and functions that it calls. */
export interface References {
  relations: NameParts[];
  calls: NameParts[];
  /** Those that may be called as statements: procedures, with brackets behind them or without. */
  statements: NameParts[];
  /** Those of the relations that a query reads and the statement does not make itself. */
  reads: NameParts[];
}

/** Functions whose arguments hold a FROM that names no table. */
const FROM_FUNCTIONS = new Set(
  "EXTRACT TRIM SUBSTRING SUBSTR OVERLAY POSITION LTRIM RTRIM".split(" "),
);
const END_OF_FROM = new Set(
  (
    "WHERE GROUP ORDER HAVING LIMIT UNION EXCEPT INTERSECT MINUS WINDOW QUALIFY CONNECT START SET SELECT VALUES RETURNING " +
    "WHEN FETCH OFFSET FOR WITH LOOP THEN DO"
  ).split(" "),
);
/** Words between FROM and the name. */
const SKIPPED = new Set(["LATERAL", "ONLY", "TABLE", "INTO", "FROM"]);
/** Languages of routine bodies that are not SQL. */
export const FOREIGN =
  /^(JAVASCRIPT|PYTHON|JAVA|SCALA|C|PERL|PLPERL|PLPERLU|PLPYTHON3U|PLPYTHONU|PLV8|R|JS|PLTCL)$/;

/** Names that mean something in the statement only. */
interface OwnNames {
  /** Tables that a routine creates for itself. */
  made: Set<string>;
  /** What tables are called in a FROM: `a.items` behind it is a column of a. */
  aliases: Set<string>;
  /** What stands before the names of columns; in Teradata that names a table, also where no FROM does. */
  qualifiers: NameParts[];
}

interface Frame {
  /** The word before the parenthesis. */
  opener: string;
  inFrom: boolean;
  outermost: boolean;
}

/** Collects the names in a statement. Common table expressions shadow; strings are read where they are routine bodies. */
export function readReferences(text: string, dialect: SourceType): References {
  const references: References = { relations: [], calls: [], statements: [], reads: [] };
  const own: OwnNames = { made: new Set(), aliases: new Set(), qualifiers: [] };
  collect(tokenize(text, dialect), dialect, references, own, true);
  for (const parts of own.qualifiers)
    if (!own.aliases.has((parts.at(-1) ?? "").toLowerCase())) references.relations.push(parts);
  references.reads = references.reads.filter((parts) => !isOwn(parts, own));
  return references;
}

function collect(
  tokens: readonly Token[],
  dialect: SourceType,
  into: References,
  own: OwnNames,
  bodies: boolean,
): void {
  const shadows = readCommonTables(tokens, dialect);
  const frames: Frame[] = [];
  let frame: Frame = { opener: "", inFrom: false, outermost: true };
  let expecting = false;
  /** What is expected is read, not written. */
  let reading = false;
  const head = createHead(tokens);

  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    if (isSymbol(token, "(")) {
      frames.push(frame);
      const opener = identifierOf(tokens[at - 1])?.toUpperCase() ?? "";
      frame = {
        opener: isWord(tokens[at - 1], opener) ? opener : "",
        inFrom: expecting,
        outermost: false,
      };
      continue;
    }
    if (isSymbol(token, ")")) {
      frame = frames.pop() ?? { opener: "", inFrom: false, outermost: true };
      expecting = false;
      continue;
    }
    if (isSymbol(token, ",")) {
      expecting = frame.inFrom;
      continue;
    }
    if (isSymbol(token, ";")) {
      frame.inFrom = false;
      expecting = false;
      continue;
    }
    if (token.kind === "string") {
      if (bodies) collectBody(tokens, at, dialect, into, own);
      expecting = false;
      continue;
    }
    const introduced = token.kind === "word" ? introduces(tokens, at, frame, head) : undefined;
    if (introduced) {
      expecting = true;
      reading = introduced === "from" || /^(JOIN|APPLY)$/.test(token.value);
      if (introduced === "from") frame.inFrom = true;
      continue;
    }
    if (expecting && token.kind === "word" && SKIPPED.has(token.value)) continue;
    if (token.kind === "word" && END_OF_FROM.has(token.value)) {
      frame.inFrom = false;
      expecting = false;
      continue;
    }
    const name = readName(tokens, at, dialect);
    if (!name) {
      expecting = false;
      continue;
    }
    const called = isSymbol(tokens[name.next], "(");
    if (!expecting && !called && dialect === "teradata" && name.parts.length > 1)
      own.qualifiers.push(name.parts.slice(0, -1));
    if (expecting && !shadows(name.parts, at)) {
      into.relations.push(name.parts);
      if (reading && !called && !fetches(tokens, at)) into.reads.push(name.parts);
    }
    if (expecting) noteAlias(tokens, name.next, own);
    if (called) into.calls.push(name.parts);
    if (beginsCall(tokens, at)) into.statements.push(name.parts);
    const anchor = anchoredTo(tokens, name.next, name.parts);
    if (anchor) into.relations.push(anchor);
    if (at > 1 && makes(tokens, at)) own.made.add(name.parts.join(".").toLowerCase());
    expecting = false;
    at = name.next - 1;
  }
}

/** Words and symbols behind which a call of a procedure can stand. */
const BEFORE_CALL = /^(;|>|CALL|EXEC|EXECUTE|PERFORM|BEGIN|THEN|ELSE|LOOP|DO|REPEAT)$/;

function beginsCall(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  if (BEFORE_CALL.test(before?.value ?? "")) return true;
  // EXEC @code = name
  return isSymbol(before, "=") && /^EXEC(UTE)?$/.test(tokens[at - 3]?.value ?? "");
}

/** The table that a declaration of PL/SQL or PL/pgSQL takes a type from: `hr.emp%ROWTYPE`, `hr.emp.name%TYPE`. */
function anchoredTo(tokens: readonly Token[], at: number, parts: NameParts): NameParts | undefined {
  if (!isSymbol(tokens[at], "%")) return undefined;
  if (isWord(tokens[at + 1], "ROWTYPE")) return parts;
  return isWord(tokens[at + 1], "TYPE") && parts.length > 1 ? parts.slice(0, -1) : undefined;
}

/** FETCH NEXT FROM a cursor. */
function fetches(tokens: readonly Token[], at: number): boolean {
  return [2, 3, 4].some((back) => isWord(tokens[at - back], "FETCH"));
}

/** The word that stands behind a table's name, as what it is called from there on. */
function noteAlias(tokens: readonly Token[], next: number, own: OwnNames): void {
  const alias = identifierOf(tokens[isWord(tokens[next], "AS") ? next + 1 : next]);
  if (alias !== undefined) own.aliases.add(alias.toLowerCase());
}

/** CREATE … TABLE name, in a routine; CURSOR name. */
function makes(tokens: readonly Token[], at: number): boolean {
  let before = at - 1;
  while (/^(EXISTS|NOT|IF)$/.test(tokens[before]?.value ?? "")) before--;
  const word = tokens[before]?.value;
  if (word === "CURSOR") return true;
  if (word !== "TABLE" || before === 1) return false;
  return [1, 2, 3, 4, 5].some((back) => before >= back && isWord(tokens[before - back], "CREATE"));
}

function isOwn(parts: NameParts, { made, aliases }: OwnNames): boolean {
  const [first = ""] = parts;
  if (/^[@#:]/.test(first) || made.has(parts.join(".").toLowerCase())) return true;
  return parts.length > 1 && aliases.has(first.toLowerCase());
}

/** Up to which token of a CREATE TABLE the words LIKE and CLONE can name a table: before its query, if it has one. */
function createHead(tokens: readonly Token[]): number {
  if (!isWord(tokens[0], "CREATE")) return 0;
  if (!tokens.slice(1, 8).some((token) => isWord(token, "TABLE"))) return 0;
  const query = tokens.findIndex((token) => isWord(token, "AS") || isWord(token, "SELECT"));
  return query < 0 ? tokens.length : query;
}

/** Whether a table's name stands behind the word at `at`, and whether a list of them does. */
function introduces(
  tokens: readonly Token[],
  at: number,
  frame: Frame,
  head: number,
): "from" | "name" | undefined {
  const previous = tokens[at - 1];
  const before = previous?.kind === "word" ? previous.value : (previous?.text ?? "");
  if (before === "." || before === "@") return undefined;
  switch (tokens[at]?.value) {
    case "FROM": {
      if (FROM_FUNCTIONS.has(frame.opener)) return undefined;
      // NTH_VALUE(x, 2) FROM FIRST OVER (…).
      const places = /^(FIRST|LAST)$/.test(tokens[at + 1]?.value ?? "");
      if (places && /^(OVER|IGNORE|RESPECT)$/.test(tokens[at + 2]?.value ?? "")) return undefined;
      const compares = before === "DISTINCT" && /^(IS|NOT)$/.test(tokens[at - 2]?.value ?? "");
      return compares ? undefined : "from";
    }
    case "JOIN":
    case "APPLY":
      return "name";
    case "USING":
      return isSymbol(tokens[at + 1], "(") ? undefined : "from";
    case "INTO":
      return "name";
    case "UPDATE":
      return /^(FOR|ON|AFTER|BEFORE|OR|OF|,|THEN|GRANT)$/.test(before) ? undefined : "name";
    case "MERGE":
    case "TRUNCATE":
      return "name";
    case "LIKE":
    case "CLONE":
      // `CREATE TABLE t LIKE u`, `CREATE TABLE t (LIKE u)`; behind anything else it compares.
      return at < head && (frame.outermost || /^[(,]$/.test(before)) ? "name" : undefined;
    case "SETOF":
      return "name";
    case "INHERITS":
      return "from";
    case "OF":
      return before === "PARTITION" ? "name" : undefined;
    default:
      return undefined;
  }
}

/** Reads the body of a routine that is written as a string ($$ … $$ or quoted), when its language is SQL. */
function collectBody(
  tokens: readonly Token[],
  at: number,
  dialect: SourceType,
  into: References,
  own: OwnNames,
): void {
  const { text } = tokens[at] as Token;
  const dollar = /^\$[^$]*\$/.exec(text)?.[0];
  if (!dollar && !isWord(tokens[at - 1], "AS")) return;
  const language = tokens.findIndex((candidate) => isWord(candidate, "LANGUAGE"));
  if (language >= 0 && FOREIGN.test((tokens[language + 1]?.value ?? "").toUpperCase())) return;
  const body = dollar
    ? text.slice(dollar.length, -dollar.length)
    : text.replace(/^[A-Za-z]?'|'$/g, "").replaceAll("''", "'");
  collect(tokenize(body, dialect), dialect, into, own, false);
}
