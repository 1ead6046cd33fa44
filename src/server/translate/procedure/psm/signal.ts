import { readStringLiteral } from "../../literals.ts";
import { databricksWriter } from "../../writer/databricksWriter.ts";
import type { DiagnosticsItem, Statement } from "../model.ts";
import type { Psm } from "./psm.ts";

type Signal = Extract<Statement, { is: "signal" }>;

/** SIGNAL and RESIGNAL [condition] [SET MESSAGE_TEXT = …]. */
export function readSignal(psm: Psm, end: number): Statement[] {
  const { cursor, tx } = psm;
  const again = cursor.next()?.value === "RESIGNAL";
  const offset = cursor.offset;
  if (cursor.at >= end) {
    if (!again) throw tx.unreadable("a condition expected");
    return [{ is: "resignal" }];
  }
  let condition: string | undefined;
  let sqlstate: string | undefined;
  if (cursor.accept("SQLSTATE")) {
    cursor.accept("VALUE");
    const literal = readStringLiteral(cursor.next()?.text ?? "", tx.dialect);
    if (literal?.kind !== "text") throw tx.unreadable("an SQLSTATE expected");
    sqlstate = literal.value.toUpperCase();
  } else if (!cursor.isWords("SET")) {
    const name = tx.expectIdentifier("a condition");
    const known = psm.conditions.get(name.toLowerCase());
    if (!known) throw tx.stop("DWM-PRC-040", { name }, offset);
    condition = known.name;
    sqlstate = known.sqlstate;
  }
  if (sqlstate !== undefined && /^0[01]/.test(sqlstate)) {
    psm.note(
      "DWM-PRC-006",
      { clause: `SIGNAL of the warning ${sqlstate}`, why: "Databricks raises no warnings" },
      offset,
    );
    cursor.at = end;
    return [];
  }
  const message = readMessage(psm, end);
  if (again && condition === undefined && sqlstate === undefined) {
    if (message)
      psm.note("DWM-PRC-007", { what: "RESIGNAL keeps the message that the error has" }, offset);
    return [{ is: "resignal" }];
  }
  const raised: Signal = {
    is: "signal",
    ...(condition === undefined ? { sqlstate: sqlstate ?? "45000" } : { condition }),
  };
  if (!message) return [raised];
  if (message.literal !== undefined)
    return [{ ...raised, message: { sql: databricksWriter.text(message.literal), literal: true } }];
  if (sqlstate !== undefined && sqlstate !== "P0001")
    psm.note("DWM-PRC-036", { state: "P0001", wanted: sqlstate }, offset);
  return [{ is: "signal", message: { sql: message.sql, literal: false } }];
}

function readMessage(psm: Psm, end: number): { sql: string; literal?: string } | undefined {
  const { cursor, tx } = psm;
  if (!cursor.accept("SET")) return undefined;
  let message: { sql: string; literal?: string } | undefined;
  for (const part of cursor.slice(cursor.at, end).split()) {
    tx.inside(part, () => {
      const item = part.next();
      part.acceptSymbol("=");
      const value = psm.kit.expressionTo(part.end);
      if (item?.value === "MESSAGE_TEXT") message = value;
      else
        psm.note(
          "DWM-PRC-006",
          {
            clause: `SET ${item?.text ?? ""} of SIGNAL`,
            why: "an error carries a message and a state only",
          },
          item?.start,
        );
    });
  }
  cursor.at = end;
  return message;
}

const ITEMS: Readonly<Record<string, DiagnosticsItem>> = {
  MESSAGE_TEXT: "MESSAGE_TEXT",
  RETURNED_SQLSTATE: "RETURNED_SQLSTATE",
};

/** GET DIAGNOSTICS n = ROW_COUNT; GET DIAGNOSTICS CONDITION 1 a = MESSAGE_TEXT, …. */
export function readDiagnostics(psm: Psm): Statement[] {
  const { cursor, tx } = psm;
  const offset = cursor.offset;
  cursor.next();
  cursor.accept("CURRENT");
  cursor.accept("STACKED");
  tx.expect("DIAGNOSTICS");
  const condition = cursor.accept("CONDITION") || cursor.accept("EXCEPTION");
  if (condition) cursor.next();
  const items: { variable: string; item: DiagnosticsItem }[] = [];
  const statements: Statement[] = [];
  do {
    const place = cursor.offset;
    cursor.acceptSymbol(":");
    const written = tx.expectIdentifier("a variable");
    if (!cursor.acceptSymbol("=")) throw tx.unreadable("= expected");
    const name = tx.expectIdentifier("an item").toUpperCase();
    const number = /^(ROW_COUNT|NUMBER|MYSQL_ERRNO)$/.test(name);
    const target = psm.target(written, place, number ? "int" : "string");
    const item = ITEMS[name];
    if (condition && item) items.push({ variable: target.name, item });
    else if (!condition && name === "ROW_COUNT")
      statements.push({ is: "sql", sql: `GET DIAGNOSTICS ${psm.sql(target.name)} = ROW_COUNT` });
    else if (condition && psm.mysql && name === "MYSQL_ERRNO") {
      const what = "MYSQL_ERRNO is always 1105 here, an unknown error: conditions have no number";
      psm.note("DWM-PRC-007", { what }, place);
      statements.push({ is: "set", targets: [target.name], value: "1105" });
    } else throw tx.stop("DWM-PRC-002", { construct: `GET DIAGNOSTICS … ${name}` }, offset);
  } while (cursor.acceptSymbol(","));
  return items.length > 0 ? [{ is: "diagnostics", items }, ...statements] : statements;
}
