import type { SourceType } from "../../protocol/dialect.ts";
import { Lexer } from "../sql/lexer.ts";
import type { Token } from "../sql/token.ts";
import { copyDataEnd, readDirective, readGo, readLoneSlash } from "./splitClient.ts";
import { StatementScan } from "./splitScan.ts";

/** How many tokens of a statement are kept as its head; enough for verb and target of a data statement. */
const HEAD_TOKENS = 16;

/** A statement of a script, a line for the client tool, or an unreadable rest. */
export interface ScriptStatement {
  kind: "sql" | "directive" | "unterminated";
  /** Without the delimiter behind it; blocks keep the semicolon of their END. */
  text: string;
  /** Offsets into the script in UTF-16 units, end exclusive. */
  start: number;
  end: number;
  /** The first tokens, with offsets into the script. */
  head: readonly Token[];
  /** A SELECT stands somewhere in it. */
  selects: boolean;
  /** A slice from this statement to the next can be split again without knowing what came before it. */
  plainDelimiter: boolean;
}

/**
 * Splits a script into statements, one at a time: `;`, GO, a lone `/`, DELIMITER, bodies between BEGIN and END, T-SQL
 * statements without semicolons, COPY … FROM stdin with its rows. Never throws. Sources: the manuals of sqlcmd, SQL*Plus,
 * BTEQ, mysql, psql and SnowSQL, and each vendor's grammar of CREATE PROCEDURE.
 */
export function* splitScript(text: string, dialect: SourceType): Generator<ScriptStatement> {
  const lexer = new Lexer(text, dialect);
  let delimiter = ";";
  let head: Token[] = [];
  let scan: StatementScan | undefined;

  function finish(end: number): ScriptStatement {
    const start = head[0]?.start ?? end;
    const statement: ScriptStatement = {
      kind: "sql",
      text: text.slice(start, end),
      start,
      end,
      head,
      selects: scan?.selects ?? false,
      plainDelimiter: delimiter === ";",
    };
    head = [];
    scan = undefined;
    return statement;
  }

  for (let token = lexer.next(); token; token = lexer.next()) {
    if (token.kind === "unterminated") {
      yield rest(text, token);
      return;
    }
    if (scan?.startsNew(token, text)) yield finish(scan.end);
    if (!scan) {
      const directive = readDirective(text, token, dialect);
      if (directive) {
        lexer.position = directive.end;
        delimiter = directive.delimiter ?? delimiter;
        yield line(text, token, directive.end);
        continue;
      }
    }
    const over = dialect === "tsql" ? readGo(text, token) : readLoneSlash(text, token, dialect);
    if (over >= 0) {
      if (scan) yield finish(scan.end);
      lexer.position = over;
      continue;
    }
    if (delimiter !== ";") {
      const cut = findDelimiter(text, token, delimiter);
      if (cut >= 0) {
        lexer.position = cut + delimiter.length;
        const last = scan ? scan.end : token.start;
        if (cut > token.start) {
          const part = { ...token, end: cut, text: text.slice(token.start, cut) };
          part.value = part.text.toUpperCase();
          if (head.length < HEAD_TOKENS) head.push(part);
          scan ??= new StatementScan(dialect);
          scan.add(part);
          yield finish(cut);
        } else if (scan) yield finish(last);
        continue;
      }
    } else if (token.text === ";" && token.kind === "symbol" && (!scan || scan.endsAtSemicolon())) {
      if (!scan) continue;
      const copyEnd = copyDataEnd(text, token, head, dialect);
      if (copyEnd >= 0) lexer.position = copyEnd;
      yield finish(copyEnd >= 0 ? copyEnd : scan.end);
      continue;
    }
    scan ??= new StatementScan(dialect);
    if (head.length < HEAD_TOKENS) head.push(token);
    scan.add(token);
  }
  if (scan) yield finish(scan.end);
}

/** Where a changed delimiter stands in a token (`END$$` is one word), or -1. */
function findDelimiter(text: string, token: Token, delimiter: string): number {
  if (text.startsWith(delimiter, token.start)) return token.start;
  if (token.kind !== "word") return -1;
  const at = token.text.indexOf(delimiter);
  return at < 0 ? -1 : token.start + at;
}

function line(text: string, token: Token, end: number): ScriptStatement {
  const written = text.slice(token.start, end).trimEnd();
  return {
    kind: "directive",
    text: written,
    start: token.start,
    end: token.start + written.length,
    head: [token],
    selects: false,
    plainDelimiter: false,
  };
}

function rest(text: string, token: Token): ScriptStatement {
  return {
    kind: "unterminated",
    text: text.slice(token.start),
    start: token.start,
    end: text.length,
    head: [token],
    selects: false,
    plainDelimiter: false,
  };
}
