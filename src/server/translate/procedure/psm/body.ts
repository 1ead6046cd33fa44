import { isSymbol } from "../../../sql/token.ts";
import { keepComments } from "../comments.ts";
import type { Block, Branch, Declaration, Handler, Statement } from "../model.ts";
import { readDeclare } from "./declare.ts";
import { truth } from "./flags.ts";
import type { Psm, PsmFrame } from "./psm.ts";
import { readSimple } from "./simple.ts";
import { closingEnd, findWord, statementEnd } from "./tokens.ts";

/** Reads `BEGIN … END [label]`; the semicolon behind it is left. */
export function readBlock(psm: Psm, label: string | undefined, limit: number): Block {
  const { cursor, tx } = psm;
  const end = closingEnd(psm.tokens, cursor.at, limit);
  if (end < 0) throw tx.unreadable("a BEGIN without its END");
  cursor.next();
  cursor.accept("NOT", "ATOMIC");
  cursor.accept("ATOMIC");
  cursor.accept("REQUEST");
  return psm.scoped(() => {
    const handles =
      psm.frames.at(-1)?.handlesNotFound === true || handlesNotFound(psm, cursor.at, end);
    const frame: PsmFrame = { handlesNotFound: handles, needed: [] };
    psm.frames.push(frame);
    const declarations: Declaration[] = [];
    const handlers: Handler[] = [];
    while (cursor.isWords("DECLARE")) {
      const last = statementEnd(psm.tokens, cursor.at, end);
      const body = psm.kit.attempt(last, () => readDeclare(psm, last, declarations, handlers));
      declarations.push(
        ...body.flatMap((each) => (each.is === "declare" ? [each.declaration] : [])),
      );
      cursor.at = last;
      while (cursor.acceptSymbol(";"));
    }
    const body = readStatements(psm, end);
    psm.frames.pop();
    cursor.at = end + 1;
    if (!cursor.isSymbol(";") && cursor.at < limit) cursor.identifier();
    return {
      is: "block",
      declarations: [...frame.needed, ...declarations],
      handlers: psm.folding ? handlers.filter((handler) => !answersNull(handler)) : handlers,
      body,
      ...(label === undefined ? {} : { label }),
    };
  });
}

/** A function's handler that answers NULL for a query without rows: that is what the value of such a query is. */
function answersNull({ conditions, body }: Handler): boolean {
  const [only, ...others] = body;
  const notFound = conditions.every((condition) => condition === "NOT FOUND");
  return notFound && others.length === 0 && only?.is === "return" && only.value === "NULL";
}

/** True when a block declares a handler for NOT FOUND (or SQLSTATE '02000'). */
function handlesNotFound(psm: Psm, from: number, end: number): boolean {
  const { tokens } = psm;
  for (let index = from; index < end; index++) {
    if (tokens[index]?.value !== "HANDLER") continue;
    const last = statementEnd(tokens, index, end);
    for (let at = index; at < Math.min(last, index + 12); at++) {
      const word = tokens[at]?.value ?? "";
      if (word === "FOUND" || /02000/.test(word) || word === "1329") return true;
    }
  }
  return false;
}

/** Reads statements up to the token `end`; what cannot be translated is kept as it is written. */
export function readStatements(psm: Psm, end: number): Statement[] {
  const { cursor } = psm;
  const statements: Statement[] = [];
  while (cursor.at < end) {
    if (cursor.acceptSymbol(";")) continue;
    const start = cursor.at;
    const last = statementEnd(psm.tokens, start, end);
    const made = psm.kit.attempt(last, () => readStatement(psm, last));
    keepComments(cursor, start, statements, made);
    statements.push(...made);
    cursor.at = Math.max(last, start + 1);
  }
  return statements;
}

/** Reads the statement at the cursor, which ends before the token `end`. */
export function readStatement(psm: Psm, end: number): Statement[] {
  const { cursor } = psm;
  if (!isSymbol(cursor.peek(1), ":") || cursor.peek()?.kind === "symbol")
    return readUnlabelled(psm, undefined, end);
  const label = cursor.identifier() ?? "";
  cursor.next();
  const loop = !cursor.isWords("BEGIN");
  psm.labels.push({ label: label.toLowerCase(), loop });
  try {
    return readUnlabelled(psm, label, end);
  } finally {
    psm.labels.pop();
  }
}

function readUnlabelled(psm: Psm, label: string | undefined, end: number): Statement[] {
  const { cursor } = psm;
  const token = cursor.peek();
  switch (token?.kind === "word" ? token.value : "") {
    case "BEGIN":
      return cursor.isWords("BEGIN", "TRANSACTION") || cursor.at + 1 >= end
        ? readSimple(psm, end)
        : [readBlock(psm, label, end)];
    case "IF":
      return readIf(psm, end);
    case "CASE":
      return readCase(psm, end);
    case "LOOP":
      return loopOf(psm, label, end, cursor.at + 1, (body, labelled) => ({
        is: "loop",
        ...labelled,
        body,
      }));
    case "WHILE":
      return readWhile(psm, label, end);
    case "REPEAT":
      return readRepeat(psm, label, end);
    case "FOR":
      return readFor(psm, label, end);
    case "LEAVE":
    case "ITERATE":
      return readLeave(psm);
    default:
      return readSimple(psm, end);
  }
}

function readLeave({ cursor, tx, labels }: Psm): Statement[] {
  const is = cursor.next()?.value === "LEAVE" ? "leave" : "iterate";
  const offset = cursor.offset;
  const label = tx.expectIdentifier("a label");
  const around = labels.findLast((each) => each.label === label.toLowerCase());
  if (!around || (is === "iterate" && !around.loop))
    throw tx.stop("DWM-PRC-040", { name: label }, offset);
  return [{ is, label }];
}

/** The statement, or its source where a head of it could not be translated. */
function given(
  psm: Psm,
  start: number,
  end: number,
  statement: Statement | undefined,
): Statement[] {
  if (statement) return [statement];
  const source = psm.cursor.textBetween(start, end);
  return [{ is: "unsupported", source, reason: "its condition could not be translated" }];
}

/** Reads the condition up to a word; the word itself is stepped over. */
function condition(psm: Psm, word: string, limit: number, value = false): string | undefined {
  const { cursor, tx } = psm;
  const at = findWord(psm.tokens, cursor.at, limit, word);
  if (at < 0) throw tx.unreadable(`${word} expected`);
  const read = psm.head(at, () => {
    const expr = psm.kit.expressionTo(at);
    return value ? expr.sql : truth(expr);
  });
  cursor.at = at + 1;
  return read;
}

/** The ELSEIF, ELSE or WHEN that ends a branch, or `end`. */
function nextBranch(psm: Psm, from: number, end: number): number {
  const { tokens } = psm;
  let index = from;
  while (index < end) {
    const word = tokens[index]?.kind === "word" ? tokens[index]?.value : "";
    if (word === "ELSEIF" || word === "ELSE" || word === "WHEN") return index;
    index = statementEnd(tokens, index, end) + 1;
  }
  return end;
}

function readIf(psm: Psm, end: number): Statement[] {
  const { cursor, tx } = psm;
  const start = cursor.at;
  const last = closingEnd(psm.tokens, start, end);
  if (last < 0) throw tx.unreadable("an IF without END IF");
  cursor.next();
  const branches: Branch[] = [];
  let complete = true;
  let otherwise: Statement[] | undefined;
  for (;;) {
    const when = condition(psm, "THEN", last);
    complete &&= when !== undefined;
    branches.push({
      condition: when ?? "",
      body: readStatements(psm, nextBranch(psm, cursor.at, last)),
    });
    if (cursor.accept("ELSEIF")) continue;
    if (cursor.accept("ELSE")) otherwise = readStatements(psm, last);
    break;
  }
  const statement: Statement = { is: "if", branches, ...(otherwise ? { otherwise } : {}) };
  return given(psm, start, end, complete ? statement : undefined);
}

function readCase(psm: Psm, end: number): Statement[] {
  const { cursor, tx } = psm;
  const start = cursor.at;
  const last = closingEnd(psm.tokens, start, end);
  if (last < 0) throw tx.unreadable("a CASE without END CASE");
  cursor.next();
  let complete = true;
  let subject: string | undefined;
  if (!cursor.isWords("WHEN")) {
    const when = findWord(psm.tokens, cursor.at, last, "WHEN");
    if (when < 0) throw tx.unreadable("WHEN expected");
    subject = psm.head(when, () => psm.kit.expressionTo(when).sql);
    complete = subject !== undefined;
    cursor.at = when;
  }
  const branches: Branch[] = [];
  let otherwise: Statement[] | undefined;
  while (cursor.accept("WHEN")) {
    const when = condition(psm, "THEN", last, subject !== undefined);
    complete &&= when !== undefined;
    branches.push({
      condition: when ?? "",
      body: readStatements(psm, nextBranch(psm, cursor.at, last)),
    });
  }
  if (cursor.accept("ELSE")) otherwise = readStatements(psm, last);
  const statement: Statement = {
    is: "case",
    branches,
    ...(subject === undefined ? {} : { subject }),
    ...(otherwise ? { otherwise } : {}),
  };
  return given(psm, start, end, complete ? statement : undefined);
}

type Labelled = { label?: string };

/** Reads the statements of a loop from `from` to the END of what stands at the cursor. */
function loopOf(
  psm: Psm,
  label: string | undefined,
  end: number,
  from: number,
  make: (body: Statement[], labelled: Labelled) => Statement | undefined,
): Statement[] {
  const { cursor, tx } = psm;
  const start = cursor.at;
  const last = closingEnd(psm.tokens, start, end);
  if (last < 0) throw tx.unreadable("a loop without its END");
  cursor.at = from;
  const body = readStatements(psm, last);
  return given(psm, start, end, make(body, label === undefined ? {} : { label }));
}

function readWhile(psm: Psm, label: string | undefined, end: number): Statement[] {
  const { cursor } = psm;
  const start = cursor.at;
  cursor.next();
  const when = condition(psm, "DO", end);
  const from = cursor.at;
  cursor.at = start;
  return loopOf(psm, label, end, from, (body, labelled) =>
    when === undefined ? undefined : { is: "while", condition: when, ...labelled, body },
  );
}

function readRepeat(psm: Psm, label: string | undefined, end: number): Statement[] {
  const { cursor, tx } = psm;
  const start = cursor.at;
  const last = closingEnd(psm.tokens, start, end);
  let until = -1;
  for (let index = start + 1; index < last; index = statementEnd(psm.tokens, index, last) + 1)
    if (psm.tokens[index]?.value === "UNTIL") until = index;
  if (until < 0) throw tx.unreadable("UNTIL expected");
  cursor.next();
  const body = readStatements(psm, until);
  cursor.at = until + 1;
  const when = psm.head(last, () => truth(psm.kit.expressionTo(last)));
  const statement: Statement | undefined =
    when === undefined
      ? undefined
      : { is: "repeat", until: when, ...(label === undefined ? {} : { label }), body };
  return given(psm, start, end, statement);
}

/** Teradata's FOR row AS [cursor CURSOR FOR] query DO … END FOR. */
function readFor(psm: Psm, label: string | undefined, end: number): Statement[] {
  const { cursor, tx } = psm;
  const start = cursor.at;
  cursor.next();
  const name = tx.expectIdentifier("the loop's variable");
  tx.expect("AS");
  const declared = findWord(psm.tokens, cursor.at, Math.min(cursor.at + 6, end), "FOR");
  if (
    declared >= 0 &&
    psm.tokens.slice(cursor.at, declared).some((token) => token.value === "CURSOR")
  )
    cursor.at = declared + 1;
  const body = findWord(psm.tokens, cursor.at, end, "DO");
  if (body < 0) throw tx.unreadable("DO expected");
  const query = psm.head(body, () => psm.kit.queryTo(body));
  cursor.at = start;
  return psm.scoped(() => {
    const variable = psm.kit.variables.free(name);
    const { variables } = tx.scope;
    for (const column of query?.columns ?? []) {
      const field = (column.name ?? "").toLowerCase();
      const sql = `${psm.sql(variable)}.${psm.sql(column.name ?? "")}`;
      for (const key of [`${name.toLowerCase()}.${field}`, `:${name.toLowerCase()}.${field}`])
        variables.set(key, { sql, inQuery: sql, type: column.type, rule: "wins" });
    }
    return loopOf(
      psm,
      label,
      end,
      body + 1,
      (statements, labelled) =>
        query && { is: "forQuery", variable, query: query.sql, ...labelled, body: statements },
    );
  });
}
