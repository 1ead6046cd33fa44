import { identifierOf, type Token } from "./token.ts";

/** A name, or a part of one, that a client tool or a template fills in. */
export interface Variable {
  /** As written: `${env}`, `{schema}`, `{{ db }}_raw`. */
  text: string;
  /** Index of the token behind it. */
  next: number;
}

/**
 * A variable that stands in a name's place: `&db`, `&{db}` (SQL*Plus, SnowSQL), `${db}`, `$(db)` (sqlcmd), `{db}`, `{{ db }}`
 * (templates), with what is written to it without a blank. Undefined where there is none.
 */
export function variableAt(tokens: readonly Token[], at: number): Variable | undefined {
  let text = "";
  let next = at;
  let found = false;
  while (next < tokens.length && (next === at || tokens[next]?.spaced === false)) {
    const piece = variable(tokens, next);
    const word = piece ? undefined : plainWord(tokens[next]);
    if (piece) {
      text += piece.text;
      next = piece.next;
      found = true;
    } else if (word !== undefined) {
      text += word;
      next++;
    } else break;
  }
  return found ? { text, next } : undefined;
}

function plainWord(token: Token | undefined): string | undefined {
  return token?.kind === "word" && token.text !== "$" ? token.text : undefined;
}

function variable(tokens: readonly Token[], at: number): Variable | undefined {
  const first = tokens[at]?.text ?? "";
  const behind = tokens[at + 1];
  if (first === "&" && behind?.text === "&") {
    const named = variable(tokens, at + 1);
    return named && { ...named, text: `&${named.text}` };
  }
  if (first === "&" || first === "&&") {
    if (behind?.text === "{") return bracketed(tokens, at + 1, first);
    const name = behind?.spaced === false ? identifierOf(behind) : undefined;
    return name === undefined ? undefined : { text: `${first}${name}`, next: at + 2 };
  }
  if (first === "$" && behind?.spaced === false && /^[{(]$/.test(behind.text))
    return bracketed(tokens, at + 1, first);
  return first === "{" ? (template(tokens, at) ?? bracketed(tokens, at, "")) : undefined;
}

/** The parts of a name that stands in one pair of quotes (BigQuery); the dots of a template part nothing. */
export function splitQuoted(name: string): string[] {
  return name.split(/\.(?![^{]*\}\})/);
}

/** `{name}` or `(name)`. */
function bracketed(tokens: readonly Token[], open: number, before: string): Variable | undefined {
  const name = identifierOf(tokens[open + 1]);
  const [opening, closing] = tokens[open]?.text === "(" ? ["(", ")"] : ["{", "}"];
  if (name === undefined || tokens[open + 2]?.text !== closing) return undefined;
  return { text: `${before}${opening}${name}${closing}`, next: open + 3 };
}

/** `{{ name }}`, `{{ params.name }}`. */
function template(tokens: readonly Token[], open: number): Variable | undefined {
  if (tokens[open + 1]?.text !== "{") return undefined;
  let at = open + 2;
  let name = "";
  while (identifierOf(tokens[at]) !== undefined || tokens[at]?.text === ".") {
    name += tokens[at]?.text;
    at++;
  }
  if (name === "" || tokens[at]?.text !== "}" || tokens[at + 1]?.text !== "}") return undefined;
  return { text: `{{ ${name} }}`, next: at + 2 };
}
