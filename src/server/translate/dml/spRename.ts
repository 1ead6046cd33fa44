import { tokenize } from "../../sql/lexer.ts";
import { Cursor } from "../cursor.ts";
import { readStringLiteral } from "../literals.ts";
import type { Tx } from "../query/tx.ts";
import { one, type StatementResult } from "./statement.ts";
import { readEnd, targetNamed } from "./target.ts";

/** T-SQL's EXEC sp_rename 'dbo.t', 'u' and 'dbo.t.a', 'b', 'COLUMN'; the cursor stands behind the name. */
export function readSpRename(tx: Tx, offset: number): StatementResult {
  const { cursor } = tx;
  const [object = "", name = "", kind = "OBJECT"] = readTexts(tx);
  const parts = new Cursor(object, tx.dialect, tokenize(object, tx.dialect)).name() ?? [];
  const upper = kind.toUpperCase();
  readEnd(tx);
  if (upper === "COLUMN" && parts.length > 1) {
    const what = "the table needs the property 'delta.columnMapping.mode' = 'name' for this";
    if (tx.target === "databricks") tx.note("DWM-QRY-006", { what }, offset);
    const { sql } = targetNamed(tx, parts.slice(0, -1), offset);
    const old = tx.out.name(parts.at(-1) ?? "");
    return one("ALTER TABLE", `ALTER TABLE ${sql} RENAME COLUMN ${old} TO ${tx.out.name(name)}`);
  }
  if (upper !== "OBJECT" || parts.length === 0 || name === "" || cursor.tokens.length === 0)
    throw tx.unsupported("the system procedure sp_rename of an index or a type", offset);
  const { sql } = targetNamed(tx, parts, offset);
  // The new name has no schema: the table stays in its own.
  const target = targetNamed(tx, [...parts.slice(0, -1), name], offset).sql;
  return one("ALTER TABLE", `ALTER TABLE ${sql} RENAME TO ${target}`);
}

/** The texts between commas; their parameters' names (`@objname =`) say nothing more. */
function readTexts(tx: Tx): string[] {
  const { cursor } = tx;
  const texts: string[] = [];
  do {
    if (cursor.peek()?.text.startsWith("@") && cursor.isSymbol("=", 1)) cursor.at += 2;
    const token = cursor.next();
    const literal =
      token?.kind === "string" ? readStringLiteral(token.text, tx.dialect) : undefined;
    const bare = token?.kind === "word" || token?.kind === "quoted";
    if (literal?.kind === "text") texts.push(literal.value);
    else if (token && bare) texts.push(token.kind === "quoted" ? token.value : token.text);
    else throw tx.unsupported("the system procedure sp_rename of a computed name");
  } while (cursor.acceptSymbol(","));
  return texts;
}
