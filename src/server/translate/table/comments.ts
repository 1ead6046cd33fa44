import { readStringLiteral } from "../literals.ts";
import type { Tx } from "../query/tx.ts";
import { columnOf, type Table } from "./model.ts";
import { readText, shorten } from "./texts.ts";

/** COMMENT ON TABLE t IS …, COMMENT ON COLUMN t.c IS …; Teradata writes the text without IS. */
export function readCommentOn(tx: Tx, table: Table): void {
  const { cursor } = tx;
  const offset = cursor.offset;
  if (cursor.accept("TABLE")) {
    cursor.name();
    cursor.accept("IS");
    table.comment = commentText(tx);
  } else if (cursor.accept("COLUMN")) {
    const parts = cursor.name() ?? [];
    cursor.accept("IS");
    const column = columnOf(table, parts.at(-1) ?? "");
    if (!column) tx.note("DWM-TBL-014", { clause: `COMMENT ON COLUMN ${parts.join(".")}` }, offset);
    else column.comment = commentText(tx);
  } else tx.note("DWM-TBL-014", { clause: `COMMENT ON ${shorten(cursor.rest())}` }, offset);
}

function commentText(tx: Tx): string | undefined {
  tx.cursor.accept("AS");
  if (tx.cursor.accept("NULL")) return undefined;
  return readText(tx) || undefined;
}

/** EXEC sp_addextendedproperty 'MS_Description', 'text', 'SCHEMA', 'dbo', 'TABLE', 't' [, 'COLUMN', 'c'] */
export function readExtendedProperty(tx: Tx, table: Table): void {
  const { cursor } = tx;
  const offset = cursor.offset;
  const procedure = cursor.name()?.at(-1) ?? "";
  const order = [
    "NAME",
    "VALUE",
    "LEVEL0TYPE",
    "LEVEL0NAME",
    "LEVEL1TYPE",
    "LEVEL1NAME",
    "LEVEL2TYPE",
    "LEVEL2NAME",
  ];
  const values: Record<string, string> = {};
  cursor.split().forEach((part, index) => {
    let key = order[index] ?? "";
    if (part.peek()?.text.startsWith("@") && part.isSymbol("=", 1)) {
      key = (part.next()?.text ?? "").slice(1).toUpperCase();
      part.next();
    }
    const token = part.peek();
    const literal =
      token?.kind === "string" ? readStringLiteral(token.text, tx.dialect) : undefined;
    values[key] = literal?.kind === "text" ? literal.value : (part.identifier() ?? "");
  });
  cursor.at = cursor.end;
  if (!/^sp_(add|update)extendedproperty$/i.test(procedure) || values.NAME !== "MS_Description") {
    tx.note("DWM-TBL-014", { clause: `EXEC ${procedure} ${values.NAME ?? ""}` }, offset);
    return;
  }
  const columnName = values.LEVEL2TYPE?.toUpperCase() === "COLUMN" ? values.LEVEL2NAME : undefined;
  if (values.LEVEL2TYPE && columnName === undefined) return;
  if (columnName === undefined) table.comment = values.VALUE || undefined;
  else {
    const column = columnOf(table, columnName);
    if (column) column.comment = values.VALUE || undefined;
  }
}
