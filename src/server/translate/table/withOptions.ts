import type { Cursor } from "../cursor.ts";
import type { Tx } from "../query/tx.ts";
import { setFormat, setLocation } from "./external.ts";
import { clusterByKey, keyColumns } from "./keys.ts";
import type { Table } from "./model.ts";
import { shorten } from "./texts.ts";

/** T-SQL's WITH (DISTRIBUTION = HASH(a), CLUSTERED INDEX (b), SYSTEM_VERSIONING = ON (…), DATA_COMPRESSION = PAGE). */
export function readWithOptions(tx: Tx, table: Table): void {
  const { cursor } = tx;
  cursor.next();
  const storage: string[] = [];
  const offset = cursor.offset;
  for (const part of cursor.group()?.split() ?? []) {
    const clause = shorten(part.rest());
    if (!readOption(tx, table, part, clause)) storage.push(clause);
  }
  if (storage.length > 0)
    tx.note("DWM-TBL-003", { clause: `WITH (${storage.join(", ")})`, why: "storage" }, offset);
}

function readOption(tx: Tx, table: Table, part: Cursor, clause: string): boolean {
  const { offset } = part;
  if (/^SYSTEM_VERSIONING = ON/i.test(clause)) {
    tx.note("DWM-TBL-024", { clause, why: "the target keeps no versions of rows" }, offset);
    return true;
  }
  if (/^LEDGER = ON/i.test(clause)) {
    tx.note("DWM-TBL-024", { clause, why: "the target keeps no ledger" }, offset);
    return true;
  }
  // CLUSTERED INDEX (a), CLUSTERED COLUMNSTORE INDEX ORDER (a), PARTITION (a RANGE RIGHT FOR VALUES (…))
  if (/^CLUSTERED (INDEX ?\(|COLUMNSTORE INDEX ORDER)/i.test(clause)) {
    while (!part.done && !part.isSymbol("(")) part.next();
    const columns = tx.inside(part, () => keyColumns(tx));
    clusterByKey(tx, table, columns, clause, offset);
    return true;
  }
  if (/^PARTITION ?\(/i.test(clause)) {
    part.next();
    const name = part.group()?.identifier();
    clusterByKey(tx, table, name === undefined ? [] : [name], clause, offset);
    return true;
  }
  const value = /^(LOCATION|FILE_FORMAT) = N?'([^']*)'$/i.exec(clause);
  if (value?.[1]?.toUpperCase() === "LOCATION") setLocation(table, value[2] ?? "");
  else if (value) setFormat(table, value[2] ?? "");
  return false;
}
