import { isSymbol, isWord, type Token } from "../../../sql/token.ts";
import { mapStatements } from "../mapStatements.ts";
import type { Block, Statement } from "../model.ts";
import type { Pl } from "./context.ts";

/** A RETURN without a value answers what the OUT parameter holds. */
export function returningOut(block: Block, out: string): Block {
  const value = (statement: Statement): Statement[] =>
    statement.is === "return" && statement.value === undefined
      ? [{ is: "return", value: out }]
      : [statement];
  return { ...block, body: [...mapStatements(block.body, value), { is: "return", value: out }] };
}

/** `#variable_conflict use_column` and the like, at the head of the body. */
export function skipOptions(pl: Pl): void {
  const { cursor } = pl;
  while (cursor.peek()?.text.startsWith("#")) {
    const offset = cursor.offset;
    const option = cursor.next()?.text.toLowerCase();
    const value = cursor.next()?.text ?? "";
    if (option === "#variable_conflict" && value.toLowerCase() === "use_variable")
      pl.note(
        "DWM-PRC-007",
        { what: "variables win over columns of the same name in the source; here columns do" },
        offset,
      );
  }
}

/** True where RETURN NEXT stands without a value: the columns of RETURNS TABLE are variables, which it returns. */
export function returnsItsColumns(tokens: readonly Token[]): boolean {
  return tokens.some((token, at) => isWord(token, "NEXT") && isSymbol(tokens[at + 1], ";"));
}

/** True where the body assigns to a name: by `:=`, `=` at the begin of a statement, INTO or FETCH. */
export function assigns(tokens: readonly Token[], name: string): boolean {
  const wanted = name.toUpperCase();
  return tokens.some((token, index) => {
    if (token.kind !== "word" || token.value !== wanted) return false;
    const next = tokens[index + 1];
    const previous = tokens[index - 1];
    if (isSymbol(next, ":=")) return true;
    const begins =
      isSymbol(previous, ";") || /^(BEGIN|THEN|ELSE|LOOP)$/.test(previous?.value ?? "");
    if (isSymbol(next, "=") && begins) return true;
    return isWord(previous, "INTO") || isWord(previous, "STRICT");
  });
}
