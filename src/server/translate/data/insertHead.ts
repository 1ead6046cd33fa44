import type { SourceType } from "../../../protocol/dialect.ts";
import type { Lexer } from "../../sql/lexer.ts";
import { identifierOf, isSymbol, isWord, type Token } from "../../sql/token.ts";

/** INSERT INTO t (a, b) VALUES, up to the first row. */
export interface InsertHead {
  /** Columns as written, or undefined when the statement names none. */
  columns: string[] | undefined;
  /** The form of the statement in the target: plain, or what stands between INSERT and INTO. */
  verb: "INSERT" | "INSERT OR IGNORE" | "INSERT OR REPLACE";
  /** The first token of the first row: `(` or ROW. */
  row: Token;
}

/** Reads the head of a literal INSERT; undefined for everything else. The lexer then stands behind `row`. */
export function readInsertHead(lexer: Lexer, dialect: SourceType): InsertHead | undefined {
  let token = lexer.next();
  let verb: InsertHead["verb"] = "INSERT";
  if (isWord(token, "REPLACE") && dialect === "mysql") verb = "INSERT OR REPLACE";
  else if (!isWord(token, "INSERT") && !(isWord(token, "INS") && dialect === "teradata"))
    return undefined;
  token = lexer.next();
  for (;;) {
    if (isWord(token, "IGNORE") && dialect === "mysql") verb = "INSERT OR IGNORE";
    else if (
      !isWord(token, "LOW_PRIORITY") &&
      !isWord(token, "DELAYED") &&
      !isWord(token, "HIGH_PRIORITY")
    )
      break;
    token = lexer.next();
  }
  if (isWord(token, "INTO")) token = lexer.next();
  // The table: its name is known from the range.
  if (identifierOf(token) === undefined) return undefined;
  token = lexer.next();
  while (isSymbol(token, ".") || isSymbol(token, "..")) {
    lexer.next();
    token = lexer.next();
  }
  let columns: string[] | undefined;
  if (token && isSymbol(token, "(")) {
    if (dialect === "teradata" && startsRow(lexer)) return { columns, verb, row: token };
    columns = [];
    for (token = lexer.next(); ; token = lexer.next()) {
      const name = identifierOf(token);
      if (name === undefined || isWord(token, "SELECT")) return undefined;
      columns.push(name);
      token = lexer.next();
      // t.a or dbo.t.a: the last part counts.
      while (isSymbol(token, ".")) {
        const part = identifierOf(lexer.next());
        if (part === undefined) return undefined;
        columns[columns.length - 1] = part;
        token = lexer.next();
      }
      if (isSymbol(token, ")")) break;
      if (!isSymbol(token, ",")) return undefined;
    }
    token = lexer.next();
  }
  if (isWord(token, "OVERRIDING")) {
    lexer.next();
    lexer.next();
    token = lexer.next();
  }
  if (!isWord(token, "VALUES") && !(isWord(token, "VALUE") && dialect === "mysql"))
    return undefined;
  token = lexer.next();
  if (isWord(token, "ROW") && dialect === "mysql") token = lexer.next();
  if (!token || !isSymbol(token, "(")) return undefined;
  return { columns, verb, row: token };
}

/** True where Teradata's `INS t (1, 'a')` has its row without VALUES; the lexer stays where it is. */
function startsRow(lexer: Lexer): boolean {
  const { position } = lexer;
  const first = lexer.next();
  const second = lexer.next();
  lexer.position = position;
  const name = first?.kind === "word" || first?.kind === "quoted";
  return !name || isWord(first, "NULL") || second?.kind === "string";
}
