import type { Cursor } from "../../cursor.ts";
import { readExpression } from "../expression/expression.ts";
import type { Tx } from "../tx.ts";

/** Where a window of Teradata begins anew within its partitions: `PARTITION BY … ORDER BY … RESET WHEN condition`. */
export interface Reset {
  condition: string;
  /** `PARTITION BY …`, or nothing. */
  partition: string;
  order: string;
}

const flag = (number: number) => `dwm_begins_${number}`;
const part = (number: number) => `dwm_part_${number}`;

/**
 * Prepares a block whose SELECT list, which `list` stands before, has windows with RESET WHEN: the columns that they need are
 * no part of a `*`.
 */
export function expectResets(tx: Tx, list: Cursor): void {
  if (!tx.is("teradata")) return;
  const { tokens, at, end } = list;
  let count = 0;
  for (let index = at; index < end - 1; index++)
    if (tokens[index]?.value === "RESET" && tokens[index + 1]?.value === "WHEN") count++;
  if (count === 0) return;
  const [only, more] = tx.scope.relations;
  if (!only || more) throw tx.unsupported("RESET WHEN over several tables", list.offset);
  tx.scope.resets = [];
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  only.hidden = [only.hidden, ...numbers.flatMap((number) => [flag(number), part(number)])]
    .filter((name) => name !== undefined)
    .join(", ");
}

/** Reads RESET WHEN; answers the PARTITION BY that stands for it. */
export function readReset(tx: Tx, partition: string, order: string): string {
  const { cursor, scope } = tx;
  const { offset } = cursor;
  cursor.at += 2;
  if (!scope.resets) throw tx.unsupported("RESET WHEN outside of a SELECT list", offset);
  const { resets } = scope;
  const condition = readExpression(tx).sql;
  resets.push({ condition, partition, order });
  const key = part(resets.length);
  return partition === "" ? `PARTITION BY ${key}` : `${partition}, ${key}`;
}

/**
 * FROM and WHERE with the numbers of the parts that windows begin anew with: a window in a condition needs a query of its
 * own, and so does the sum over it.
 */
export function withResets(tx: Tx, rows: string): string {
  const { resets, relations } = tx.scope;
  if (!resets || resets.length === 0) return rows;
  const alias = tx.out.name(relations[0]?.alias ?? "");
  const flags = resets.map(
    ({ condition }, index) => `CASE WHEN ${condition} THEN 1 ELSE 0 END AS ${flag(index + 1)}`,
  );
  const parts = resets.map(({ partition, order }, index) => {
    const window = [partition, order, "ROWS UNBOUNDED PRECEDING"].filter((text) => text !== "");
    return `sum(${flag(index + 1)}) OVER (${window.join(" ")}) AS ${part(index + 1)}`;
  });
  return ` FROM (SELECT *, ${parts.join(", ")} FROM (SELECT *, ${flags.join(", ")}${rows}) AS ${alias}) AS ${alias}`;
}
