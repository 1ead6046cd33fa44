import type { SourceType } from "../../../../protocol/dialect.ts";
import type { Cursor } from "../../cursor.ts";
import { isDated } from "../expr.ts";
import { readExpression } from "../expression/expression.ts";
import { wordedInterval } from "../literals/interval.ts";
import { readText } from "../literals/literalValues.ts";
import { variantKey } from "../nested/variant.ts";
import { readReset } from "../teradata/resets.ts";
import { noteTexts } from "../texts/texts.ts";
import type { Tx } from "../tx.ts";
import { expandingAliases } from "./aliases.ts";
import { readOrderBy } from "./orderBy.ts";

const WHOLE_FRAME = "ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING";
const FRAMED: Readonly<Partial<Record<SourceType, ReadonlySet<string>>>> = {
  snowflake: new Set(["FIRST_VALUE", "LAST_VALUE", "NTH_VALUE"]),
  teradata: new Set(["SUM", "AVG", "COUNT", "MIN", "MAX", "FIRST_VALUE", "LAST_VALUE"]),
};

/** Functions that no frame changes; Databricks refuses any beside them. */
const RANKINGS = new Set(
  "ROW_NUMBER RANK DENSE_RANK PERCENT_RANK CUME_DIST NTILE LAG LEAD".split(" "),
);

function withoutFrame(window: string): string {
  return window.replace(/ (ROWS|RANGE)( BETWEEN)? (UNBOUNDED|CURRENT|\d)[\w ]*\)$/, ")");
}

/** The frame that the source takes where none is written: the whole partition for these functions. */
export function withFrame(tx: Tx, name: string, given: string): string {
  const window = tx.target === "databricks" && RANKINGS.has(name) ? withoutFrame(given) : given;
  if (!FRAMED[tx.dialect]?.has(name)) return window;
  if (!window.startsWith("(")) throw tx.unsupported(`${name} over a named window`);
  const framed = /\b(ROWS|RANGE|GROUPS)( BETWEEN)? (UNBOUNDED|CURRENT|INTERVAL|\d)/.test(window);
  const ordered = window.includes("ORDER BY ");
  return framed || !ordered ? window : `${window.slice(0, -1)} ${WHOLE_FRAME})`;
}

/** `(PARTITION BY … ORDER BY … ROWS …)` or a window's name. */
export function readWindow(tx: Tx): string {
  const { cursor } = tx;
  if (!cursor.isSymbol("(")) return tx.out.name(tx.expectIdentifier("a window"));
  const inside = cursor.group();
  if (!inside) throw tx.unreadable("( expected");
  // `(w)` is w itself; a copy of it could not have a frame.
  const named = inside.end - inside.at === 1 ? inside.identifier() : undefined;
  if (named !== undefined) return tx.out.name(named);
  return tx.inside(inside, () => expandingAliases(tx, () => `(${readWindowBody(tx)})`));
}

const FRAME_WORDS =
  /^(BETWEEN|AND|UNBOUNDED|PRECEDING|FOLLOWING|CURRENT|ROW|EXCLUDE|GROUP|TIES|NO|OTHERS)$/;

/** The inside of a window's brackets. */
export function readWindowBody(tx: Tx): string {
  const { cursor } = tx;
  const parts: string[] = [];
  let partition = "";
  let sorted = "";
  if (
    !cursor.done &&
    !cursor.isWords("PARTITION") &&
    !cursor.isWords("ORDER") &&
    !/^(ROWS|RANGE|GROUPS|RESET)$/.test(cursor.peek()?.value ?? "")
  ) {
    parts.push(tx.out.name(tx.expectIdentifier("a window")));
  }
  if (cursor.accept("PARTITION", "BY")) {
    const keys = [partitionKey(tx)];
    while (cursor.acceptSymbol(",")) keys.push(partitionKey(tx));
    partition = `PARTITION BY ${keys.join(", ")}`;
  }
  const order = cursor.at;
  if (cursor.isWords("ORDER", "BY")) sorted = readOrderBy(tx);
  const ordered = cursor.slice(order + 2, cursor.at);
  if (cursor.isWords("RESET", "WHEN")) partition = readReset(tx, partition, sorted);
  parts.push(...[partition, sorted].filter((part) => part !== ""));
  if (cursor.isWords("ROWS") || cursor.isWords("RANGE") || cursor.isWords("GROUPS")) {
    const words = [cursor.next()?.value ?? ""];
    if (words[0] === "GROUPS" && tx.target === "databricks") throw tx.unsupported("a GROUPS frame");
    while (!cursor.done) {
      const token = cursor.peek();
      if (tx.target === "databricks" && token?.value === "EXCLUDE")
        throw tx.unsupported("EXCLUDE in a frame");
      if (token?.kind === "word" && FRAME_WORDS.test(token.value)) {
        words.push(token.value);
        cursor.next();
      } else words.push(inDays(tx, words[0] ?? "", ordered, readExpressionBefore(tx)));
    }
    parts.push(words.join(" "));
  }
  if (!cursor.done) throw tx.unreadable("not expected in a window");
  return parts.join(" ");
}

/** Oracle's `RANGE 7 PRECEDING` over a date: seven days. */
function inDays(tx: Tx, frame: string, order: Cursor, bound: string): string {
  if (!tx.is("oracle") || frame !== "RANGE" || !/^\d+$/.test(bound)) return bound;
  // A frame has two bounds: the key is read anew for each.
  const key = order.slice(order.at, order.end);
  return isDated(tx.inside(key, () => readExpression(tx)).type) ? `INTERVAL '${bound}' DAY` : bound;
}

function partitionKey(tx: Tx): string {
  const { offset } = tx.cursor;
  const key = variantKey(tx, readExpression(tx), offset);
  noteTexts(tx, offset, key);
  return key.sql;
}

function readExpressionBefore(tx: Tx): string {
  const { cursor } = tx;
  const token = cursor.peek();
  if (token?.kind === "number") {
    cursor.next();
    return token.text;
  }
  if (token?.kind === "string" && tx.is("postgres") && !cursor.isSymbol("::", 1)) {
    const { literal = "" } = readText(tx, token);
    return wordedInterval(tx, literal, token.start).sql;
  }
  if (token?.kind === "string" || (token?.kind === "word" && token.value === "INTERVAL")) {
    return readExpression(tx).sql;
  }
  throw tx.unreadable("a frame's bound expected");
}
