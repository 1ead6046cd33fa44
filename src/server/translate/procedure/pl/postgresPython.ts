import type { Token } from "../../../sql/token.ts";
import type { RoutineKit } from "../kit.ts";
import type { PythonFunction } from "../model.ts";
import type { PostgresHead } from "./postgresHead.ts";
import { textBody } from "./textBody.ts";

/** Languages whose body is the body of a Python function, as it is in Unity Catalog. */
export const PYTHON = /^PLPYTHON(3?U)?$/;

/** A scalar function in Python stays one. What asks the source's database has no counterpart. */
export function readPostgresPython(
  kit: RoutineKit,
  head: PostgresHead,
  kind: string,
): PythonFunction {
  const { body, returns, language, parameters, offset } = head;
  const { text } = textBody(body as Token, kit.tx.dialect);
  const refuse = (reason: string) => kit.tx.stop("DWM-PRC-010", { kind, language, reason }, offset);
  const ins = parameters.every(({ mode }) => mode === "IN");
  if (returns.is !== "scalar" || !ins)
    throw refuse("Python functions of Unity Catalog return one value");
  if (/\b(plpy|SD|GD|TD)\b/.test(text)) throw refuse("it works with the source's database");
  const old = language === "PLPYTHONU" ? "; it was written for Python 2" : "";
  kit.note("DWM-PRC-007", { what: `the Python code was kept as it is${old}` }, offset);
  const lines = text.replace(/^[ \t]*\n|\s+$/g, "").split("\n");
  const indents = lines.filter((line) => line.trim() !== "").map((line) => line.search(/\S/));
  const shared = Math.min(...indents);
  const names = parameters.map(({ name }) => name);
  const guard =
    head.strict && names.length > 0 ? [`if None in (${names.join(", ")},): return None`] : [];
  return {
    is: "python",
    name: kit.name,
    parameters: parameters.map(({ name, type, initial }) => ({
      name,
      mode: "IN",
      type: type.sql,
      ...(initial === undefined ? {} : { initial }),
    })),
    returns: returns.type.sql,
    packages: [],
    code: [...guard, ...lines.map((line) => line.slice(shared))].join("\n"),
  };
}
