import type { Tx } from "../query/tx.ts";
import type { StatementResult } from "./statement.ts";
import { readEnd, readTarget } from "./target.ts";

/** Words before the kind of what is dropped that mean nothing in the targets. */
const BEFORE: ReadonlySet<string> = new Set(
  "TEMPORARY TEMP EXTERNAL FOREIGN TRANSIENT DYNAMIC ICEBERG HYBRID".split(" "),
);
const ROUTINES: ReadonlySet<string> = new Set(["PROCEDURE", "PROC", "FUNCTION"]);

/** True for a DROP of something that the target has. */
export function isDrop(tx: Tx): boolean {
  return kindAt(tx) !== undefined;
}

/** What is dropped, and how many tokens name it. */
function kindAt({ cursor, target }: Tx): { kind: string; tokens: number } | undefined {
  let ahead = 1;
  while (BEFORE.has(cursor.peek(ahead)?.value ?? "")) ahead++;
  const word = cursor.peek(ahead)?.value ?? "";
  if (word === "TABLE" || word === "VIEW") return { kind: word, tokens: ahead + 1 };
  if (word === "MATERIALIZED" && cursor.peek(ahead + 1)?.value === "VIEW")
    return { kind: target === "duckdb" ? "VIEW" : "MATERIALIZED VIEW", tokens: ahead + 2 };
  if (!ROUTINES.has(word) || target === "duckdb") return undefined;
  return { kind: word === "PROC" ? "PROCEDURE" : word, tokens: ahead + 1 };
}

/** DROP TABLE | VIEW | MATERIALIZED VIEW | PROCEDURE | FUNCTION [IF EXISTS] a, b: one statement for each. */
export function readDrop(tx: Tx): StatementResult {
  const { cursor } = tx;
  const found = kindAt(tx);
  if (!found) throw tx.unreadable("something to drop expected");
  cursor.at += found.tokens;
  let guard = cursor.accept("IF", "EXISTS") ? "IF EXISTS " : "";
  const names: string[] = [];
  do {
    names.push(readTarget(tx).sql);
    if (!cursor.isSymbol("(") || found.kind === "TABLE" || found.kind === "VIEW") continue;
    // Routines of one name with other parameters do not live side by side in Databricks.
    cursor.group();
  } while (cursor.acceptSymbol(","));
  // Snowflake, Teradata and Oracle write it behind the name, as far as they have it.
  if (cursor.accept("IF", "EXISTS")) guard = "IF EXISTS ";
  const offset = cursor.offset;
  const start = cursor.at;
  while (
    ["CASCADE", "CONSTRAINTS", "RESTRICT", "PURGE", "FORCE", "ALL"].some((word) =>
      cursor.accept(word),
    )
  );
  if (cursor.at > start) {
    const clause = cursor.textBetween(start, cursor.at);
    const why = /CASCADE$/i.test(clause)
      ? "what depends on it stays"
      : "the target has no such option";
    tx.note("DWM-QRY-007", { clause, why }, offset);
  }
  readEnd(tx);
  const statements = names.map((name) => `DROP ${found.kind} ${guard}${name}`);
  return { kind: `DROP ${found.kind}`, statements };
}
