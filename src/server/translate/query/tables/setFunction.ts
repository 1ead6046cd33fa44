import { Call } from "../calls/call.ts";
import type { Tx } from "../tx.ts";
import { readAlias } from "./alias.ts";
import { freeName, lateralWord, type TableCall } from "./tableFunction.ts";

/** PostgreSQL's functions that give a row for each part of a text, in a FROM clause: as they are in a SELECT list. */
export function readSetFunction(tx: Tx, { name, inside, offset }: TableCall): string {
  const rule = tx.rule(name);
  if (!rule) throw tx.stop("DWM-QRY-003", { name }, offset);
  const value = tx.inside(inside, () => rule(new Call(tx, name, offset, inside.split())));
  const word = lateralWord(tx);
  const { alias, columns } = readAlias(tx);
  const table = alias ?? freeName(tx);
  const column = columns?.[0] ?? alias ?? name.toLowerCase();
  tx.scope.relations.push({
    alias: table,
    answersTo: [(alias ?? name).toLowerCase()],
    columns: new Map([[column.toLowerCase(), value.type]]),
  });
  const { out } = tx;
  return `${word}(SELECT ${value.sql} AS ${out.name(column)}) AS ${out.name(table)}`;
}
