import type { Tx } from "../tx.ts";

/** How a join is written in the source and in the target, and whether a condition follows. */
export interface JoinWords {
  words: string[];
  sql: string;
  condition: boolean;
}

const JOINS: readonly JoinWords[] = [
  { words: ["INNER", "JOIN"], sql: "JOIN", condition: true },
  { words: ["LEFT", "OUTER", "JOIN"], sql: "LEFT JOIN", condition: true },
  { words: ["LEFT", "JOIN"], sql: "LEFT JOIN", condition: true },
  { words: ["RIGHT", "OUTER", "JOIN"], sql: "RIGHT JOIN", condition: true },
  { words: ["RIGHT", "JOIN"], sql: "RIGHT JOIN", condition: true },
  { words: ["FULL", "OUTER", "JOIN"], sql: "FULL JOIN", condition: true },
  { words: ["FULL", "JOIN"], sql: "FULL JOIN", condition: true },
  { words: ["CROSS", "JOIN"], sql: "CROSS JOIN", condition: false },
  { words: ["CROSS", "APPLY"], sql: "CROSS JOIN LATERAL", condition: false },
  { words: ["OUTER", "APPLY"], sql: "LEFT JOIN LATERAL", condition: false },
  { words: ["NATURAL", "JOIN"], sql: "NATURAL JOIN", condition: false },
  { words: ["NATURAL", "INNER", "JOIN"], sql: "NATURAL JOIN", condition: false },
  { words: ["NATURAL", "LEFT", "JOIN"], sql: "NATURAL LEFT JOIN", condition: false },
  { words: ["NATURAL", "LEFT", "OUTER", "JOIN"], sql: "NATURAL LEFT JOIN", condition: false },
  { words: ["JOIN"], sql: "JOIN", condition: true },
  { words: ["STRAIGHT_JOIN"], sql: "JOIN", condition: true },
];

/** A join as it is written: Databricks' keeps the source's INNER and OUTER, which say nothing more. */
export function writtenJoin(tx: Tx, { words, sql }: JoinWords): string {
  return tx.target === "databricks" && words.at(-1) === "JOIN" ? words.join(" ") : sql;
}

/** T-SQL names the join's algorithm between its words: INNER HASH JOIN. */
export function acceptJoin(tx: Tx): JoinWords | undefined {
  const { cursor } = tx;
  for (const join of JOINS) {
    if (cursor.accept(...join.words)) return join;
    const last = join.words.length - 1;
    if (!tx.is("tsql") || last === 0 || !cursor.isWords(...join.words.slice(0, last))) continue;
    if (
      /^(HASH|LOOP|MERGE|REMOTE)$/.test(cursor.peek(last)?.value ?? "") &&
      cursor.peek(last + 1)?.value === "JOIN"
    ) {
      cursor.at += last + 2;
      return join;
    }
  }
  if (cursor.isWords("ASOF") && !(tx.is("snowflake") && tx.target === "duckdb"))
    throw tx.unsupported("ASOF JOIN");
  return undefined;
}
