import { isWord } from "../../sql/token.ts";
import type { Cursor } from "../cursor.ts";
import type { Tx } from "../query/tx.ts";
import { foldIn } from "../table/alter.ts";
import { type Column, emptyTable, type Table } from "../table/model.ts";
import { settle } from "../table/settle.ts";
import { columnSql, foreignKeySql, named } from "../table/writeDatabricks.ts";
import { changeStatements, readColumnChanges } from "./alterColumns.ts";
import { renamed } from "./rename.ts";
import { one, type StatementResult } from "./statement.ts";
import { readEnd, readTarget, targetNamed } from "./target.ts";

/** Names of columns change only where the files do not go by them (Databricks SQL, "Column mapping"). */
const MAPPED = "the table needs the property 'delta.columnMapping.mode' = 'name' for this";

/** True for an ALTER TABLE of a table that the script does not define, where Databricks has the change. */
export function isAlterTable(tx: Tx): boolean {
  return tx.target === "databricks" && actionAt(tx) !== undefined;
}

/** How many tokens stand before the action, and which it is. */
function actionAt({ cursor, dialect }: Tx): { name: string; tokens: number } | undefined {
  if (!cursor.isWords("ALTER", "TABLE")) return undefined;
  const ahead = cursor.slice(cursor.at + 2, cursor.end);
  ahead.accept("IF", "EXISTS");
  ahead.accept("ONLY");
  if (!ahead.tableName()) return undefined;
  if (!ahead.accept("WITH", "CHECK")) ahead.accept("WITH", "NOCHECK");
  const tokens = ahead.at - cursor.at;
  const [word = "", next = ""] = [ahead.peek()?.value, ahead.peek(1)?.value];
  const several = ahead.split().slice(1);
  if (word === "DROP" && /^(CONSTRAINT|PRIMARY|FOREIGN)$/.test(next))
    return several.length === 0 ? { name: "DROP CONSTRAINT", tokens } : undefined;
  if (changesColumns(word, next, several, ahead)) return { name: "COLUMNS", tokens };
  if (word === "ADD") {
    const other = /^(PARTITION|SEARCH|CLUSTERING|ROW|INDEX|KEY|FULLTEXT|SPATIAL|PERIOD|DEFAULT)$/;
    return other.test(next) ? undefined : { name: "ADD", tokens };
  }
  if (word === "RENAME" && (next === "TO" || next === "COLUMN"))
    return { name: `RENAME ${next}`, tokens };
  const column = next === "COLUMN" || (next === "IF" && dialect === "postgres");
  if (word === "DROP" && column) return { name: "DROP COLUMN", tokens };
  return undefined;
}

const OTHER = /^(SORTKEY|DISTKEY|DISTSTYLE|ENCODE|INDEX|CONSTRAINT|PARTITION|KEY|CHECK)$/;
const ACTION = /^(ADD|ALTER|DROP|MODIFY|CHANGE|RENAME)$/;

/** True for changes of columns that are there, and for several actions at once. */
function changesColumns(
  word: string,
  next: string,
  several: readonly Cursor[],
  { tokens, end }: Cursor,
): boolean {
  const other = (one: Cursor) => {
    const first = one.peek()?.value ?? "";
    return ACTION.test(first) && first !== "ADD";
  };
  if (word === "ADD")
    return (
      several.some(other) ||
      (next === "CONSTRAINT" && isWord(tokens[end - 2], "FOR")) ||
      (next === "DEFAULT" && tokens.slice(0, end).some((token) => isWord(token, "FOR")))
    );
  if (word === "ALTER" || word === "MODIFY" || word === "CHANGE") return !OTHER.test(next);
  if (word === "SET") return next === "UNUSED";
  if (word === "RENAME") return next === "COLUMN" && several.length > 0;
  if (word !== "DROP" || OTHER.test(next)) return false;
  return next === "(" || next === "" || (next !== "COLUMN" && next !== "IF") || several.some(other);
}

/** Changes of columns that are there. */
function readChanges(tx: Tx, tokens: number): StatementResult {
  const { cursor } = tx;
  const offset = cursor.offset;
  const from = cursor.at + tokens;
  const ahead = cursor.slice(cursor.at + 2, cursor.end);
  ahead.accept("IF", "EXISTS");
  ahead.accept("ONLY");
  const { sql } = targetNamed(tx, ahead.tableName() ?? [], offset);
  const { changes, added: table } = readColumnChanges(tx, from);
  const clause = refusal(table);
  if (clause !== undefined) throw tx.unsupported(`ALTER TABLE … ADD with ${clause}`, offset);
  settle(tx, table);
  const statements = [...changeStatements(tx, sql, changes, offset), ...added(tx, table, sql)];
  if (statements.length === 0) throw tx.unsupported("this ALTER TABLE", offset);
  return { kind: "ALTER TABLE", statements };
}

/** DROP CONSTRAINT k, MySQL's DROP PRIMARY KEY and DROP FOREIGN KEY k. */
function readDropConstraint(tx: Tx, sql: string): StatementResult {
  const { cursor } = tx;
  const offset = cursor.offset;
  cursor.next();
  const alter = `ALTER TABLE ${sql} DROP`;
  if (cursor.accept("PRIMARY", "KEY")) {
    readEnd(tx);
    return one("ALTER TABLE", `${alter} PRIMARY KEY IF EXISTS`);
  }
  cursor.at += cursor.isWords("FOREIGN", "KEY") ? 2 : 1;
  cursor.accept("IF", "EXISTS");
  const name = tx.out.name(tx.expectIdentifier("a constraint"));
  if (!cursor.accept("CASCADE")) cursor.accept("RESTRICT");
  readEnd(tx);
  const what =
    "where the constraint is a default or a UNIQUE key there is none here: the default goes with ALTER COLUMN … DROP DEFAULT";
  tx.note("DWM-QRY-006", { what }, offset);
  return one("ALTER TABLE", `${alter} CONSTRAINT IF EXISTS ${name}`);
}

/** ALTER TABLE … ADD, DROP COLUMN and RENAME. */
export function readAlterTable(tx: Tx): StatementResult {
  const { cursor } = tx;
  const action = actionAt(tx);
  if (!action) throw tx.unsupported("this ALTER TABLE");
  if (action.name === "ADD") return readAdd(tx);
  if (action.name === "COLUMNS") return readChanges(tx, action.tokens);
  cursor.at += 2;
  cursor.accept("IF", "EXISTS");
  cursor.accept("ONLY");
  const { sql } = readTarget(tx);
  if (action.name === "RENAME TO") {
    cursor.at += 2;
    const name = renamed(tx, sql);
    readEnd(tx);
    return one("ALTER TABLE", name);
  }
  if (action.name === "DROP CONSTRAINT") return readDropConstraint(tx, sql);
  tx.note("DWM-QRY-006", { what: MAPPED });
  if (action.name === "RENAME COLUMN") {
    cursor.at += 2;
    const old = tx.out.name(tx.expectIdentifier("a column"));
    tx.expect("TO");
    const name = tx.out.name(tx.expectIdentifier("the new name"));
    readEnd(tx);
    return one("ALTER TABLE", `ALTER TABLE ${sql} RENAME COLUMN ${old} TO ${name}`);
  }
  return one("ALTER TABLE", `ALTER TABLE ${sql} ${readDropped(tx)}`);
}

/** `DROP COLUMN [IF EXISTS] a`, with further columns behind commas in Snowflake and T-SQL. */
function readDropped(tx: Tx): string {
  const { cursor } = tx;
  cursor.at += 1;
  cursor.accept("COLUMN");
  const guard = cursor.accept("IF", "EXISTS") ? " IF EXISTS" : "";
  const names: string[] = [];
  do {
    names.push(tx.out.name(tx.expectIdentifier("a column")));
  } while (cursor.acceptSymbol(",") && !cursor.isWords("DROP"));
  if (!cursor.accept("CASCADE")) cursor.accept("RESTRICT");
  readEnd(tx);
  const [only, more] = names;
  return more === undefined
    ? `DROP COLUMN${guard} ${only}`
    : `DROP COLUMNS${guard} (${names.join(", ")})`;
}

/** ADD of columns and keys. What stands behind it is read as what is added to a table's CREATE is. */
function readAdd(tx: Tx): StatementResult {
  const { cursor } = tx;
  const offset = cursor.offset;
  const ahead = cursor.slice(cursor.at + 2, cursor.end);
  ahead.accept("IF", "EXISTS");
  ahead.accept("ONLY");
  const parts = ahead.tableName() ?? [];
  const text = ahead.rest();
  const table = emptyTable();
  foldIn(tx, table);
  const refused = tx.diagnostics.issues.find(({ code }) => code === "DWM-TBL-014");
  const clause = refused ? "a part of it" : refusal(table);
  if (clause !== undefined) throw tx.unsupported(`ALTER TABLE … ADD with ${clause}`, offset);
  settle(tx, table);
  if (/\bIF\s+NOT\s+EXISTS\b/i.test(text))
    tx.note("DWM-QRY-006", { what: "a column that is there already is an error here" }, offset);
  const statements = added(tx, table, targetNamed(tx, parts, offset).sql);
  return { kind: "ALTER TABLE", statements };
}

/** What a Delta table that has rows is not given. */
function refusal({ columns, checks, clusterings }: Table): string | undefined {
  if (columns.some(({ identity }) => identity)) return "numbers that the column gives itself";
  if (columns.some(({ computed }) => computed !== undefined)) return "a computed column";
  if (checks.length > 0) return "a CHECK";
  return clusterings.length > 0 ? "an order of the rows" : undefined;
}

/** Delta adds columns without defaults that may be NULL; what else is said of them comes behind, with the rows that are there. */
function added(tx: Tx, table: Table, target: string): string[] {
  const { columns, primaryKey, foreignKeys } = table;
  const alter = `ALTER TABLE ${target}`;
  const statements: string[] = [];
  const bare = columns.map(
    (column) =>
      columnSql(tx, { ...column, notNull: false, defaultSql: undefined }) + placed(tx, column),
  );
  if (bare.length === 1) statements.push(`${alter} ADD COLUMN ${bare[0]}`);
  else if (bare.length > 1) statements.push(`${alter} ADD COLUMNS (${bare.join(", ")})`);
  const filled = columns.filter(({ defaultSql }) => defaultSql !== undefined);
  if (filled.length > 0)
    statements.push(
      `${alter} SET TBLPROPERTIES ('delta.feature.allowColumnDefaults' = 'supported')`,
    );
  for (const { name, defaultSql } of filled)
    statements.push(`${alter} ALTER COLUMN ${tx.out.name(name)} SET DEFAULT ${defaultSql}`);
  const now = filled.filter((column) => fillsRows(tx, column));
  const sets = now.map(({ name, defaultSql }) => `${tx.out.name(name)} = ${defaultSql}`);
  if (sets.length > 0) statements.push(`UPDATE ${target} SET ${sets.join(", ")}`);
  const keyed = primaryKey?.columns ?? [];
  const firm = columns.filter(({ name, notNull }) => notNull && !keyed.includes(name));
  for (const name of [...firm.map((column) => column.name), ...keyed])
    statements.push(`${alter} ALTER COLUMN ${tx.out.name(name)} SET NOT NULL`);
  if (primaryKey) {
    const list = primaryKey.columns.map((name) => tx.out.name(name)).join(", ");
    statements.push(`${alter} ADD ${named(tx, primaryKey.name)}PRIMARY KEY (${list})`);
  }
  for (const key of foreignKeys) statements.push(`${alter} ADD ${foreignKeySql(tx, key)}`);
  return statements;
}

function placed(tx: Tx, { place }: Column): string {
  if (place === undefined) return "";
  return place === "first" ? " FIRST" : ` AFTER ${tx.out.name(place.after)}`;
}

/** The rows that are there take the default; in T-SQL only where the column must not be NULL. */
function fillsRows(tx: Tx, { notNull }: Column): boolean {
  return !tx.is("tsql") || notNull || /\bWITH\s+VALUES\b/i.test(tx.cursor.text);
}
