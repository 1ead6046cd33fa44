import { readStringLiteral } from "../../literals.ts";
import type { Call } from "../calls/call.ts";
import { type Expr, primary } from "../expr.ts";
import type { Tx } from "../tx.ts";
import type { SelectParts } from "./selectParts.ts";

/**
 * T-SQL's way to join texts before STRING_AGG: `SELECT ', ' + name FROM t ORDER BY name FOR XML PATH('')`. One text of all
 * rows, in their order; other forms make XML and have no counterpart. Undefined where no FOR XML follows.
 */
export function readXmlPath(
  tx: Tx,
  parts: SelectParts | undefined,
  order: string,
): string | undefined {
  const { cursor } = tx;
  if (!tx.is("tsql") || !cursor.isWords("FOR", "XML", "PATH")) return undefined;
  const offset = cursor.offset;
  cursor.at += 3;
  const name = cursor.group();
  const literal = readStringLiteral(name?.peek()?.text ?? "", tx.dialect);
  const empty = literal?.kind === "text" && literal.value === "" && name?.split().length === 1;
  const typed = cursor.isSymbol(",") && cursor.peek(1)?.value === "TYPE";
  if (typed) cursor.at += 2;
  const [column, ...others] = parts?.list.columns ?? [];
  const plain = column?.name === undefined && column?.type === "string" && others.length === 0;
  const simple =
    parts && plain && !parts.grouped && parts.list.top === "" && parts.qualify.length === 0;
  const named = !/^ ORDER BY \d/.test(order) && !(parts?.list.distinct && order);
  if (!empty || !simple || !named || cursor.isSymbol(",")) throw tx.unsupported("FOR XML", offset);
  if (!typed) {
    const what = "FOR XML writes &, < and > as &amp;, &lt; and &gt;; here they stay as they are";
    tx.note("DWM-QRY-006", { what }, offset);
  }
  const { sql: list, distinct } = parts.list;
  const item = distinct ? list.slice("DISTINCT ".length) : list;
  const joined = (what: string, separator: string) => {
    const each = `${distinct ? "DISTINCT " : ""}${what}`;
    const by = distinct ? ` ORDER BY ${what}` : order;
    if (tx.target === "duckdb") return `SELECT string_agg(${each}, ${separator}${by})${parts.tail}`;
    const within = by ? ` WITHIN GROUP (${by.trimStart()})` : "";
    return `SELECT listagg(${each}, ${separator})${within}${parts.tail}`;
  };
  const sql = joined(item, "''");
  // What STUFF cuts off again: the text that stands before each.
  const [, first, rest] = /^'([^'\\]+)' \|\| (.+)$/s.exec(item) ?? [];
  if (first !== undefined && rest !== undefined)
    tx.separated.set(`(${sql})`, { length: first.length, sql: `(${joined(rest, `'${first}'`)})` });
  return sql;
}

/** STUFF((SELECT ', ' + x … FOR XML PATH('')), 1, 2, ''): the texts with what stood before each between them. */
export function withoutFirst(call: Call): Expr | undefined {
  const found = call.tx.separated.get(call.arg(0).sql);
  const [start, length, by] = [call.arg(1), call.arg(2), call.arg(3)];
  if (!found || start.number !== "1" || by.literal !== "") return undefined;
  return length.number === String(found.length) ? primary(found.sql, "string") : undefined;
}
