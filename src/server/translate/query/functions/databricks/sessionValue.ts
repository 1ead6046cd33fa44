import { primary } from "../../expr.ts";
import type { FunctionRule } from "../dsl.ts";

/** A function of the session that Databricks has a counterpart of, and how its value differs; with a value to look up it has none. */
export function sessionValue(sql: string, what: string): FunctionRule {
  return (call) => {
    if (call.count > 0) throw call.stop("it looks a name up in the source's server");
    call.tx.note("DWM-QRY-006", { what }, call.offset);
    return primary(sql, "string");
  };
}

export const userName = sessionValue(
  "current_user()",
  "the user's name is an e-mail address here, another one in the source",
);

export const schemaName = sessionValue("current_schema()", "the schema's name is the target's");
