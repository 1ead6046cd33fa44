import type { SourceType } from "../../protocol/dialect.ts";
import { isSymbol, isWord, type Token } from "../sql/token.ts";
import type { LeftOutKind } from "./leftOutKinds.ts";
import { readName } from "./names.ts";

/** Words between a statement's verb and the name of what it is about. */
const NOISE = new Set(
  (
    "GRANT REVOKE DENY CREATE ALTER DROP REPLACE OR IF NOT EXISTS IDENTIFIED GLOBAL LOCAL TEMP TEMPORARY PUBLIC PRIVATE SHARED UNIQUE BITMAP " +
    "CLUSTERED NONCLUSTERED COLUMNSTORE FULLTEXT SPATIAL HASH JOIN SEARCH VECTOR PRIMARY XML INDEX CONCURRENTLY STATISTICS STATS " +
    "SEQUENCE SYNONYM ALIAS SCHEMA DATABASE CATALOG LINK ROLE USER LOGIN GROUP PROFILE APPLICATION EXTENSION LANGUAGE " +
    "PROCEDURAL TRUSTED WAREHOUSE RESOURCE MONITOR TAG SHARE NETWORK POLICY RULE SECURITY API STORAGE NOTIFICATION INTEGRATION " +
    "SECRET STREAMLIT NOTEBOOK SERVICE STAGE VOLUME DIRECTORY FILE FORMAT PIPE STREAM TASK ALERT EVENT MASKING ROW ACCESS " +
    "RLS AGGREGATION PROJECTION PASSWORD SESSION EXTERNAL FOREIGN DATA SOURCE SERVER WRAPPER MAPPING FOR CONNECTION AGGREGATE OPERATOR " +
    "CLASS FAMILY CAST COLLATION CONVERSION TEXT CONFIGURATION DICTIONARY PARSER TEMPLATE DOMAIN TABLESPACE BIGFILE SMALLFILE " +
    "UNDO PARTITION FUNCTION SCHEME CLUSTER CREDENTIAL CERTIFICATE PUBLICATION SUBSCRIPTION MATERIALIZED VIEW LOG ON TABLE ONLY " +
    "COMMENT COLUMN TRUNCATE RENAME TO CALL EXEC EXECUTE COPY INTO SET USE UNSET DECLARE SECONDARY ROLES TRIGGER PROCEDURE " +
    "PACKAGE BODY TYPE CONSTRAINT GIT REPOSITORY IMAGE COMPUTE POOL MODEL LIBRARY CONTEXT AUTHORIZATION INSERT UPDATE " +
    "DELETE MERGE ANALYZE VACUUM COLLECT OPTIMIZE REFRESH LOAD BULK RESERVATION ASSIGNMENT CAPACITY MANAGED ACCOUNT UNDROP PUT GET " +
    "REMOVE DATASHARE IMMEDIATE AS"
  ).split(" "),
);
/** Words that people call their things, and what follows them where they are none. */
const FOLLOWED: Readonly<Record<string, RegExp>> = {
  DATA: /^(WRAPPER|SOURCE)$/,
  TEXT: /^SEARCH$/,
  FILE: /^FORMAT$/,
  ROW: /^ACCESS$/,
  LOG: /^ON$/,
  DEFAULT: /^PRIVILEGES$/,
};
/** Kinds of statements that are about nothing with a name. */
const NAMELESS: ReadonlySet<LeftOutKind> = new Set([
  "transaction",
  "client_command",
  "block",
  "unread",
  "query",
  "output",
  "maintenance",
]);

/** The name of what a statement is about, as written; null where there is none. */
export function leftOutName(
  tokens: readonly Token[],
  category: LeftOutKind,
  dialect: SourceType,
): string | null {
  const first = tokens[0]?.value ?? "";
  if (NAMELESS.has(category) || !NOISE.has(first)) return null;
  if (/^(GRANT|REVOKE|DENY)$/.test(first)) return securedName(tokens, dialect);
  let at = 0;
  while (tokens[at]?.kind === "word" && NOISE.has(tokens[at]?.value ?? "")) {
    // A word of ours may be somebody's name: `CREATE SEQUENCE log;`, `ALTER TABLE public.t`
    if (at > 0 && (ends(tokens[at + 1]) || isNameAt(tokens, at))) break;
    at++;
  }
  // What is executed there is SQL, not a name.
  if (category === "call" && tokens[at]?.kind === "string") return null;
  return nameAt(tokens, at, dialect);
}

/** What a right is given on: the name behind ON; else what is given: a role, a right on nothing in particular. */
function securedName(tokens: readonly Token[], dialect: SourceType): string | null {
  const to = tokens.findIndex((token) => isWord(token, "TO") || isWord(token, "FROM"));
  let at = tokens.findIndex((token) => isWord(token, "ON"));
  if (at < 0) {
    const given = tokens.slice(1, to < 0 ? undefined : to).map(({ text }) => text);
    return given.join(" ").slice(0, 200) || null;
  }
  at++;
  const types =
    /^(ALL|FUTURE|TABLE|TABLES|VIEW|VIEWS|SCHEMA|SCHEMAS|DATABASE|DATABASES|SEQUENCE|SEQUENCES|FUNCTION|FUNCTIONS|PROCEDURE|PROCEDURES|IN|OBJECT|TYPE|LANGUAGE|WAREHOUSE|STAGE|FILE|FORMAT|INTEGRATION|ROUTINE|ROUTINES|EXTERNAL|MATERIALIZED|DYNAMIC|TASK|STREAM|PIPE)$/;
  while (tokens[at]?.kind === "word" && types.test(tokens[at]?.value ?? "")) {
    if (ends(tokens[at + 1]) || isWord(tokens[at + 1], "TO")) break;
    at++;
  }
  while (isSymbol(tokens[at], ":")) at++;
  return nameAt(tokens, at, dialect);
}

function isNameAt(tokens: readonly Token[], at: number): boolean {
  const follows = FOLLOWED[tokens[at]?.value ?? ""];
  return follows !== undefined && !follows.test(tokens[at + 1]?.value ?? "");
}

function ends(token: Token | undefined): boolean {
  if (token === undefined || isWord(token, "IS") || isWord(token, "TO")) return true;
  return [".", ";", "("].some((symbol) => isSymbol(token, symbol));
}

function nameAt(tokens: readonly Token[], at: number, dialect: SourceType): string | null {
  const token = tokens[at];
  if (token?.kind === "string") return token.text.replace(/^[Nn]?'|'$/g, "").slice(0, 200);
  const parts = readName(tokens, at, dialect)?.parts.filter(Boolean);
  return parts?.length ? parts.join(".") : null;
}
