import type { Relation } from "../query/scope.ts";
import type { Tx } from "../query/tx.ts";
import { type Condition, fromSql, type JoinedItem, readConditions, readJoined } from "./joins.ts";
import { type Target, targetNamed } from "./target.ts";

/** An UPDATE or DELETE that other tables take part in: which rows it changes. */
export interface Change {
  target: Target;
  /** The target as columns name it. */
  into: Relation;
  /** The other tables, where they can be told from the target; their conditions do not mention it. */
  others: JoinedItem[] | undefined;
  /** Conditions between target and others, and those of WHERE. */
  pool: Condition[];
  /** The whole FROM clause with the target in it, and the conditions of WHERE. */
  whole: { from: string; where: Condition[] };
  /** All tables as they were read. */
  items: readonly JoinedItem[];
}

/** The tables of a statement before they are parted. */
export interface Tables {
  items: JoinedItem[];
  /** Index of the changed table among the items; -1 where it stands apart from them. */
  at: number;
  target: Target;
  into: Relation;
}

/** Reads the items of a FROM clause that must be readable one by one. */
export function readItems(tx: Tx): JoinedItem[] {
  const offset = tx.cursor.offset;
  const items = readJoined(tx);
  if (!items) throw tx.unsupported("a change of a table with such a join", offset);
  return items;
}

/** The item that a name stands for: its alias, or its table's name. */
export function itemNamed(items: readonly JoinedItem[], parts: readonly string[]): number {
  const wanted = parts.join(".").toLowerCase();
  const last = (parts.at(-1) ?? "").toLowerCase();
  const exact = items.findIndex(({ relation }) => relation.answersTo.includes(wanted));
  if (exact >= 0) return exact;
  return items.findIndex(({ table }) => (table?.at(-1) ?? "").toLowerCase() === last);
}

/** The table that is changed, as one of the items. */
export function tablesWith(tx: Tx, items: JoinedItem[], at: number, offset: number): Tables {
  const item = items[at];
  if (!item?.table) throw tx.unsupported("a change of a query's result", offset);
  return { items, at, target: targetNamed(tx, item.table, offset), into: item.relation };
}

/** The table that is changed, beside the items. */
export function tablesBeside(tx: Tx, items: JoinedItem[], target: Target, into: Relation): Tables {
  if (items.some(({ relation }) => relation.alias.toLowerCase() === into.alias.toLowerCase()))
    throw tx.unsupported("a table that is changed and read under one name");
  return { items, at: -1, target, into };
}

/** Reads WHERE, and parts the changed table from the others where the joins allow it. */
export function readChange(tx: Tx, { items, at, target, into }: Tables): Change {
  const where = tx.cursor.accept("WHERE") ? readConditions(tx) : [];
  const whole = { from: fromSql(items), where };
  const change = { target, into, whole, items };
  if (at < 0) return { ...change, others: items, pool: where };
  const parted = part(items, at, into.alias);
  if (!parted) return { ...change, others: undefined, pool: where };
  return { ...change, others: parted.others, pool: [...parted.pool, ...where] };
}

function part(
  items: readonly JoinedItem[],
  at: number,
  alias: string,
): { others: JoinedItem[]; pool: Condition[] } | undefined {
  const pool: Condition[] = [];
  const others: JoinedItem[] = [];
  for (const [index, item] of items.entries()) {
    // An outer join to the changed table adds rows that change nothing.
    if (index === at) {
      pool.push(...item.conditions);
      continue;
    }
    const free = ({ mentions, unsure }: Condition) => !unsure && !mentions.has(alias);
    const first = others.length === 0;
    if (item.join === "left") {
      if (first || !item.conditions.every(free)) return undefined;
      others.push(item);
      continue;
    }
    // What an inner join asks for can be asked for behind it.
    const stays = first ? [] : item.conditions.filter(free);
    pool.push(...item.conditions.filter((condition) => !stays.includes(condition)));
    others.push({ ...item, conditions: stays });
  }
  return { others, pool };
}
