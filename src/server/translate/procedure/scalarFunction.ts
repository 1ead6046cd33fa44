import { foldFunction } from "./foldFunction.ts";
import type { RoutineKit } from "./kit.ts";
import type { Block, Parameter, Routine } from "./model.ts";
import { proceduralFunction } from "./proceduralFunction.ts";

/** A function of one expression, where its statements can be folded into one; else a procedure, with its issue. */
export function scalarFunction(
  kit: RoutineKit,
  parameters: Parameter[],
  returns: string,
  body: Block,
  offset: number,
): Routine {
  const { expression, reason } = foldFunction(body, returns);
  if (expression === undefined)
    return proceduralFunction(kit, parameters, returns, body, reason, offset);
  return { is: "function", name: kit.name, parameters, returns, expression };
}
