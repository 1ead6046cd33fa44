import { isSymbol, isWord, type Token } from "./token.ts";

/** A `$IF` whose branch was chosen without knowing the flags that the source compiles with. */
export interface Choice {
  /** Offset of the `$IF` or `$ELSIF`. */
  offset: number;
  /** The condition as written, on one line. */
  condition: string;
}

/** What is left of PL/SQL tokens when conditional compilation is done. */
export interface Compiled {
  tokens: readonly Token[];
  choices: Choice[];
}

/** Longer ones are not evaluated; nobody writes them. */
const MAX_CONDITION = 400;

/** One `$IF` that is open: whether a branch was taken, and whether the current one is. */
interface Frame {
  outer: boolean;
  taken: boolean;
  live: boolean;
}

/**
 * Does PL/SQL's conditional compilation (`$IF … $THEN … $ELSIF … $ELSE … $END`) as a database without PLSQL_CCFLAGS does:
 * an inquiry directive (`$$debug`) that nobody set is NULL, and the database is a recent one.
 */
export function compileConditions(tokens: readonly Token[], text: string): Compiled {
  if (!tokens.some((token) => isWord(token, "$IF"))) return { tokens, choices: [] };
  const kept: Token[] = [];
  const choices: Choice[] = [];
  const frames: Frame[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    const word = token.kind === "word" ? token.value : "";
    const frame = frames.at(-1);
    const live = frame?.live ?? true;
    if (word === "$IF" || (word === "$ELSIF" && frame)) {
      const then = tokens.findIndex((candidate, index) => index > at && isWord(candidate, "$THEN"));
      if (then < 0) return { tokens, choices: [] };
      const condition = tokens.slice(at + 1, then);
      const outer = word === "$IF" ? live : frame?.outer === true && frame.taken === false;
      const value = outer && condition.length <= MAX_CONDITION && evaluate(condition) === true;
      if (outer) {
        const [first, last] = [condition[0], condition.at(-1)];
        const written = first && last ? text.slice(first.start, last.end) : "";
        choices.push({ offset: token.start, condition: written.replace(/\s+/g, " ") });
      }
      if (word === "$IF") frames.push({ outer, taken: value, live: value });
      else if (frame) {
        frame.live = value;
        frame.taken ||= value;
      }
      at = then;
    } else if (word === "$ELSE" && frame) {
      frame.live = frame.outer && !frame.taken;
      frame.taken = true;
    } else if (word === "$END" && frame) frames.pop();
    else if (live) kept.push(token);
  }
  return { tokens: kept, choices };
}

type Value = boolean | number | string | null;

/** The value of a condition; null where it cannot be told, as SQL has it. */
function evaluate(tokens: readonly Token[]): Value {
  let at = 0;
  const word = (value: string): boolean => {
    if (!isWord(tokens[at], value)) return false;
    at++;
    return true;
  };
  const or = (): Value => {
    let left = and();
    while (word("OR")) {
      const right = and();
      left =
        left === true || right === true ? true : left === null || right === null ? null : false;
    }
    return left;
  };
  const and = (): Value => {
    let left = not();
    while (word("AND")) {
      const right = not();
      if (left === false || right === false) left = false;
      else left = left === null || right === null ? null : true;
    }
    return left;
  };
  const not = (): Value => {
    if (!word("NOT")) return compared();
    const value = not();
    return typeof value === "boolean" ? !value : null;
  };
  const compared = (): Value => {
    const left = single();
    if (word("IS")) {
      const negated = word("NOT");
      word("NULL");
      return (left === null) !== negated;
    }
    const operator = tokens[at]?.kind === "symbol" ? tokens[at]?.text : undefined;
    if (operator === undefined || operator === ")") return left;
    at++;
    const right = single();
    if (left === null || right === null) return null;
    switch (operator) {
      case "=":
        return left === right;
      case "<>":
      case "!=":
        return left !== right;
      case "<":
        return left < right;
      case "<=":
        return left <= right;
      case ">":
        return left > right;
      case ">=":
        return left >= right;
      default:
        return null;
    }
  };
  const single = (): Value => {
    const token = tokens[at++];
    if (isSymbol(token, "(")) {
      const value = or();
      at++;
      return value;
    }
    if (token?.kind === "number") return Number(token.text);
    if (token?.kind === "string") return token.text;
    if (isWord(token, "TRUE")) return true;
    if (isWord(token, "FALSE")) return false;
    let name = token?.value ?? "";
    while (isSymbol(tokens[at], ".")) {
      name += `.${tokens[at + 1]?.value ?? ""}`;
      at += 2;
    }
    return (
      VERSION[name.replace(/^SYS\./, "")] ??
      (/^(SYS\.)?DBMS_DB_VERSION\.VER_LE_/.test(name) ? false : null)
    );
  };
  return or();
}

/** The version that scripts are read for. */
const VERSION: Readonly<Record<string, number>> = {
  "DBMS_DB_VERSION.VERSION": 19,
  "DBMS_DB_VERSION.RELEASE": 0,
};
