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

/** A column in a dotted name, its relation, and the steps into it. */
interface Holder {
  relation: Relation;
  column: string;
  steps: readonly string[];
}

/** What a dotted name with steps can mean: each of its parts that may be a column, the parts before it being the table. */
export function holdersOf({ scope }: Tx, parts: readonly string[]): Holder[] {
  return parts.slice(0, -1).flatMap((column, at) => {
    const relation = at === 0 ? scope.owner(column) : scope.relation(parts.slice(0, at).join("."));
    return relation ? [{ relation, column, steps: parts.slice(at + 1) }] : [];
  });
}

/**
 * BigQuery's `s.a.b`, `t.s.a`: fields of a STRUCT whose fields are known. Undefined where the name means something else, or
 * what it means is not known.
 */
export function structPath(tx: Tx, parts: readonly string[]): Expr | undefined {
  if (!tx.is("bigquery")) return undefined;
  for (const { relation, column, steps } of holdersOf(tx, parts)) {
    const detail = relation.details?.get(column.toLowerCase());
    if (!detail?.shape?.fields) continue;
    const start = detailed(primary(columnOf(tx, relation, column), "unknown"), detail);
    const value = intoFields(tx, start, steps);
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
