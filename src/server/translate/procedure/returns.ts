import { holds } from "./lists.ts";
import type { Block, Statement } from "./model.ts";

/** A RETURN that nothing follows says nothing: without it the procedure ends there too. */
export function withoutLastReturn(statements: readonly Statement[]): Statement[] {
  const kept = [...statements];
  for (let at = lastStatement(kept); kept[at]?.is === "return"; at = lastStatement(kept))
    kept.splice(at, 1);
  const end = lastStatement(kept);
  const last = kept[end];
  if (last?.is === "if" || last?.is === "case")
    kept[end] = {
      ...last,
      branches: last.branches.map((branch) => ({
        ...branch,
        body: withoutLastReturn(branch.body),
      })),
      ...(last.otherwise ? { otherwise: withoutLastReturn(last.otherwise) } : {}),
    };
  else if (last?.is === "block") kept[end] = endingBlock(last);
  return kept;
}

/** Index of the last of the statements that is no comment, or -1. */
function lastStatement(statements: readonly Statement[]): number {
  return statements.findLastIndex(({ is }) => is !== "comment" && is !== "unsupported");
}

/** The same for a block at the end: an EXIT handler ends it as its statements do. */
export function endingBlock(block: Block): Block {
  return {
    ...block,
    handlers: block.handlers.map((handler) =>
      handler.action === "EXIT" ? { ...handler, body: withoutLastReturn(handler.body) } : handler,
    ),
    body: withoutLastReturn(block.body),
  };
}

/** True when the statement, or one in it, ends the routine. */
export function returns(statement: Statement): boolean {
  return holds(statement, ({ is }) => is === "return");
}
