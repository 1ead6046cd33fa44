import { Cursor } from "../../cursor.ts";
import {
  calledName,
  chooseRoutine,
  readRoutineArguments,
  routinesOf,
} from "../calls/routineCall.ts";
import type { Expr } from "../expr.ts";
import { castTo } from "../expression/cast.ts";
import { castType } from "../expression/types.ts";
import type { Tx } from "../tx.ts";
import { readAlias } from "./alias.ts";
import { freeName, lateralWord, type TableCall } from "./tableFunction.ts";

/** `FROM f(a, b) AS x`: the rows of a function of the inventory; undefined where the name means none. */
export function readRoutineRows(
  tx: Tx,
  parts: readonly string[],
  { inside, offset }: TableCall,
): string | undefined {
  const functions = routinesOf(tx, parts).filter(({ kind }) => kind === "FUNCTION");
  if (functions.length === 0) return undefined;
  const args = readRoutineArguments(tx, inside);
  // DuckDB's macros take their arguments by place.
  const named = args.some(({ name }) => name !== undefined);
  if (named) throw tx.unsupported("a function's rows with named arguments", offset);
  const { target, schema, parameters, fillsTable } = chooseRoutine(
    tx,
    parts.join("."),
    functions,
    args,
    offset,
  );
  // It became a procedure in Databricks, and nothing in DuckDB.
  if (fillsTable) throw tx.stop("DWM-QRY-003", { name: parts.join(".") }, offset);
  const word = lateralWord(tx);
  const { alias, columns } = readAlias(tx);
  const table = alias ?? freeName(tx);
  tx.scope.relations.push({
    alias: table,
    answersTo: [(alias ?? parts.at(-1) ?? "").toLowerCase()],
    columns: undefined,
  });
  const types = parameterTypes(tx, parameters ?? "");
  const list = args.map(({ value }, at) => passed(tx, value, types[at], offset)).join(", ");
  const call = `${calledName(tx, parts, target, schema)}(${list})`;
  const shown = columns ? `(${columns.map(tx.out.name).join(", ")})` : "";
  const rows = tx.target === "duckdb" ? `${word}(FROM ${call})` : `${word}${call}`;
  return `${rows} AS ${tx.out.name(table)}${shown}`;
}

/** The texts of the parameters' types, as far as they can be read. */
function parameterTypes(tx: Tx, parameters: string): Cursor[] {
  return new Cursor(parameters, tx.dialect).split().map((part) => {
    part.identifier();
    part.accept("AS");
    return part;
  });
}

/** An argument as a parameter takes it: a text that is written out becomes a date where one is expected. */
function passed(tx: Tx, value: Expr, type: Cursor | undefined, offset: number): string {
  if (!type || value.literal === undefined) return value.sql;
  return tx.inside(type, () => castTo(tx, value, castType(tx), false, offset)).sql;
}
