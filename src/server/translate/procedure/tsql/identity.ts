import { isWord } from "../../../sql/token.ts";
import { identityOf, readBack } from "../identity.ts";
import type { Statement } from "../model.ts";
import type { TsqlBody } from "./body.ts";

const ASKED = /^@@(SCOPE_IDENTITY|IDENTITY)$/i;
const NAME = "dwm_identity";

/** Reads the table that the INSERT at the cursor writes to; the cursor stays. */
function insertedTable({ kit: { cursor } }: TsqlBody): string[] | undefined {
  const statement = cursor.slice(cursor.at, cursor.end);
  statement.next();
  if (statement.accept("TOP") && !statement.group()) statement.next();
  statement.accept("INTO");
  return statement.name();
}

/**
 * What keeps the number that an INSERT gave its row, for SCOPE_IDENTITY() and @@IDENTITY. Behind an INSERT into a table that is
 * not known they are not either.
 */
export function keepIdentity(body: TsqlBody): () => Statement[] {
  const { kit } = body;
  const { cursor, tx } = kit;
  if (!isWord(cursor.peek(), "INSERT") || !cursor.tokens.some(({ text }) => ASKED.test(text)))
    return () => [];
  const { offset } = cursor;
  const parts = insertedTable(body);
  return () => {
    const column = parts && identityOf(tx, parts);
    // A table without one changes nothing.
    if (column === null) return [];
    for (const key of ["@@scope_identity", "@@identity"]) {
      const known = { sql: NAME, inQuery: NAME, type: "int", rule: "wins" } as const;
      if (column !== undefined) tx.scope.variables.set(key, known);
      else tx.scope.variables.delete(key);
    }
    if (parts === undefined || column === undefined) return [];
    if (!body.declarations.some(({ name }) => name === NAME))
      body.declarations.push({ is: "variable", name: NAME, type: "BIGINT" });
    return [readBack(tx, parts, column, NAME, "SCOPE_IDENTITY()", offset)];
  };
}

/** True of a statement that keepIdentity made. */
export function keepsIdentity(statement: Statement): boolean {
  return statement.is === "set" && statement.targets[0] === NAME;
}
