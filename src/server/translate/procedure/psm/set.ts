import type { Statement } from "../model.ts";
import { fitting } from "./flags.ts";
import type { Psm } from "./psm.ts";

/** Settings of MySQL's server and session; anything else behind SET is a variable. */
const SETTINGS =
  /^(SESSION|GLOBAL|PERSIST|LOCAL|NAMES|CHARACTER|TRANSACTION|PASSWORD|ROLE|AUTOCOMMIT|SQL_MODE|FOREIGN_KEY_CHECKS|UNIQUE_CHECKS|SQL_SAFE_UPDATES|QUERY_BAND)$/;

/** SET a = 1, b = 2; MySQL's user variables become the routine's own. */
export function readSet(psm: Psm, end: number): Statement[] {
  const { cursor, tx } = psm;
  const offset = cursor.offset;
  const clause = cursor.textBetween(cursor.at, end).replace(/\s+/g, " ");
  cursor.next();
  const word = cursor.peek()?.value ?? "";
  const setting =
    word.startsWith("@@") || (SETTINGS.test(word) && psm.kit.variables.find(word) === undefined);
  if (setting) {
    psm.note(
      "DWM-PRC-006",
      { clause: clause.slice(0, 100), why: "a setting of the source's session" },
      offset,
    );
    cursor.at = end;
    return [];
  }
  const statements: Statement[] = [];
  for (const part of cursor.slice(cursor.at, end).split()) {
    statements.push(tx.inside(part, () => readOne(psm)));
  }
  cursor.at = end;
  return statements;
}

function readOne(psm: Psm): Statement {
  const { cursor, tx } = psm;
  const offset = cursor.offset;
  cursor.acceptSymbol(":");
  const parts = cursor.name();
  if (!parts) throw tx.unreadable("a variable expected");
  if (!cursor.acceptSymbol("=") && !cursor.acceptSymbol(":=")) throw tx.unreadable("= expected");
  const written = parts.join(".");
  const known = psm.kit.variables.find(written) !== undefined || !written.startsWith("@");
  if (!known) {
    // Its type is that of what it is first set to.
    const value = psm.kit.expressionTo(cursor.end);
    const { name } = psm.target(written, offset, value.type);
    return { is: "set", targets: [name], value: value.sql, class: value.type };
  }
  const target = psm.target(written, offset);
  const value = psm.kit.expressionTo(cursor.end);
  psm.held.add(target.name.toLowerCase());
  const sql = fitting(psm, value, target.type, target.sql);
  const same = sql === value.sql ? value.type : target.type;
  return { is: "set", targets: [target.name], value: sql, class: same };
}
