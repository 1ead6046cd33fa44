import { primary } from "../../expr.ts";
import { arity, type FunctionRule } from "../dsl.ts";

/** Parameters of USERENV by what says the same of a session of Databricks, and how the value differs. */
const PARAMETERS: Readonly<Record<string, readonly [sql: string, what: string]>> = {
  SESSION_USER: ["current_user()", "the user's name is an e-mail address here"],
  CURRENT_USER: ["current_user()", "the user's name is an e-mail address here"],
  CURRENT_SCHEMA: ["current_schema()", "the schema's name is the target's"],
  DB_NAME: ["current_catalog()", "the database is the target's catalog"],
};

/** SYS_CONTEXT(namespace, parameter) of USERENV: Oracle Database SQL Language Reference, "SYS_CONTEXT". */
export const sysContext: FunctionRule = (call) => {
  arity(call, 2, 3);
  const [space, parameter] = [call.arg(0).literal, call.arg(1).literal];
  const found =
    space?.toUpperCase() === "USERENV" ? PARAMETERS[parameter?.toUpperCase() ?? ""] : undefined;
  if (!found) throw call.stop("the value depends on the source's session");
  const [sql, what] = found;
  call.tx.note("DWM-QRY-006", { what }, call.offset);
  return primary(sql, "string");
};
