import { readExpression } from "../expression/expression.ts";
import type { Tx } from "../tx.ts";
import type { OutputColumn } from "./queryColumns.ts";

/** A column that a star shows changed. */
interface Changed {
  /** Its name without the change. */
  from: string;
  name: string;
  /** Its value, where that is another one. */
  value: string | undefined;
  type: OutputColumn["type"] | undefined;
}

/** What REPLACE and RENAME behind a `*` do to its columns. */
export interface StarChanges {
  changed: Changed[];
  column(column: OutputColumn): OutputColumn;
}

/** `* REPLACE (x * 2 AS x) RENAME (a AS b)` of Snowflake and BigQuery; DuckDB has the same, Databricks neither. */
export function readStarChanges(tx: Tx): StarChanges {
  const { cursor } = tx;
  const changed: Changed[] = [];
  if (tx.is("snowflake", "bigquery") && cursor.isWords("REPLACE") && cursor.isSymbol("(", 1)) {
    cursor.next();
    listOf(tx, () => {
      const { sql, type } = readExpression(tx);
      tx.cursor.accept("AS");
      const name = tx.expectIdentifier("a column");
      changed.push({ from: name, name, value: sql, type });
    });
  }
  if (tx.is("snowflake") && cursor.accept("RENAME")) {
    listOf(tx, () => {
      const from = tx.expectIdentifier("a column");
      tx.expect("AS");
      const name = tx.expectIdentifier("a column");
      changed.push({ from, name, value: undefined, type: undefined });
    });
  }
  return {
    changed,
    column: (column) => {
      const change = changeOf(changed, column.name);
      return change ? { name: change.name, type: change.type ?? column.type } : column;
    },
  };
}

/** The change of a column; undefined where it stays as it is. */
export function changeOf(
  changed: StarChanges["changed"],
  column: string | undefined,
): Changed | undefined {
  return changed.find(({ from }) => from.toLowerCase() === column?.toLowerCase());
}

/** REPLACE and RENAME as DuckDB writes them. */
export function changesSql(tx: Tx, { changed }: StarChanges): string {
  const { name } = tx.out;
  const replaced = changed.filter(({ value }) => value !== undefined);
  const renamed = changed.filter(({ value }) => value === undefined);
  const values = replaced.map((one) => `${one.value} AS ${name(one.name)}`);
  const names = renamed.map((one) => `${name(one.from)} AS ${name(one.name)}`);
  return (
    (values.length > 0 ? ` REPLACE (${values.join(", ")})` : "") +
    (names.length > 0 ? ` RENAME (${names.join(", ")})` : "")
  );
}

/**
 * The columns of a changed star one by one, for Databricks: where they are known in their order, else the changed ones
 * behind the others. `star` is the star itself, `gone` what it leaves out already.
 */
export function spelledOut(
  tx: Tx,
  star: string,
  gone: readonly string[],
  columns: readonly OutputColumn[] | undefined,
  { changed }: StarChanges,
): string {
  const { name } = tx.out;
  const qualifier = star.slice(0, -1);
  const item = (one: Changed) => `${one.value ?? qualifier + name(one.from)} AS ${name(one.name)}`;
  if (columns?.every((column) => column.name !== undefined)) {
    return columns
      .map((column) => {
        const own = column.name ?? "";
        const change = changeOf(changed, own);
        return change ? item(change) : qualifier + name(own);
      })
      .join(", ");
  }
  const what = "the columns that the star changes stand behind the others here";
  tx.note("DWM-QRY-006", { what });
  const left = [...gone, ...changed.map(({ from }) => name(from))].join(", ");
  return `${star} EXCEPT (${left}), ${changed.map(item).join(", ")}`;
}

/** Items in brackets, or a single one without. */
function listOf(tx: Tx, read: () => void): void {
  const inside = tx.cursor.group();
  if (!inside) {
    read();
    return;
  }
  for (const part of inside.split()) {
    tx.inside(part, () => {
      read();
      if (!part.done) throw tx.unreadable("not expected here");
    });
  }
}
