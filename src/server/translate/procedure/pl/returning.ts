import { identifierOf, isSymbol, isWord, type Token } from "../../../sql/token.ts";
import type { Cursor } from "../../cursor.ts";
import {
  assignedTokens,
  bracketed,
  cursorOver,
  insertedTokens,
  madeToken,
  namesInBrackets,
  withColumns,
  wordOutside,
} from "../../dml/changedRows.ts";
import type { Statement } from "../model.ts";
import { readBulkSelect } from "./bulk.ts";
import type { Pl } from "./context.ts";
import { assignRow, readTargets } from "./sql.ts";

/** What is another value each time that it is asked for. */
const ANEW =
  /^(NEXTVAL|CURRVAL|SYS_GUID|SYSDATE|SYSTIMESTAMP|RANDOM|GEN_RANDOM_UUID|CLOCK_TIMESTAMP|NOW|CURRENT_TIMESTAMP|DBMS_RANDOM)$/;

/**
 * A statement with RETURNING … INTO: what it answers is read by a query of its own, before the change, from the same rows.
 * Undefined where that cannot be told: columns that the table fills by itself, values that are another each time, INSERT of
 * several rows. `returning` is the word's index.
 */
export function readReturning(
  pl: Pl,
  returning: number,
  last: number,
  offset: number,
): Statement[] | undefined {
  const { cursor } = pl;
  const start = cursor.at;
  const { tokens } = pl;
  const bulk = wordOutside(tokens, returning, last, "BULK");
  const into = wordOutside(tokens, returning, last, "INTO");
  const change = tokens.slice(start, returning);
  const items = tokens.slice(returning + 1, Math.min(bulk, into));
  if (into === last || change.some((token) => isWord(token, "CURRENT"))) return undefined;
  const targets = tokens.slice(into + 1, last);
  // A variable that the change reads as well: it would read what is new.
  const named = new Set(
    targets.flatMap((token, index) => {
      const field = isSymbol(targets[index - 1], ".") && isRecord(pl, targets[index - 2]);
      return field ? [] : (identifierOf(token)?.toLowerCase() ?? []);
    }),
  );
  if (change.some((token) => named.has(identifierOf(token)?.toLowerCase() ?? ""))) return undefined;
  const query = queryOf(cursorOver(cursor, change), items);
  if (!query || query.some((token) => ANEW.test(token.value))) return undefined;
  const answered =
    bulk < into ? bulkOf(pl, query, targets, offset) : oneOf(pl, query, targets, offset);
  const statements = pl.tx.inside(cursorOver(cursor, change), () =>
    pl.kit.embeddedTo(change.length),
  );
  cursor.at = last;
  return [...answered, ...statements];
}

function isRecord(pl: Pl, token: Token | undefined): boolean {
  return pl.names.find(identifierOf(token) ?? "")?.is === "record";
}

function oneOf(pl: Pl, query: Token[], targets: Token[], offset: number): Statement[] {
  const read = pl.queryOf(query);
  const variables = pl.tx.inside(cursorOver(pl.cursor, targets), () => {
    const list = readTargets(pl);
    if (!pl.cursor.done) throw pl.tx.unreadable("not expected behind RETURNING … INTO");
    return list.variables(read.columns);
  });
  return assignRow(pl, variables, read, true, false, offset);
}

/** SELECT items BULK COLLECT INTO collections FROM … */
function bulkOf(pl: Pl, query: Token[], targets: Token[], offset: number): Statement[] {
  const from = wordOutside(query, 0, query.length, "FROM");
  const near = targets[0];
  const tokens = [
    ...query.slice(0, from),
    ...["BULK", "COLLECT", "INTO"].map((word) => madeToken(word, near)),
    ...targets,
    ...query.slice(from),
  ];
  return pl.tx.inside(cursorOver(pl.cursor, tokens), () =>
    readBulkSelect(pl, tokens.length, offset),
  );
}

/** The query of what the statement answers. */
function queryOf(change: Cursor, items: Token[]): Token[] | undefined {
  const near = change.peek();
  const select = (list: Token[], rest: readonly Token[]) => [
    madeToken("SELECT", near),
    ...list,
    ...rest,
  ];
  const { tokens } = change;
  switch (change.next()?.value) {
    case "INSERT": {
      change.accept("INTO");
      const table = change.name()?.at(-1);
      const columns = namesInBrackets(change);
      const values = columns && insertedTokens(change, columns);
      const list = table && values ? replaced(items, values, [table], true) : undefined;
      const dual = change.dialect === "oracle" ? ["FROM", "DUAL"] : [];
      return list && change.done
        ? select(
            list,
            dual.map((word) => madeToken(word, near)),
          )
        : undefined;
    }
    case "DELETE": {
      const from = change.isWords("FROM") ? change.at : -1;
      if (wordOutside(tokens, change.at, tokens.length, "USING") < tokens.length) return undefined;
      const rest = tokens.slice(from < 0 ? change.at : from + 1);
      return select(items, [madeToken("FROM", near), ...rest]);
    }
    case "UPDATE": {
      const from = change.at;
      const set = wordOutside(tokens, from, tokens.length, "SET");
      const where = wordOutside(tokens, set, tokens.length, "WHERE");
      if (wordOutside(tokens, set, where, "FROM") < where) return undefined;
      const values = assignedTokens(change.slice(set + 1, where));
      const owners = tokens.slice(from, set).flatMap((token) => identifierOf(token) ?? []);
      const list = values && replaced(items, values, owners, false);
      const rest = [...tokens.slice(from, set), ...tokens.slice(where)];
      return list && select(list, [madeToken("FROM", near), ...rest]);
    }
    default:
      return undefined;
  }
}

/** The items with what columns hold after the change; `all`: undefined where one is of none of the columns. */
function replaced(
  items: Token[],
  values: ReadonlyMap<string, readonly Token[]>,
  owners: readonly string[],
  all: boolean,
): Token[] | undefined {
  const tables = new Set(owners.map((owner) => owner.toLowerCase()));
  let known = !items.some((token) => isSymbol(token, "*"));
  const list = withColumns(items, (owner, column) => {
    if (owner !== undefined && !tables.has(owner)) return undefined;
    const value = values.get(column);
    if (!value && all) known = false;
    return value ? bracketed(value) : undefined;
  });
  return known ? list : undefined;
}
