import { madeToken, wordOutside } from "../../dml/changedRows.ts";
import type { Statement } from "../model.ts";
import type { TsqlBody } from "./body.ts";
import { readExec } from "./execute.ts";

/**
 * INSERT … EXEC of a text: the text runs with the INSERT before it, where it is known that it is a query. The rows of a
 * procedure cannot be had. Undefined for an INSERT that takes its rows from elsewhere.
 */
export function readInsertExec(body: TsqlBody, end: number): Statement[] | undefined {
  const { cursor } = body.kit;
  const { tokens, at } = cursor;
  if (!cursor.isWords("INSERT")) return undefined;
  const exec = wordOutside(tokens, at, end, "EXEC", "EXECUTE");
  if (exec === end || wordOutside(tokens, at, exec, "VALUES", "SELECT", "OUTPUT") < exec)
    return undefined;
  const near = tokens[at];
  const head = `${cursor.textBetween(at, exec)} `;
  const text = `'${head.replaceAll("'", "''")}'`;
  cursor.at = exec;
  return readExec(body, end, [{ ...madeToken(text, near), kind: "string" }, madeToken("+", near)]);
}
