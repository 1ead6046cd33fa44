import type { Cursor } from "../../cursor.ts";
import type { Tx } from "../tx.ts";

/** The column that numbers the rows of a sorted query for the ROWNUM of the one around it. */
export const ROW = "dwm_row";

/**
 * True for Oracle's `SELECT a.*, ROWNUM AS n FROM (… ORDER BY x) a WHERE ROWNUM <= 20`: ROWNUM is a value, and nothing but
 * itself decides which rows are counted. `cursor` stands behind SELECT, `from` is the index of its FROM.
 */
export function countsRows(tx: Tx, cursor: Cursor, from: number): boolean {
  if (!tx.is("oracle")) return false;
  const { tokens, end } = cursor;
  const named = tokens.slice(cursor.at, from).some(({ value }) => value === "ROWNUM");
  if (!named || tokens[from + 1]?.text !== "(") return false;
  const inside = cursor.slice(from + 1, end).matching();
  let at = inside;
  const alias = tokens[at];
  if (at < end && alias && alias.kind !== "symbol" && !/^(WHERE|ORDER|GROUP)$/.test(alias.value))
    at++;
  if (at >= end || tokens[at]?.text === ")") return true;
  if (tokens[at]?.value !== "WHERE" || tokens[at + 1]?.value !== "ROWNUM") return false;
  const operator = /^(<|<=|=)$/.test(tokens[at + 2]?.text ?? "");
  return (
    operator && tokens[at + 3]?.kind === "number" && (at + 4 >= end || tokens[at + 4]?.text === ")")
  );
}
