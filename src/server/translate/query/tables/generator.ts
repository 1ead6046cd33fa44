import { readWhole } from "../expression/expression.ts";
import type { Tx } from "../tx.ts";
import { readAlias } from "./alias.ts";
import { freeName, type TableCall } from "./tableFunction.ts";

/** Snowflake's GENERATOR(ROWCOUNT => n): n rows without columns; SEQ4() is then the number of a row. */
export function readGenerator(tx: Tx, { inside, offset }: TableCall): string {
  const [count, more] = inside.split();
  if (!count || more) throw tx.unsupported("this GENERATOR", offset);
  if (count.isSymbol("=>", 1)) {
    if (!count.isWords("ROWCOUNT")) throw tx.unsupported("GENERATOR(TIMELIMIT …)", offset);
    count.at += 2;
  }
  const rows = tx.inside(count, () => readWhole(tx));
  const { alias } = readAlias(tx);
  const table = alias ?? freeName(tx);
  const { scope, out } = tx;
  // SEQ4() is that of the only generator.
  const other = scope.relations.some(({ starless }) => starless === "GENERATOR");
  scope.relations.push({
    alias: table,
    answersTo: [table.toLowerCase()],
    columns: new Map(),
    starless: "GENERATOR",
  });
  scope.sequence = other ? undefined : `${out.name(table)}.${out.name("id")}`;
  return `range(${rows.sql}) AS ${out.name(table)}(${out.name("id")})`;
}
