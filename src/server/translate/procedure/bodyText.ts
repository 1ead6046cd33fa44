import type { SourceType } from "../../../protocol/dialect.ts";
import type { Token } from "../../sql/token.ts";
import { readStringLiteral } from "../literals.ts";

/** A body that stands in a text literal, and where in the statement each of its characters comes from. */
export interface BodyText {
  text: string;
  place: (offset: number) => number;
}

/** The body that a literal holds: `$$ … $$`, or '…' with its quotes doubled or escaped. */
export function bodyText(token: Token, dialect: SourceType): BodyText | undefined {
  if (token.kind !== "string") return undefined;
  const dollar = /^\$\w*\$/.exec(token.text)?.[0];
  if (dollar !== undefined) {
    const start = token.start + dollar.length;
    return {
      text: token.text.slice(dollar.length, token.text.length - dollar.length),
      place: (offset) => start + offset,
    };
  }
  const literal = readStringLiteral(token.text, dialect);
  if (literal?.kind !== "text") return undefined;
  const offsets = originOffsets(token.text, literal.value);
  return {
    text: literal.value,
    place: (offset) => token.start + (offsets[Math.min(offset, offsets.length - 1)] ?? 0),
  };
}

/**
 * For each character of the value, its place in the literal: both are walked together, and what the value does not have (the
 * second of two quotes, a backslash) is passed over.
 */
function originOffsets(literal: string, value: string): number[] {
  const offsets: number[] = [];
  let at = literal.indexOf("'") + 1;
  for (const character of value) {
    if (literal[at] !== character || (character === "\\" && literal[at + 1] === "\\")) at++;
    else if (character === "'" && literal[at + 1] === "'") at++;
    for (let unit = 0; unit < character.length; unit++) offsets.push(at + unit);
    at += character.length;
  }
  offsets.push(at);
  return offsets;
}
