import { withLists } from "./lists.ts";
import type { Statement } from "./model.ts";

/** The statements with each one, at any depth, replaced by what `change` makes of it; inner ones come first. */
export function mapStatements(
  statements: readonly Statement[],
  change: (statement: Statement) => Statement[],
): Statement[] {
  return statements.flatMap((statement) =>
    change(withLists(statement, (list) => mapStatements(list, change))),
  );
}
