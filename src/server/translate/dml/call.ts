import { PREC, wrap } from "../query/expr.ts";
import { readExpression } from "../query/expression/expression.ts";
import type { Tx } from "../query/tx.ts";
import { readSpRename } from "./spRename.ts";
import { one, type StatementResult } from "./statement.ts";
import { readEnd, targetNamed } from "./target.ts";

/** CALL p(1, 'x') and T-SQL's EXEC p 1, @name = 'x'. */
export function readCall(tx: Tx): StatementResult {
  const { cursor } = tx;
  const verb = cursor.next()?.value ?? "CALL";
  const offset = cursor.offset;
  if (tx.target === "duckdb")
    throw tx.stop("DWM-DML-003", { statement: verb, why: "DuckDB has no procedures" }, offset);
  if (cursor.isWords("IMMEDIATE")) throw tx.unsupported("EXECUTE IMMEDIATE");
  if (cursor.isSymbol("(")) throw tx.unsupported(`${verb} of a text`);
  if (cursor.peek()?.text.startsWith("@")) throw tx.unsupported(`${verb} that takes a return code`);
  const parts = cursor.name();
  if (!parts) throw tx.unreadable("a procedure expected");
  if (tx.is("tsql") && parts.at(-1)?.toLowerCase() === "sp_rename") return readSpRename(tx, offset);
  if (/^[sx]p_/i.test(parts.at(-1) ?? "") && tx.is("tsql"))
    throw tx.unsupported(`the system procedure ${parts.at(-1)}`, offset);
  if (parts.length > 1 && /^(DBMS|UTL)_/i.test(parts.at(-2) ?? ""))
    throw tx.unsupported(`the package ${parts.slice(0, -1).join(".")}`, offset);
  const args = cursor.isSymbol("(") ? readBracketed(tx) : readListed(tx);
  if (cursor.isWords("WITH", "RECOMPILE")) {
    tx.note("DWM-QRY-007", { clause: "WITH RECOMPILE", why: "a hint" });
    cursor.at += 2;
  }
  readEnd(tx);
  return one("CALL", `CALL ${targetNamed(tx, parts, offset).sql}(${args.join(", ")})`);
}

function readBracketed(tx: Tx): string[] {
  const inside = tx.cursor.group();
  return inside?.split().map((part) => tx.inside(part, () => readArgument(tx))) ?? [];
}

/** T-SQL's arguments stand without brackets. */
function readListed(tx: Tx): string[] {
  const { cursor } = tx;
  if (cursor.done || cursor.isSymbol(";") || cursor.isWords("WITH")) return [];
  const args = [readArgument(tx)];
  while (cursor.acceptSymbol(",")) args.push(readArgument(tx));
  return args;
}

/** A value, or one with the name of its parameter: `@a = 1` and `a => 1`. */
function readArgument(tx: Tx): string {
  const { cursor } = tx;
  const named = cursor.isSymbol("=>", 1) || cursor.isSymbol(":=", 1);
  const variable =
    tx.is("tsql") && (cursor.peek()?.text.startsWith("@") ?? false) && cursor.isSymbol("=", 1);
  let name = "";
  if (named || variable) {
    name = `${tx.out.name((cursor.next()?.text ?? "").replace(/^@/, ""))} => `;
    cursor.next();
  }
  if (cursor.isWords("DEFAULT")) throw tx.unsupported("DEFAULT as an argument");
  const value = wrap(readExpression(tx), PREC.or);
  if (tx.is("tsql") && (cursor.accept("OUTPUT") || cursor.accept("OUT"))) return `${name}${value}`;
  return `${name}${value}`;
}
