import { readStringLiteral } from "../literals.ts";
import type { SelectParts } from "./selectParts.ts";
import type { Tx } from "./tx.ts";

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
  const { sql, distinct } = parts.list;
  const item = distinct ? sql.slice("DISTINCT ".length) : sql;
  const sorted = distinct ? ` ORDER BY ${item}` : order;
  if (tx.target === "databricks") {
    const within = sorted ? ` WITHIN GROUP (${sorted.trimStart()})` : "";
    return `SELECT listagg(${distinct ? "DISTINCT " : ""}${item}, '')${within}${parts.tail}`;
  }
  return `SELECT string_agg(${distinct ? "DISTINCT " : ""}${item}, ''${sorted})${parts.tail}`;
}
