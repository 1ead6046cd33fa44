import { namesInBrackets } from "../../dml/changedRows.ts";
import { identityOf, readBack } from "../identity.ts";
import type { Statement } from "../model.ts";
import type { Psm } from "./psm.ts";

const KEY = "last_insert_id()";

/**
 * What keeps the number that the INSERT at the cursor gives its row, where the routine asks LAST_INSERT_ID(). That is the first
 * one's of several rows: behind an INSERT of a query, or into a table that is not known, it is not known.
 */
export function keepIdentity(psm: Psm, end: number): () => Statement[] {
  const { cursor, tx } = psm;
  const { offset } = cursor;
  const statement = cursor.slice(cursor.at, end);
  if (!statement.accept("INSERT")) return () => [];
  if (!psm.tokens.some(({ value }) => value.toLowerCase() === KEY)) return () => [];
  while (statement.isOneOf(MODIFIERS)) statement.next();
  statement.accept("INTO");
  const parts = statement.name() ?? [];
  namesInBrackets(statement);
  const values = (statement.accept("VALUES") || statement.accept("VALUE")) && statement.group();
  const single = values !== undefined && values !== false && !statement.isSymbol(",");
  return () => {
    const column = identityOf(tx, parts);
    if (column === null) return [];
    if (column === undefined || !single) {
      tx.scope.variables.delete(KEY);
      return [];
    }
    psm.identity ??= psm.kit.variables.free("dwm_identity");
    if (!psm.frames[0]?.needed.some(({ name }) => name === psm.identity))
      psm.outermost({ is: "variable", name: psm.identity, type: "BIGINT" });
    psm.know(KEY, psm.identity, "int");
    return [readBack(tx, parts, column, psm.identity, "LAST_INSERT_ID()", offset)];
  };
}

const MODIFIERS = new Set(["LOW_PRIORITY", "DELAYED", "HIGH_PRIORITY", "IGNORE"]);
