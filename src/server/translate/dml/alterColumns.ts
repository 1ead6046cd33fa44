import { identifierOf, isSymbol, isWord } from "../../sql/token.ts";
import type { Tx } from "../query/tx.ts";
import { foldIn } from "../table/alter.ts";
import { type Column, emptyTable, plainColumn, type Table } from "../table/model.ts";
import { settle } from "../table/settle.ts";
import type { TargetType } from "../types/spec.ts";

/** The type of a column that nothing is known of. */
const UNKNOWN: TargetType = { sql: "", class: "unknown" };
/** A default that no column has. */
const GIVEN = "\0";

/** A column before and after, as far as the statement says. */
interface Change {
  old: string;
  column: Column;
  dropped: boolean;
  retyped: boolean;
  nullable: boolean | undefined;
  /** Its default: undefined where it stays, null where it goes. */
  defaultSql: string | null | undefined;
}

/** What ALTER TABLE says of a table that is not known: its changed columns, and the table of what is added to it. */
export interface ColumnChanges {
  changes: readonly Change[];
  added: Table;
}

/** Reads an ALTER TABLE, whose name ends before the token `from`, as one of a table with each column that it names. */
export function readColumnChanges(tx: Tx, from: number): ColumnChanges {
  const { cursor } = tx;
  const start = cursor.at;
  const offset = cursor.offset;
  const names = namesFrom(tx, from);
  const words = cursor.tokens.slice(from);
  if (words.some((token) => isWord(token, "USING"))) throw tx.unsupported("TYPE … USING", offset);
  const read = (notNull: boolean, defaultSql: string | undefined) => {
    cursor.at = start;
    const table = emptyTable();
    const columns = names.map((name) => ({ ...plainColumn(name, UNKNOWN), notNull, defaultSql }));
    table.columns.push(...columns);
    foldIn(tx, table);
    return { table, columns };
  };
  // Read twice from opposite ends: what both agree on is what the statement says.
  const [first, second] = [read(false, undefined), read(true, GIVEN)];
  cursor.at = cursor.end;
  const refused = tx.diagnostics.issues.find(({ code }) => code === "DWM-TBL-014");
  if (refused) throw tx.unsupported("this part of ALTER TABLE", offset);
  const drops = words.some(
    (token, index) => isWord(token, "DROP") && isWord(words[index + 1], "DEFAULT"),
  );
  const changes = first.columns.flatMap((column, index): Change[] => {
    const other = second.columns[index] ?? column;
    if (column.identity || column.computed !== undefined)
      throw tx.unsupported("ALTER of a column that the table fills", offset);
    const said = column.defaultSql === other.defaultSql;
    const change: Change = {
      old: names[index] ?? column.name,
      column,
      dropped: !first.table.columns.includes(column),
      retyped: column.type !== UNKNOWN,
      nullable: column.notNull === other.notNull ? !column.notNull : undefined,
      defaultSql: !said ? undefined : (column.defaultSql ?? (drops ? null : undefined)),
    };
    return isChange(change) ? [change] : [];
  });
  const own = new Set<Column>(first.columns);
  const added = { ...first.table, columns: first.table.columns.filter((one) => !own.has(one)) };
  settle(tx, {
    ...emptyTable(),
    columns: changes.filter(({ retyped }) => retyped).map(({ column }) => column),
  });
  return { changes, added };
}

function isChange({ old, column, dropped, retyped, nullable, defaultSql }: Change): boolean {
  const told = column.comment !== undefined || old !== column.name;
  return dropped || retyped || told || nullable !== undefined || defaultSql !== undefined;
}

/** All names behind the table's, but for those of columns that are added. */
function namesFrom({ cursor }: Tx, from: number): string[] {
  const { tokens } = cursor;
  const names = new Map<string, string>();
  for (let index = from; index < cursor.end; index++) {
    const name = identifierOf(tokens[index]);
    let before = index - 1;
    while (/^(COLUMN|IF|NOT|EXISTS)$/.test(tokens[before]?.value ?? "")) before--;
    const added = isWord(tokens[before], "ADD") && !isWord(tokens[index], "CONSTRAINT");
    if (name === undefined || added || isSymbol(tokens[index - 1], ".")) continue;
    names.set(name.toLowerCase(), name);
  }
  return [...names.values()];
}

/** The changes in Databricks SQL; what it can do only in part is told. */
export function changeStatements(
  tx: Tx,
  target: string,
  changes: readonly Change[],
  offset: number,
): string[] {
  const { name } = tx.out;
  const alter = `ALTER TABLE ${target}`;
  const column = (change: Change) => `${alter} ALTER COLUMN ${name(change.column.name)}`;
  const statements: string[] = [];
  const renamed = changes.filter((change) => change.old !== change.column.name);
  const dropped = changes.filter((change) => change.dropped);
  if (renamed.length + dropped.length > 0) {
    const what = "the table needs the property 'delta.columnMapping.mode' = 'name' for this";
    tx.note("DWM-QRY-006", { what }, offset);
  }
  for (const { old, column: now } of renamed)
    statements.push(`${alter} RENAME COLUMN ${name(old)} TO ${name(now.name)}`);
  const retyped = changes.filter((change) => change.retyped);
  if (retyped.some((change) => change.column.type.sql !== "STRING")) {
    const what =
      "a column's type can only be widened (INT to BIGINT, more digits); for another type add a column, fill it and drop the old one";
    tx.note("DWM-QRY-006", { what }, offset);
    statements.push(`${alter} SET TBLPROPERTIES ('delta.enableTypeWidening' = 'true')`);
  }
  for (const change of retyped) statements.push(`${column(change)} TYPE ${change.column.type.sql}`);
  const filled = changes.filter(({ defaultSql }) => typeof defaultSql === "string");
  if (filled.length > 0)
    statements.push(
      `${alter} SET TBLPROPERTIES ('delta.feature.allowColumnDefaults' = 'supported')`,
    );
  for (const change of changes) {
    if (change.defaultSql === null) statements.push(`${column(change)} DROP DEFAULT`);
    else if (change.defaultSql !== undefined)
      statements.push(`${column(change)} SET DEFAULT ${change.defaultSql}`);
    if (change.dropped) continue;
    if (change.nullable !== undefined)
      statements.push(`${column(change)} ${change.nullable ? "DROP" : "SET"} NOT NULL`);
    const { comment } = change.column;
    if (comment !== undefined) statements.push(`${column(change)} COMMENT ${tx.out.text(comment)}`);
  }
  const gone = dropped.map(({ old }) => name(old));
  if (gone.length === 1) statements.push(`${alter} DROP COLUMN ${gone[0]}`);
  else if (gone.length > 1) statements.push(`${alter} DROP COLUMNS (${gone.join(", ")})`);
  return statements;
}
