import { isSymbol, type Token } from "../../../sql/token.ts";
import { Cursor } from "../../cursor.ts";
import { cursorOver } from "../../dml/changedRows.ts";
import { calledName, routinesOf } from "../../query/calls/routineCall.ts";
import { targetOf } from "../../query/from/tableName.ts";
import type { Tx } from "../../query/tx.ts";
import { databricksWriter } from "../../writer/databricksWriter.ts";
import { dynamicSql } from "../dynamicSql.ts";
import type { Statement } from "../model.ts";
import { literalOf } from "../textPieces.ts";
import { targetName, withoutAssignments } from "./assign.ts";
import type { TsqlBody } from "./body.ts";

/** EXEC name arguments, EXEC (text), EXEC sp_executesql; `insert`: what is put before the text, as tokens of it. */
export function readExec(body: TsqlBody, end: number, insert: readonly Token[] = []): Statement[] {
  const { kit } = body;
  const { cursor, tx } = kit;
  const offset = cursor.offset;
  const start = cursor.at;
  cursor.next();
  if (cursor.isWords("AS")) throw tx.stop("DWM-PRC-002", { construct: "EXECUTE AS" }, offset);
  if (cursor.isSymbol("(")) return readText(body, end, offset, insert);
  if (cursor.peek()?.text.startsWith("@") && isSymbol(cursor.peek(1), "=")) {
    const code = cursor.peek()?.text ?? "";
    const what = `${code} gets no return code: procedures have none; read it from an OUT parameter`;
    kit.note("DWM-PRC-007", { what }, offset);
    cursor.at += 2;
  }
  if (cursor.peek()?.text.startsWith("@"))
    throw tx.stop("DWM-PRC-002", { construct: "a procedure whose name a variable holds" }, offset);
  const parts = cursor.name();
  if (!parts) throw tx.unreadable("a procedure expected");
  const called = (parts.at(-1) ?? "").toLowerCase();
  if (called === "sp_executesql") return readExecuteSql(body, end, offset, insert);
  if (insert.length > 0) throw tx.stop("DWM-PRC-063", { what: "a procedure" }, offset);
  const system =
    /^(sp_|xp_)/.test(called) && routinesOf(tx, parts).length === 0 && parts[0] !== "dbo";
  if (system || parts.length > 3) {
    const construct = cursor.textBetween(start, end).replace(/\s+/g, " ").slice(0, 80);
    throw tx.stop("DWM-PRC-002", { construct }, offset);
  }
  const args = readArguments(body, end);
  if (cursor.accept("WITH")) cursor.at = end;
  return [{ is: "call", procedure: procedureName(tx, parts, offset), args }];
}

/** A procedure's name for CALL: the inventory's, else as the source writes it. */
function procedureName(tx: Tx, parts: readonly string[], offset: number): string {
  const [routine] = routinesOf(tx, parts);
  if (!routine) tx.note("DWM-PRC-041", { name: parts.filter(Boolean).join(".") }, offset);
  const target = routine?.target ?? targetOf(tx.context, parts) ?? parts.at(-1) ?? "";
  return calledName(tx, parts, target, routine?.schema);
}

function readArguments(body: TsqlBody, end: number): { name?: string; value: string }[] {
  const { kit } = body;
  const { cursor } = kit;
  const args: { name?: string; value: string }[] = [];
  while (cursor.at < end && !cursor.isWords("WITH")) {
    const token = cursor.peek();
    const named = token?.text.startsWith("@") && isSymbol(cursor.peek(1), "=");
    const name = named ? token?.text.slice(1) : undefined;
    if (named) cursor.at += 2;
    const value = readArgument(body);
    if (value !== undefined) args.push(name === undefined ? { value } : { name, value });
    if (!cursor.acceptSymbol(",")) break;
  }
  return args;
}

/** One argument: a value, a variable that takes one back, DEFAULT (left out). */
function readArgument(body: TsqlBody): string | undefined {
  const { kit } = body;
  const { cursor } = kit;
  if (cursor.isWords("DEFAULT")) {
    cursor.next();
    return "DEFAULT";
  }
  const token = cursor.peek();
  const next = cursor.peek(1)?.value;
  if (token?.text.startsWith("@") && (next === "OUTPUT" || next === "OUT")) {
    cursor.at += 2;
    return databricksWriter.name(targetName(body, token));
  }
  // A word without quotes is a text.
  const bare = token?.kind === "word" && !/^(NULL|@.*|N)$/i.test(token.text);
  if (bare && !isSymbol(cursor.peek(1), "(")) {
    cursor.next();
    return databricksWriter.text(token.text);
  }
  return kit.expression().sql;
}

/** EXEC ('…' + @x): dynamic SQL. */
function readText(
  body: TsqlBody,
  end: number,
  offset: number,
  insert: readonly Token[],
): Statement[] {
  const { kit } = body;
  const { cursor, tx } = kit;
  const inside = cursor.group();
  if (!inside) throw tx.unreadable("( expected");
  if (cursor.accept("AS")) cursor.at = end;
  if (cursor.isWords("AT")) throw tx.stop("DWM-PRC-002", { construct: "EXEC … AT" }, offset);
  const run = { insert, markers: new Map(), using: [], outputs: new Map() };
  return executed(body, inside, run, offset);
}

/** sp_executesql text, N'@p type, …', @p = value, …: parameters become named parameter markers. */
function readExecuteSql(
  body: TsqlBody,
  end: number,
  offset: number,
  insert: readonly Token[],
): Statement[] {
  const { kit } = body;
  const { cursor, tx } = kit;
  const parts = cursor.slice(cursor.at, end).split();
  cursor.at = end;
  for (const part of parts.slice(0, 2))
    if (
      /^@(stmt|statement|params|parameters)$/i.test(part.peek()?.text ?? "") &&
      isSymbol(part.peek(1), "=")
    )
      part.at += 2;
  const [statement, declared, ...values] = parts;
  if (!statement) throw tx.unreadable("a text expected");
  const names = declared ? parameterNames(literalOf(declared) ?? "") : [];
  const using: { name: string; value: string }[] = [];
  const outputs = new Map<string, string>();
  values.forEach((part, index) => {
    const token = part.peek();
    const named = token?.text.startsWith("@") && isSymbol(part.peek(1), "=");
    const name = (named ? token?.text : names[index]) ?? "";
    if (named) part.at += 2;
    const out = part.tokens[part.end - 1]?.value;
    if (out === "OUTPUT" || out === "OUT")
      outputs.set(name.toLowerCase(), targetName(body, part.peek()));
    else using.push({ name: name.slice(1), value: tx.inside(part, () => kit.expression().sql) });
  });
  const markers = new Map(using.map(({ name }) => [`@${name.toLowerCase()}`, `:${name}`]));
  return executed(body, statement, { insert, markers, using, outputs }, offset);
}

function parameterNames(text: string): string[] {
  return new Cursor(text, "tsql").split().map((part) => part.peek()?.text ?? "");
}

interface Run {
  /** What is put before the text. */
  insert: readonly Token[];
  markers: ReadonlyMap<string, string>;
  using: { name: string; value: string }[];
  /** Parameters that take a value back (lower case) and the variables for it. */
  outputs: ReadonlyMap<string, string>;
}

/** EXECUTE IMMEDIATE of a text, translated as far as it is known here. */
function executed(body: TsqlBody, given: Cursor, run: Run, offset: number): Statement[] {
  const { kit } = body;
  const { using, insert } = run;
  const text = cursorOver(given, [...insert, ...given.tokens.slice(given.at, given.end)]);
  const variable = text.end - text.at === 1 ? (text.peek()?.text ?? "") : "";
  if (body.texts.has(variable)) {
    const into = targets(body, run, body.outputs.get(variable.toLowerCase()) ?? [], offset);
    return [{ is: "execute", text: textSql(body, text), into, using }];
  }
  let assigned: string[] = [];
  const prepare = (inner: Tx) => {
    assigned = withoutAssignments(inner);
  };
  const translated = dynamicSql(kit, text, { markers: run.markers, prepare });
  if (translated) {
    const into = targets(body, run, assigned, offset);
    return translated.map((sql): Statement => ({ is: "execute", text: sql, into, using }));
  }
  if (insert.length > 0)
    throw kit.tx.stop("DWM-PRC-063", { what: "a text that is not known here" }, offset);
  if (run.outputs.size > 0)
    throw kit.tx.stop("DWM-PRC-002", { construct: "sp_executesql with OUTPUT" }, offset);
  kit.note("DWM-PRC-009", {}, offset);
  if (using.length > 0) {
    const what = "parameters in the text of dynamic SQL are written :name here, not @name";
    kit.note("DWM-PRC-007", { what }, offset);
  }
  return [{ is: "execute", text: textSql(body, text), into: [], using }];
}

function textSql(body: TsqlBody, text: Cursor): string {
  return body.kit.tx.inside(text, () => body.kit.expression().sql);
}

/** The variables that the text's SELECT @a = … gives its values to, each through its OUTPUT parameter. */
function targets(
  body: TsqlBody,
  { outputs }: Run,
  given: readonly string[],
  offset: number,
): string[] {
  const found = given.map((name) => outputs.get(name.toLowerCase()));
  const all = found.filter((name) => name !== undefined);
  if (all.length === outputs.size && all.length === given.length) return all;
  throw body.kit.tx.stop("DWM-PRC-002", { construct: "sp_executesql with OUTPUT" }, offset);
}
