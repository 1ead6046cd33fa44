import { columnNames, type OutputColumn } from "../block/queryColumns.ts";
import {
  changeOf,
  changesSql,
  readStarChanges,
  type StarChanges,
  spelledOut,
} from "../block/starChanges.ts";

import { type Expr, wrap } from "../expr.ts";
import type { Relation } from "../scope.ts";
import type { Tx } from "../tx.ts";
import type { Shape } from "./shape.ts";
import { columnOf, isHidden } from "./structPath.ts";

/** What a star shows. */
export interface Star {
  sql: string;
  columns: OutputColumn[] | undefined;
}

/** What stands behind a star: the columns that it leaves out, lower case, and those that it changes. */
interface Tail {
  gone: ReadonlySet<string>;
  changes: StarChanges;
}

function readTail(tx: Tx): Tail {
  const { cursor } = tx;
  const except = cursor.isWords("EXCEPT") && cursor.isSymbol("(", 1);
  if (except) cursor.next();
  const gone = new Set(except ? columnNames(tx).map((name) => name.toLowerCase()) : []);
  return { gone, changes: readStarChanges(tx) };
}

/** BigQuery's `*` over elements of arrays whose parts are known: their fields, or the element itself, each by its name. */
export function elementStar(tx: Tx, relations: readonly Relation[], qualified: boolean): Star {
  if (relations.length > 1 && tx.scope.joined.size > 0)
    throw tx.unsupported("* over UNNEST beside USING");
  const tail = readTail(tx);
  const told = new Set(relations.flatMap(({ columns }) => [...(columns?.keys() ?? [])]));
  const stars = relations.map((relation) =>
    relation.elementShape
      ? elementColumns(tx, relation, relation.elementShape, tail, qualified)
      : tableStar(tx, relation, told, tail),
  );
  const columns = stars.every((star) => star.columns)
    ? stars.flatMap((star) => star.columns ?? [])
    : undefined;
  const shown = stars.flatMap(({ sql }) => (sql === "" ? [] : [sql]));
  return { sql: shown.join(", "), columns };
}

function elementColumns(
  tx: Tx,
  relation: Relation,
  { fields }: Shape,
  tail: Tail,
  qualified: boolean,
): Star {
  const names = new Map((relation.columns ?? new Map()).entries());
  // With fields the element itself is none of the columns.
  const own = new Set(fields?.map(({ name }) => name.toLowerCase()));
  const alias = relation.answersTo[0];
  if (fields && alias !== undefined && !own.has(alias)) names.delete(alias);
  // `e.*` is of the element alone, without its place.
  if (qualified) for (const name of names.keys()) if (!own.has(name)) names.delete(name);
  const spelling = new Map(fields?.map(({ name }) => [name.toLowerCase(), name]));
  return spelled(
    tx,
    [...names].map(([name, type]) => {
      const detail = relation.details?.get(name);
      const shown = spelling.get(name) ?? name;
      const column = { name: shown, type, ...(detail ? { detail } : {}) };
      return { column, sql: columnOf(tx, relation, shown) };
    }),
    tail,
  );
}

function tableStar(
  tx: Tx,
  relation: Relation,
  told: ReadonlySet<string>,
  { gone, changes }: Tail,
): Star {
  const { columns } = relation;
  // What no table is known to have may be this one's.
  const mine = (name: string) => columns?.has(name.toLowerCase()) ?? !told.has(name.toLowerCase());
  const left = [
    ...(relation.hidden ? [relation.hidden] : []),
    ...[...gone].filter(mine).map(tx.out.name),
  ];
  const changed = changes.changed.filter(({ from }) => mine(from));
  const all =
    columns &&
    [...columns].map(([name, type]) => {
      const detail = relation.details?.get(name);
      return { name, type, ...(detail ? { detail } : {}) };
    });
  const shown = all?.filter(({ name }) => !gone.has(name) && !isHidden(tx, relation, name));
  const known = shown?.map((column) => changes.column(column));
  const star = `${tx.out.name(relation.alias)}.*`;
  if (tx.target === "databricks" && changed.length > 0)
    return { sql: spelledOut(tx, star, left, shown, { ...changes, changed }), columns: known };
  const word = tx.target === "databricks" ? "EXCEPT" : "EXCLUDE";
  const excluded = left.length > 0 ? ` ${word} (${left.join(", ")})` : "";
  return { sql: `${star}${excluded}${changesSql(tx, { ...changes, changed })}`, columns: known };
}

function spelled(
  tx: Tx,
  items: readonly { column: OutputColumn & { name: string }; sql: string }[],
  { gone, changes }: Tail,
): Star {
  const left = items.filter(({ column }) => !gone.has(column.name.toLowerCase()));
  const sql = left.map((item) => {
    const change = changeOf(changes.changed, item.column.name);
    return `${change?.value ?? item.sql} AS ${tx.out.name(item.column.name)}`;
  });
  return { sql: sql.join(", "), columns: left.map(({ column }) => changes.column(column)) };
}

/** `s.*` of a STRUCT; the cursor stands behind the star. */
export function structStar(tx: Tx, value: Expr): Star {
  const offset = tx.cursor.offset;
  const tail = readTail(tx);
  const { fields } = value.shape ?? {};
  const changed = tail.gone.size > 0 || tail.changes.changed.length > 0;
  if (tx.target === "duckdb" && !changed) {
    const columns = fields?.map(({ name, shape }) => columnOfField(name, shape));
    return { sql: `unnest(${value.sql})`, columns };
  }
  if (!fields) {
    const plain = /^[\w."`]+$/.test(value.sql) && !changed;
    if (!plain) throw tx.unsupported(".* of a structure whose fields are not known", offset);
    return { sql: `${value.sql}.*`, columns: undefined };
  }
  return spelled(
    tx,
    fields.map(({ name, shape }) => {
      return { column: columnOfField(name, shape), sql: `${wrap(value)}.${tx.out.name(name)}` };
    }),
    tail,
  );
}

function columnOfField(name: string, shape: Shape): OutputColumn & { name: string } {
  const parts = shape.fields || shape.element;
  const type = shape.element ? "array" : shape.type;
  return { name, type, ...(parts ? { detail: { shape } } : {}) };
}
