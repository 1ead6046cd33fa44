import type { Statement } from "./model.ts";

/** The statements with each one, at any depth, replaced by what `change` makes of it; inner ones come first. */
export function mapStatements(
  statements: readonly Statement[],
  change: (statement: Statement) => Statement[],
): Statement[] {
  const list = (inner: readonly Statement[]) => mapStatements(inner, change);
  return statements.flatMap((statement): Statement[] => {
    switch (statement.is) {
      case "block":
        return change({
          ...statement,
          handlers: statement.handlers.map((each) => ({ ...each, body: list(each.body) })),
          body: list(statement.body),
        });
      case "if":
      case "case":
        return change({
          ...statement,
          branches: statement.branches.map((branch) => ({ ...branch, body: list(branch.body) })),
          ...(statement.otherwise ? { otherwise: list(statement.otherwise) } : {}),
        });
      case "while":
      case "loop":
      case "repeat":
      case "forQuery":
      case "forRange":
        return change({ ...statement, body: list(statement.body) });
      default:
        return change(statement);
    }
  });
}
