import { tableReference } from "../../query/from/tableName.ts";
import type { RoutineKit } from "../kit.ts";
import type { RoutineRead } from "../read.ts";
import { readOptions } from "./head.ts";
import { readBody } from "./readTsql.ts";

/** CREATE TRIGGER name ON table FOR INSERT, UPDATE AS …: kept as a procedure to be read. */
export function readTrigger(kit: RoutineKit): RoutineRead {
  const { cursor, tx } = kit;
  const offset = cursor.offset;
  if (!cursor.name()) throw tx.unreadable("the trigger's name expected");
  tx.expect("ON");
  const start = cursor.at;
  const parts = cursor.accept("ALL", "SERVER") ? undefined : cursor.name();
  const table = cursor.textBetween(start, cursor.at);
  readOptions(kit);
  const events = cursor.at;
  while (!cursor.done && !cursor.isWords("AS")) cursor.next();
  const when = cursor.textBetween(events, cursor.at).replace(/\s+/g, " ");
  tx.expect("AS");
  if (parts) {
    const { columns } = tableReference(tx, parts, offset);
    for (const name of ["inserted", "deleted"]) tx.scope.ctes.set(name, { columns });
  }
  kit.note("DWM-PRC-011", { name: kit.name, table, events: when }, offset);
  const body = readBody(kit, []);
  return {
    routines: [{ is: "procedure", name: kit.name, parameters: [], body }],
    artefactOnly: true,
  };
}
