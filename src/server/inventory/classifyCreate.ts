import type { SourceType } from "../../protocol/dialect.ts";
import { isSymbol, isWord, type Token } from "../sql/token.ts";
import { createLeftOut } from "./leftOutCreates.ts";
import { type NameParts, readName } from "./names.ts";
import { type Classified, type CreatedObject, leftOut } from "./statement.ts";

/** What may stand between CREATE and the kind; several mean something of their own elsewhere. */
const MODIFIERS = new Set(
  (
    "OR REPLACE ALTER GLOBAL LOCAL TEMP TEMPORARY VOLATILE TRANSIENT UNLOGGED EXTERNAL HYBRID DYNAMIC MULTISET SET " +
    "FOREIGN ICEBERG FORCE NO NOFORCE EDITIONABLE NONEDITIONABLE EDITIONING SECURE RECURSIVE MATERIALIZED IMMUTABLE " +
    "PRIVATE SHARDED DUPLICATED BLOCKCHAIN SNAPSHOT AGGREGATE CONSTRAINT INTERACTIVE EVENT READ ONLY DIRECTORY"
  ).split(" "),
);
/** Modifiers that say what is created where that is neither table, view nor routine: FOREIGN SERVER, EVENT TRIGGER. */
const NAMING = ["EVENT", "AGGREGATE", "EXTERNAL", "FOREIGN"];
const ROUTINES = new Set(["PROCEDURE", "PROC", "FUNCTION", "TRIGGER", "PACKAGE", "MACRO", "TYPE"]);

/** Reads CREATE …, Teradata's REPLACE …, and T-SQL's ALTER of views and routines. */
export function classifyCreate(tokens: readonly Token[], dialect: SourceType): Classified {
  const header = readHeader(tokens, dialect);
  const { kind } = header;
  if (!header.objectType) return createLeftOut(kind, header.unique);
  let at = header.next;
  const guard = readIfNotExists(tokens, at);
  at = guard.next;
  const name = readName(tokens, at, dialect);
  if (!name)
    return leftOut(`CREATE ${kind}`, "other", true, "The name of the object could not be read.");
  const behind = readIfNotExists(tokens, name.next);
  return {
    is: "object",
    objectType: header.objectType,
    kind,
    name: name.parts,
    ifNotExists: guard.found || behind.found,
    replaces: isWord(tokens[0], "REPLACE") || isWord(tokens[2], "REPLACE"),
    redefines: isWord(tokens[0], "ALTER"),
    on: kind === "TRIGGER" ? triggerTable(tokens, name.next, dialect) : null,
    signature: header.objectType === "PROCEDURE" ? readSignature(tokens, behind.next) : "",
    ...(kind === "FUNCTION" && returnsVoid(tokens) ? { returnsNothing: true } : {}),
    ...(kind === "FUNCTION" && fillsTable(tokens, dialect) ? { fillsTable: true } : {}),
  } satisfies CreatedObject;
}

interface Header {
  kind: string;
  objectType: CreatedObject["objectType"] | undefined;
  unique: boolean;
  next: number;
}

function readHeader(tokens: readonly Token[], dialect: SourceType): Header {
  const seen = new Set<string>();
  let at = 1;
  if (isWord(tokens[0], "CT"))
    return { kind: "TABLE", objectType: "TABLE", unique: false, next: at };
  for (; at < Math.min(tokens.length, 24); at++) {
    const token = tokens[at];
    const word = token?.kind === "word" ? token.value : "";
    if (word === "TABLE" && isWord(tokens[at + 1], "FUNCTION")) continue;
    if (word === "TABLE" && !seen.has("EVENT")) {
      if (seen.has("EXTERNAL") && dialect === "oracle") break;
      return { kind: "TABLE", objectType: "TABLE", unique: false, next: at + 1 };
    }
    if (word === "VIEW") {
      if (isWord(tokens[at + 1], "LOG") && isWord(tokens[at + 2], "ON")) break;
      const kind = seen.has("MATERIALIZED") ? "MATERIALIZED VIEW" : "VIEW";
      return { kind, objectType: "VIEW", unique: false, next: at + 1 };
    }
    if (ROUTINES.has(word) && !seen.has("EVENT")) {
      const body = isWord(tokens[at + 1], "BODY");
      const kind = word === "PROC" ? "PROCEDURE" : body ? `${word} BODY` : word;
      // CREATE AGGREGATE alone defines one in Postgres; CREATE AGGREGATE FUNCTION is a function elsewhere.
      return { kind, objectType: "PROCEDURE", unique: false, next: at + (body ? 2 : 1) };
    }
    if (word === "DIRECTORY" && !isWord(tokens[at + 1], "TABLE")) break;
    if (seen.has("EVENT") || (word !== "" && !MODIFIERS.has(word) && dialect !== "mysql")) break;
    if (dialect === "mysql" && /^(INDEX|EVENT|DATABASE|SCHEMA|USER|ROLE|SERVER)$/.test(word)) break;
    if (word === "") {
      if (dialect !== "mysql") break;
    } else seen.add(word);
  }
  const rest = tokens.slice(at, at + 3).filter((token) => token.kind === "word");
  const unique = isWord(tokens[1], "UNIQUE") || isWord(tokens[at], "UNIQUE");
  const last = NAMING.find((word) => seen.has(word)) ?? "";
  const words = rest.map((token) => token.value).join(" ");
  return { kind: `${last} ${words}`.trim(), objectType: undefined, unique, next: at };
}

function readIfNotExists(tokens: readonly Token[], at: number): { found: boolean; next: number } {
  const found =
    isWord(tokens[at], "IF") && isWord(tokens[at + 1], "NOT") && isWord(tokens[at + 2], "EXISTS");
  return { found, next: found ? at + 3 : at };
}

function returnsVoid(tokens: readonly Token[]): boolean {
  const at = tokens.findIndex((token) => isWord(token, "RETURNS"));
  return at >= 0 && isWord(tokens[at + 1], "VOID");
}

/** T-SQL's RETURNS @t TABLE (…). */
function fillsTable(tokens: readonly Token[], dialect: SourceType): boolean {
  const at = tokens.findIndex((token) => isWord(token, "RETURNS"));
  const variable = tokens[at + 1]?.text ?? "";
  return dialect === "tsql" && at >= 0 && variable.startsWith("@");
}

/** The name behind the first ON (Oracle, MySQL, Postgres: `BEFORE INSERT ON t`; T-SQL: `ON t FOR INSERT`). */
function triggerTable(tokens: readonly Token[], at: number, dialect: SourceType): NameParts | null {
  const on = tokens.findIndex((token, index) => index >= at && isWord(token, "ON"));
  return on < 0 ? null : (readName(tokens, on + 1, dialect)?.parts ?? null);
}

/** The parameter list, one space between tokens, upper case; T-SQL's parameters may stand without parentheses. */
function readSignature(tokens: readonly Token[], at: number): string {
  if (!isSymbol(tokens[at], "(")) return "";
  const words: string[] = [];
  let depth = 0;
  for (let index = at; index < tokens.length; index++) {
    const token = tokens[index];
    if (!token) break;
    if (isSymbol(token, "(")) depth++;
    if (isSymbol(token, ")")) depth--;
    words.push(token.value);
    if (depth === 0) break;
  }
  return words.join(" ").toUpperCase();
}
