import { type Expr, isDated, primary } from "../expr.ts";
import { readList } from "../expression/expression.ts";
import type { Tx } from "../tx.ts";
import { readAlias } from "./alias.ts";
import { lateralWord, type TableCall } from "./tableFunction.ts";

/** generate_series(a, b [, step]) of PostgreSQL and SQL Server: numbers, or times with an interval for a step. */
export function readGenerateSeries(tx: Tx, { inside, offset }: TableCall): string {
  const given = tx.inside(inside, () => readList(tx));
  const args = given.some(({ type }) => isDated(type)) ? given.map(asMoment) : given;
  const [from, to, step] = args;
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
      const series = `generate_series(${args.map(({ sql }) => sql).join(", ")})`;
      return `${series} AS ${name(table)}(${name(column)})`;
    }
    throw tx.unsupported("WITH ORDINALITY of generate_series", offset);
  }
  if (ordinality) throw tx.unsupported("WITH ORDINALITY of generate_series", offset);
  return `${word}explode(${sequence(from, to, step)}) AS ${name(table)}(${names})`;
}

/** A text among times is a time, or the interval between them. */
function asMoment(value: Expr, index: number): Expr {
  if (value.literal === undefined) return value;
  return primary(
    `CAST(${value.sql} AS ${index < 2 ? "TIMESTAMP" : "INTERVAL"})`,
    index < 2 ? "timestamp" : "interval",
  );
}

/** Databricks counts down where the end is before the start; the sources then have no rows. */
function sequence(from: Expr, to: Expr, step: Expr | undefined): string {
  const [low, high] = [from.number, to.number].map(Number);
  const counted = from.number !== undefined && to.number !== undefined;
  const list = [from, to, ...(step ? [step] : [])].map(({ sql }) => sql).join(", ");
  if (counted && low !== undefined && high !== undefined && low <= high && !step)
    return `sequence(${list})`;
  if (step) return `CASE WHEN ${backwards(from, to, step)} THEN ARRAY() ELSE sequence(${list}) END`;
  return `CASE WHEN ${from.sql} <= ${to.sql} THEN sequence(${list}) ELSE ARRAY() END`;
}

function backwards(from: Expr, to: Expr, step: Expr): string {
  const negative = step.sql.startsWith("-");
  return negative ? `${from.sql} < ${to.sql}` : `${from.sql} > ${to.sql}`;
}
