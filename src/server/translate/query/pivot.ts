import type { TypeClass } from "../types/spec.ts";
import type { Columns, Relation } from "./scope.ts";
import { noteTexts } from "./texts.ts";
import type { Tx } from "./tx.ts";

/** What a PIVOT makes of the table before it. */
export interface Pivoted {
  sql: string;
  relation: Relation;
}

const AGGREGATES: ReadonlySet<string> = new Set(["SUM", "MIN", "MAX", "COUNT", "AVG"]);

/**
 * T-SQL's `source PIVOT (SUM(x) FOR c IN ([a], [b])) AS p`: the source is grouped by the columns that are neither `x` nor
 * `c`, with one conditional aggregate a value. Undefined where no PIVOT follows; `columns` are the source's.
 */
export function readPivot(
  tx: Tx,
  source: string,
  alias: string,
  columns: Columns,
): Pivoted | undefined {
  const { cursor } = tx;
  if (!tx.is("tsql") || !cursor.isWords("PIVOT") || !cursor.isSymbol("(", 1)) return undefined;
  const offset = cursor.offset;
  if (!columns) throw tx.unsupported("PIVOT of a table whose columns are not known", offset);
  cursor.next();
  const inside = cursor.group();
  if (!inside) throw tx.unreadable("( expected");
  const spec = tx.inside(inside, () => readSpec(tx));
  if (!columns.has(spec.value.toLowerCase()) || !columns.has(spec.by.toLowerCase()))
    throw tx.unsupported("PIVOT over a column that is not known", offset);
  cursor.accept("AS");
  const name = tx.expectIdentifier("an alias");
  const used = new Set([spec.value.toLowerCase(), spec.by.toLowerCase()]);
  const keys = [...columns].filter(([column]) => !used.has(column));
  const by = `${tx.out.name(alias)}.${tx.out.name(spec.by)}`;
  const type = columns.get(spec.by.toLowerCase()) ?? "unknown";
  if (type === "string")
    noteTexts(tx, offset, { sql: by, prec: 0, type }, { sql: by, prec: 0, type });
  // The list holds names: only of these is it certain how their values are written.
  if (!/^(string|int|bool|date)$/.test(type))
    throw tx.unsupported("PIVOT by a column of this type", offset);
  const shown = type === "bool" ? `CAST(${by} AS INT)` : by;
  const value = `${tx.out.name(alias)}.${tx.out.name(spec.value)}`;
  const given = columns.get(spec.value.toLowerCase()) ?? "unknown";
  if (spec.aggregate === "avg" && given !== "decimal" && given !== "float")
    throw tx.unsupported("PIVOT with AVG of whole numbers", offset);
  const made = spec.values.map(
    (text) =>
      `${spec.aggregate}(CASE WHEN CAST(${shown} AS ${tx.out.textType}) = ${tx.out.text(text)} THEN ${value} END) AS ${tx.out.name(text)}`,
  );
  const groups = keys.map(([column]) => `${tx.out.name(alias)}.${tx.out.name(column)}`);
  const grouping = groups.length > 0 ? ` GROUP BY ${groups.join(", ")}` : " HAVING count(*) > 0";
  const result: TypeClass = spec.aggregate === "count" ? "int" : given;
  return {
    sql: `(SELECT ${[...groups, ...made].join(", ")} FROM ${source}${grouping}) AS ${tx.out.name(name)}`,
    relation: {
      alias: name,
      answersTo: [name.toLowerCase()],
      columns: new Map([
        ...keys,
        ...spec.values.map((text) => [text.toLowerCase(), result] as const),
      ]),
    },
  };
}

function readSpec(tx: Tx): { aggregate: string; value: string; by: string; values: string[] } {
  const { cursor } = tx;
  const aggregate = cursor.next();
  if (aggregate?.kind !== "word" || !AGGREGATES.has(aggregate.value))
    throw tx.unsupported(`PIVOT with ${aggregate?.text ?? "nothing"}`);
  const argument = cursor.group();
  const value = argument?.name()?.at(-1);
  if (!argument?.done || value === undefined) throw tx.unsupported("PIVOT of an expression");
  tx.expect("FOR");
  const by = cursor.name()?.at(-1);
  if (by === undefined) throw tx.unreadable("a column expected");
  tx.expect("IN");
  const list = cursor.group();
  if (!list || !cursor.done) throw tx.unreadable("a list expected");
  const values = list.split().map((part) => {
    const name = part.identifier();
    if (name === undefined || !part.done) throw tx.unsupported("this list of a PIVOT");
    return name;
  });
  return { aggregate: aggregate.value.toLowerCase(), value, by, values };
}
