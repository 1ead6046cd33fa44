import type { Tx } from "../tx.ts";
import { hasGroupValue } from "./looseGroups.ts";
import type { SelectList } from "./selectList.ts";

/** FROM, its conditions and the LIMIT that Oracle's ROWNUM asks for. */
interface Rows {
  tables: string;
  where: readonly string[];
  limit: string;
}

/** True where Oracle counts rows before it groups or sums them, and LIMIT would do so behind. */
export function countsBefore({ cursor }: Tx, list: SelectList): boolean {
  if (list.distinct || hasGroupValue(list.sql)) return true;
  return cursor.isWords("GROUP") || cursor.isWords("HAVING");
}

/** What stands for FROM and WHERE there: a query of its own, under the name of its only table. */
export function countedRows(tx: Tx, { tables, where, limit }: Rows, list: SelectList): string {
  const { scope } = tx;
  const [relation, more] = scope.relations;
  const from = `FROM ${tables}${where.length > 0 ? ` WHERE ${where.join(" AND ")}` : ""}${limit}`;
  if (relation && !more && !relation.write)
    return `(SELECT * ${from}) AS ${tx.out.name(relation.alias)}`;
  const counts = /^count\(\*\)( AS \S+)?$/i.test(list.sql);
  if (!counts || tx.cursor.isWords("GROUP"))
    throw tx.unsupported("ROWNUM over several tables, whose rows are grouped");
  return `(SELECT 1 AS ${tx.out.name("dwm_one")} ${from}) AS dwm_rows`;
}
