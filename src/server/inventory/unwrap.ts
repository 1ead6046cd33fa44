import type { SourceType } from "../../protocol/dialect.ts";
import { tokenize } from "../sql/lexer.ts";
import { isSymbol, isWord, type Token } from "../sql/token.ts";
import { classify } from "./classify.ts";
import { type ScriptStatement, splitScript } from "./split.ts";
import { type Classified, leftOut } from "./statement.ts";

/** A statement with what it is. */
export interface Found {
  statement: ScriptStatement;
  classified: Classified;
  /** It stood in a guard or a string: it is created only when it does not exist yet. */
  guarded: boolean;
}

const VERBS =
  /^(CREATE|ALTER|DROP|INSERT|UPDATE|DELETE|MERGE|EXEC|EXECUTE|BEGIN|SELECT|SET|PRINT|RAISERROR|GRANT|TRUNCATE|USE|DECLARE|RETURN|DBCC|THROW)$/;
/** How deep guards within guards are followed. */
const MAX_DEPTH = 8;

/**
 * What a statement holds. Mostly it is what it is; guards (`IF NOT EXISTS (…) CREATE TABLE …`) and dynamic SQL with one
 * literal (`EXEC sp_executesql N'CREATE VIEW …'`, `EXECUTE IMMEDIATE 'CREATE TABLE …'`) are opened, so that a script that can
 * be run twice yields its objects.
 */
export function open(statement: ScriptStatement, dialect: SourceType, depth = 0): Found[] {
  const first = statement.head[0]?.kind === "word" ? statement.head[0].value : "";
  if (depth < MAX_DEPTH && dialect === "tsql") {
    if (first === "IF") return openGuard(statement, depth);
    if (first === "EXEC" || first === "EXECUTE") {
      const inner = openDynamic(statement, dialect, depth);
      if (inner.length > 0) return inner;
    }
  }
  const classified = classify(statement, dialect);
  const block = classified.is === "leftOut" && / block$/.test(classified.kind);
  if (block && dialect === "oracle" && depth < MAX_DEPTH) {
    const inner = openDynamic(statement, dialect, depth);
    if (inner.length > 0) {
      // What else the block does is not executed; it matters when that writes rows.
      const tokens = tokenize(statement.text, dialect);
      const writes = tokens.some((token) => /^(INSERT|UPDATE|MERGE)$/.test(token.value));
      const reason = "Of this block only the objects that it creates are read.";
      inner.push({
        statement,
        classified: leftOut(classified.kind, "block", writes, reason),
        guarded: true,
      });
      return inner;
    }
  }
  return [{ statement, classified, guarded: depth > 0 }];
}

/** T-SQL: `IF [NOT] EXISTS (…) statement` or `IF OBJECT_ID(…) IS [NOT] NULL BEGIN … END`. */
function openGuard(statement: ScriptStatement, depth: number): Found[] {
  const tokens = tokenize(statement.text, "tsql");
  const inner = guardedSlice(tokens);
  if (!inner) {
    const reason = "Its condition is not evaluated; what it does is missing.";
    return [{ statement, classified: leftOut("IF", "block", true, reason), guarded: true }];
  }
  const found: Found[] = [];
  const text = statement.text.slice(inner.start, inner.end);
  for (const part of splitScript(text, "tsql")) {
    found.push(...open(shift(part, statement.start + inner.start), "tsql", depth + 1));
  }
  const harmless = found.every(
    ({ classified }) =>
      classified.is === "dropped" || (classified.is === "leftOut" && !classified.matters),
  );
  if (inner.absence || harmless) return found;
  const reason = "Its condition is not evaluated; what it does is missing.";
  return [{ statement, classified: leftOut("IF", "block", true, reason), guarded: true }];
}

interface Slice {
  start: number;
  end: number;
  /** The condition asks whether something is missing, and there is no ELSE: on an empty target the answer is yes. */
  absence: boolean;
}

function guardedSlice(tokens: readonly Token[]): Slice | undefined {
  let parens = 0;
  let at = 1;
  for (; at < tokens.length; at++) {
    const token = tokens[at];
    if (isSymbol(token, "(")) parens++;
    else if (isSymbol(token, ")")) parens--;
    else if (parens === 0 && token?.kind === "word" && VERBS.test(token.value)) break;
  }
  if (at >= tokens.length) return undefined;
  const condition = tokens.slice(1, at).map((token) => token.value);
  const text = condition.join(" ");
  const absence = /^NOT EXISTS\b/.test(text) || /^(\( )*OBJECT_ID\b.* IS NULL( \))*$/.test(text);
  const last = tokens.length - 1;
  let first = at;
  let end = last;
  if (isWord(tokens[at], "BEGIN") && !/^TRAN/.test(tokens[at + 1]?.value ?? "")) {
    first = at + 1;
    end = matchingEnd(tokens, at) - 1;
  }
  if (first > end) return undefined;
  const followed = end < last && tokens.slice(end + 1).some((token) => isWord(token, "ELSE"));
  const alternative = followed || (first === at && hasElse(tokens, at));
  return {
    start: tokens[first]?.start ?? 0,
    end: tokens[end]?.end ?? 0,
    absence: absence && !alternative,
  };
}

/** The index of the END of the block that begins at `at`, or behind the last token. */
function matchingEnd(tokens: readonly Token[], at: number): number {
  let depth = 0;
  for (let index = at; index < tokens.length; index++) {
    const token = tokens[index];
    const next = tokens[index + 1]?.value ?? "";
    if (isWord(token, "CASE") || (isWord(token, "BEGIN") && !/^TRAN/.test(next))) depth++;
    else if (isWord(token, "END") && --depth === 0) return index;
  }
  return tokens.length;
}

function hasElse(tokens: readonly Token[], start: number): boolean {
  let cases = 0;
  for (let at = start; at < tokens.length; at++) {
    if (isWord(tokens[at], "CASE")) cases++;
    else if (isWord(tokens[at], "END")) cases--;
    else if (cases === 0 && isWord(tokens[at], "ELSE")) return true;
  }
  return false;
}

function shift(statement: ScriptStatement, by: number): ScriptStatement {
  return { ...statement, start: statement.start + by, end: statement.end + by };
}

const DYNAMIC = /^\s*(CREATE|ALTER|COMMENT)\b/i;

/** Statements in literals that are executed as they stand (nothing is joined to them). */
function openDynamic(statement: ScriptStatement, dialect: SourceType, depth: number): Found[] {
  const tokens = tokenize(statement.text, dialect);
  const found: Found[] = [];
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== "string" || !executed(tokens, at, dialect)) continue;
    const literal = readLiteral(token.text);
    if (!DYNAMIC.test(literal.text)) continue;
    const base = statement.start + token.start + literal.from;
    for (const part of splitScript(literal.text, dialect)) {
      const inner = open(shift(part, base), dialect, depth + 1);
      // Rows are kept as a place in the file, where these stand with doubled quotes.
      found.push(...inner.map(withoutRows));
    }
  }
  return found;
}

function withoutRows(found: Found): Found {
  if (found.classified.is !== "data") return found;
  const reason = "Rows of SQL in a literal are not loaded.";
  return { ...found, classified: leftOut(found.classified.kind, "stray_rows", true, reason) };
}

function executed(tokens: readonly Token[], at: number, dialect: SourceType): boolean {
  const joined = /^(\|\||\+)$/;
  if (joined.test(tokens[at - 1]?.text ?? "") || joined.test(tokens[at + 1]?.text ?? ""))
    return false;
  if (dialect === "oracle") {
    return isWord(tokens[at - 1], "IMMEDIATE");
  }
  if (isSymbol(tokens[at - 1], "(")) return at === 2;
  const procedure = tokens.slice(1, 4).some((token) => /^sp_executesql$/i.test(token.value));
  return procedure && at <= 8;
}

/** The text of a literal, and how many characters stand before it. */
function readLiteral(written: string): { text: string; from: number } {
  const alternative = /^[Nn]?[Qq]'./.exec(written)?.[0];
  if (alternative) return { text: written.slice(alternative.length, -2), from: alternative.length };
  const from = written.indexOf("'") + 1;
  return { text: written.slice(from, -1).replaceAll("''", "'"), from };
}
