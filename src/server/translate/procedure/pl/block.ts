import { routineEnd } from "../../../inventory/package/routineEnd.ts";
import { isSymbol, isWord } from "../../../sql/token.ts";
import { Untranslatable } from "../../diagnostics.ts";
import { keepComments } from "../comments.ts";
import type { Block, Declaration, Handler, Statement } from "../model.ts";
import type { Frame, Pl } from "./context.ts";
import { type CursorLoop, cursorLoopAt, readCursorLoop } from "./cursorLoop.ts";
import { readDeclarations } from "./declarations.ts";
import { withoutHandlers } from "./foldHandlers.ts";
import { catchesNoData, readHandlers } from "./handlers.ts";
import { readStatement } from "./statements.ts";
import { beginsStatement, matchingEnd, semicolonFrom, skipCompound, wordFrom } from "./tokens.ts";

/**
 * Reads a block: declarations (behind DECLARE, or a routine's IS), BEGIN, statements, handlers, END with a name. The
 * semicolon behind it is left. `prepare` runs when the names of the block can be given, before its declarations are read.
 */
export function readBlock(
  pl: Pl,
  label: string | undefined,
  limit: number,
  prepare?: () => void,
): Block {
  return pl.scoped(label, () => {
    const needed = pl.frames.length === 0 ? pl.packageFrame.needed : [];
    const frame: Frame = { label, catchesNoData: false, needed };
    pl.frames.push(frame);
    try {
      prepare?.();
      pl.cursor.accept("DECLARE");
      const declared = readDeclarations(pl, limit);
      const block = readBody(pl, frame, limit);
      // What the statements turned out to need has to be declared before what they read it in.
      const declarations = [...frame.needed, ...declared, ...openedCursors(pl)];
      const made = { ...block, declarations, ...(label === undefined ? {} : { label }) };
      if (pl.frames.length > 1) return made;
      const [whole] = pl.gotos.made([made]);
      return whole?.is === "block" ? whole : made;
    } finally {
      pl.frames.pop();
    }
  });
}

/** Cursors that are opened; those of FOR loops alone are queries there. */
function openedCursors(pl: Pl): Declaration[] {
  const opened: Declaration[] = [];
  // A routine's outermost block declares what its package does.
  const names = pl.frames.length > 1 ? [pl.names] : [...pl.names.around()];
  for (const block of names) {
    for (const [, meaning] of block.own()) {
      if (meaning.is !== "cursor" || !meaning.opened || meaning.sql === undefined) continue;
      if (opened.some(({ name }) => name === meaning.cursor)) continue;
      opened.push({ is: "cursor", name: meaning.cursor, query: meaning.sql });
    }
  }
  return opened;
}

function readBody(pl: Pl, frame: Frame, limit: number): Block {
  const { cursor, tx } = pl;
  const begin = cursor.at;
  tx.expect("BEGIN");
  const end = matchingEnd(pl.tokens, begin, limit);
  if (end < 0) throw tx.unreadable("a BEGIN without its END");
  const exception = exceptionAt(pl, begin, end);
  frame.handles = exception >= 0;
  frame.catchesNoData = exception >= 0 && catchesNoData(pl, exception, end);
  const body = readStatements(pl, exception < 0 ? end : exception);
  const handlers: Handler[] = exception < 0 ? [] : readHandlers(pl, end);
  cursor.at = end + 1;
  if (!cursor.isSymbol(";") && !cursor.done) cursor.identifier();
  const block: Block = { is: "block", declarations: [], handlers, body };
  if (!pl.routine.folding) return block;
  return withoutHandlers(pl, block, pl.frames.length === 1, pl.tokens[exception]?.start ?? 0);
}

/** The index of the EXCEPTION that begins the handlers of a block, or -1. */
function exceptionAt(pl: Pl, begin: number, end: number): number {
  const { tokens } = pl;
  for (let index = begin + 1; index < end; index++) {
    if (isWord(tokens[index], "EXCEPTION") && beginsStatement(tokens[index - 1])) return index;
    index = skipCompound(tokens, index, end);
    if (index < 0) return -1;
  }
  return -1;
}

/** Reads statements up to the token `end`; what cannot be translated is kept as it is written. */
export function readStatements(pl: Pl, end: number): Statement[] {
  const statements: Statement[] = [];
  while (pl.cursor.at < end) {
    const start = pl.cursor.at;
    const loop = cursorLoopAt(pl, start, end);
    const read = loop && attemptLoop(pl, loop);
    if (loop && read) {
      keepComments(pl.cursor, start, statements, read);
      statements.push(...read);
      pl.cursor.at = loop.end;
      continue;
    }
    pl.cursor.at = start;
    const last = statementEnd(pl, start, end);
    const made = pl.kit.attempt(last, () => readStatement(pl, last));
    keepComments(pl.cursor, start, statements, made);
    statements.push(...made);
    // A statement takes all that is its own; whatever it left is none of the next one's.
    pl.cursor.at = Math.max(last, start + 1);
  }
  return statements;
}

/** What cannot be said as a FOR loop, or not be translated, is read statement by statement. */
function attemptLoop(pl: Pl, loop: CursorLoop): Statement[] | undefined {
  const { tx } = pl;
  const before = tx.cursor;
  const { scope } = tx;
  const { issues } = tx.diagnostics;
  const known = [...issues];
  try {
    return readCursorLoop(pl, loop);
  } catch (error) {
    if (!(error instanceof Untranslatable)) throw error;
    tx.cursor = before;
    tx.scope = scope;
    issues.splice(0, issues.length, ...known);
    return undefined;
  }
}

/** Behind the semicolon of the statement that begins at `at`. */
export function statementEnd(pl: Pl, at: number, limit: number): number {
  const { tokens } = pl;
  let first = at;
  // <<label>>
  while (isSymbol(tokens[first], "<") && isSymbol(tokens[first + 1], "<")) first += 5;
  const opener = openerOf(pl, first, limit);
  if (opener < 0) return Math.min(semicolonFrom(tokens, first, limit) + 1, limit);
  const end = matchingEnd(tokens, opener, limit);
  if (end < 0) return limit;
  return Math.min(semicolonFrom(tokens, end, limit) + 1, limit);
}

/** The token whose END ends a compound statement; -1 for other statements. */
function openerOf(pl: Pl, at: number, limit: number): number {
  const { tokens } = pl;
  const token = tokens[at];
  if (token?.kind !== "word") return -1;
  switch (token.value) {
    case "BEGIN":
    case "IF":
    case "CASE":
    case "LOOP":
      return at;
    case "FOR":
    case "WHILE":
    case "FOREACH":
      return wordFrom(tokens, at, limit, LOOP);
    case "DECLARE":
      return beginOf(pl, at + 1, limit);
    default:
      return -1;
  }
}

const LOOP = new Set(["LOOP"]);

/** The BEGIN behind the declarations of a DECLARE block. */
function beginOf(pl: Pl, from: number, limit: number): number {
  const { tokens } = pl;
  let index = from;
  while (index < limit && !isWord(tokens[index], "BEGIN")) {
    const nested = isWord(tokens[index], "PROCEDURE") || isWord(tokens[index], "FUNCTION");
    const behind = nested ? routineEnd(tokens, index) : semicolonFrom(tokens, index, limit) + 1;
    if (behind < 0) return -1;
    index = behind;
  }
  return index < limit ? index : -1;
}

/**
 * Reads the head of a compound statement. Where it cannot be translated that is noted, and reading goes on with the inside,
 * whose issues are told too; the statement as a whole is then kept as it is written.
 */
export function readHead<T>(pl: Pl, end: number, read: () => T): T | undefined {
  const { tx } = pl;
  const before = tx.cursor;
  const { scope } = tx;
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Untranslatable)) throw error;
    tx.cursor = before;
    tx.scope = scope;
    tx.diagnostics.add(error.issue);
    tx.cursor.at = end;
    return undefined;
  }
}
