import type { Tx } from "../query/tx.ts";
import { one, type StatementResult } from "./statement.ts";
import { readEnd, readTarget } from "./target.ts";

/** True for CREATE … SYNONYM. */
export function isSynonym(tx: Tx): boolean {
  return wordsBefore(tx) !== undefined;
}

/** How many words stand before the synonym's name, and whether it replaces another. */
function wordsBefore({ cursor }: Tx): { tokens: number; replaces: boolean } | undefined {
  let replaces = false;
  for (let ahead = 1; ahead < 7; ahead++) {
    const word = cursor.peek(ahead)?.value;
    if (word === "SYNONYM") return { tokens: ahead + 1, replaces };
    if (word === "REPLACE") replaces = true;
    else if (!/^(OR|PUBLIC|PRIVATE|EDITIONABLE|NONEDITIONABLE|ALTER)$/.test(word ?? "")) break;
  }
  return undefined;
}

/**
 * CREATE SYNONYM s FOR t: a view of that name over the table or view. What it stands for is not known from the statement
 * alone; routines, and what lies behind a link, cannot be reached by a view.
 */
export function readSynonym(tx: Tx): StatementResult {
  const { cursor } = tx;
  const found = wordsBefore(tx);
  if (!found) throw tx.unreadable("SYNONYM expected");
  cursor.at += found.tokens;
  const synonym = readTarget(tx);
  tx.expect("FOR");
  const offset = cursor.offset;
  const target = readTarget(tx);
  readEnd(tx);
  const named = target.parts.join(".");
  if (isCode(tx, target.parts)) throw tx.unsupported(`a synonym of the routine ${named}`, offset);
  const what = `the synonym becomes a view: that is right where ${named} is a table or view, is only read through it, and keeps its columns`;
  tx.note("DWM-QRY-006", { what }, offset);
  const create = found.replaces ? "CREATE OR REPLACE" : "CREATE";
  return one("CREATE SYNONYM", `${create} VIEW ${synonym.sql} AS SELECT * FROM ${target.sql}`);
}

/** A routine of the inventory, or a package of it. */
function isCode({ context }: Tx, parts: readonly string[]): boolean {
  const lower = parts.map((part) => part.toLowerCase());
  const keys = Object.keys(context.names.routines ?? {});
  return lower.some((_, from) => {
    const name = lower.slice(from).join(".");
    return keys.some((key) => key === name || key.startsWith(`${name}.`));
  });
}
