import type { Tx } from "../query/tx.ts";
import { itemNamed, readChange, readItems, tablesBeside, tablesWith } from "./changeHead.ts";
import { deleteJoined } from "./deleteJoined.ts";
import { one, type StatementResult } from "./statement.ts";
import { aliased, bringIn, readChangedWhere, readEnd, readTarget } from "./target.ts";
import { readHints, readPriority } from "./words.ts";

/** DELETE in all its forms; `ctes` are the common table expressions that stand before it. */
export function readDelete(tx: Tx, ctes = ""): StatementResult {
  const { cursor } = tx;
  cursor.next();
  if (tx.is("tsql") && cursor.isWords("TOP")) throw tx.unsupported("DELETE TOP");
  readPriority(tx);
  const offset = cursor.offset;
  const explicit = cursor.accept("FROM");
  cursor.accept("ONLY");
  return tx.nested((scope) => {
    const target = readTarget(tx);
    if (tx.is("mysql") && cursor.isSymbol(",")) throw tx.unsupported("DELETE from several tables");
    readHints(tx);
    if (tx.is("tsql") && cursor.isWords("OUTPUT")) throw tx.unsupported("OUTPUT");
    // DELETE a FROM t AS a JOIN b, DELETE FROM a FROM t AS a, DELETE FROM a USING t AS a JOIN b
    const again = cursor.isWords("FROM") || (tx.is("mysql") && cursor.isWords("USING"));
    if (again && (explicit || tx.is("tsql", "mysql", "teradata"))) {
      cursor.next();
      const items = readItems(tx);
      const at = itemNamed(items, target.parts);
      const into = at < 0 ? bringIn(scope, target, undefined) : undefined;
      const tables = into
        ? tablesBeside(tx, items, target, into)
        : tablesWith(tx, items, at, offset);
      const change = readChange(tx, tables);
      readTail(tx);
      return one("DELETE", deleteJoined(tx, change, offset, ctes));
    }
    if (tx.is("teradata") && cursor.accept("ALL")) readEnd(tx);
    cursor.accept("AS");
    const named = !cursor.done && cursor.peek()?.kind !== "symbol" && !isClause(tx);
    const into = bringIn(scope, target, named ? tx.expectIdentifier("an alias") : undefined);
    // Teradata's DELETE FROM t, b WHERE …
    const beside = cursor.accept("USING") || (tx.is("teradata") && cursor.acceptSymbol(","));
    if (beside) {
      const change = readChange(tx, tablesBeside(tx, readItems(tx), target, into));
      readTail(tx);
      return one("DELETE", deleteJoined(tx, change, offset, ctes));
    }
    const where = readChangedWhere(tx, into);
    readTail(tx);
    return one("DELETE", `${ctes}DELETE FROM ${aliased(tx, target, into.alias)}${where}`);
  });
}

function isClause({ cursor }: Tx): boolean {
  return ["WHERE", "USING", "RETURNING", "ORDER", "LIMIT", "ALL", "OPTION", "PARTITION"].some(
    (word) => cursor.isWords(word),
  );
}

/** What may stand behind WHERE. */
function readTail(tx: Tx): void {
  const { cursor } = tx;
  for (const word of ["RETURNING", "LIMIT", "ORDER", "LOG", "PARTITION"])
    if (cursor.isWords(word)) throw tx.unsupported(`DELETE … ${word}`);
  if (cursor.isWords("OPTION") && cursor.isSymbol("(", 1)) {
    tx.note("DWM-QRY-007", { clause: "OPTION (…)", why: "a hint" });
    cursor.next();
    cursor.group();
  }
  readEnd(tx);
}
