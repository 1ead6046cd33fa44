import { databricksConcat } from "../databricks/arithmetic.ts";
import { type Expr, isDated, PREC, primary, wrap } from "../expr.ts";
import { literalArray } from "../nested/arrayText.ts";
import { shownText } from "../teradata/phrases.ts";
import { noteDateText } from "../texts/dateTexts.ts";
import { filledUp } from "../texts/padding.ts";
import { oracleNumberText } from "../texts/texts.ts";
import type { Tx } from "../tx.ts";
import { jsonJoined } from "./jsonChanges.ts";

/**
 * `a || b`. Oracle takes NULL for an empty text: concat() skips NULLs, and a result without characters is NULL again.
 */
export function concatenated(tx: Tx, given: Expr, more: Expr, offset: number): Expr {
  const [left, right] = [shownText(tx, filledUp(given)), shownText(tx, filledUp(more))];
  if (tx.target === "databricks") return databricksConcat(tx, left, right, offset);
  if ([left, right].some(({ type }) => isDated(type)) && tx.is("oracle", "teradata")) {
    const what = "a date written as text has another form here; give it a format";
    tx.note("DWM-QRY-006", { what }, offset);
  }
  if (left.type === "json" || right.type === "json") {
    const joined = jsonJoined(tx, left, right);
    if (joined) return joined;
    throw tx.unsupported("|| of JSON, which joins objects and lists", offset);
  }
  const [list, literal] = left.array === true ? [left, right] : [right, left];
  const other = list.array === true ? literalArray(tx, literal) : undefined;
  if (other) {
    const [a, b] = list === left ? [left, other] : [other, right];
    return { ...primary(`(${wrap(a)} || ${wrap(b)})`, "unknown"), array: true };
  }
  const longer = elementAdded(left, right);
  if (longer) return longer;
  for (const side of [left, right]) noteDateText(tx, side, offset);
  if (tx.is("oracle")) {
    const parts = [oraclePart(left), oraclePart(right)];
    const filled = [left, right].some(
      (part) => (part.literal ?? "") !== "" || filledConcat.test(part.sql),
    );
    const sql = `concat(${parts.join(", ")})`;
    return primary(filled ? sql : `nullif(${sql}, '')`, "string");
  }
  const type = left.type === "unknown" && right.type === "unknown" ? "unknown" : "string";
  return { sql: `${wrap(left, PREC.other)} || ${wrap(right, PREC.add)}`, prec: PREC.other, type };
}

/** `array || element` and `element || array`; undefined where the other side may be an array, too. */
function elementAdded(left: Expr, right: Expr): Expr | undefined {
  if ((left.array === true) === (right.array === true)) return undefined;
  const [list, element] = left.array ? [left, right] : [right, left];
  if (/^(unknown|null)$/.test(element.type) || /^\s*\{/.test(element.literal ?? ""))
    return undefined;
  const sql = left.array
    ? `list_append(${list.sql}, ${element.sql})`
    : `list_prepend(${element.sql}, ${list.sql})`;
  return { ...primary(sql, "unknown"), array: true };
}

const filledConcat = /^concat\(.*\)$/s;

/** An argument of concat(): numbers and RAW are written as Oracle writes them. */
function oraclePart(expr: Expr): string {
  if (expr.type === "binary") return `hex(${expr.sql})`;
  const fraction = expr.type === "float" || expr.type === "decimal";
  return fraction ? oracleNumberText(expr.sql) : expr.sql;
}
