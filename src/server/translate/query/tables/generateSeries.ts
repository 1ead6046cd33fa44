import { type Expr, isDated, primary } from "../expr.ts";
import { readList } from "../expression/expression.ts";
import { seriesOf } from "../functions/databricks/postgres/series.ts";
import type { Tx } from "../tx.ts";
import { readAlias } from "./alias.ts";
import { lateralWord, type TableCall } from "./tableFunction.ts";

/** generate_series(a, b [, step]) of PostgreSQL and SQL Server: numbers, or times with an interval for a step. */
export function readGenerateSeries(tx: Tx, { inside, offset }: TableCall): string {
  const given = tx.inside(inside, () => readList(tx));
  const args = given.some(({ type }) => isDated(type)) ? given.map(asMoment) : given;
  const [from, to] = args;
  if (!from || !to || args.length > 3) throw tx.unsupported("this generate_series", offset);
  const word = lateralWord(tx);
  const ordinality = tx.cursor.accept("WITH", "ORDINALITY");
  const { alias, columns } = readAlias(tx);
  const table = alias ?? "generate_series";
  const column = columns?.[0] ?? (tx.is("tsql") ? "value" : table);
  const type = isDated(from.type) || isDated(to.type) ? "timestamp" : "int";
  const number = columns?.[1] ?? "ordinality";
  tx.scope.relations.push({
    alias: table,
    answersTo: [table.toLowerCase()],
    columns: new Map([
      [column.toLowerCase(), type],
      ...(ordinality ? [[number.toLowerCase(), "int"] as const] : []),
    ]),
  });
  const { name } = tx.out;
  const names = ordinality ? `${name(column)}, ${name(number)}` : name(column);
  if (tx.target === "duckdb") {
    if (!ordinality) {
      const down = tx.is("tsql") && args.length < 3 ? stepDown(from, to) : "";
      const series = `generate_series(${args.map(({ sql }) => sql).join(", ")}${down})`;
      return `${series} AS ${name(table)}(${name(column)})`;
    }
    throw tx.unsupported("WITH ORDINALITY of generate_series", offset);
  }
  if (ordinality) throw tx.unsupported("WITH ORDINALITY of generate_series", offset);
  return `${word}explode(${seriesOf(tx, given, offset).sql}) AS ${name(table)}(${names})`;
}

/** The step that SQL Server takes by itself: it counts down where the end is before the start. */
function stepDown(from: Expr, to: Expr): string {
  if (from.number !== undefined && to.number !== undefined)
    return Number(from.number) > Number(to.number) ? ", -1" : "";
  return `, CASE WHEN ${from.sql} > ${to.sql} THEN -1 ELSE 1 END`;
}

/** A text among times is a time, or the interval between them. */
function asMoment(value: Expr, index: number): Expr {
  if (value.literal === undefined) return value;
  return primary(
    `CAST(${value.sql} AS ${index < 2 ? "TIMESTAMP" : "INTERVAL"})`,
    index < 2 ? "timestamp" : "interval",
  );
}
