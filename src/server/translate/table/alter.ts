import { readStringLiteral } from "../literals.ts";
import type { Tx } from "../query/tx.ts";
import { readColumnOptions, readDefault, readText } from "./columnOptions.ts";
import { isConstraint, readColumn, readColumnType, readConstraint } from "./elements.ts";
import { readIdentityOptions } from "./identity.ts";
import { type Column, columnOf, type Table } from "./model.ts";

/** Folds a statement that follows the CREATE (ALTER TABLE, COMMENT ON, EXEC sp_addextendedproperty) into the table. */
export function foldIn(tx: Tx, table: Table): void {
  const { cursor } = tx;
  if (cursor.accept("ALTER")) readAlter(tx, table);
  else if (cursor.accept("COMMENT", "ON")) readCommentOn(tx, table);
  else if (cursor.isWords("COMMENT", "IF", "EXISTS", "ON")) {
    cursor.at += 4;
    readCommentOn(tx, table);
  } else if (cursor.accept("EXEC") || cursor.accept("EXECUTE")) readExtendedProperty(tx, table);
  else if (cursor.isWords("CREATE")) {
    // An index or statistics that belongs to the table.
    tx.note("DWM-TBL-003", {
      clause: shorten(cursor.rest()),
      why: "indexes are a matter of speed",
    });
  } else tx.note("DWM-TBL-014", { clause: shorten(cursor.rest()) });
}

function shorten(text: string): string {
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}

function readAlter(tx: Tx, table: Table): void {
  const { cursor } = tx;
  cursor.accept("FOREIGN");
  if (!cursor.accept("TABLE")) {
    tx.note("DWM-TBL-014", { clause: shorten(cursor.rest()) });
    return;
  }
  cursor.accept("IF", "EXISTS");
  cursor.accept("ONLY");
  cursor.name();
  let adding = false;
  for (const action of actions(tx)) {
    // ADD a INT, b INT: in these dialects one ADD takes all the columns behind it.
    const goesOn: boolean = adding && tx.is("tsql", "snowflake") && !action.isOneOf(ACTIONS);
    adding = goesOn || action.isWords("ADD");
    tx.inside(action, () => (goesOn ? readAdd(tx, table) : readAction(tx, table)));
  }
}

/** Words that begin an action of their own. */
const ACTIONS: ReadonlySet<string> = new Set(
  "ADD ALTER DROP MODIFY RENAME SET SWAP CLUSTER ENABLE DISABLE CHECK NOCHECK WITH SWITCH REBUILD UNSET".split(
    " ",
  ),
);

/** ADD a, ADD b: commas part actions; inside of one ADD they part columns. */
function actions(tx: Tx) {
  return tx.cursor.split();
}

function readAction(tx: Tx, table: Table): void {
  const { cursor } = tx;
  const offset = cursor.offset;
  if (cursor.accept("WITH", "CHECK") || cursor.accept("WITH", "NOCHECK")) {
    if (!cursor.isWords("ADD")) return;
  }
  if (cursor.isWords("CHECK", "CONSTRAINT") || cursor.isWords("NOCHECK", "CONSTRAINT")) return;
  if (cursor.accept("ADD")) {
    readAdd(tx, table);
    return;
  }
  if (isConstraint(cursor)) {
    readConstraint(tx, table);
    return;
  }
  if (cursor.accept("MODIFY") || cursor.accept("CHANGE")) {
    const change = cursor.tokens[cursor.at - 1]?.value === "CHANGE";
    cursor.accept("COLUMN");
    if (change) cursor.identifier();
    const inside = cursor.isSymbol("(") ? cursor.group() : undefined;
    for (const part of inside ? inside.split() : [cursor]) tx.inside(part, () => modify(tx, table));
    return;
  }
  if (cursor.accept("ALTER")) {
    cursor.accept("COLUMN");
    alterColumn(tx, table, offset);
    return;
  }
  const clause = shorten(cursor.rest());
  const harmless =
    /^(OWNER TO|ENABLE|DISABLE|REPLICA|CLUSTER|SET (LOCK|STATISTICS|LOGGED|UNLOGGED)|AUTO_INCREMENT|ENGINE|NOLOGGING|LOGGING|PARALLEL|ATTACH|VALIDATE)/i.test(
      clause,
    );
  cursor.at = cursor.end;
  if (harmless)
    tx.note("DWM-TBL-003", { clause: `ALTER TABLE … ${clause}`, why: "storage or rights" }, offset);
  else tx.note("DWM-TBL-014", { clause }, offset);
}

function readAdd(tx: Tx, table: Table): void {
  const { cursor } = tx;
  cursor.accept("COLUMN");
  const guarded = cursor.accept("IF", "NOT", "EXISTS");
  const there = guarded && columnOf(table, cursor.peek()?.value ?? "");
  if (there) {
    cursor.at = cursor.end;
    return;
  }
  const inside = cursor.isSymbol("(") ? cursor.group() : undefined;
  for (const part of inside ? inside.split() : [cursor]) {
    tx.inside(part, () => {
      if (isConstraint(part) || part.isWords("DEFAULT")) readConstraint(tx, table);
      else readColumn(tx, table);
    });
  }
}

function modify(tx: Tx, table: Table): void {
  const { cursor } = tx;
  const offset = cursor.offset;
  const name = cursor.identifier();
  const column = name === undefined ? undefined : columnOf(table, name);
  if (!column)
    throw tx.stop("DWM-TBL-001", { near: name ?? cursor.near(), reason: "no such column" }, offset);
  const options = /^(NOT|NULL|DEFAULT|CONSTRAINT|ENABLE|GENERATED)$/.test(
    cursor.peek()?.value ?? "",
  );
  if (!options && !cursor.done) column.type = readColumnType(tx, column, offset);
  readColumnOptions(tx, table, column);
}

/** ALTER COLUMN c SET DEFAULT …, SET NOT NULL, TYPE t, ADD GENERATED … AS IDENTITY; T-SQL: c type NOT NULL. */
function alterColumn(tx: Tx, table: Table, offset: number): void {
  const { cursor } = tx;
  const name = cursor.identifier();
  const column = name === undefined ? undefined : columnOf(table, name);
  if (!column)
    throw tx.stop("DWM-TBL-001", { near: name ?? cursor.near(), reason: "no such column" }, offset);
  if (cursor.accept("SET", "DEFAULT")) readDefault(tx, table, column, offset);
  else if (cursor.accept("DROP", "DEFAULT")) column.defaultSql = undefined;
  else if (cursor.accept("SET", "NOT", "NULL")) column.notNull = true;
  else if (cursor.accept("DROP", "NOT", "NULL")) column.notNull = false;
  else if (cursor.accept("SET", "DATA", "TYPE") || cursor.accept("TYPE")) {
    column.type = readColumnType(tx, column, offset);
    if (cursor.isWords("USING")) cursor.at = cursor.end;
  } else if (cursor.accept("ADD", "GENERATED")) readIdentity(tx, column);
  else if (cursor.accept("SET", "STATISTICS") || cursor.accept("SET", "STORAGE")) cursor.next();
  else if (tx.is("tsql")) {
    column.type = readColumnType(tx, column, offset);
    column.notNull = false;
    readColumnOptions(tx, table, column);
  } else {
    tx.note("DWM-TBL-014", { clause: shorten(`ALTER COLUMN ${name} ${cursor.rest()}`) }, offset);
    cursor.at = cursor.end;
  }
}

function readIdentity(tx: Tx, column: Column): void {
  const { cursor } = tx;
  if (!cursor.accept("ALWAYS")) cursor.accept("BY", "DEFAULT");
  tx.expect("AS", "IDENTITY");
  column.identity = readIdentityOptions(tx);
}

function readCommentOn(tx: Tx, table: Table): void {
  const { cursor } = tx;
  const offset = cursor.offset;
  if (cursor.accept("TABLE")) {
    cursor.name();
    cursor.accept("IS");
    table.comment = commentText(tx);
  } else if (cursor.accept("COLUMN")) {
    const parts = cursor.name() ?? [];
    cursor.accept("IS");
    const column = columnOf(table, parts.at(-1) ?? "");
    if (!column) tx.note("DWM-TBL-014", { clause: `COMMENT ON COLUMN ${parts.join(".")}` }, offset);
    else column.comment = commentText(tx);
  } else tx.note("DWM-TBL-014", { clause: `COMMENT ON ${shorten(cursor.rest())}` }, offset);
}

function commentText(tx: Tx): string | undefined {
  if (tx.cursor.accept("NULL")) return undefined;
  return readText(tx) || undefined;
}

/** EXEC sp_addextendedproperty 'MS_Description', 'text', 'SCHEMA', 'dbo', 'TABLE', 't' [, 'COLUMN', 'c'] */
function readExtendedProperty(tx: Tx, table: Table): void {
  const { cursor } = tx;
  const offset = cursor.offset;
  const procedure = cursor.name()?.at(-1) ?? "";
  const order = [
    "NAME",
    "VALUE",
    "LEVEL0TYPE",
    "LEVEL0NAME",
    "LEVEL1TYPE",
    "LEVEL1NAME",
    "LEVEL2TYPE",
    "LEVEL2NAME",
  ];
  const values: Record<string, string> = {};
  cursor.split().forEach((part, index) => {
    let key = order[index] ?? "";
    if (part.peek()?.text.startsWith("@") && part.isSymbol("=", 1)) {
      key = (part.next()?.text ?? "").slice(1).toUpperCase();
      part.next();
    }
    const token = part.peek();
    const literal =
      token?.kind === "string" ? readStringLiteral(token.text, tx.dialect) : undefined;
    values[key] = literal?.kind === "text" ? literal.value : (part.identifier() ?? "");
  });
  cursor.at = cursor.end;
  if (!/^sp_(add|update)extendedproperty$/i.test(procedure) || values.NAME !== "MS_Description") {
    tx.note("DWM-TBL-014", { clause: `EXEC ${procedure} ${values.NAME ?? ""}` }, offset);
    return;
  }
  const columnName = values.LEVEL2TYPE?.toUpperCase() === "COLUMN" ? values.LEVEL2NAME : undefined;
  if (values.LEVEL2TYPE && columnName === undefined) return;
  if (columnName === undefined) table.comment = values.VALUE;
  else {
    const column = columnOf(table, columnName);
    if (column) column.comment = values.VALUE;
  }
}
