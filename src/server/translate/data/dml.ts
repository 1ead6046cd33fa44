import { fullName, quoteName } from "../duckdbNames.ts";
import { columnNames, type OutputColumn } from "../query/block/queryColumns.ts";
import { readQuery } from "../query/block/select.ts";
import { readExpression } from "../query/expression/expression.ts";
import { readFrom } from "../query/from/from.ts";
import { namesOf, targetOf } from "../query/from/tableName.ts";
import type { Tx } from "../query/tx.ts";

/** Translates INSERT … SELECT, INSERT ALL, UPDATE and DELETE; throws Untranslatable for others. */
export function translateDml(tx: Tx, tableColumns: readonly string[]): string[] {
  const { cursor } = tx;
  const offset = cursor.offset;
  if (cursor.accept("INSERT", "ALL")) return readInsertAll(tx);
  if (cursor.accept("INSERT") || (tx.is("teradata") && cursor.accept("INS")))
    return [readInsert(tx, tableColumns)];
  if (cursor.accept("UPDATE")) return [readUpdate(tx)];
  if (cursor.accept("DELETE")) return [readDelete(tx)];
  throw tx.stop("DWM-DAT-003", { statement: cursor.peek()?.text ?? "such" }, offset);
}

/** The table at the cursor: its full name in the target, and the name columns may be qualified with. */
function readTarget(tx: Tx): { sql: string; base: string; parts: string[] } {
  const parts = tx.cursor.name();
  if (!parts) throw tx.unreadable("a table expected");
  const base = parts.at(-1) ?? "";
  return { sql: fullName(tx.context.names, targetOf(tx.context, parts) ?? base), base, parts };
}

function done(tx: Tx): void {
  tx.cursor.acceptSymbol(";");
  if (!tx.cursor.done) throw tx.unreadable("not expected here");
}

function readInsert(tx: Tx, tableColumns: readonly string[]): string {
  const { cursor } = tx;
  if (cursor.isWords("OVERWRITE")) throw tx.unsupported("INSERT OVERWRITE");
  cursor.accept("INTO");
  cursor.accept("TABLE");
  const offset = cursor.offset;
  const { sql, parts, base: last } = readTarget(tx);
  const base = targetOf(tx.context, parts) ?? last;
  const columns =
    cursor.isSymbol("(") && !/^(SELECT|WITH|SEL)$/.test(cursor.peek(1)?.value ?? "")
      ? columnNames(tx)
      : [...tableColumns];
  if (cursor.isWords("EXEC") || cursor.isWords("EXECUTE")) throw tx.unsupported("INSERT … EXEC");
  if (cursor.accept("DEFAULT", "VALUES")) {
    done(tx);
    return `INSERT INTO ${sql} DEFAULT VALUES`;
  }
  if (cursor.accept("OVERRIDING")) cursor.at += 2;
  const query = tx.nested(() => readQuery(tx));
  if (query.columns && query.columns.length !== columns.length) {
    throw tx.stop("DWM-DAT-002", { found: query.columns.length, expected: columns.length });
  }
  done(tx);
  noteFractions(tx, base, columns, query.columns ?? [], offset);
  return `INSERT INTO ${sql} (${columns.map(quoteName).join(", ")}) ${query.sql}`;
}

/** Fractions that go into columns of whole numbers are cut in SQL Server and Teradata, rounded here. */
function noteFractions(
  tx: Tx,
  table: string,
  columns: readonly string[],
  values: readonly OutputColumn[],
  offset: number,
): void {
  const known = tx.context.known?.[table];
  if (!tx.is("tsql", "teradata") || !known) return;
  const isWhole = (name: string) =>
    known.some(
      (column) => column.name.toLowerCase() === name.toLowerCase() && column.class === "int",
    );
  const cut = columns.find((name, index) => {
    const type = values[index]?.type;
    return (type === "decimal" || type === "float") && isWhole(name);
  });
  if (cut === undefined) return;
  const what = `fractions for ${cut} are cut in the source and rounded here`;
  tx.note("DWM-QRY-006", { what }, offset);
}

/** Oracle's INSERT ALL INTO t (a) VALUES (1) INTO … SELECT * FROM dual: one INSERT a table. */
function readInsertAll(tx: Tx): string[] {
  const { cursor } = tx;
  const statements: string[] = [];
  while (cursor.accept("INTO")) {
    const { sql } = readTarget(tx);
    const columns = cursor.isSymbol("(") ? ` (${columnNames(tx).map(quoteName).join(", ")})` : "";
    tx.expect("VALUES");
    const inside = cursor.group();
    if (!inside) throw tx.unreadable("( expected");
    const values = inside.split().map((part) =>
      tx.inside(part, () => {
        const value = readExpression(tx);
        if (!part.done) throw tx.unreadable("not expected here");
        return value.sql;
      }),
    );
    statements.push(`INSERT INTO ${sql}${columns} VALUES (${values.join(", ")})`);
  }
  // The query must be one row of DUAL: only then are the values literals.
  const query = cursor.rest().replace(/;$/, "").trim();
  if (!/^SELECT (\*|1|NULL|'[^']*') FROM (SYS\.)?DUAL$/i.test(query))
    throw tx.unsupported("INSERT ALL with a query");
  return statements;
}

function readUpdate(tx: Tx): string {
  const { cursor } = tx;
  if (tx.is("tsql") && cursor.isWords("TOP")) throw tx.unsupported("UPDATE TOP");
  cursor.accept("ONLY");
  const offset = cursor.offset;
  const { sql, base, parts } = readTarget(tx);
  cursor.accept("AS");
  const alias = cursor.isWords("SET") ? base : tx.expectIdentifier("SET");
  if (cursor.isSymbol(",") || cursor.isWords("JOIN") || cursor.isWords("INNER"))
    throw tx.unsupported("UPDATE of a join");
  return tx.nested((scope) => {
    const answersTo = alias === base ? namesOf(parts) : [alias.toLowerCase()];
    const known = tx.context.known?.[targetOf(tx.context, parts) ?? base];
    const columns =
      known && new Map(known.map((column) => [column.name.toLowerCase(), column.class]));
    scope.relations.push({ alias, answersTo, columns });
    tx.expect("SET");
    const setAt = cursor.at;
    // FROM is read first: its tables are named in SET.
    const fromAt = findWord(tx, "FROM");
    let from = "";
    let behind = -1;
    if (fromAt >= 0) {
      if (tx.is("tsql", "snowflake") && mentionsTarget(tx, fromAt, parts, alias)) {
        throw tx.unsupported("UPDATE … FROM with its own table", offset);
      }
      cursor.at = fromAt + 1;
      from = ` FROM ${readFrom(tx).sql}`;
      behind = cursor.at;
      cursor.at = setAt;
    }
    const sets: string[] = [];
    const assigned = new Set<string>();
    do {
      if (cursor.isSymbol("(")) throw tx.unsupported("SET (a, b) = …");
      const name = cursor.name()?.at(-1);
      if (name === undefined) throw tx.unreadable("a column expected");
      tx.expectSymbol("=");
      const valueAt = cursor.at;
      sets.push(
        `${quoteName(name)} = ${cursor.accept("DEFAULT") ? "DEFAULT" : readExpression(tx).sql}`,
      );
      // MySQL sets one column after the other: later values see the new ones.
      const names = cursor.tokens
        .slice(valueAt, cursor.at)
        .map((token) => token.value.toLowerCase());
      if (tx.is("mysql") && names.some((word) => assigned.has(word)))
        throw tx.unsupported("SET with a column that was set before", offset);
      assigned.add(name.toLowerCase());
    } while (cursor.acceptSymbol(","));
    if (behind >= 0) cursor.at = behind;
    const where = cursor.accept("WHERE") ? ` WHERE ${readExpression(tx).sql}` : "";
    done(tx);
    return `UPDATE ${sql} AS ${quoteName(alias)} SET ${sets.join(", ")}${from}${where}`;
  });
}

function findWord(tx: Tx, word: string): number {
  const { cursor } = tx;
  let depth = 0;
  for (let index = cursor.at; index < cursor.end; index++) {
    const token = cursor.tokens[index];
    if (token?.kind === "symbol") depth += token.text === "(" ? 1 : token.text === ")" ? -1 : 0;
    if (
      depth === 0 &&
      token?.kind === "word" &&
      token.value === word &&
      cursor.tokens[index - 1]?.value !== "DISTINCT"
    )
      return index;
  }
  return -1;
}

/** T-SQL's UPDATE a SET … FROM t AS a: the target stands in the FROM again. */
function mentionsTarget(tx: Tx, from: number, parts: readonly string[], alias: string): boolean {
  const names = new Set([alias.toLowerCase(), (parts.at(-1) ?? "").toLowerCase()]);
  for (let index = from; index < tx.cursor.end; index++) {
    const token = tx.cursor.tokens[index];
    if (token?.kind === "word" && token.value === "WHERE") return false;
    if (token && names.has(token.value.toLowerCase()) && tx.cursor.tokens[index + 1]?.text !== ".")
      return true;
  }
  return false;
}

function readDelete(tx: Tx): string {
  const { cursor } = tx;
  if (tx.is("tsql") && cursor.isWords("TOP")) throw tx.unsupported("DELETE TOP");
  cursor.accept("FROM");
  cursor.accept("ONLY");
  const { sql, base, parts } = readTarget(tx);
  if (cursor.accept("ALL")) {
    done(tx);
    return `DELETE FROM ${sql}`;
  }
  cursor.accept("AS");
  const alias =
    cursor.done || cursor.isWords("WHERE") || cursor.isSymbol(";")
      ? base
      : tx.expectIdentifier("WHERE");
  return tx.nested((scope) => {
    const answersTo = alias === base ? namesOf(parts) : [alias.toLowerCase()];
    scope.relations.push({ alias, answersTo, columns: undefined });
    if (cursor.isWords("FROM") || cursor.isWords("USING")) throw tx.unsupported("DELETE of a join");
    const where = cursor.accept("WHERE") ? ` WHERE ${readExpression(tx).sql}` : "";
    done(tx);
    return `DELETE FROM ${sql} AS ${quoteName(alias)}${where}`;
  });
}
