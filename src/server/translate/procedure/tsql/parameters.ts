import { isSymbol, isWord, type Token } from "../../../sql/token.ts";
import type { RoutineKit } from "../kit.ts";
import type { Parameter, Statement } from "../model.ts";

/**
 * T-SQL assigns to its parameters as to variables; an IN parameter of Databricks only comes in. One that the body assigns to
 * gets a variable of its own that starts with its value, and all of the body means that.
 */
export function copyAssigned(kit: RoutineKit, parameters: readonly Parameter[]): Statement[] {
  const { cursor } = kit;
  const assigned = assignedVariables(cursor.tokens.slice(cursor.at, cursor.end));
  const copies: Statement[] = [];
  for (const parameter of parameters) {
    const key = `@${parameter.name}`;
    const declared = kit.variables.find(key);
    if (parameter.mode !== "IN" || !declared || !assigned.has(key.toLowerCase())) continue;
    const type = { sql: declared.sql, class: declared.type };
    const { name } = kit.variables.declare(`v_${parameter.name}`, { [key]: "wins" }, type, false);
    copies.push({
      is: "declare",
      declaration: {
        is: "variable",
        name,
        type: parameter.type,
        initial: kit.tx.out.name(parameter.name),
        same: true,
      },
    });
  }
  return copies;
}

/** Variables that something is assigned to, lower case; one too many does no harm. */
function assignedVariables(tokens: readonly Token[]): Set<string> {
  const found = new Set<string>();
  let into = false;
  for (const [index, token] of tokens.entries()) {
    const previous = tokens[index - 1];
    const next = tokens[index + 1];
    if (isWord(token, "INTO")) into = true;
    else if (into && token.kind === "word" && !token.text.startsWith("@")) into = false;
    if (!token.text.startsWith("@")) continue;
    const operator =
      isSymbol(next, "=") ||
      isSymbol(tokens[index + 2], "=") ||
      /^[-+*/%&|^]=$/.test(next?.text ?? "");
    const first =
      previous?.kind === "number" ||
      ["SET", "SELECT", "DISTINCT", "ALL"].some((word) => isWord(previous, word)) ||
      isSymbol(previous, ",") ||
      isSymbol(previous, ")");
    const output = isWord(next, "OUTPUT") || isWord(next, "OUT");
    if ((operator && first) || into || output) found.add(token.text.toLowerCase());
  }
  return found;
}
