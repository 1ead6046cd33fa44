import type { RoutineKit } from "./kit.ts";
import { mapStatements } from "./mapStatements.ts";
import type { Block, Parameter, Procedure, Statement } from "./model.ts";

/**
 * A scalar function with statements: Databricks' functions are one expression, so that it becomes a procedure with a
 * parameter for its result, and an issue says that its calls have to change.
 */
export function proceduralFunction(
  kit: RoutineKit,
  parameters: readonly Parameter[],
  returns: string,
  body: Block,
  reason: string,
  offset: number,
): Procedure {
  const result = kit.variables.free("result");
  kit.note("DWM-PRC-005", { name: kit.name, reason, result }, offset);
  const returning = (statement: Statement): Statement[] => {
    if (statement.is !== "return" || statement.value === undefined) return [statement];
    return [{ is: "set", targets: [result], value: statement.value }, { is: "return" }];
  };
  return {
    is: "procedure",
    name: kit.name,
    parameters: [...parameters, { name: result, mode: "OUT", type: returns }],
    body: {
      ...body,
      handlers: body.handlers.map((handler) => ({
        ...handler,
        body: mapStatements(handler.body, returning),
      })),
      body: mapStatements(body.body, returning),
    },
  };
}
