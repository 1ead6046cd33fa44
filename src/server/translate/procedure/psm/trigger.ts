import { Cursor } from "../../cursor.ts";
import { targetOf } from "../../query/from/tableName.ts";
import { Tx } from "../../query/tx.ts";
import { RoutineKit, type RoutineType } from "../kit.ts";
import type { Block, Parameter } from "../model.ts";
import { joinRowNames, type RowNames } from "../pl/triggerRow.ts";
import type { RoutineRead } from "../read.ts";
import { readStatements } from "./body.ts";
import { Psm } from "./psm.ts";

/** A trigger of MySQL or Teradata: Databricks has none, so that its statements are kept as a procedure to be read. */
export function readPsmTrigger(kit: RoutineKit): RoutineRead {
  const { cursor, tx } = kit;
  const offset = cursor.offset;
  if (!cursor.name()) throw tx.unreadable("the trigger's name expected");
  const from = cursor.at;
  while (!cursor.done && !cursor.isWords("ON")) cursor.next();
  const events = cursor.textBetween(from, cursor.at).replace(/\s+/g, " ");
  tx.expect("ON");
  const table = cursor.name() ?? [];
  kit.note("DWM-PRC-011", { name: kit.name, table: table.join("."), events }, offset);
  const rows: RowNames = { before: "old", after: "new", colon: false };
  readOptions(kit, rows);
  const tokens = joinRowNames(cursor.tokens.slice(cursor.at, cursor.end), rows);
  const inner = new RoutineKit(
    new Tx(new Cursor(cursor.text, tx.dialect, tokens), tx.context, tx.diagnostics),
    kit.name,
  );
  const psm = new Psm(inner, false, false);
  const parameters = declareRows(psm, rows, table);
  psm.frames.push({ handlesNotFound: false, needed: [] });
  const statements = readStatements(psm, psm.cursor.end);
  const needed = psm.frames.pop()?.needed ?? [];
  const [only] = statements;
  const body: Block =
    statements.length === 1 && only?.is === "block"
      ? { ...only, declarations: [...needed, ...only.declarations] }
      : { is: "block", declarations: needed, handlers: [], body: statements };
  return { routines: [{ is: "procedure", name: kit.name, parameters, body }], artefactOnly: true };
}

/** FOR EACH ROW, FOLLOWS, REFERENCING …, WHEN (…). */
function readOptions({ cursor, tx }: RoutineKit, rows: RowNames): void {
  for (;;) {
    if (cursor.accept("FOR", "EACH", "ROW") || cursor.accept("FOR", "EACH", "STATEMENT")) continue;
    if (cursor.accept("FOLLOWS") || cursor.accept("PRECEDES") || cursor.accept("ORDER"))
      cursor.next();
    else if (cursor.accept("REFERENCING")) {
      for (;;) {
        const old = cursor.accept("OLD");
        if (!old && !cursor.accept("NEW")) break;
        if (!cursor.accept("ROW")) cursor.accept("TABLE");
        cursor.accept("AS");
        const called = cursor.identifier()?.toLowerCase();
        if (called && old) rows.before = called;
        else if (called) rows.after = called;
      }
    } else if (cursor.isWords("WHEN") && cursor.isSymbol("(", 1)) {
      throw tx.stop("DWM-PRC-002", { construct: "WHEN of a trigger" });
    } else return;
  }
}

function declareRows(psm: Psm, rows: RowNames, table: readonly string[]): Parameter[] {
  const { context } = psm.tx;
  const target = targetOf(context, table);
  const known = target === undefined ? undefined : context.known?.[target];
  const parameters = new Map<string, Parameter>();
  for (const token of psm.tokens) {
    const [row = "", column] = token.kind === "word" ? token.text.split(".") : [];
    if (column === undefined || (row !== rows.before && row !== rows.after)) continue;
    const key = token.text.toLowerCase();
    if (parameters.has(key)) continue;
    const found = known?.find(({ name }) => name.toLowerCase() === column.toLowerCase());
    const type: RoutineType = { sql: found?.type ?? "STRING", class: found?.class ?? "unknown" };
    const after = row === rows.after;
    const wanted = `${after ? "new" : "old"}_${column}`.toLowerCase();
    const declared = psm.kit.variables.declare(wanted, { [key]: "yields" }, type, true);
    parameters.set(key, { name: declared.name, mode: after ? "INOUT" : "IN", type: type.sql });
  }
  return [...parameters.values()];
}
