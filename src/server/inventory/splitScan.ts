import type { SourceType } from "../../protocol/dialect.ts";
import { isSymbol, isWord, type Token } from "../sql/token.ts";
import { BlockDepth } from "./splitBlocks.ts";
import { atLineStart } from "./splitClient.ts";
import { TsqlBoundary } from "./splitTsql.ts";

/**
 * What ends a statement: `plain` the next semicolon; `parens` one outside parentheses; `body` one outside BEGIN … END;
 * `plsql` a lone slash (or what cannot be PL/SQL); `batch` GO.
 */
type Mode = "plain" | "parens" | "body" | "plsql" | "batch";

/** Words that say what a CREATE creates; the first one met decides. */
const KINDS = new Set(
  (
    "TABLE VIEW PROCEDURE PROC FUNCTION TRIGGER PACKAGE TYPE EVENT TASK ALERT MACRO RULE INDEX SEQUENCE SCHEMA DATABASE " +
    "ROLE USER LOGIN SYNONYM STAGE STREAM TAG WAREHOUSE PIPE DOMAIN POLICY DICTIONARY LIBRARY JAVA"
  ).split(" "),
);
/** What may begin a statement behind a PL/SQL unit whose slash is missing, but never a declaration in one. */
const AFTER_PLSQL = new Set(
  (
    "INSERT UPDATE DELETE MERGE GRANT REVOKE COMMENT ALTER DROP COMMIT TRUNCATE ANALYZE SET PROMPT REM SPOOL SHOW EXIT " +
    "EXEC EXECUTE RENAME DECLARE"
  ).split(" "),
);
const CREATE_UNIT =
  /CREATE\s+(?:OR\s+(?:ALTER|REPLACE)\s+)?(?:DEFINER\s*=\s*\S+\s+)?(?:SECURE\s+)?(?:PROC|PROCEDURE|FUNCTION|TRIGGER|VIEW|PACKAGE)\b/iy;

/** Follows one statement token by token and tells where it ends. */
export class StatementScan {
  readonly #dialect: SourceType;
  readonly #blocks: BlockDepth;
  readonly #tsql: TsqlBoundary | undefined;
  #mode: Mode | undefined;
  #count = 0;
  #parens = 0;
  #first = "";
  #previous: Token | undefined;
  /** Offset behind the last token. */
  end = 0;
  /** A SELECT was met. */
  selects = false;

  constructor(dialect: SourceType) {
    this.#dialect = dialect;
    this.#blocks = new BlockDepth(dialect);
    this.#tsql = dialect === "tsql" ? new TsqlBoundary() : undefined;
  }

  /** Takes the next token of the statement. */
  add(token: Token): void {
    if (this.#count === 0) this.#first = token.value;
    if (!this.#mode) this.#mode = this.#modeAt(token);
    if (token.kind === "symbol") {
      if (token.text === "(") this.#parens++;
      else if (token.text === ")" && this.#parens > 0) this.#parens--;
      else if (token.text === ";" && this.#mode !== "parens") this.#parens = 0;
    } else if (token.kind === "word" && (token.value === "SELECT" || token.value === "SEL")) {
      this.selects = true;
    }
    if (this.#mode !== "plain" || this.#tsql) this.#blocks.add(token, this.#previous);
    this.#tsql?.add(token, this.#previous, this.#blocks.depth);
    this.#previous = token;
    this.#count++;
    this.end = token.end;
  }

  #modeAt(token: Token): Mode | undefined {
    const word = token.kind === "word" ? token.value : "";
    const dialect = this.#dialect;
    if (this.#count === 0) return this.#modeOfFirst(word);
    if (this.#first === "ALTER" && dialect === "tsql" && this.#count > 1) return "plain";
    if (this.#count > 20) return "plain";
    if (dialect === "oracle" && isWord(this.#previous, "TYPE"))
      return word === "BODY" ? "plsql" : "plain";
    if (!KINDS.has(word)) return undefined;
    if (dialect === "tsql")
      return /^(PROC|PROCEDURE|FUNCTION|TRIGGER)$/.test(word) ? "batch" : "plain";
    if (dialect === "oracle") {
      if (word === "TYPE") return undefined;
      return /^(PROCEDURE|FUNCTION|TRIGGER|PACKAGE|JAVA)$/.test(word) ? "plsql" : "plain";
    }
    if (word === "MACRO" || word === "RULE") return "parens";
    return /^(PROCEDURE|FUNCTION|TRIGGER|EVENT|TASK|ALERT)$/.test(word) ? "body" : "plain";
  }

  #modeOfFirst(word: string): Mode | undefined {
    const dialect = this.#dialect;
    if (word === "CREATE") return undefined;
    if (word === "REPLACE") return dialect === "teradata" ? undefined : "plain";
    if (dialect === "tsql") return word === "ALTER" ? undefined : "plain";
    if (dialect === "oracle") {
      return word === "BEGIN" || word === "DECLARE" || word === "" ? "plsql" : "plain";
    }
    if (word === "DECLARE") return dialect === "snowflake" ? "body" : "plain";
    return /^(BEGIN|IF|WHILE|LOOP|FOR|REPEAT|CASE)$/.test(word) ? "body" : "plain";
  }

  /** True when a semicolon here ends the statement (it is then no part of it). */
  endsAtSemicolon(): boolean {
    if (this.#mode === "batch") return false;
    if (this.#mode === "plsql") return false;
    if (this.#mode === "parens") return this.#parens === 0;
    if (this.#mode === "body" || this.#tsql) return this.#blocks.closedAtSemicolon(this.#previous);
    return true;
  }

  /** True when a token cannot belong to this statement but begins the next one. */
  startsNew(token: Token, text: string): boolean {
    if (token.kind !== "word") return false;
    if (this.#mode === "batch") return startsUnit(token, text);
    if (this.#tsql) return this.#tsql.startsNew(token, this.#previous, text, this.#blocks.depth);
    if (!isSymbol(this.#previous, ";")) return false;
    if (this.#mode === "plsql") {
      if (token.value === "CREATE") return true;
      const complete = this.#blocks.closed && AFTER_PLSQL.has(token.value);
      return complete && atLineStart(text, token.start);
    }
    return this.#mode === "body" && startsUnit(token, text) && atColumnOne(text, token.start);
  }
}

/** A unit that no body may hold begins here; the way out of a BEGIN whose END is missing. */
function startsUnit(token: Token, text: string): boolean {
  if (!isWord(token, "CREATE") || !atLineStart(text, token.start)) return false;
  CREATE_UNIT.lastIndex = token.start;
  return CREATE_UNIT.test(text);
}

function atColumnOne(text: string, offset: number): boolean {
  return offset === 0 || text[offset - 1] === "\n" || text[offset - 1] === "\r";
}
