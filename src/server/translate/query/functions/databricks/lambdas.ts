import type { Call } from "../../calls/call.ts";
import { type Expr, primary } from "../../expr.ts";
import { readWhole } from "../../expression/expression.ts";
import { castType } from "../../expression/types.ts";
import { arity, type FunctionRule } from "../dsl.ts";

/** Snowflake's `x -> …`, `x INT -> …`, `(a, x) -> …`, which Databricks writes the same way but without types. */
function readLambda(call: Call, index: number): string {
  const { tx } = call;
  const cursor = call.raw[index];
  if (!cursor) throw call.stop("a lambda expected");
  return tx.inside(cursor, () => {
    const group = cursor.isSymbol("(") ? cursor.group() : undefined;
    const parameters = group
      ? group.split().map((part) => tx.inside(part, () => readParameter(call)))
      : [readParameter(call)];
    tx.expectSymbol("->");
    const names = parameters.map(tx.out.name);
    const body = readWhole(tx).sql;
    return `${names.length === 1 ? names[0] : `(${names.join(", ")})`} -> ${body}`;
  });
}

/** A parameter's name; its type is that of the array's elements. */
function readParameter({ tx }: Call): string {
  const name = tx.expectIdentifier("a parameter");
  if (!tx.cursor.done && !tx.cursor.isSymbol("->")) castType(tx);
  return name;
}

/** FILTER(array, lambda), TRANSFORM(array, lambda), REDUCE(array, start, lambda). */
export function higherOrder(name: "filter" | "transform" | "reduce"): FunctionRule {
  const lambdaAt = name === "reduce" ? 2 : 1;
  return (call) => {
    arity(call, lambdaAt + 1);
    const array = call.arg(0);
    if (array.type === "json")
      throw call.stop("elements whose type is not known: cast the array to ARRAY<type>");
    const start = name === "reduce" ? `, ${call.arg(1).sql}` : "";
    const made: Expr = primary(
      `${name}(${array.sql}${start}, ${readLambda(call, lambdaAt)})`,
      "unknown",
    );
    return name === "reduce" ? made : { ...made, array: true };
  };
}
