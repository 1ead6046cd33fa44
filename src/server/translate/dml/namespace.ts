import { readStringLiteral } from "../literals.ts";
import type { Tx } from "../query/tx.ts";
import { one, type StatementResult } from "./statement.ts";
import { readEnd } from "./target.ts";

/** Dialects in which a database holds schemas: a catalog in Databricks. In the others it holds tables. */
function holdsSchemas(tx: Tx): boolean {
  return tx.is("snowflake", "tsql", "redshift", "postgres");
}

/** True where objects keep the names of the source, so that its schemas are wanted too. */
function keepsNames({ target, context }: Tx): boolean {
  return target === "databricks" && context.names.schema === "";
}

/** True for statements about schemas and databases that the target has to have. */
export function isNamespace(tx: Tx): boolean {
  const { cursor } = tx;
  if (!keepsNames(tx)) return false;
  const word = cursor.peek()?.value;
  const second = cursor.peek(1)?.value ?? "";
  if (word === "CREATE" || word === "DROP")
    return /^(SCHEMA|DATABASE)$/.test(
      second === "TRANSIENT" ? (cursor.peek(2)?.value ?? "") : second,
    );
  if (word === "USE") return !/^(ROLE|WAREHOUSE|SECONDARY)$/.test(second);
  if (word === "DATABASE") return tx.is("teradata");
  if (word === "SET") return second === "SEARCH_PATH" && !isFunction(tx);
  return word === "ALTER" && cursor.isWords("ALTER", "SESSION", "SET", "CURRENT_SCHEMA");
}

function isFunction({ cursor }: Tx): boolean {
  return cursor.peek(2)?.value === "DEFAULT" || cursor.peek(3)?.value === "DEFAULT";
}

/** CREATE SCHEMA, DROP SCHEMA, USE and what else chooses a schema. */
export function readNamespace(tx: Tx): StatementResult {
  const { cursor } = tx;
  const verb = cursor.next()?.value ?? "";
  if (verb === "CREATE") return readCreate(tx);
  if (verb === "DROP") return readDrop(tx);
  if (verb === "ALTER" || verb === "SET") return readSetting(tx, verb);
  const explicit = verb === "DATABASE" ? "DATABASE" : namespaceWord(tx);
  const name = readNames(tx);
  readEnd(tx);
  return { kind: verb, statements: used(tx, explicit, name) };
}

function namespaceWord({ cursor }: Tx): string | undefined {
  for (const word of ["SCHEMA", "DATABASE", "CATALOG"]) if (cursor.accept(word)) return word;
  return undefined;
}

function readNames(tx: Tx): string[] {
  const parts = tx.cursor.name();
  if (!parts) throw tx.unreadable("a name expected");
  return tx.is("bigquery") ? parts.flatMap((part) => part.split(".")) : parts;
}

function used(tx: Tx, word: string | undefined, parts: readonly string[]): string[] {
  const [first = "", second] = parts.map(tx.out.name);
  if (second !== undefined) return [`USE CATALOG ${first}`, `USE SCHEMA ${second}`];
  const catalog = holdsSchemas(tx) && word !== "SCHEMA";
  return [`USE ${catalog ? "CATALOG" : "SCHEMA"} ${first}`];
}

/** SET search_path TO a, b and ALTER SESSION SET CURRENT_SCHEMA = a. */
function readSetting(tx: Tx, verb: string): StatementResult {
  const { cursor } = tx;
  const offset = cursor.offset;
  cursor.at += verb === "ALTER" ? 3 : 1;
  if (!cursor.acceptSymbol("=")) cursor.accept("TO");
  const token = cursor.peek();
  const literal = token?.kind === "string" ? readStringLiteral(token.text, tx.dialect) : undefined;
  const name = literal?.kind === "text" ? literal.value : cursor.name()?.at(-1);
  if (literal) cursor.next();
  if (!name) throw tx.unreadable("a schema expected");
  if (cursor.isSymbol(",")) {
    const what = "names are looked for in the first schema of the search path only";
    tx.note("DWM-QRY-006", { what }, offset);
    cursor.at = cursor.end;
  }
  readEnd(tx);
  return one(verb === "ALTER" ? "ALTER SESSION" : "SET", `USE SCHEMA ${tx.out.name(name)}`);
}

function readCreate(tx: Tx): StatementResult {
  const { cursor } = tx;
  cursor.accept("TRANSIENT");
  const word = cursor.next()?.value === "DATABASE" && holdsSchemas(tx) ? "CATALOG" : "SCHEMA";
  const guard = cursor.accept("IF", "NOT", "EXISTS") ? "IF NOT EXISTS " : "";
  const unnamed = tx.is("postgres", "tsql", "redshift") && cursor.isWords("AUTHORIZATION");
  if (unnamed) throw tx.unsupported("CREATE SCHEMA AUTHORIZATION");
  const name = readNames(tx).map(tx.out.name).join(".");
  const offset = cursor.offset;
  const start = cursor.at;
  let comment = "";
  while (!cursor.done) {
    if (cursor.isWords("CREATE") || cursor.isWords("GRANT"))
      throw tx.unsupported("CREATE SCHEMA with objects in it");
    if (cursor.accept("COMMENT") && cursor.acceptSymbol("=")) {
      const text = readStringLiteral(cursor.next()?.text ?? "", tx.dialect);
      if (text?.kind === "text") comment = ` COMMENT ${tx.out.text(text.value)}`;
    } else cursor.next();
  }
  const clause = cursor.textBetween(start, cursor.end).replace(/;$/, "").trim();
  if (clause && !comment)
    tx.note("DWM-QRY-007", { clause, why: "owners and storage are the target's" }, offset);
  return one(`CREATE ${word}`, `CREATE ${word} ${guard}${name}${comment}`);
}

function readDrop(tx: Tx): StatementResult {
  const { cursor } = tx;
  const word = cursor.next()?.value === "DATABASE" && holdsSchemas(tx) ? "CATALOG" : "SCHEMA";
  const guard = cursor.accept("IF", "EXISTS") ? "IF EXISTS " : "";
  const names: string[] = [];
  do names.push(readNames(tx).map(tx.out.name).join("."));
  while (cursor.acceptSymbol(","));
  // MySQL's and Snowflake's go with what they hold.
  const whole = cursor.accept("CASCADE") || tx.is("mysql", "snowflake");
  cursor.accept("RESTRICT");
  readEnd(tx);
  const cascade = whole ? " CASCADE" : "";
  const statements = names.map((name) => `DROP ${word} ${guard}${name}${cascade}`);
  return { kind: `DROP ${word}`, statements };
}
