import { isSymbol } from "../../../sql/token.ts";
import type { Statement } from "../model.ts";
import type { TsqlBody } from "./body.ts";
import { conditionEnd, statementEnd } from "./boundary.ts";
import { keepsIdentity } from "./identity.ts";

const KEY = "@@rowcount";
const NAME = "dwm_row_count";

/**
 * What keeps @@ROWCOUNT for the statement that follows, when that one asks for it: nearly every statement of T-SQL sets it,
 * so that no other may. Changes are counted by Databricks (GET DIAGNOSTICS, ROW_COUNT), rows of a query are counted here.
 */
export function withRowCount(body: TsqlBody, read: Statement[]): Statement[] {
  forgetRowCount(body);
  if (!isAsked(body)) return read;
  const last = read.findLast((statement) => !keepsIdentity(statement));
  const counted = last && count(last);
  if (!counted) return read;
  if (!body.declarations.some(({ name }) => name === NAME))
    body.declarations.push({ is: "variable", name: NAME, type: "BIGINT" });
  body.kit.tx.scope.variables.set(KEY, { sql: NAME, inQuery: NAME, type: "int", rule: "wins" });
  // A query is counted before its values are assigned: it may read what they change.
  return counted.is === "set" ? [...read.slice(0, -1), counted, last] : [...read, counted];
}

/** From here on @@ROWCOUNT is another statement's, which is not known. */
export function forgetRowCount(body: TsqlBody): void {
  body.kit.tx.scope.variables.delete(KEY);
}

function isAsked(body: TsqlBody): boolean {
  const { cursor } = body.kit;
  const next = cursor.slice(cursor.at, cursor.end);
  while (isSymbol(next.peek(), ";")) next.next();
  const start = next.at;
  const conditional = next.isWords("IF") || next.isWords("WHILE");
  if (conditional) next.next();
  const end = next.done ? start : conditional ? conditionEnd(next) : statementEnd(next);
  return next.tokens.slice(start, end).some(({ text }) => text.toLowerCase() === KEY);
}

function count(statement: Statement): Statement | undefined {
  const rows = (query: string): Statement => ({
    is: "set",
    targets: [NAME],
    value: `(SELECT count(*) FROM (${query}))`,
  });
  if (statement.is === "sql") {
    if (/^(?:WITH\b.*\))?\s*(?:INSERT|UPDATE|DELETE|MERGE)\b/s.test(statement.sql))
      return { is: "sql", sql: `GET DIAGNOSTICS ${NAME} = ROW_COUNT` };
    return /^(?:SELECT|WITH)\b/.test(statement.sql) ? rows(statement.sql) : undefined;
  }
  if (statement.is !== "set") return undefined;
  const query =
    statement.targets.length > 1
      ? statement.value
      : /^\((SELECT .*)\)$/s.exec(statement.value)?.[1];
  return query === undefined ? undefined : rows(query);
}
