import type { SelectList } from "./selectList.ts";
import type { Tx } from "./tx.ts";

/** A column by itself. */
const COLUMN = /^(([\w$]+|"[^"]+"|`[^`]+`)\.)?([\w$]+|"[^"]+"|`[^`]+`)$/;

/**
 * MySQL's `SELECT a, b FROM t GROUP BY a`: b is that of any row of the group, which both targets want to be told. Where b
 * depends on a, as in a table grouped by its key, every row has the same.
 */
export function withAnyValues(tx: Tx, list: SelectList, keys: readonly string[]): SelectList {
  const { values, columns, items } = list;
  if (!values || !columns) return list;
  const grouped = new Set(keys.map(bare));
  for (const key of keys) {
    const place = /^\d+$/.test(key) ? values[Number(key) - 1] : undefined;
    const named = columns.findIndex(({ name }) => name !== undefined && tx.out.name(name) === key);
    const value = place ?? values[named];
    if (value !== undefined) grouped.add(bare(value));
  }
  const loose = values.map((value) => {
    return (
      COLUMN.test(value) && !/^(\d+|NULL|TRUE|FALSE)$/.test(value) && !grouped.has(bare(value))
    );
  });
  const [first] = values.filter((_, index) => loose[index]);
  if (first === undefined) return list;
  const what = `${first} is not grouped by: any row's value is taken`;
  tx.note("DWM-QRY-006", { what });
  const made = items.map((item, index) => {
    if (!loose[index]) return item;
    return `any_value(${values[index]}) AS ${tx.out.name(columns[index]?.name ?? "")}`;
  });
  const head = list.sql.slice(0, list.sql.length - items.join(", ").length);
  return { ...list, sql: head + made.join(", "), items: made };
}

/** A column without its table: which of both ways it is written does not matter here. */
function bare(value: string): string {
  return COLUMN.exec(value)?.[3]?.toLowerCase() ?? value;
}
