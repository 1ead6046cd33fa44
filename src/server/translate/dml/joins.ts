import type { Cursor } from "../cursor.ts";
import { type Expr, PREC, wrap } from "../query/expr.ts";
import { asCondition } from "../query/expression/condition.ts";
import { readNot } from "../query/expression/expression.ts";
import { readItem } from "../query/from/from.ts";
import { acceptJoin } from "../query/from/joinWords.ts";
import { nameParts } from "../query/from/tableName.ts";
import type { Relation } from "../query/scope.ts";
import type { Tx } from "../query/tx.ts";

/** A table of a FROM clause. */
export interface JoinedItem {
  /** As the target writes it, with its alias. */
  sql: string;
  relation: Relation;
  /** The table's name as written; undefined for queries and functions. */
  table: string[] | undefined;
  /** How it is joined to what stands before it. */
  join: "comma" | "inner" | "left" | "other";
  /** The words of the join in the target. */
  words: string;
  conditions: Condition[];
}

/** A conjunct of a condition. */
export interface Condition {
  expr: Expr;
  /** Its tokens, to be read again. */
  cursor: Cursor;
  /** Aliases of the relations that it mentions. */
  mentions: ReadonlySet<string>;
  /** What it mentions cannot be told for certain: a query stands in it, or a column whose table is not known. */
  unsure: boolean;
}

/**
 * Reads the tables behind FROM or USING one by one, so that a statement can be put together anew; undefined for joins
 * that cannot be taken apart (brackets, USING, NATURAL, RIGHT and FULL ones). The cursor then stands where it stood.
 */
export function readJoined(tx: Tx): JoinedItem[] | undefined {
  const { cursor, scope } = tx;
  const start = cursor.at;
  const before = scope.relations.length;
  const items: JoinedItem[] = [];
  const give = (): undefined => {
    cursor.at = start;
    scope.relations.length = before;
    return undefined;
  };
  do {
    const first = readOne(tx, "comma", ",");
    if (!first) return give();
    items.push(first);
    for (let join = acceptJoin(tx); join; join = acceptJoin(tx)) {
      const kind =
        join.sql === "JOIN" || join.sql === "CROSS JOIN"
          ? "inner"
          : join.sql === "LEFT JOIN"
            ? "left"
            : "other";
      const item = readOne(tx, kind, join.sql);
      if (!item || kind === "other" || item.sql.startsWith("LATERAL")) return give();
      items.push(item);
      if (!join.condition) continue;
      if (cursor.accept("ON")) item.conditions = readConditions(tx);
      else if (kind !== "inner" || cursor.isWords("USING") || !tx.is("mysql")) return give();
    }
  } while (cursor.acceptSymbol(","));
  return items;
}

function readOne(tx: Tx, join: JoinedItem["join"], words: string): JoinedItem | undefined {
  const { relations } = tx.scope;
  const before = relations.length;
  const name = tx.cursor.slice(tx.cursor.at, tx.cursor.end);
  const parts = name.name();
  const table = parts && !name.isSymbol("(") ? nameParts(tx, parts) : undefined;
  const sql = readItem(tx);
  const relation = relations.at(-1);
  if (!relation || relations.length !== before + 1) return undefined;
  return { sql, relation, table, join, words, conditions: [] };
}

/** Reads a condition as its conjuncts. */
export function readConditions(tx: Tx): Condition[] {
  const { cursor } = tx;
  const start = cursor.at;
  const read: Condition[] = [];
  do {
    read.push(readOneCondition(tx, () => readNot(tx)));
  } while (cursor.accept("AND"));
  if (!cursor.isWords("OR")) return read;
  cursor.at = start;
  return [readOneCondition(tx, () => readAlternatives(tx))];
}

function readAlternatives(tx: Tx): Expr {
  const parts: string[] = [];
  do {
    const conjuncts = [wrap(readNot(tx), PREC.not)];
    while (tx.cursor.accept("AND")) conjuncts.push(wrap(readNot(tx), PREC.not));
    parts.push(conjuncts.join(" AND "));
  } while (tx.cursor.accept("OR"));
  return { sql: parts.join(" OR "), prec: PREC.or, type: "bool" };
}

function readOneCondition(tx: Tx, read: () => Expr): Condition {
  const { cursor, scope } = tx;
  const start = cursor.at;
  const mentions = new Set<string>();
  const strays = new Set<string>();
  scope.mentions = mentions;
  scope.strays = strays;
  try {
    const expr = asCondition(tx, read());
    const own = cursor.slice(start, cursor.at);
    const nested = own.tokens
      .slice(start, cursor.at)
      .some(({ kind, value }) => kind === "word" && /^SEL(ECT)?$/.test(value));
    return { expr, cursor: own, mentions, unsure: nested || strays.size > 0 };
  } finally {
    scope.mentions = undefined;
    scope.strays = undefined;
  }
}

/** A condition's text with the names as they are written now. */
export function again(tx: Tx, { cursor }: Condition): string {
  const copy = cursor.slice(cursor.at, cursor.end);
  return tx.inside(copy, () => {
    const [first, ...rest] = readConditions(tx);
    if (!first || rest.length > 0) throw tx.unreadable("a condition expected");
    return wrap(first.expr, PREC.not);
  });
}

/** Conditions joined with AND. */
export function allOf(conditions: readonly Condition[]): string {
  return conditions.map(({ expr }) => wrap(expr, PREC.not)).join(" AND ");
}

/** Items as a FROM clause; the first one's conditions are not among them. */
export function fromSql(items: readonly JoinedItem[]): string {
  return items
    .map(({ sql, join, words, conditions }, index) => {
      if (index === 0) return sql;
      if (join === "comma") return `, ${sql}`;
      const on = conditions.length > 0 ? ` ON ${allOf(conditions)}` : "";
      const bare = join === "inner" && on === "" ? "CROSS JOIN" : words;
      return ` ${bare} ${sql}${on}`;
    })
    .join("");
}
