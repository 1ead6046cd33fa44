import type { Cursor } from "../../cursor.ts";
import { commonType } from "../expr.ts";
import { readList } from "../expression/expression.ts";
import type { Tx } from "../tx.ts";
import { readAlias } from "./alias.ts";
import { freeName, type TableCall } from "./tableFunction.ts";

/** True of `SYS.ODCINUMBERLIST(1, 2)` and its like, the lists of values that Oracle brings along. */
export function isValueList(inside: Cursor): boolean {
  const at = inside.isWords("SYS") && inside.isSymbol(".", 1) ? 2 : 0;
  return /^ODCI(NUMBER|VARCHAR2|DATE)LIST$/.test(inside.peek(at)?.value ?? "");
}

/** Oracle's TABLE(SYS.ODCINUMBERLIST(1, 2)): the values as rows, in the column COLUMN_VALUE. */
export function readValueList(tx: Tx, { inside, offset }: TableCall): string {
  if (inside.isSymbol(".", 1)) inside.at += 2;
  inside.next();
  const list = inside.group();
  if (!list || !inside.done) throw tx.unsupported("this TABLE(…) of a collection", offset);
  const items = tx.inside(list, () => readList(tx));
  const { alias = freeName(tx), columns } = readAlias(tx);
  const column = columns?.[0] ?? "column_value";
  tx.scope.relations.push({
    alias,
    answersTo: [alias.toLowerCase()],
    columns: new Map([[column.toLowerCase(), commonType(items.map(({ type }) => type))]]),
  });
  const values = items.map(({ sql }) => sql).join(", ");
  const rows = tx.target === "databricks" ? `explode(array(${values}))` : `unnest([${values}])`;
  return `(SELECT ${rows} AS ${tx.out.name(column)}) AS ${tx.out.name(alias)}`;
}
