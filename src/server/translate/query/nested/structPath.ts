import { detailed } from "../digits/digits.ts";
import { type Expr, primary } from "../expr.ts";
import type { Relation } from "../scope.ts";
import type { Tx } from "../tx.ts";
import { fieldOf, type Shape, shaped } from "./shape.ts";

/** How a column of a relation is written: by its table's alias, or as the relation has it. */
export function columnOf(
  tx: Tx,
  { alias, write, element, columns }: Relation,
  column: string,
): string {
  if (write && element !== undefined) return write(column);
  if (element !== undefined && !columns?.has(column.toLowerCase()))
    return `${element}.${tx.out.name(column)}`;
  return write ? write(column) : `${tx.out.name(alias)}.${tx.out.name(column)}`;
}

/**
 * BigQuery's `s.a.b`, `t.s.a`: fields of a STRUCT whose fields are known. Undefined where the name means something else, or
 * what it means is not known.
 */
export function structPath(tx: Tx, parts: readonly string[]): Expr | undefined {
  if (!tx.is("bigquery")) return undefined;
  for (let at = 0; at < parts.length - 1; at++) {
    const column = parts[at] ?? "";
    const relation =
      at === 0 ? tx.scope.owner(column) : tx.scope.relation(parts.slice(0, at).join("."));
    const detail = relation?.details?.get(column.toLowerCase());
    if (!relation || !detail?.shape?.fields) continue;
    const start = detailed(primary(columnOf(tx, relation, column), "unknown"), detail);
    const value = intoFields(tx, start, parts.slice(at + 1));
    if (value) return { ...value, name: parts.at(-1) ?? "" };
  }
  return undefined;
}

/** The value of fields one inside of the other; undefined where there is no such field. */
function intoFields(tx: Tx, start: Expr, steps: readonly string[]): Expr | undefined {
  let value: Expr | undefined = start;
  for (const step of steps) {
    const field = fieldOf(value?.shape, step);
    if (!value || !field) return undefined;
    value = shaped(primary(`${value.sql}.${tx.out.name(field.name)}`, "unknown"), field.shape);
  }
  return value;
}

/** The row of a table as one value: its columns are the fields. */
export function rowShape({ columns, details }: Relation): Shape | undefined {
  if (!columns) return undefined;
  const fields = [...columns].map(([name, type]) => {
    return { name, shape: details?.get(name)?.shape ?? { type } };
  });
  return { type: "unknown", fields };
}

/** True for a column that the translation adds: no star shows it. */
export function isHidden(tx: Tx, { hidden }: Relation, column: string): boolean {
  return hidden !== undefined && hidden.toLowerCase() === tx.out.name(column).toLowerCase();
}
