import { isWord } from "../../../sql/token.ts";
import type { Query } from "../../query/block/queryColumns.ts";
import type { Pl } from "./context.ts";
import type { CursorName } from "./names.ts";

/** The query of OPEN c FOR query, which a cursor variable takes; the cursor stands behind FOR. */
export function openedQuery(pl: Pl, written: string, meaning: CursorName, last: number): Query {
  const { cursor, tx } = pl;
  const { offset } = cursor;
  const what = `the cursor variable ${written}`;
  if (!cursor.isOneOf(QUERY) && !cursor.isSymbol("("))
    throw tx.stop("DWM-PRC-002", { construct: `${what}, opened for dynamic SQL,` }, offset);
  if (meaning.ref !== "returned" && namesInner(pl, written, last))
    throw tx.stop(
      "DWM-PRC-002",
      { construct: `${what}, opened for a query that names what a block inside declares,` },
      offset,
    );
  return pl.kit.queryTo(last);
}

/** Gives a cursor variable its query: one that is declared has one. */
export function takeQuery(
  pl: Pl,
  written: string,
  meaning: CursorName,
  query: Query,
  offset: number,
): void {
  if (meaning.sql !== undefined && meaning.sql !== query.sql)
    throw pl.tx.stop(
      "DWM-PRC-002",
      { construct: `the cursor variable ${written}, opened for several queries,` },
      offset,
    );
  meaning.sql = query.sql;
  meaning.columns = query.columns?.map((column) => ({ ...column }));
}

const QUERY = new Set(["SELECT", "WITH"]);

/** True when the query names something of a block between the cursor's declaration and the OPEN. */
function namesInner(pl: Pl, written: string, last: number): boolean {
  const inner = new Set<string>();
  for (const block of pl.names.around()) {
    const own = [...block.own()].map(([name]) => name);
    if (own.includes(written.toLowerCase())) break;
    for (const name of own) inner.add(name);
  }
  const { tokens, cursor } = pl;
  return tokens
    .slice(cursor.at, last)
    .some((token) => !isWord(token, "SELECT") && inner.has(token.value.toLowerCase()));
}
