import type { Statement } from "../model.ts";
import { sqlPieces } from "../substitute.ts";

/** Calls that fail on no text that they may get. */
const SAFE =
  /^(coalesce|nullif|upper|lower|trim|ltrim|rtrim|btrim|substr|left|right|length|concat|replace|translate|in|exists|and|or|not|when|then|else|if|decimal|is|round|abs)$/i;
const CALL = /\b(try_cast|cast|to_timestamp|to_date)\(/i;

/**
 * Under which conditions the statements fail, where nothing in them but conversions of texts can: a handler of a function
 * that is one expression is a branch then. Undefined where something else can fail too, or that cannot be told.
 */
export function conversionFailures(statements: readonly Statement[]): string[] | undefined {
  const conditions: string[] = [];
  const assigned = new Set<string>();
  for (const statement of statements) {
    if (statement.is === "comment" || statement.is === "declare") continue;
    const value = statement.is === "set" || statement.is === "return" ? statement.value : undefined;
    if (value === undefined) return undefined;
    const found = failuresOf(value);
    if (!found) return undefined;
    // What a variable holds by then is not what it holds where the branch is chosen.
    const words = new Set(
      found
        .join(" ")
        .toLowerCase()
        .match(/[a-z_]\w*/g),
    );
    if ([...assigned].some((name) => words.has(name))) return undefined;
    conditions.push(...found);
    if (statement.is === "set")
      for (const target of statement.targets) assigned.add(target.toLowerCase());
  }
  return conditions;
}

function failuresOf(sql: string): string[] | undefined {
  const conditions: string[] = [];
  let rest = sql;
  for (let call = CALL.exec(rest); call; call = CALL.exec(rest)) {
    const open = call.index + call[0].length;
    const close = outside(rest, open, ")");
    const inside = rest.slice(open, close);
    const name = (call[1] ?? "").toLowerCase();
    const condition = close < 0 ? undefined : failure(name, inside);
    const within = condition === undefined ? undefined : failuresOf(operandOf(name, inside));
    if (condition === undefined || within === undefined) return undefined;
    conditions.push(...within, ...(condition === "" ? [] : [condition]));
    rest = `${rest.slice(0, call.index)} ${rest.slice(close + 1)}`;
  }
  const plain = rest.replace(/'(?:[^'\\]|\\.)*'/g, "''");
  const divided = plain.replace(/\/ *[1-9]/g, "");
  const calls = [...plain.matchAll(/([A-Za-z_]\w*)\s*\(/g)].map(([, name]) => name ?? "");
  return /[/%]|\bselect\b/i.test(divided) || !calls.every((name) => SAFE.test(name))
    ? undefined
    : conditions;
}

/** When one conversion fails; "" where it never does. */
function failure(name: string, inside: string): string | undefined {
  const operand = operandOf(name, inside);
  const type = inside.slice(operand.length).replace(/^\s*AS\s+/i, "");
  if (name === "try_cast" || (name === "cast" && /^STRING$/i.test(type))) return "";
  // What fails inside of it would fail in the condition too.
  if (CALL.test(operand)) return undefined;
  return `(${operand} IS NOT NULL AND try_${name}(${inside}) IS NULL)`;
}

function operandOf(name: string, inside: string): string {
  const at = name.endsWith("cast")
    ? inside.search(/\s+AS\s+[A-Z_]+(\([\d, ]+\))?\s*$/i)
    : outside(inside, 0, ",");
  return at < 0 ? inside : inside.slice(0, at);
}

/** The index of the first of the signs outside of texts, and of brackets that open behind `from`; -1 where there is none. */
function outside(sql: string, from: number, sign: "," | ")"): number {
  let depth = 0;
  let at = from;
  for (const piece of sqlPieces(sql.slice(from))) {
    if (depth === 0 && piece === sign) return at;
    if (piece === "(") depth++;
    else if (piece === ")") depth--;
    at += piece.length;
  }
  return -1;
}
