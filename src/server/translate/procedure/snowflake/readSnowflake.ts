import { bodyText } from "../bodyText.ts";
import type { RoutineKit } from "../kit.ts";
import type { Routine } from "../model.ts";
import type { RoutineRead } from "../read.ts";
import { scalarFunction } from "../scalarFunction.ts";
import { SnowflakeBody } from "./body.ts";
import { readHead, type SnowflakeHead } from "./head.ts";
import { readPython } from "./python.ts";

const OTHER_LANGUAGES: Readonly<Record<string, string>> = {
  JAVASCRIPT: "Databricks runs no JavaScript",
  JAVA: "its code is compiled and runs from a JAR in Databricks",
  SCALA: "its code is compiled and runs from a JAR in Databricks",
};

/** Reads CREATE PROCEDURE and CREATE FUNCTION of Snowflake. */
export function readSnowflake(kit: RoutineKit): RoutineRead {
  const { cursor, tx } = kit;
  const start = cursor.offset;
  const head = readHead(kit);
  const kind = head.kind === "FUNCTION" ? "A function" : "A procedure";
  if (head.external) throw tx.stop("DWM-PRC-002", { construct: "an external function" }, start);
  const reason = OTHER_LANGUAGES[head.language];
  if (reason !== undefined)
    throw tx.stop("DWM-PRC-010", { kind, language: head.language, reason }, start);
  if (head.language === "PYTHON") return { routines: [readPython(kit, head, kind, start)] };
  if (head.language !== "SQL") {
    const why = "the language is not known";
    throw tx.stop("DWM-PRC-010", { kind, language: head.language, reason: why }, start);
  }
  const inner = openBody(kit);
  const comment = head.comment === undefined ? {} : { comment: head.comment };
  if (head.kind === "FUNCTION") return { routines: [{ ...readFunction(inner, head), ...comment }] };
  return {
    routines: [
      {
        is: "procedure",
        name: kit.name,
        parameters: head.parameters,
        body: new SnowflakeBody(inner, "rows").script(head.parameters),
        ...(head.definer ? { definer: true } : {}),
        ...comment,
      },
    ],
  };
}

/** The kit that reads the body: in a text literal, or as it stands behind AS. */
function openBody(kit: RoutineKit): RoutineKit {
  const token = kit.cursor.peek();
  const body = token && bodyText(token, "snowflake");
  return body ? kit.inner(body.text, body.place) : kit;
}

function readFunction(kit: RoutineKit, head: SnowflakeHead): Routine {
  const { cursor, tx } = kit;
  const { parameters } = head;
  const offset = cursor.offset;
  if (head.aggregate)
    throw tx.stop("DWM-PRC-002", { construct: "an aggregate function of one's own" }, offset);
  if (head.strict) {
    const what = "the function is NULL for any NULL argument in the source; here it is evaluated";
    kit.note("DWM-PRC-007", { what }, offset);
  }
  let end = cursor.end;
  while (cursor.tokens[end - 1]?.text === ";") end--;
  if (head.isTable) {
    if (cursor.isWords("BEGIN") || cursor.isWords("DECLARE"))
      throw tx.stop("DWM-PRC-002", { construct: "a table function with statements" }, offset);
    return {
      is: "tableFunction",
      name: kit.name,
      parameters,
      ...(head.table ? { columns: head.table } : {}),
      query: kit.queryTo(end).sql,
    };
  }
  const returns = head.returns?.sql ?? "STRING";
  if (cursor.isWords("BEGIN") || cursor.isWords("DECLARE")) {
    const body = new SnowflakeBody(kit, "value").script(parameters);
    return scalarFunction(kit, parameters, returns, body, offset);
  }
  const isQuery = cursor.isWords("SELECT") || cursor.isWords("WITH");
  const expression = isQuery ? `(${kit.queryTo(end).sql})` : kit.expressionTo(end).sql;
  return { is: "function", name: kit.name, parameters, returns, expression };
}
