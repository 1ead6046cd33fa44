import { isWord } from "../../../sql/token.ts";
import { Cursor } from "../../cursor.ts";
import { one, type StatementResult } from "../../dml/statement.ts";
import { readEnd } from "../../dml/target.ts";
import { readStringLiteral } from "../../literals.ts";
import { Tx } from "../../query/tx.ts";
import { RoutineKit } from "../kit.ts";
import { Layout } from "../layout.ts";
import { ScriptWriter } from "../writeScript.ts";
import { readBlock } from "./block.ts";
import { Pl } from "./context.ts";
import { labelBefore } from "./labels.ts";
import { prepareNames } from "./resolve.ts";
import { textBody } from "./textBody.ts";
import { plsqlTokens } from "./tokens.ts";

/** True for a block that runs once: PL/SQL's BEGIN and DECLARE, PostgreSQL's DO. */
export function isAnonymousBlock({ cursor, dialect, target }: Tx): boolean {
  if (target !== "databricks") return false;
  if (dialect === "postgres") return cursor.isWords("DO");
  if (dialect !== "oracle" || cursor.isSymbol(";", 1)) return false;
  // BEGIN alone, as a transaction begins elsewhere, is no block.
  return (cursor.isWords("BEGIN") || cursor.isWords("DECLARE")) && cursor.end - cursor.at > 2;
}

/** A compound statement of Databricks SQL scripting for it. */
export function readAnonymousBlock(tx: Tx): StatementResult {
  const kit = tx.is("oracle") ? plsql(tx) : plpgsql(tx);
  const pl = new Pl(kit, { name: kit.name, returnsValue: false, folding: false });
  prepareNames(pl);
  const block = readBlock(pl, labelBefore(pl), pl.cursor.end);
  readEnd(pl.tx);
  const layout = new Layout();
  new ScriptWriter(layout).body(block);
  return one("BLOCK", layout.toString());
}

function plsql(tx: Tx): RoutineKit {
  const { cursor } = tx;
  const { tokens, choices } = plsqlTokens(cursor.tokens.slice(cursor.at, cursor.end), cursor.text);
  for (const { offset, condition } of choices) tx.note("DWM-PRC-045", { condition }, offset);
  cursor.at = cursor.end;
  return new RoutineKit(
    new Tx(new Cursor(cursor.text, "oracle", tokens), tx.context, tx.diagnostics),
    "block",
  );
}

/** DO [LANGUAGE name] 'body' [LANGUAGE name] */
function plpgsql(tx: Tx): RoutineKit {
  const { cursor } = tx;
  const offset = cursor.offset;
  cursor.next();
  let language = "PLPGSQL";
  let body = cursor.peek();
  while (!cursor.done && !cursor.isSymbol(";")) {
    const token = cursor.next();
    if (isWord(token, "LANGUAGE")) {
      const name = cursor.next();
      const literal =
        name?.kind === "string" ? readStringLiteral(name.text, tx.dialect) : undefined;
      language = (literal?.kind === "text" ? literal.value : (name?.text ?? "")).toUpperCase();
    } else body = token;
  }
  if (body?.kind !== "string") throw tx.unreadable("the block's body expected");
  if (language !== "PLPGSQL")
    throw tx.stop("DWM-PRC-010", { kind: "DO", language, reason: "its code is no SQL" }, offset);
  const { text, place } = textBody(body, tx.dialect);
  const inner = new Tx(new Cursor(text, tx.dialect), tx.context, tx.diagnostics.moved(place));
  return new RoutineKit(inner, "block");
}
