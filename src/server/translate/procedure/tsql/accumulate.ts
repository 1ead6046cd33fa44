import { isSymbol, isWord, type Token } from "../../../sql/token.ts";
import { Cursor } from "../../cursor.ts";
import { bracketed, madeToken, wordOutside } from "../../dml/changedRows.ts";
import type { TypeClass } from "../../types/spec.ts";

/**
 * `SELECT @r = COALESCE(@r + ', ', '') + name FROM … ORDER BY x`, which puts the rows' texts behind each other: the tokens of
 * the query that does it with STRING_AGG, or with SUM for a variable that is a number. Undefined for what adds up in another
 * way. `value` is what stands behind the equals sign, `rest` what stands behind the list.
 */
export function accumulated(
  cursor: Cursor,
  variable: Token,
  operator: string,
  value: readonly Token[],
  rest: readonly Token[],
  type: TypeClass,
): Token[] | undefined {
  if (type !== "string" && !isNumber(type)) return undefined;
  const parts = partsOf(cursor, variable, operator, value);
  if (!parts) return undefined;
  const { before, separator, text } = parts;
  const mentions = [...separator, ...text, ...rest].some(
    ({ value: word }) => word === variable.value,
  );
  const grouped = rest.some((token) => isWord(token, "GROUP") || isWord(token, "UNION"));
  if (mentions || grouped || text.length === 0) return undefined;
  const words = (...list: string[]) => list.map((word) => madeToken(word, variable));
  const order = wordOutside(rest, 0, rest.length, "ORDER");
  const within =
    order < rest.length ? [...words("WITHIN", "GROUP"), ...bracketed(rest.slice(order))] : [];
  if (isNumber(type) && !isWord(before[0], "COALESCE") && !isWord(before[0], "ISNULL"))
    return [
      ...words("SELECT"),
      ...before,
      ...words("+", "SUM"),
      ...bracketed(text),
      ...rest.slice(0, order),
    ];
  if (type !== "string") return undefined;
  const inside = bracketed([...text, madeToken(",", variable), ...separator]);
  return [
    ...words("SELECT"),
    ...before,
    ...words("+", "STRING_AGG"),
    ...inside,
    ...within,
    ...rest.slice(0, order),
  ];
}

function isNumber(type: TypeClass): boolean {
  return type === "int" || type === "decimal" || type === "float";
}

interface Parts {
  before: readonly Token[];
  separator: Token[];
  text: Token[];
}

function partsOf(
  { text: source, dialect }: Cursor,
  variable: Token,
  operator: string,
  value: readonly Token[],
): Parts | undefined {
  const nothing: Token = { ...madeToken("''", variable), kind: "string" };
  const same = (token: Token | undefined) => token?.value === variable.value;
  // @r += text
  if (operator === "+=") return { before: [variable], separator: [nothing], text: [...value] };
  if (operator !== "=") return undefined;
  // @r + text
  if (same(value[0]) && isSymbol(value[1], "+"))
    return { before: [variable], separator: [nothing], text: value.slice(2) };
  // COALESCE(@r + separator, '') + text
  if (!isWord(value[0], "COALESCE") && !isWord(value[0], "ISNULL")) return undefined;
  const list = new Cursor(source, dialect, value);
  list.next();
  const inside = list.group();
  const [first, second, ...others] = inside?.split() ?? [];
  if (!inside || !first || !second || others.length > 0) return undefined;
  const sum = inside.tokens.slice(first.at, first.end);
  const empty = second.at + 1 === second.end && second.peek()?.text === "''";
  if (!same(sum[0]) || !isSymbol(sum[1], "+") || !empty || !isSymbol(list.peek(), "+"))
    return undefined;
  return {
    before: value.slice(0, list.at),
    separator: sum.slice(2),
    text: value.slice(list.at + 1),
  };
}
