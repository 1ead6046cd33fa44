import { bodyText } from "../bodyText.ts";
import type { RoutineKit } from "../kit.ts";
import type { PythonFunction } from "../model.ts";
import type { SnowflakeHead } from "./head.ts";

/**
 * A scalar Python function stays one: Unity Catalog's have the handler's call in their body. What reaches into Snowflake
 * (sessions, stages, batches of rows) has no counterpart.
 */
export function readPython(
  kit: RoutineKit,
  head: SnowflakeHead,
  kind: string,
  offset: number,
): PythonFunction {
  const { cursor, tx } = kit;
  const token = cursor.peek();
  const body = token && bodyText(token, "snowflake");
  const refuse = (reason: string) =>
    tx.stop("DWM-PRC-010", { kind, language: "PYTHON", reason }, offset);
  if (head.kind === "PROCEDURE") throw refuse("it works on a Snowflake session");
  if (head.isTable) throw refuse("Python functions of Unity Catalog return no tables");
  if (head.aggregate) throw refuse("Python functions of Unity Catalog do not aggregate");
  if (head.imports) throw refuse("it imports files from a stage");
  if (!body || head.handler === undefined || !head.returns)
    throw refuse("its code is not in the statement");
  if (/snowflake|_sf_vectorized|vectorized/i.test(`${body.text} ${head.packages.join(" ")}`))
    throw refuse("it uses Snowflake's own modules");
  const packages = head.packages.filter((name) => name !== "");
  const what =
    packages.length > 0
      ? `the Python code was kept; it needs the packages ${packages.join(", ")}`
      : "the Python code was kept as it is";
  kit.note("DWM-PRC-007", { what }, token?.start ?? offset);
  const names = head.parameters.map(({ name }) => name).join(", ");
  return {
    is: "python",
    name: kit.name,
    parameters: head.parameters.map((each) => ({ ...each, type: wholeNumber(each.type) })),
    returns: wholeNumber(head.returns.sql),
    packages,
    code: `${body.text.replace(/^\s*\n|\s+$/g, "")}\nreturn ${head.handler}(${names})`,
    ...(head.comment === undefined ? {} : { comment: head.comment }),
  };
}

/** Snowflake gives Python an int for its whole numbers; a DECIMAL would come as a Decimal, which counts nothing. */
function wholeNumber(type: string): string {
  return type.replace(/^DECIMAL\(38,\s*0\)$/, "BIGINT");
}
