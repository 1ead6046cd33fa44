import type { Tx } from "../query/tx.ts";
import { type Granted, readGranted } from "./grantHead.ts";
import type { StatementResult } from "./statement.ts";

/** Rights of a table and what Unity Catalog calls them. */
const PRIVILEGES: Readonly<Record<string, string>> = {
  SELECT: "SELECT",
  READ: "SELECT",
  INSERT: "MODIFY",
  UPDATE: "MODIFY",
  DELETE: "MODIFY",
  TRUNCATE: "MODIFY",
  EXECUTE: "EXECUTE",
  EXEC: "EXECUTE",
  USAGE: "USE SCHEMA",
  "ALL PRIVILEGES": "ALL PRIVILEGES",
  ALL: "ALL PRIVILEGES",
  "CREATE TABLE": "CREATE TABLE",
  "CREATE VIEW": "CREATE TABLE",
  "CREATE FUNCTION": "CREATE FUNCTION",
  "CREATE PROCEDURE": "CREATE FUNCTION",
  CREATE: "CREATE TABLE",
  "CREATE SCHEMA": "CREATE SCHEMA",
};

/** What may be granted on what; the rest has no meaning there. */
const ALLOWED: Readonly<Record<Granted["kind"], ReadonlySet<string>>> = {
  TABLE: new Set(["SELECT", "MODIFY", "ALL PRIVILEGES"]),
  FUNCTION: new Set(["EXECUTE", "ALL PRIVILEGES"]),
  PROCEDURE: new Set(["EXECUTE", "ALL PRIVILEGES"]),
  SCHEMA: new Set([
    "SELECT",
    "MODIFY",
    "EXECUTE",
    "USE SCHEMA",
    "CREATE TABLE",
    "CREATE FUNCTION",
    "ALL PRIVILEGES",
  ]),
  CATALOG: new Set(["USE CATALOG", "CREATE SCHEMA", "ALL PRIVILEGES"]),
};

/** True where rights on objects have a counterpart: in Unity Catalog. */
export function isGrant(tx: Tx): boolean {
  return tx.target === "databricks" && tx.cursor.peek(1) !== undefined;
}

/** GRANT and REVOKE of rights on objects, one statement for each principal. */
export function readGrant(tx: Tx): StatementResult {
  const { cursor } = tx;
  const offset = cursor.offset;
  const verb = cursor.isWords("GRANT") ? "GRANT" : "REVOKE";
  const granted = readGranted(tx);
  const rights = new Set<string>();
  for (const right of granted.rights) {
    let name = PRIVILEGES[right];
    if (granted.kind === "CATALOG" && name === "USE SCHEMA") name = "USE CATALOG";
    if (name !== undefined && ALLOWED[granted.kind].has(name)) rights.add(name);
    else {
      const why = `Unity Catalog has no such right on a ${granted.kind.toLowerCase()}`;
      tx.note("DWM-DML-002", { statement: `${verb} ${right}`, why }, offset);
    }
  }
  if (rights.size === 0) return { kind: verb, statements: [] };
  noteWider(tx, granted, rights, offset);
  const list = [...rights].join(", ");
  const statements = granted.principals.map((principal) => {
    const whom = principal === "PUBLIC" ? "`account users`" : tx.out.name(principal);
    return `${verb} ${list} ON ${granted.kind} ${granted.object} ${verb === "GRANT" ? "TO" : "FROM"} ${whom}`;
  });
  return { kind: verb, statements };
}

/** MODIFY takes INSERT, UPDATE and DELETE together. */
function noteWider(tx: Tx, { rights }: Granted, given: ReadonlySet<string>, offset: number): void {
  const changes = ["INSERT", "UPDATE", "DELETE"].filter((right) => rights.includes(right));
  if (!given.has("MODIFY") || changes.length === 3) return;
  const what = `MODIFY takes INSERT, UPDATE and DELETE together; the source names ${changes.join(" and ")}`;
  tx.note("DWM-QRY-006", { what }, offset);
}
