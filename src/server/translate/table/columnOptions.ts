import { quoteName } from "../duckdbNames.ts";
import { readStringLiteral } from "../literals.ts";
import type { Tx } from "../query/tx.ts";
import { plain } from "../types/spec.ts";
import { readDropped } from "./droppedOptions.ts";
import { ownExpression } from "./expressions.ts";
import { readIdentity, readIdentityOptions, readSequence } from "./identity.ts";
import type { Column, Table } from "./model.ts";

/** Words that begin a column option: what ends an expression that cannot be read. */
const OPTION_STARTS: ReadonlySet<string> = new Set(
  (
    "NOT NULL DEFAULT CONSTRAINT PRIMARY UNIQUE CHECK REFERENCES COMMENT IDENTITY AUTO_INCREMENT AUTOINCREMENT GENERATED COLLATE " +
    "CHARACTER CHARSET ENCODE DISTKEY SORTKEY ON ENABLE DISABLE USING COMPRESS FORMAT TITLE MASKING TAG WITH STORAGE INVISIBLE VISIBLE KEY"
  ).split(" "),
);

/** Reads the options behind a column's type, up to the end of the element. */
export function readColumnOptions(tx: Tx, table: Table, column: Column): void {
  const { cursor } = tx;
  while (!cursor.done) {
    if (!readOption(tx, table, column)) leaveOut(tx);
  }
}

function readOption(tx: Tx, table: Table, column: Column): boolean {
  const { cursor } = tx;
  const offset = cursor.offset;
  if (cursor.accept("CONSTRAINT")) {
    cursor.identifier();
    return true;
  }
  if (cursor.isWords("NOT", "NULL")) {
    cursor.at += 2;
    column.notNull = true;
    return true;
  }
  if (cursor.accept("NULL")) return true;
  if (cursor.accept("PRIMARY", "KEY") || (tx.is("mysql") && cursor.accept("KEY"))) {
    table.primaryKey = { columns: [column.name] };
    column.notNull = true;
    acceptIndexWords(tx);
    return true;
  }
  if (cursor.accept("UNIQUE")) {
    cursor.accept("KEY");
    table.uniques.push({ columns: [column.name] });
    acceptIndexWords(tx);
    return true;
  }
  if (cursor.accept("WITH", "DEFAULT")) return true;
  if (cursor.accept("DEFAULT")) {
    readDefault(tx, table, column, offset);
    return true;
  }
  if (cursor.isWords("ON", "UPDATE")) {
    cursor.at += 2;
    const start = cursor.at;
    cursor.next();
    cursor.group();
    const clause = `ON UPDATE ${cursor.textBetween(start, cursor.at)}`;
    tx.note("DWM-TBL-003", { clause, why: "nothing fills columns on UPDATE" }, offset);
    return true;
  }
  if (cursor.accept("CHECK")) {
    readCheck(tx, table, column.name, offset);
    return true;
  }
  if (cursor.isWords("REFERENCES")) {
    readReferences(tx, column.name, offset);
    return true;
  }
  if (cursor.isWords("FOREIGN", "KEY", "REFERENCES")) {
    cursor.at += 2;
    readReferences(tx, column.name, offset);
    return true;
  }
  if (cursor.accept("COMMENT")) {
    cursor.acceptSymbol("=");
    column.comment = readText(tx);
    return true;
  }
  return (
    readIdentity(tx, column) || readGenerated(tx, table, column, offset) || readDropped(tx, offset)
  );
}

/** CLUSTERED, USING INDEX TABLESPACE x, WITH (…), ON [PRIMARY]: behind a key. */
export function acceptIndexWords(tx: Tx): void {
  const { cursor } = tx;
  for (;;) {
    if (
      cursor.accept("CLUSTERED") ||
      cursor.accept("NONCLUSTERED") ||
      cursor.accept("ENABLE") ||
      cursor.accept("VALIDATE")
    )
      continue;
    if (
      cursor.accept("NOT", "ENFORCED") ||
      cursor.accept("ENFORCED") ||
      cursor.accept("RELY") ||
      cursor.accept("NORELY")
    )
      continue;
    if (
      cursor.accept("NOVALIDATE") ||
      cursor.accept("DISABLE") ||
      cursor.accept("NOT", "DEFERRABLE") ||
      cursor.accept("DEFERRABLE")
    )
      continue;
    if (cursor.accept("INITIALLY")) {
      cursor.next();
      continue;
    }
    if (cursor.accept("USING", "INDEX")) {
      if (cursor.isSymbol("(")) cursor.group();
      else if (!cursor.isWords("TABLESPACE")) cursor.name();
      continue;
    }
    if (cursor.accept("TABLESPACE")) {
      cursor.identifier();
      continue;
    }
    if (cursor.isWords("WITH") && cursor.isSymbol("(", 1)) {
      cursor.next();
      cursor.group();
      continue;
    }
    if (cursor.isWords("WITH", "FILLFACTOR")) {
      cursor.at += 2;
      cursor.acceptSymbol("=");
      cursor.next();
      continue;
    }
    if (/^(PCTFREE|INITRANS|MAXTRANS)$/.test(cursor.peek()?.value ?? "")) {
      cursor.at += 2;
      continue;
    }
    if (cursor.isWords("STORAGE") && cursor.isSymbol("(", 1)) {
      cursor.next();
      cursor.group();
      continue;
    }
    if (cursor.accept("USING", "BTREE") || cursor.accept("USING", "HASH")) continue;
    if (
      tx.is("tsql") &&
      cursor.isWords("ON") &&
      !cursor.isWords("ON", "DELETE") &&
      !cursor.isWords("ON", "UPDATE")
    ) {
      cursor.next();
      cursor.identifier();
      cursor.group();
      continue;
    }
    return;
  }
}

/** Reads a DEFAULT's value; what cannot be translated is left out with a warning. */
export function readDefault(tx: Tx, table: Table, column: Column, offset: number): void {
  const { cursor } = tx;
  cursor.accept("ON", "NULL");
  const sequence = readSequence(tx);
  if (sequence) {
    column.identity ??= sequence;
    return;
  }
  const result = ownExpression(tx, table, skipExpression);
  if ("reason" in result) {
    tx.note("DWM-TBL-007", { column: column.name, reason: result.reason }, offset);
    return;
  }
  const { value } = result;
  if (value.type === "null") return;
  if (/^0000-00-00/.test(value.literal ?? "")) {
    tx.note("DWM-TBL-007", { column: column.name, reason: "a date of zeros is no date" }, offset);
    return;
  }
  if (column.type.class === "bool" && value.number !== undefined) {
    column.defaultSql = value.number === "0" ? "FALSE" : "TRUE";
  } else if (column.type.class === "bool" && /^[01]$/.test(value.literal ?? "")) {
    column.defaultSql = value.literal === "0" ? "FALSE" : "TRUE";
  } else column.defaultSql = value.sql;
}

function skipExpression(tx: Tx): void {
  const { cursor } = tx;
  cursor.next();
  while (!cursor.done && !cursor.isOneOf(OPTION_STARTS)) {
    if (cursor.isSymbol("(")) cursor.group();
    else cursor.next();
  }
}

/** CHECK (condition); what cannot be translated is left out with a warning. */
export function readCheck(tx: Tx, table: Table, name: string, offset: number): void {
  const { cursor } = tx;
  cursor.accept("NOT", "FOR", "REPLICATION");
  const inside = cursor.group();
  if (!inside) throw tx.stop("DWM-TBL-001", { near: cursor.near(), reason: "( expected" });
  // What a check refuses is told when rows are loaded: nothing goes wrong unseen.
  const noted = tx.textsNoted;
  tx.textsNoted = true;
  const result = tx.inside(inside, () =>
    ownExpression(tx, table, (inner) => {
      inner.cursor.at = inner.cursor.end;
    }),
  );
  tx.textsNoted = noted;
  if ("reason" in result) tx.note("DWM-TBL-008", { name, reason: result.reason }, offset);
  else if (!inside.done)
    tx.note("DWM-TBL-008", { name, reason: `cannot read ${inside.near()}` }, offset);
  else table.checks.push(result.value.sql);
  acceptIndexWords(tx);
}

/** REFERENCES t (c) ON DELETE …: told, not created. */
export function readReferences(tx: Tx, name: string, offset: number): void {
  const { cursor } = tx;
  cursor.next();
  cursor.name();
  cursor.group();
  for (;;) {
    if (cursor.accept("ON", "DELETE") || cursor.accept("ON", "UPDATE")) {
      if (
        !cursor.accept("NO", "ACTION") &&
        !cursor.accept("SET", "NULL") &&
        !cursor.accept("SET", "DEFAULT")
      )
        cursor.next();
    } else if (cursor.accept("MATCH")) cursor.next();
    else if (cursor.accept("NOT", "FOR", "REPLICATION")) continue;
    else if (cursor.accept("NOT", "VALID")) continue;
    else {
      const before = cursor.at;
      acceptIndexWords(tx);
      if (cursor.at === before) break;
    }
  }
  tx.note("DWM-TBL-005", { name }, offset);
}

/** GENERATED ALWAYS AS IDENTITY or AS (expression) [STORED | VIRTUAL]; Oracle and MySQL may leave GENERATED out. */
function readGenerated(tx: Tx, table: Table, column: Column, offset: number): boolean {
  const { cursor } = tx;
  const start = cursor.at;
  if (cursor.accept("GENERATED")) {
    if (!cursor.accept("ALWAYS")) {
      cursor.accept("BY", "DEFAULT");
      cursor.accept("ON", "NULL");
    }
  }
  if (!cursor.accept("AS")) {
    cursor.at = start;
    return false;
  }
  if (cursor.accept("IDENTITY")) {
    column.identity = readIdentityOptions(tx);
    return true;
  }
  if (cursor.isWords("ROW"))
    throw tx.stop("DWM-TBL-012", { what: "GENERATED AS ROW START or END" }, offset);
  readComputed(tx, table, column, offset);
  return true;
}

/** The expression of a computed column and how it is stored. */
export function readComputed(tx: Tx, table: Table, column: Column, offset: number): void {
  const { cursor } = tx;
  const result = ownExpression(tx, table, skipExpression);
  if ("reason" in result)
    throw tx.stop("DWM-TBL-009", { column: column.name, reason: result.reason }, offset);
  column.computed = result.value.sql;
  if (column.type.sql === "") column.type = plain("", result.value.type);
  if (cursor.accept("STORED") || cursor.accept("PERSISTED")) {
    tx.note("DWM-TBL-013", { column: column.name }, offset);
  } else cursor.accept("VIRTUAL");
}

/** Steps over something unknown and says so. */
function leaveOut(tx: Tx): void {
  const { cursor } = tx;
  const offset = cursor.offset;
  const start = cursor.at;
  cursor.next();
  while (!cursor.done && !cursor.isOneOf(OPTION_STARTS)) {
    if (cursor.isSymbol("(")) cursor.group();
    else cursor.next();
  }
  tx.note("DWM-TBL-004", { clause: cursor.textBetween(start, cursor.at) }, offset);
}

/** A text literal that must come next. */
export function readText(tx: Tx): string {
  const token = tx.cursor.next();
  const literal = token?.kind === "string" ? readStringLiteral(token.text, tx.dialect) : undefined;
  if (literal?.kind !== "text")
    throw tx.stop(
      "DWM-TBL-001",
      { near: token?.text ?? "the end", reason: "a text expected" },
      token?.start,
    );
  return literal.value;
}

/** `("a", "b")` for a key. */
export function columnList(names: readonly string[]): string {
  return `(${names.map(quoteName).join(", ")})`;
}
