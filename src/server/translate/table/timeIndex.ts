import type { Tx } from "../query/tx.ts";
import { readType } from "../types/read.ts";
import { resolveType } from "../types/resolve.ts";
import { plainColumn, type Table } from "./model.ts";
import { noteAt } from "./notes.ts";
import { shorten } from "./texts.ts";

/**
 * Teradata's `PRIMARY TIME INDEX [name] (TIMESTAMP(3), DATE '2024-01-01', HOURS(1), COLUMNS(a), SEQUENCED(20))`. It gives the
 * table columns of its own, before all others: when something was measured, and with SEQUENCED the number of the measurement.
 */
export function readTimeIndex(tx: Tx, table: Table): boolean {
  const { cursor } = tx;
  if (!cursor.isWords("PRIMARY", "TIME", "INDEX")) return false;
  const { at: start, offset } = cursor;
  cursor.at += 3;
  if (!cursor.isSymbol("(")) cursor.identifier();
  const inside = cursor.group();
  const [first, ...more] = inside?.split() ?? [];
  const spec = first && readType(first);
  const type = spec && resolveType(spec, tx.context);
  if (!type) throw tx.stop("DWM-TBL-001", { near: "TIME INDEX", reason: "a type expected" });
  const own = [{ ...plainColumn("TD_TIMECODE", type), notNull: true }];
  if (more.some((part) => part.isWords("SEQUENCED"))) {
    const whole = resolveType({ ...spec, name: "INTEGER", args: [], text: "INTEGER" }, tx.context);
    if (whole) own.push({ ...plainColumn("TD_SEQNO", whole), notNull: true });
  }
  table.columns.unshift(...own);
  const clause = shorten(cursor.textBetween(start, cursor.at));
  if (tx.target === "duckdb" || table.like) {
    const why = `how rows are stored; its columns ${own.map(({ name }) => name).join(", ")} stay`;
    tx.note("DWM-TBL-003", { clause, why }, offset);
    return true;
  }
  const named = more.find((part) => part.isWords("COLUMNS"));
  named?.next();
  const keys = named?.group()?.split() ?? [];
  table.clusterings.push({
    columns: [...keys.map((key) => key.identifier() ?? ""), "TD_TIMECODE"],
    clause: "PRIMARY TIME INDEX",
    changed: true,
    note: noteAt(tx, offset),
  });
  return true;
}
