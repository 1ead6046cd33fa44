import type { TypeClass } from "../../../types/spec.ts";
import { type Expr, primary } from "../../expr.ts";
import type { Tx } from "../../tx.ts";
import { type FunctionRule, refused } from "../dsl.ts";

/** What the target's session calls the same; the names are others there. */
const OWN: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    "CURRENT_USER SESSION_USER SYSTEM_USER USER USER_NAME SUSER_NAME SUSER_SNAME ORIGINAL_LOGIN"
      .split(" ")
      .map((name) => [name, "current_user"]),
  ),
  CURRENT_DATABASE: "current_database()",
  CURRENT_CATALOG: "current_database()",
  DB_NAME: "current_database()",
  CURRENT_SCHEMA: "current_schema()",
  // A database is a schema in MySQL and Teradata.
  DATABASE: "current_schema()",
  SCHEMA: "current_schema()",
  SCHEMA_NAME: "current_schema()",
  VERSION: "version()",
  SESSIONTIMEZONE: "current_setting('TimeZone')",
};

/** Facts of the source's account and session; the target has nothing like them. */
const UNKNOWN = new Set(
  (
    "CURRENT_ACCOUNT CURRENT_ACCOUNT_NAME CURRENT_ORGANIZATION_NAME CURRENT_REGION CURRENT_SESSION CURRENT_WAREHOUSE " +
    "CURRENT_ROLE CURRENT_SECONDARY_ROLES CURRENT_IP_ADDRESS CURRENT_CLIENT HOST_NAME APP_NAME SESSION ACCOUNT"
  ).split(" "),
);

/** A value of the session, where something in its place is honest: another name, or NULL; the issue says so. */
export function sessionValue(tx: Tx, name: string, offset: number): Expr | undefined {
  const own = OWN[name];
  const type: TypeClass = "string";
  if (own !== undefined) {
    tx.note(
      "DWM-QRY-006",
      { what: `${name} is that of the target here, with another name` },
      offset,
    );
    return { ...primary(own, type), name: name.toLowerCase() };
  }
  if (!UNKNOWN.has(name)) return undefined;
  const what = `${name} is known to the source's session alone: it is NULL here, and equal to nothing`;
  tx.note("DWM-QRY-006", { what }, offset);
  return { ...primary("CAST(NULL AS VARCHAR)", type), name: name.toLowerCase() };
}

const refusedValue = refused("the value depends on the source's session");

const rule: FunctionRule = (call) => {
  const value = call.count === 0 ? sessionValue(call.tx, call.name, call.offset) : undefined;
  return value ?? refusedValue(call);
};

/** What SYS_CONTEXT('USERENV', …) tells that the target's session knows, too. */
const CONTEXT: Readonly<Record<string, string>> = {
  SESSION_USER: "SESSION_USER",
  CURRENT_USER: "CURRENT_USER",
  CURRENT_SCHEMA: "CURRENT_SCHEMA",
  DB_NAME: "CURRENT_DATABASE",
};

/** Oracle's SYS_CONTEXT('USERENV', name); contexts of the application's own, and what else is in it, are refused. */
export const sysContext: FunctionRule = (call) => {
  const own = CONTEXT[call.word(1) ?? ""];
  if (call.count !== 2 || call.word(0) !== "USERENV" || own === undefined)
    return refusedValue(call);
  return sessionValue(call.tx, own, call.offset) ?? refusedValue(call);
};

/** Rules of what only the source's session knows: answered by `sessionValue`, or refused. */
export function sessionValues(names: string): Record<string, FunctionRule> {
  return Object.fromEntries(names.split(" ").map((name) => [name, rule]));
}
