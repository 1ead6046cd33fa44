import type { Statement } from "./model.ts";

/** The lists of statements right inside of a statement. */
export function listsIn(statement: Statement): readonly (readonly Statement[])[] {
  switch (statement.is) {
    case "block":
      return [...statement.handlers.map(({ body }) => body), statement.body];
    case "if":
    case "case":
      return [...statement.branches.map(({ body }) => body), statement.otherwise ?? []];
    case "while":
    case "loop":
    case "repeat":
    case "forQuery":
    case "forRange":
      return [statement.body];
    default:
      return [];
  }
}

/** The statement with each of the lists right inside of it replaced by what `change` makes of it. */
export function withLists(
  statement: Statement,
  change: (list: readonly Statement[]) => Statement[],
): Statement {
  switch (statement.is) {
    case "block":
      return {
        ...statement,
        handlers: statement.handlers.map((each) => ({ ...each, body: change(each.body) })),
        body: change(statement.body),
      };
    case "if":
    case "case":
      return {
        ...statement,
        branches: statement.branches.map((branch) => ({ ...branch, body: change(branch.body) })),
        ...(statement.otherwise ? { otherwise: change(statement.otherwise) } : {}),
      };
    case "while":
    case "loop":
    case "repeat":
    case "forQuery":
    case "forRange":
      return { ...statement, body: change(statement.body) };
    default:
      return statement;
  }
}

/** True where the test holds of the statement, or of one at any depth in it. */
export function holds(statement: Statement, test: (statement: Statement) => boolean): boolean {
  return (
    test(statement) || listsIn(statement).some((list) => list.some((each) => holds(each, test)))
  );
}

/** True where the statement leaves, or goes on with, a loop around it that has no name. */
export function leavesLoop(statement: Statement): boolean {
  switch (statement.is) {
    case "leave":
    case "iterate":
      return statement.label === undefined;
    case "while":
    case "loop":
    case "repeat":
    case "forQuery":
    case "forRange":
      return false;
    default:
      return listsIn(statement).some((list) => list.some(leavesLoop));
  }
}
