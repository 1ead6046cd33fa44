import { type Expr, PREC, wrap } from "../expr.ts";
import { asCondition } from "../expression/condition.ts";
import { readExpression, readWhole } from "../expression/expression.ts";
import { joinMarked } from "../from/outerMarks.ts";
import { variantKey } from "../nested/variant.ts";
import { noteCompared } from "../texts/texts.ts";
import type { Tx } from "../tx.ts";
import { standsAhead } from "./ahead.ts";
import { expandingAliases } from "./aliases.ts";
import { readConjuncts } from "./conjuncts.ts";
import { countedRows, countsBefore } from "./countedRows.ts";
import { groupsRows } from "./groupsRows.ts";
import { connectCondition, type Hierarchy } from "./hierarchy.ts";
import { hasGroupValue } from "./looseGroups.ts";
import type { SelectList } from "./selectList.ts";
import type { SelectParts } from "./selectParts.ts";
import { readWindowBody } from "./window.ts";

/** What stands behind the FROM of a SELECT, up to its ORDER BY. */
export interface Clauses {
  sql: string;
  rows: SelectParts["rows"];
  qualify: string[];
  limit: string;
  rownum: boolean;
  grouped: boolean;
  /** Keys of a plain GROUP BY. */
  keys: string[] | undefined;
}

/** Reads WHERE, GROUP BY, HAVING, WINDOW and QUALIFY behind the SELECT list `list`. */
export function readClauses(
  tx: Tx,
  fromSql: string,
  comma: readonly string[],
  tree: Hierarchy | undefined,
  list: SelectList,
): Clauses {
  const { cursor } = tx;
  let tables = fromSql;
  let where: string[] = [];
  let conditions: string[] = [];
  let limit = "";
  let grouped = false;
  let groupedBy: string[] | undefined;
  let sql = "";
  if (cursor.isWords("WHERE")) {
    cursor.next();
    const conjuncts = expandingAliases(tx, () => readConjuncts(tx));
    for (const conjunct of conjuncts) {
      if (conjunct.rownum !== undefined) limit = ` LIMIT ${conjunct.rownum}`;
    }
    const rest = conjuncts.filter((conjunct) => conjunct.rownum === undefined);
    if (rest.some((conjunct) => conjunct.marks.size > 0)) {
      const joined = joinMarked(tx, comma, rest);
      tables = joined.from;
      where = joined.where;
      conditions = where;
    } else {
      conditions = rest.map(({ expr }) => wrap(expr, PREC.not));
      where = rest.map(({ expr }) => wrap(expr, rest.length > 1 ? PREC.not : PREC.or));
    }
  }
  tables = [tables, ...(tx.scope.implied ?? [])].join(", ");
  tx.scope.implied = undefined;
  if (limit !== "" && countsBefore(tx, list)) {
    if (tree || tx.scope.tree) throw tx.unsupported("this use of ROWNUM");
    tables = countedRows(tx, { tables, where, limit }, list);
    [where, conditions, limit] = [[], [], ""];
  }
  if (tree) tables = tree.readClauses();
  else if (tx.scope.tree) skipConnect(tx);
  if (tables) sql += ` FROM ${tables}`;
  if (where.length > 0) sql += ` WHERE ${where.join(" AND ")}`;
  const filtered = sql;
  if (cursor.isWords("START", "WITH") || cursor.isWords("CONNECT", "BY"))
    throw tx.unsupported("CONNECT BY");
  if (cursor.isWords("MODEL") || cursor.isWords("MATCH_RECOGNIZE"))
    throw tx.unsupported(cursor.near());
  if (cursor.accept("GROUP", "BY")) {
    tx.scope.grouped = true;
    if (tx.scope.overRows !== undefined) throw groupsRows(tx, tx.scope.overRows);
    grouped = true;
    const keys = readGroupKeys(tx, list);
    const rolled = ["ROLLUP", "CUBE"].find(
      (word) => tx.is("tsql", "mysql") && cursor.accept("WITH", word),
    );
    sql += ` GROUP BY ${rolled ? `${rolled} (${keys.join(", ")})` : keys.join(", ")}`;
    if (!rolled) groupedBy = keys;
  }
  if (cursor.accept("HAVING")) {
    const having = asCondition(tx, readExpression(tx));
    // MySQL filters rows by it where nothing is grouped; aliases of the list mean their values.
    if (tx.is("mysql") && !grouped && !hasGroupValue(list.sql + having.sql)) {
      conditions = [...conditions, wrap(having, PREC.not)];
      sql = `${tables ? ` FROM ${tables}` : ""} WHERE ${conditions.join(" AND ")}`;
    } else {
      grouped = true;
      sql += ` HAVING ${having.sql}`;
    }
  }
  if (cursor.accept("WINDOW")) {
    const windows: string[] = [];
    do {
      const name = tx.expectIdentifier("a window");
      tx.expect("AS");
      const inside = cursor.group();
      if (!inside) throw tx.unreadable("( expected");
      windows.push(`${tx.out.name(name)} AS (${tx.inside(inside, () => readWindowBody(tx))})`);
    } while (cursor.acceptSymbol(","));
    sql += ` WINDOW ${windows.join(", ")}`;
  }
  const qualify: string[] = [];
  if (cursor.accept("QUALIFY")) {
    const condition = readExpression(tx);
    qualify.push(condition.sql);
  }
  const plain = tables !== "" && sql === filtered && qualify.length === 0 && !tree;
  const rows = plain ? { from: tables, where: conditions } : undefined;
  return { sql, rows, qualify, limit, rownum: limit !== "", grouped, keys: groupedBy };
}

/** Steps over the CONNECT BY of a series, which has been read. */
function skipConnect(tx: Tx): void {
  const { cursor } = tx;
  if (cursor.isWords("START", "WITH")) throw tx.unsupported("START WITH on a series");
  const connect = connectCondition(tx, cursor.at);
  if (connect) cursor.at = connect.end;
}

function readGroupKeys(tx: Tx, list: SelectList): string[] {
  const { cursor } = tx;
  const keys: string[] = [];
  do {
    if (cursor.isWords("GROUPING", "SETS")) {
      cursor.at += 2;
      const inside = cursor.group();
      if (!inside) throw tx.unreadable("( expected");
      const sets = inside.split().map((part) =>
        tx.inside(part, () => {
          const group = part.isSymbol("(") ? part.group() : undefined;
          if (!group) return readWhole(tx).sql;
          if (group.done) return "()";
          return `(${tx.inside(group, () => group.split().map((key) => tx.inside(key, () => readWhole(tx).sql))).join(", ")})`;
        }),
      );
      keys.push(`GROUPING SETS (${sets.join(", ")})`);
    } else if (cursor.isWords("ALL") && tx.is("snowflake", "bigquery", "redshift")) {
      cursor.next();
      keys.push(...allKeys(tx, list));
    } else if ((cursor.isWords("ROLLUP") || cursor.isWords("CUBE")) && cursor.isSymbol("(", 1)) {
      const word = cursor.next()?.value ?? "";
      const inside = cursor.group();
      if (!inside) throw tx.unreadable("( expected");
      const items = inside.split().map((part) => tx.inside(part, () => readWhole(tx).sql));
      keys.push(`${word} (${items.join(", ")})`);
    } else {
      const offset = cursor.offset;
      const key = variantKey(tx, readGroupKey(tx), offset);
      noteCompared(tx, offset, key);
      keys.push(key.sql);
    }
  } while (cursor.acceptSymbol(","));
  return keys;
}

/** A key of GROUP BY: a name by itself may be an alias, one inside of an expression may not. */
function readGroupKey(tx: Tx): Expr {
  const { cursor } = tx;
  const next = cursor.peek(1);
  const alone = cursor.end - cursor.at === 1 || next?.text === "," || next?.kind === "word";
  if (alone || !tx.scope.grouped) return readExpression(tx);
  return expandingAliases(tx, () => readExpression(tx));
}

/** GROUP BY ALL; DuckDB wants to be told the places of the keys where there is a QUALIFY. */
function allKeys(tx: Tx, { values }: SelectList): string[] {
  if (tx.target !== "duckdb" || !values || !standsAhead(tx.cursor, "QUALIFY")) return ["ALL"];
  const places = values.flatMap((value, index) => (hasGroupValue(value) ? [] : [`${index + 1}`]));
  return places.length > 0 ? places : ["ALL"];
}
