import { readStringLiteral } from "../../literals.ts";
import type { TypeClass } from "../../types/spec.ts";
import type { Columns } from "../scope.ts";
import type { Tx } from "../tx.ts";

/** The inside of an UNPIVOT's brackets. */
export interface UnpivotSpec {
  sql: string;
  /** Columns, lower case, that become rows. */
  used: ReadonlySet<string>;
  /** The column that says where a value comes from. */
  name: string;
  values: (readonly [string, TypeClass])[];
}

/** Reads `v FOR n IN (a AS 'x', b)` or `(v, w) FOR n IN ((a, b) AS 'x', …)`. */
export function readUnpivotSpec(tx: Tx, columns: Columns, offset: number): UnpivotSpec {
  const { cursor } = tx;
  const { name } = tx.out;
  const values = readNames(tx);
  tx.expect("FOR");
  const by = tx.expectIdentifier("a column");
  tx.expect("IN");
  const list = cursor.group();
  if (!list || !cursor.done) throw tx.unreadable("a list expected");
  const used = new Set<string>();
  const types: TypeClass[] = [];
  const items = list.split().map((part) =>
    tx.inside(part, () => {
      const written = part.isSymbol("(") ? undefined : part.peek();
      const names = readNames(tx);
      for (const [index, column] of names.entries()) {
        used.add(column.toLowerCase());
        types[index] ??= columns?.get(column.toLowerCase()) ?? "unknown";
      }
      part.accept("AS");
      const alias = part.done ? undefined : aliasOf(tx, offset);
      const folds = tx.is("oracle", "snowflake") && written?.kind !== "quoted";
      const plain = names.join("_");
      const shown = alias ?? (folds ? plain.toUpperCase() : names.length > 1 ? plain : undefined);
      const own = names.length > 1 ? `(${names.map(name).join(", ")})` : name(names[0] ?? "");
      return shown === undefined ? own : `${own} AS ${textOrName(tx, shown)}`;
    }),
  );
  const left = values.length > 1 ? `(${values.map(name).join(", ")})` : name(values[0] ?? "");
  return {
    sql: `${left} FOR ${name(by)} IN (${items.join(", ")})`,
    used,
    name: by,
    values: values.map((value, index) => [value.toLowerCase(), types[index] ?? "unknown"] as const),
  };
}

/** How a row's name is given: as a text in DuckDB, as a column's name in Databricks. */
function textOrName(tx: Tx, shown: string): string {
  return tx.target === "databricks" ? `\`${shown.replaceAll("`", "``")}\`` : tx.out.text(shown);
}

function readNames(tx: Tx): string[] {
  const group = tx.cursor.isSymbol("(") ? tx.cursor.group() : undefined;
  const parts = group ? group.split() : [tx.cursor];
  return parts.map((part) => {
    const found = tx.inside(part, () => part.name()?.at(-1));
    if (found === undefined) throw tx.unreadable("a column expected");
    return found;
  });
}

function aliasOf(tx: Tx, offset: number): string {
  const { cursor } = tx;
  const token = cursor.next();
  if (token?.kind === "word" || token?.kind === "quoted")
    return token.kind === "quoted" ? token.value : token.text;
  const literal = token?.kind === "string" ? readStringLiteral(token.text, tx.dialect) : undefined;
  if (literal?.kind !== "text" || !cursor.done)
    throw tx.unsupported("UNPIVOT with names that are no texts", offset);
  return literal.value;
}
