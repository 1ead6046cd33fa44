import { readStringLiteral } from "../../literals.ts";
import type { Tx } from "../tx.ts";

/** Words that can stand behind an item and are no alias. */
const NOT_ALIASES: ReadonlySet<string> = new Set([
  "FROM",
  "INTO",
  "WHERE",
  "GROUP",
  "HAVING",
  "ORDER",
  "UNION",
  "EXCEPT",
  "MINUS",
  "INTERSECT",
  "LIMIT",
  "FETCH",
  "OFFSET",
  "QUALIFY",
  "FOR",
  "OPTION",
  "WINDOW",
  "BULK",
]);

export function readAlias(tx: Tx): string | undefined {
  const { cursor } = tx;
  const explicit = cursor.accept("AS");
  const token = cursor.peek();
  if (token?.kind === "string" && (explicit || tx.is("tsql", "mysql"))) {
    cursor.next();
    const literal = readStringLiteral(token.text, tx.dialect);
    if (literal?.kind !== "text") throw tx.unreadable("an alias expected");
    return literal.value;
  }
  if (!explicit && token?.kind === "word" && NOT_ALIASES.has(token.value)) return undefined;
  if (tx.is("teradata") && token?.kind === "word" && /^(TITLE|NAMED)$/.test(token.value))
    throw tx.unsupported(token.value);
  const name = cursor.identifier();
  if (name === undefined && explicit) throw tx.unreadable("an alias expected");
  return name;
}
