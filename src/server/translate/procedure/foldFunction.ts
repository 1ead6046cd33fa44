import type { TypeClass } from "../types/spec.ts";
import type { Block, Declaration, Statement } from "./model.ts";
import { returns } from "./returns.ts";
import { substitute } from "./substitute.ts";

/** A function's statements as one expression, or why they cannot be that. */
export interface Folded {
  expression?: string;
  reason: string;
}

/** More than this is no expression that anybody reads. */
const MOST_CHARACTERS = 20_000;

class Unfoldable extends Error {}

interface Local {
  type: string;
  value: string;
}
type Locals = Map<string, Local>;

/**
 * Databricks' scalar functions are one expression. Assignments, IF and CASE that lead to a RETURN are one too: variables are
 * replaced by what was assigned to them, branches become CASE.
 */
export function foldFunction(body: Block, result: string): Folded {
  try {
    const expression = run([body], new Map(), result);
    if (expression.length > MOST_CHARACTERS) return { reason: "too many to fold" };
    return { expression, reason: "" };
  } catch (error) {
    if (error instanceof Unfoldable) return { reason: error.message };
    throw error;
  }
}

function run(statements: readonly Statement[], locals: Locals, result: string): string {
  const [first, ...rest] = statements;
  if (!first) return `CAST(NULL AS ${result})`;
  switch (first.is) {
    case "block": {
      if (first.handlers.length > 0) throw new Unfoldable("it handles errors");
      const twice = first.declarations.some(({ name }) => locals.has(name.toLowerCase()));
      if (twice) throw new Unfoldable("a block that declares what is declared around it");
      const declared = first.declarations.map(
        (declaration): Statement => ({ is: "declare", declaration }),
      );
      return run([...declared, ...first.body, ...rest], locals, result);
    }
    case "comment":
      return run(rest, locals, result);
    case "declare":
      declare(first.declaration, locals);
      return run(rest, locals, result);
    case "set":
      assign(first, locals);
      return run(rest, locals, result);
    case "return":
      if (first.value === undefined) throw new Unfoldable("it returns no value");
      return replaced(first.value, locals);
    case "if":
    case "case":
      return branch(first, rest, locals, result);
    case "signal": {
      const { message } = first;
      if (!message) throw new Unfoldable("an error without a message");
      return `raise_error(${replaced(message.sql, locals)})`;
    }
    case "unsupported":
      throw new Unfoldable("a statement was not translated");
    case "while":
    case "loop":
    case "repeat":
    case "forQuery":
    case "forRange":
      throw new Unfoldable("a loop");
    default:
      throw new Unfoldable("a statement that is no assignment");
  }
}

function branch(
  statement: Extract<Statement, { is: "if" | "case" }>,
  rest: readonly Statement[],
  locals: Locals,
  result: string,
): string {
  const subject =
    statement.is === "case" && statement.subject !== undefined
      ? ` ${replaced(statement.subject, locals)}`
      : "";
  const conditions = statement.branches.map(({ condition }) => replaced(condition, locals));
  if (statement.is === "case" && !statement.otherwise)
    throw new Unfoldable("a CASE without ELSE, which raises an error");
  const lists = [...statement.branches.map(({ body }) => body), statement.otherwise ?? []];
  if (!lists.some((list) => list.some(ends))) {
    // Nothing returns in it: what differs behind it are the variables.
    const ends = lists.map((list) => {
      const inside = new Map([...locals].map(([name, local]) => [name, { ...local }] as const));
      for (const each of list) step(each, inside, result);
      return inside;
    });
    for (const [name, local] of locals) {
      const values = ends.map((end) => end.get(name)?.value ?? local.value);
      if (values.every((value) => value === local.value)) continue;
      const whens = conditions.map((condition, index) => `WHEN ${condition} THEN ${values[index]}`);
      local.value = `CASE${subject} ${whens.join(" ")} ELSE ${values.at(-1)} END`;
      if (local.value.length > MOST_CHARACTERS) throw new Unfoldable("too many to fold");
    }
    return run(rest, locals, result);
  }
  const values = lists.map((list) => {
    const inside = new Map([...locals].map(([name, local]) => [name, { ...local }] as const));
    const value = run([...list, ...rest], inside, result);
    if (value.length > MOST_CHARACTERS) throw new Unfoldable("too many to fold");
    return value;
  });
  const whens = conditions.map((condition, index) => `WHEN ${condition} THEN ${values[index]}`);
  return `CASE${subject} ${whens.join(" ")} ELSE ${values.at(-1)} END`;
}

/** True for a statement that returns a value or raises an error, or holds one that does. */
function ends(statement: Statement): boolean {
  switch (statement.is) {
    case "signal":
      return true;
    case "if":
    case "case":
      return [...statement.branches.map(({ body }) => body), statement.otherwise ?? []].some(
        (list) => list.some(ends),
      );
    case "block":
      return statement.body.some(ends);
    default:
      return returns(statement);
  }
}

/** Runs a statement that does not return. */
function step(statement: Statement, locals: Locals, result: string): void {
  if (statement.is === "declare") declare(statement.declaration, locals);
  else if (statement.is === "set") assign(statement, locals);
  else if (statement.is !== "comment") run([statement], locals, result);
}

function declare(declaration: Declaration, locals: Locals): void {
  if (declaration.is !== "variable") throw new Unfoldable("a cursor");
  if (declaration.type === undefined) throw new Unfoldable("a variable without a type");
  const { type, initial } = declaration;
  let value = `CAST(NULL AS ${type})`;
  if (initial !== undefined) {
    const read = replaced(initial, locals);
    value = declaration.same === true ? read : converted(read, undefined, type);
  }
  locals.set(declaration.name.toLowerCase(), { type, value });
}

function assign(statement: Extract<Statement, { is: "set" }>, locals: Locals): void {
  const [target, ...others] = statement.targets;
  const local = target === undefined ? undefined : locals.get(target.toLowerCase());
  if (!local || others.length > 0) throw new Unfoldable("several variables from one query");
  if (/\b(?:rand|random|uuid|randn)\s*\(/i.test(statement.value))
    throw new Unfoldable("a value that is another one each time");
  local.value = converted(replaced(statement.value, locals), statement.class, local.type);
  if (local.value.length > MOST_CHARACTERS) throw new Unfoldable("too many to fold");
}

/** Types that hold a value of the class as it is; the others change its scale or length. */
const HOLDS: Partial<Record<TypeClass, RegExp>> = {
  string: /^STRING$/,
  int: /^BIGINT$/,
  bool: /^BOOLEAN$/,
  date: /^DATE$/,
  timestamp: /^TIMESTAMP_NTZ$/,
  timestamptz: /^TIMESTAMP$/,
  float: /^DOUBLE$/,
};

function converted(value: string, type: TypeClass | undefined, target: string): string {
  const holds = type && HOLDS[type];
  return holds?.test(target) ? value : `CAST(${value} AS ${target})`;
}

function replaced(sql: string, locals: Locals): string {
  const query = /\bFROM\b/i.test(sql);
  return substitute(sql, (name) => {
    const local = locals.get(name.toLowerCase());
    if (!local) return undefined;
    if (query && !/^[a-z]{1,5}_/i.test(name))
      throw new Unfoldable(`the variable ${name} may be a column of the query`);
    return local.value;
  });
}
