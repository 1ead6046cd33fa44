import type { Tx } from "../query/tx.ts";
import { one, type StatementResult } from "./statement.ts";
import { readEnd, readTarget } from "./target.ts";

/** True for statements that gather statistics of a table, which Databricks has too. */
export function isStatistics(tx: Tx): boolean {
  const { cursor, target } = tx;
  if (target !== "databricks") return false;
  const word = cursor.peek()?.value;
  if (word === "UPDATE") return cursor.isWords("UPDATE", "STATISTICS");
  if (word === "COLLECT") return tx.is("teradata");
  if (word !== "ANALYZE") return false;
  return cursor.peek(1)?.kind === "quoted" || !/^(INDEX|CLUSTER|SKEWJOIN|)$/.test(nextWord(tx));
}

function nextWord({ cursor }: Tx): string {
  const next = cursor.peek(1);
  return next?.kind === "word" ? next.value : "";
}

/** ANALYZE TABLE t COMPUTE STATISTICS, for what the sources call ANALYZE, UPDATE STATISTICS and COLLECT STATISTICS. */
export function readStatistics(tx: Tx): StatementResult {
  const { cursor } = tx;
  const verb = cursor.next()?.value ?? "";
  if (verb === "COLLECT") return readCollect(tx);
  if (verb === "UPDATE") cursor.next();
  for (const word of ["VERBOSE", "COMPRESSION", "LOCAL", "NO_WRITE_TO_BINLOG"])
    if (cursor.accept(word) && word === "COMPRESSION") throw tx.unsupported("ANALYZE COMPRESSION");
  if (cursor.isSymbol("(") && tx.is("postgres")) cursor.group();
  cursor.accept("TABLE");
  const { sql } = readTarget(tx);
  const columns = cursor.isSymbol("(") && !tx.is("tsql") ? readColumns(tx) : "";
  // How many rows are looked at is the target's matter.
  cursor.at = cursor.end;
  return one(verb, analyze(sql, columns));
}

function analyze(table: string, columns: string): string {
  return `ANALYZE TABLE ${table} COMPUTE STATISTICS${columns}`;
}

function readColumns(tx: Tx): string {
  const inside = tx.cursor.group();
  const names = inside?.split().map((part) => part.identifier());
  if (!names || names.some((name) => name === undefined)) return "";
  return ` FOR COLUMNS ${names.map((name) => tx.out.name(name ?? "")).join(", ")}`;
}

/** Teradata's COLLECT STATISTICS COLUMN (a, b), COLUMN c ON t and COLLECT STATISTICS ON t COLUMN a. */
function readCollect(tx: Tx): StatementResult {
  const { cursor } = tx;
  cursor.accept("SUMMARY");
  if (!cursor.accept("STATISTICS") && !cursor.accept("STATS")) cursor.accept("STAT");
  const names = new Map<string, string>();
  let table: string | undefined;
  while (!cursor.done) {
    if (cursor.accept("ON")) {
      cursor.accept("TEMPORARY");
      table = readTarget(tx).sql;
    } else if (cursor.accept("COLUMN") || cursor.accept("INDEX")) {
      const inside = cursor.group();
      const parts = inside
        ? inside.split().map((part) => part.identifier())
        : [cursor.identifier()];
      for (const name of parts) {
        if (name !== undefined && name.toUpperCase() !== "PARTITION")
          names.set(name.toLowerCase(), tx.out.name(name));
      }
    } else if (cursor.isSymbol("(")) cursor.group();
    else cursor.next();
  }
  if (table === undefined) throw tx.unreadable("ON and a table expected");
  const columns = names.size > 0 ? ` FOR COLUMNS ${[...names.values()].join(", ")}` : "";
  return one("COLLECT STATISTICS", analyze(table, columns));
}

/** MySQL's OPTIMIZE TABLE. */
export function readOptimize(tx: Tx): StatementResult {
  const { cursor } = tx;
  cursor.next();
  cursor.accept("TABLE");
  const names = [readTarget(tx).sql];
  while (cursor.acceptSymbol(",")) names.push(readTarget(tx).sql);
  readEnd(tx);
  return { kind: "OPTIMIZE", statements: names.map((name) => `OPTIMIZE ${name}`) };
}
