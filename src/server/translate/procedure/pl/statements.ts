import { isSymbol, isWord } from "../../../sql/token.ts";
import type { Branch, Statement } from "../model.ts";
import { rounded } from "../rounding.ts";
import { readBlock, readHead, readStatements } from "./block.ts";
import { readForall } from "./bulk.ts";
import { readAssignmentOrCall } from "./calls.ts";
import type { Pl } from "./context.ts";
import { readClose, readFetch, readOpen } from "./cursors.ts";
import { readExecute } from "./dynamic.ts";
import { readFor, readForeach } from "./forLoops.ts";
import { labelsBefore } from "./labels.ts";
import { readPerform, readPostgresReturn } from "./postgres.ts";
import { readAssert, readGetDiagnostics, readRaise } from "./raise.ts";
import { readSql } from "./sql.ts";
import { matchingEnd, semicolonFrom, skipCompound, wordFrom } from "./tokens.ts";

/** Reads the statement at the cursor, which ends before the token `end`. */
export function readStatement(pl: Pl, end: number): Statement[] {
  const labels = labelsBefore(pl);
  const places = labels.flatMap((label) => (isJumpedTo(pl, label) ? pl.gotos.place(label) : []));
  return [...places, ...readLabelled(pl, labels.at(-1), end)];
}

/** True where a GOTO goes to the label. */
function isJumpedTo(pl: Pl, label: string): boolean {
  const { tokens } = pl;
  return tokens.some(
    (token, at) => isWord(token, label.toUpperCase()) && at > 0 && isWord(tokens[at - 1], "GOTO"),
  );
}

function readLabelled(pl: Pl, label: string | undefined, end: number): Statement[] {
  const { cursor, tx } = pl;
  if (cursor.at >= end) return [];
  const token = cursor.peek();
  if (token?.kind !== "word") return readAssignmentOrCall(pl, end);
  // A variable may be called as a statement begins: `open := 1`.
  if (isSymbol(cursor.peek(1), ":=")) return readAssignmentOrCall(pl, end);
  switch (token.value) {
    case "NULL":
      cursor.next();
      return [];
    case "BEGIN":
    case "DECLARE":
      return [readBlock(pl, label, end)];
    case "IF":
      return readIf(pl, end);
    case "CASE":
      return readCase(pl, end);
    case "LOOP":
      return readLoop(pl, label, end);
    case "WHILE":
      return readWhile(pl, label, end);
    case "FOR":
      return readFor(pl, label, end);
    case "FORALL":
      return readForall(pl, end);
    case "EXIT":
      return readExit(pl, "leave");
    case "CONTINUE":
      return readExit(pl, "iterate");
    case "GOTO": {
      const { offset } = cursor;
      const source = cursor.textBetween(cursor.at, semicolonFrom(pl.tokens, cursor.at, end));
      cursor.next();
      return pl.gotos.jump(tx.expectIdentifier("a label"), source, offset);
    }
    case "RETURN":
      return readReturn(pl, end);
    case "RAISE":
      return readRaise(pl, end);
    case "EXECUTE":
      return readExecute(pl, end);
    case "OPEN":
      return readOpen(pl, end);
    case "FETCH":
    case "MOVE":
      return readFetch(pl, end);
    case "CLOSE":
      return readClose(pl);
    case "PIPE":
      throw tx.stop("DWM-PRC-002", {
        construct: "PIPE ROW, which returns the rows of a pipelined function,",
      });
    default:
      return readOther(pl, label, token.value, end);
  }
}

function readOther(pl: Pl, label: string | undefined, word: string, end: number): Statement[] {
  if (!pl.oracle) {
    switch (word) {
      case "FOREACH":
        return readForeach(pl, label, end);
      case "PERFORM":
        return readPerform(pl, end);
      case "ASSERT":
        return readAssert(pl, end);
      case "GET":
        return readGetDiagnostics(pl, end);
    }
  }
  return readSql(pl, end) ?? readAssignmentOrCall(pl, end);
}

const THEN = new Set(["THEN"]);
const LOOP = new Set(["LOOP"]);

/** The tokens up to a word, as an expression; the word itself is stepped over. */
function readCondition(pl: Pl, words: ReadonlySet<string>, end: number): string | undefined {
  const { cursor, tx } = pl;
  const at = wordFrom(pl.tokens, cursor.at, end, words);
  if (at < 0) throw tx.unreadable(`${[...words].join(" or ")} expected`);
  const condition = readHead(pl, at, () => pl.kit.expressionTo(at).sql);
  cursor.at = at + 1;
  return condition;
}

/** What is kept of a compound statement when a head of it could not be translated. */
function given<T extends Statement>(
  pl: Pl,
  start: number,
  end: number,
  complete: boolean,
  statement: () => T,
): Statement[] {
  if (complete) return [statement()];
  const source = pl.cursor.textBetween(start, end);
  return [{ is: "unsupported", source, reason: "its condition could not be translated" }];
}

function readIf(pl: Pl, end: number): Statement[] {
  const { cursor, tx } = pl;
  const start = cursor.at;
  cursor.next();
  const branches: Branch[] = [];
  let complete = true;
  let otherwise: Statement[] | undefined;
  const last = matchingEnd(pl.tokens, start, end);
  for (;;) {
    const condition = readCondition(pl, THEN, last);
    complete &&= condition !== undefined;
    const body = readStatements(pl, nextBranch(pl, cursor.at, last));
    branches.push({ condition: condition ?? "", body });
    if (cursor.accept("ELSIF") || cursor.accept("ELSEIF")) continue;
    if (cursor.accept("ELSE")) otherwise = readStatements(pl, last);
    break;
  }
  tx.expect("END", "IF");
  return given(pl, start, end, complete, () => ({
    is: "if",
    branches,
    ...(otherwise === undefined ? {} : { otherwise }),
  }));
}

/** The ELSIF, ELSE or WHEN that ends a branch, or `end`. */
function nextBranch(pl: Pl, from: number, end: number): number {
  let depth = 0;
  for (let index = from; index < end; index++) {
    const token = pl.tokens[index];
    if (isSymbol(token, "(")) depth++;
    else if (isSymbol(token, ")")) depth--;
    if (token?.kind !== "word" || depth > 0) continue;
    if (/^(ELSIF|ELSEIF|ELSE|WHEN)$/.test(token.value) && atBoundary(pl, index)) return index;
    index = skip(pl, index, end);
    if (index < 0) return end;
  }
  return end;
}

function skip(pl: Pl, index: number, end: number): number {
  return skipCompound(pl.tokens, index, end);
}

/** A branch ends behind a statement, or is empty in PL/pgSQL. */
function atBoundary(pl: Pl, index: number): boolean {
  const previous = pl.tokens[index - 1];
  return (
    isSymbol(previous, ";") || (previous?.kind === "word" && /^(THEN|ELSE)$/.test(previous.value))
  );
}

function readCase(pl: Pl, end: number): Statement[] {
  const { cursor, tx } = pl;
  const start = cursor.at;
  const offset = cursor.offset;
  cursor.next();
  const last = matchingEnd(pl.tokens, start, end);
  let complete = true;
  let subject: string | undefined;
  if (!cursor.isWords("WHEN")) {
    const when = wordFrom(pl.tokens, cursor.at, last, new Set(["WHEN"]));
    if (when < 0) throw tx.unreadable("WHEN expected");
    subject = readHead(pl, when, () => pl.kit.expressionTo(when).sql);
    complete &&= subject !== undefined;
    cursor.at = when;
  }
  const branches: Branch[] = [];
  let otherwise: Statement[] | undefined;
  while (cursor.accept("WHEN")) {
    const then = wordFrom(pl.tokens, cursor.at, last, THEN);
    if (then < 0) throw tx.unreadable("THEN expected");
    // PL/pgSQL takes several values for one branch.
    const parts =
      subject === undefined
        ? [cursor.slice(cursor.at, then)]
        : cursor.slice(cursor.at, then).split();
    const conditions = readHead(pl, then, () =>
      parts.map((part) => tx.inside(part, () => pl.kit.expressionTo(part.end).sql)),
    );
    complete &&= conditions !== undefined;
    cursor.at = then + 1;
    const body = readStatements(pl, nextBranch(pl, cursor.at, last));
    for (const condition of conditions ?? [""]) branches.push({ condition, body });
  }
  if (cursor.accept("ELSE")) otherwise = readStatements(pl, last);
  else {
    // Neither side goes on when no branch fits.
    void offset;
  }
  tx.expect("END", "CASE");
  return given(pl, start, end, complete, () => ({
    is: "case",
    branches,
    ...(subject === undefined ? {} : { subject }),
    ...(otherwise === undefined ? {} : { otherwise }),
  }));
}

/** Reads the body of a loop, from behind its LOOP to behind its END LOOP. */
export function readLoopBody(
  pl: Pl,
  label: string | undefined,
  loopAt: number,
  end: number,
  from: number = loopAt + 1,
): Statement[] {
  const { cursor, tx } = pl;
  const last = matchingEnd(pl.tokens, loopAt, end);
  if (last < 0) throw tx.unreadable("a LOOP without its END LOOP");
  cursor.at = from;
  pl.loops.push(label);
  const body = readStatements(pl, last);
  pl.loops.pop();
  tx.expect("END", "LOOP");
  if (!cursor.isSymbol(";")) cursor.identifier();
  return body;
}

function readLoop(pl: Pl, label: string | undefined, end: number): Statement[] {
  const body = readLoopBody(pl, label, pl.cursor.at, end);
  return [{ is: "loop", ...(label === undefined ? {} : { label }), body }];
}

function readWhile(pl: Pl, label: string | undefined, end: number): Statement[] {
  const { cursor } = pl;
  const start = cursor.at;
  cursor.next();
  const condition = readCondition(pl, LOOP, end);
  const body = readLoopBody(pl, label, cursor.at - 1, end);
  return given(pl, start, end, condition !== undefined, () => ({
    is: "while",
    condition: condition ?? "",
    ...(label === undefined ? {} : { label }),
    body,
  }));
}

function readExit(pl: Pl, is: "leave" | "iterate"): Statement[] {
  const { cursor, tx } = pl;
  const offset = cursor.offset;
  cursor.next();
  const label = cursor.isWords("WHEN") ? undefined : cursor.identifier();
  if (label === undefined && pl.loops.length === 0)
    throw tx.stop("DWM-PRC-002", { construct: "EXIT outside of a loop" }, offset);
  const wanted = label?.toLowerCase();
  const loop = pl.loops.some((each) => each?.toLowerCase() === wanted);
  const block = is === "leave" && pl.frames.some((frame) => frame.label?.toLowerCase() === wanted);
  if (label !== undefined && !loop && !block) throw tx.stop("DWM-PRC-040", { name: label }, offset);
  const statement: Statement = { is, ...(label === undefined ? {} : { label }) };
  if (!cursor.accept("WHEN")) return [statement];
  const end = semicolonFrom(pl.tokens, cursor.at, cursor.end);
  const condition = pl.kit.expressionTo(end).sql;
  return [{ is: "if", branches: [{ condition, body: [statement] }] }];
}

function readReturn(pl: Pl, end: number): Statement[] {
  const { cursor, tx } = pl;
  const offset = cursor.offset;
  cursor.next();
  if (!pl.oracle) {
    const rows = readPostgresReturn(pl, end, offset);
    if (rows) return rows;
  }
  if (
    pl.routine.returnsRow &&
    (cursor.accept("NEW") || cursor.accept("OLD") || cursor.accept("NULL"))
  )
    return [{ is: "return" }];
  if (cursor.isSymbol(";") || cursor.at >= end) return [{ is: "return" }];
  if (!pl.routine.returnsValue)
    throw tx.stop("DWM-PRC-002", { construct: "RETURN with a value in a procedure" }, offset);
  const last = semicolonFrom(pl.tokens, cursor.at, end);
  const value = pl.kit.expressionTo(last);
  const { returns } = pl.routine;
  return [{ is: "return", value: returns ? rounded(value, returns) : value.sql }];
}
