import type { Cursor } from "../cursor.ts";
import type { Tx } from "../query/tx.ts";
import { acceptConstraintWords, noteDisabled } from "./constraintWords.ts";
import { ownExpression } from "./expressions.ts";
import type { Table } from "./model.ts";
import { fail } from "./texts.ts";

/** CHECK (condition), the cursor behind CHECK; what cannot be translated is left out with a warning. */
export function readCheck(
  tx: Tx,
  table: Table,
  name: string | undefined,
  offset: number,
  about = "CHECK",
): void {
  const { cursor } = tx;
  cursor.accept("NOT", "FOR", "REPLICATION");
  const inside = cursor.group();
  if (!inside) throw fail(tx, "( expected");
  const columns = mentioned(table, inside);
  // What a check refuses is told when rows are loaded: nothing goes wrong unseen.
  const noted = tx.textsNoted;
  tx.textsNoted = true;
  const result = tx.inside(inside, () =>
    ownExpression(tx, table, (inner) => {
      inner.cursor.at = inner.cursor.end;
    }),
  );
  tx.textsNoted = noted;
  const named = name ?? about;
  if (acceptConstraintWords(tx).disabled) {
    noteDisabled(tx, `CHECK ${named}`, offset);
    return;
  }
  if ("reason" in result) tx.note("DWM-TBL-008", { name: named, reason: result.reason }, offset);
  else if (!inside.done)
    tx.note("DWM-TBL-008", { name: named, reason: `cannot read ${inside.near()}` }, offset);
  else if (/\bSELECT\b/.test(result.value.sql.replace(/'(?:[^'\\]|\\.|'')*'/g, "")))
    tx.note("DWM-TBL-008", { name: named, reason: "it reads a query" }, offset);
  else table.checks.push({ name, sql: result.value.sql, columns });
}

/** The table's columns whose names stand in the condition. */
export function mentioned(table: Table, condition: Cursor): string[] {
  const words = new Set<string>();
  for (let index = condition.at; index < condition.end; index++) {
    const token = condition.tokens[index];
    if (token?.kind === "word" || token?.kind === "quoted") words.add(token.value.toLowerCase());
  }
  return table.columns.map(({ name }) => name).filter((name) => words.has(name.toLowerCase()));
}
