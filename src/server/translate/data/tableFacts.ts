import type { InventoryObject } from "../../inventory/types.ts";
import { readTable } from "../table/translateTable.ts";
import type { TypeClass } from "../types/spec.ts";
import type { TranslateContext } from "../types.ts";

/** What the rows of a table have to fit. */
export interface TableFacts {
  /** Kinds by lower-case column name. */
  classes: ReadonlyMap<string, TypeClass>;
  /** Lower-case names of columns that number themselves. */
  identities: ReadonlySet<string>;
}

/** The facts of the object's table, from its definition; throws Untranslatable where that cannot be read. */
export function tableFacts(object: InventoryObject, context: TranslateContext): TableFacts {
  const { table } = readTable(object, context);
  const classes = new Map<string, TypeClass>();
  const identities = new Set<string>();
  for (const column of table.columns) {
    const name = column.name.toLowerCase();
    // ENUM values are texts; UUIDs too.
    classes.set(name, column.type.class);
    if (column.identity) identities.add(name);
  }
  return { classes, identities };
}
