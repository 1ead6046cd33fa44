import type { Token } from "../../../sql/token.ts";
import { identifierOf, isSymbol } from "../../../sql/token.ts";
import { targetOf } from "../../query/from/tableName.ts";
import type { RoutineType } from "../kit.ts";
import type { Parameter } from "../model.ts";
import type { Pl } from "./context.ts";
import { STRING } from "./context.ts";

/** How a trigger's body writes the row before and after: the words that stand for them. */
export interface RowNames {
  before: string;
  after: string;
  /** Oracle writes a colon before them. */
  colon: boolean;
}

/** `:new.x` as one word, so that it is one name for the readers. */
export function joinRowNames(
  tokens: readonly Token[],
  { before, after, colon }: RowNames,
): Token[] {
  const joined: Token[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    const first = colon ? at + 1 : at;
    const row = identifierOf(tokens[first])?.toLowerCase();
    const column = identifierOf(tokens[first + 2]);
    const named = (row === before || row === after) && isSymbol(tokens[first + 1], ".");
    const starts = !colon || isSymbol(token, ":");
    if (!named || !starts || column === undefined || isSymbol(tokens[at - 1], ".")) {
      joined.push(token);
      continue;
    }
    const text = `${colon ? ":" : ""}${row}.${column}`;
    joined.push({
      ...token,
      kind: "word",
      text,
      value: text.toUpperCase(),
      end: tokens[first + 2]?.end ?? token.end,
    });
    at = first + 2;
  }
  return joined;
}

/**
 * Declares what a trigger's body names of its rows as parameters of the procedure that it is kept as: `:new.x` is `new_x`,
 * which the body may change, `:old.x` is `old_x`.
 */
export function declareRows(pl: Pl, rows: RowNames, table: readonly string[]): Parameter[] {
  const target = targetOf(pl.tx.context, table);
  const known = target === undefined ? undefined : pl.tx.context.known?.[target];
  const parameters = new Map<string, Parameter>();
  const mark = rows.colon ? ":" : "";
  for (const token of pl.tokens) {
    if (token.kind !== "word" || !token.text.includes(".")) continue;
    const [row = "", column = ""] = token.text.slice(mark.length).split(".");
    if (!token.text.startsWith(mark) || (row !== rows.before && row !== rows.after)) continue;
    const key = token.text.toLowerCase();
    if (parameters.has(key)) continue;
    const found = known?.find(({ name }) => name.toLowerCase() === column.toLowerCase());
    const type: RoutineType = found?.type
      ? { sql: found.type, class: found.class }
      : { sql: STRING.sql, class: found?.class ?? "unknown" };
    const name = pl.kit.variables.free(
      `${row === rows.after ? "new" : "old"}_${column}`.toLowerCase(),
    );
    const mode = row === rows.after ? "INOUT" : "IN";
    parameters.set(key, { name, mode, type: type.sql });
    pl.declare(key, { is: "variable", variable: name, type, parameter: mode });
  }
  return [...parameters.values()];
}
