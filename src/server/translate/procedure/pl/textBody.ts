import type { SourceType } from "../../../../protocol/dialect.ts";
import type { Token } from "../../../sql/token.ts";
import { readStringLiteral } from "../../literals.ts";

/** The text of a routine's body that is written as a literal, and which offset of the statement its characters come from. */
export function textBody(
  token: Token,
  dialect: SourceType,
): { text: string; place: (offset: number) => number } {
  const dollar = /^\$[^$]*\$/.exec(token.text)?.[0];
  if (dollar)
    return {
      text: token.text.slice(dollar.length, -dollar.length),
      place: (offset) => token.start + dollar.length + offset,
    };
  const literal = readStringLiteral(token.text, dialect);
  const text = literal?.kind === "text" ? literal.value : "";
  const opener = token.text.indexOf("'") + 1;
  // Doubled quotes take two places in the statement.
  const places: number[] = [];
  for (let at = opener; places.length < text.length && at < token.text.length; at++) {
    places.push(token.start + at);
    if (token.text.startsWith("''", at)) at++;
  }
  return { text, place: (offset) => places[offset] ?? token.end };
}
