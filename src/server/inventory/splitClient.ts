import type { SourceType } from "../../protocol/dialect.ts";
import { isWord, type Token } from "../sql/token.ts";

/** A line for the client tool: where it ends, and the statement delimiter that it sets, if it does. */
interface Directive {
  end: number;
  delimiter?: string;
}

const LINE = "[^\\r\\n]*";
/** SQL*Plus commands; SET TRANSACTION, SET ROLE and SET CONSTRAINT are SQL. A dash at the end continues the line. */
const SQLPLUS = new RegExp(
  `(?:SET(?!\\s+(?:TRANSACTION|ROLE|CONSTRAINTS?)\\b)|PROMPT|PRO|REM|REMARK|SPOOL|SPO|WHENEVER|START|EXIT|QUIT|` +
    `DEFINE|DEF|UNDEFINE|UNDEF|SHOW|SHO|VARIABLE|VAR|PRINT|COLUMN|COL|TTITLE|BTITLE|BREAK|COMPUTE|CLEAR|CL|ACCEPT|` +
    `PAUSE|HOST|CONNECT|CONN|DISCONNECT|DISC|EXECUTE|EXEC|DESCRIBE|DESC|TIMING|STORE|PASSWORD|ARCHIVE|STARTUP|` +
    `SHUTDOWN)(?=\\s|;|$)(?:[^\\r\\n]*-[ \\t]*\\r?\\n)*${LINE}|[@!]${LINE}`,
  "iy",
);
const DIRECTIVES: Readonly<Partial<Record<SourceType, RegExp>>> = {
  oracle: SQLPLUS,
  postgres: new RegExp(`\\\\${LINE}`, "y"),
  redshift: new RegExp(`\\\\${LINE}`, "y"),
  teradata: new RegExp(`\\.[A-Za-z=]${LINE}`, "y"),
  tsql: new RegExp(
    `:(?:setvar|r|on|connect|out|error|!!|list|exit|quit)\\b${LINE}|!!${LINE}`,
    "iy",
  ),
  // PUT and GET name files by URL, whose slashes would else begin a comment; a blank line ends them too.
  snowflake: new RegExp(
    `!${LINE}|(?:PUT|GET)[ \\t](?:[^;\\n]|\\n(?![ \\t]*(?:\\r?\\n|--|$)))*;?`,
    "iy",
  ),
  mysql: new RegExp(
    `(?:DELIMITER|SOURCE)\\b${LINE}|USE[ \\t]+[^;\\s]+[ \\t]*(?=\\r?\\n|$)|\\\\${LINE}`,
    "iy",
  ),
};

/** True when only blanks stand before an offset on its line. */
export function atLineStart(text: string, offset: number): boolean {
  for (let at = offset - 1; at >= 0; at--) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) return true;
    if (code !== 32 && code !== 9 && code !== 0xfeff) return false;
  }
  return true;
}

/** The client command that begins with a token at the start of a line, if there is one. */
export function readDirective(
  text: string,
  token: Token,
  dialect: SourceType,
): Directive | undefined {
  const pattern = DIRECTIVES[dialect];
  if (!pattern || token.kind === "string" || token.kind === "quoted") return undefined;
  pattern.lastIndex = token.start;
  const written = pattern.exec(text)?.[0];
  if (!written || !atLineStart(text, token.start)) return undefined;
  const end = token.start + written.length;
  const delimiter = /^DELIMITER\s+(\S+)/i.exec(written)?.[1];
  return delimiter && dialect === "mysql" ? { end, delimiter } : { end };
}

/** For GO on a line of its own (with or without a count): the offset behind it; else -1. */
export function readGo(text: string, token: Token): number {
  if (!isWord(token, "GO") || !atLineStart(text, token.start)) return -1;
  const go = /GO[ \t]*\d*[ \t]*;?[ \t]*(?:--[^\r\n]*)?(?=\r|\n|$)/iy;
  go.lastIndex = token.start;
  return go.test(text) ? go.lastIndex : -1;
}

/** For a slash alone on its line in an Oracle script: the offset behind it; else -1. */
export function readLoneSlash(text: string, token: Token, dialect: SourceType): number {
  if (dialect !== "oracle" || token.text !== "/" || !atLineStart(text, token.start)) return -1;
  const slash = /\/[ \t]*;?[ \t]*(?=\r|\n|$)/y;
  slash.lastIndex = token.start;
  return slash.test(text) ? slash.lastIndex : -1;
}

/** For the `;` of COPY … FROM stdin: the offset behind the rows and their end mark `\.`; else -1. */
export function copyDataEnd(
  text: string,
  semicolon: Token,
  head: readonly Token[],
  dialect: SourceType,
): number {
  if (dialect !== "postgres" || !isWord(head[0], "COPY")) return -1;
  const statement = text.slice(head[0]?.start, semicolon.start);
  if (!/\bFROM\s+STDIN\b/i.test(statement)) return -1;
  const end = /^\\\.[ \t]*\r?$/gm;
  end.lastIndex = semicolon.end;
  return end.test(text) ? end.lastIndex : text.length;
}
