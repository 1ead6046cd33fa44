import type { Tx } from "../query/tx.ts";
import { readEnd, readTarget } from "./target.ts";

/** What a GRANT or REVOKE is about. */
export interface Granted {
  /** Rights as written, upper case: `CREATE TABLE`. */
  rights: string[];
  kind: "TABLE" | "FUNCTION" | "PROCEDURE" | "SCHEMA" | "CATALOG";
  object: string;
  principals: string[];
}

/** Reads `GRANT a, b ON t TO p, q`; refuses what gives no rights on an object. */
export function readGranted(tx: Tx): Granted {
  const { cursor } = tx;
  const verb = cursor.next()?.value ?? "";
  cursor.accept("GRANT", "OPTION", "FOR");
  const rights = readRights(tx, verb);
  const { kind, object } = readObject(tx);
  if (verb === "GRANT" || tx.cursor.isWords("TO")) tx.expect("TO");
  else tx.expect("FROM");
  const principals = [readPrincipal(tx)];
  while (cursor.acceptSymbol(",")) principals.push(readPrincipal(tx));
  readOptions(tx);
  readEnd(tx);
  return { rights, kind, object, principals };
}

function readRights(tx: Tx, verb: string): string[] {
  const { cursor } = tx;
  const rights: string[] = [];
  let words: string[] = [];
  for (;;) {
    const token = cursor.next();
    if (!token || token.text === ";" || token.value === "TO" || token.value === "FROM") {
      const why =
        "who belongs to which group is settled in the account, and there are no rights without an object";
      throw tx.stop("DWM-DML-003", { statement: `${verb} of a role or a system right`, why });
    }
    if (token.text === "(") throw tx.unsupported(`${verb} of rights on columns`, token.start);
    const ends = token.text === "," || (token.kind === "word" && token.value === "ON");
    if (!ends) {
      words.push(token.value);
      continue;
    }
    rights.push(words.join(" "));
    words = [];
    if (token.text !== ",") return rights;
  }
}

function readObject(tx: Tx): Pick<Granted, "kind" | "object"> {
  const { cursor } = tx;
  const offset = cursor.offset;
  const all = cursor.accept("ALL") || cursor.accept("FUTURE");
  if (all) {
    while (!cursor.accept("IN")) if (!cursor.next()) throw tx.unreadable("IN expected");
    const what = "a right on a schema holds for all that is in it, now and later";
    tx.note("DWM-QRY-006", { what }, offset);
  }
  const word = cursor.peek()?.value ?? "";
  const marked = cursor.isSymbol("::", 1);
  const known =
    /^(TABLE|VIEW|FUNCTION|PROCEDURE|SCHEMA|DATABASE|OBJECT|CATALOG|MATERIALIZED)$/.test(word);
  const named = known && !cursor.isSymbol(".", 1) && !cursor.isWords(word, "TO");
  if (named) {
    cursor.next();
    cursor.accept("VIEW");
    if (marked) cursor.next();
  } else if (
    /^(WAREHOUSE|STAGE|SEQUENCE|ROLE|INTEGRATION|TASK|STREAM|PIPE|FILE|USER|ACCOUNT|LANGUAGE|TYPE|DIRECTORY)$/.test(
      word,
    ) &&
    !cursor.isSymbol(".", 1)
  ) {
    throw tx.unsupported(`a right on a ${word.toLowerCase()}`);
  }
  if (named && /^(SCHEMA|DATABASE|CATALOG)$/.test(word)) return container(tx, word);
  // MySQL's and Teradata's `db.*`, and a database on its own.
  const wide = tx.is("mysql") && cursor.isSymbol(".", 1) && cursor.isSymbol("*", 2);
  if (wide) {
    const schema = tx.out.name(cursor.identifier() ?? "");
    cursor.at += 2;
    return { kind: "SCHEMA", object: schema };
  }
  if (cursor.isSymbol("*")) throw tx.unsupported("a right on everything");
  const { sql } = readTarget(tx);
  if (cursor.isSymbol("(")) cursor.group();
  const kind = word === "FUNCTION" || word === "PROCEDURE" ? word : "TABLE";
  return { kind: named ? kind : "TABLE", object: sql };
}

function container(tx: Tx, word: string): Pick<Granted, "kind" | "object"> {
  const parts = tx.cursor.name();
  if (!parts) throw tx.unreadable("a name expected");
  const { catalog, schema } = tx.context.names;
  const holds = word !== "SCHEMA" && tx.is("snowflake", "postgres", "tsql", "redshift");
  const written = parts.map(tx.out.name).join(".");
  if (holds) return { kind: "CATALOG", object: catalog ? tx.out.name(catalog) : written };
  const own = [catalog, schema].filter((part) => part !== "").map(tx.out.name);
  return { kind: "SCHEMA", object: schema ? own.join(".") : written };
}

function readPrincipal(tx: Tx): string {
  const { cursor } = tx;
  const before = ["GROUP", "ROLE", "USER", "SHARE", "APPLICATION"].find((word) =>
    cursor.accept(word),
  );
  if (before === "SHARE" || before === "APPLICATION")
    throw tx.unsupported(`a right for a ${before}`);
  if (before === "ROLE") cursor.accept("DATABASE");
  const token = cursor.peek();
  if (token?.kind === "string") {
    // MySQL's 'bob'@'localhost'
    cursor.next();
    while (cursor.peek()?.text.startsWith("@")) {
      const at = cursor.next();
      if (at?.text === "@") cursor.next();
    }
    return token.text.slice(1, -1);
  }
  const name = cursor.identifier();
  if (name === undefined) throw tx.unreadable("a user, role or group expected");
  return name.toUpperCase() === "PUBLIC" ? "PUBLIC" : name;
}

function readOptions(tx: Tx): void {
  const { cursor } = tx;
  const offset = cursor.offset;
  const start = cursor.at;
  if (cursor.accept("WITH")) {
    cursor.next();
    cursor.accept("OPTION");
  } else if (!cursor.accept("CASCADE") && !cursor.accept("RESTRICT")) return;
  const clause = cursor.textBetween(start, cursor.at);
  tx.note(
    "DWM-QRY-007",
    { clause, why: "who may pass rights on is settled by ownership and MANAGE" },
    offset,
  );
}
