import type { Block, Statement } from "./model.ts";

/** A RETURN that nothing follows says nothing: without it the procedure ends there too. */
export function withoutLastReturn(statements: readonly Statement[]): Statement[] {
  const kept = [...statements];
  while (kept.at(-1)?.is === "return") kept.pop();
  return kept;
}

export function usesReturn(block: Block): boolean {
  return block.body.some(returns) || block.handlers.some((handler) => handler.body.some(returns));
}

/** True when the statement, or one in it, ends the routine. */
export function returns(statement: Statement): boolean {
  switch (statement.is) {
    case "return":
      return true;
    case "block":
      return usesReturn(statement);
    case "if":
    case "case":
      return (
        statement.branches.some((branch) => branch.body.some(returns)) ||
        (statement.otherwise ?? []).some(returns)
      );
    case "while":
    case "loop":
    case "repeat":
    case "forQuery":
    case "forRange":
      return statement.body.some(returns);
    default:
      return false;
  }
}
