import type { Statement } from "../model.ts";
import type { Psm } from "./psm.ts";

export function readOpen(psm: Psm, end: number): Statement[] {
  const { cursor, tx } = psm;
  const open = cursor.next()?.value === "OPEN";
  const offset = cursor.offset;
  const name = tx.expectIdentifier("a cursor");
  const known = psm.cursors.get(name.toLowerCase());
  if (known?.sql === undefined)
    throw tx.stop("DWM-PRC-002", { construct: `the cursor ${name}` }, offset);
  if (cursor.at < end) throw tx.stop("DWM-PRC-002", { construct: "values for a cursor" });
  if (known.returned) {
    if (!open) return [];
    psm.results++;
    return [{ is: "sql", sql: known.sql }];
  }
  return [open ? { is: "open", cursor: known.name } : { is: "close", cursor: known.name }];
}

export function readFetch(psm: Psm, end: number): Statement[] {
  const { cursor, tx } = psm;
  cursor.next();
  cursor.accept("NEXT");
  cursor.accept("FIRST");
  cursor.accept("FROM");
  const offset = cursor.offset;
  const name = tx.expectIdentifier("a cursor");
  const known = psm.cursors.get(name.toLowerCase());
  if (known?.sql === undefined)
    throw tx.stop("DWM-PRC-002", { construct: `the cursor ${name}` }, offset);
  tx.expect("INTO");
  const into = readTargets(psm).map((target) => target.name);
  if (cursor.at < end) throw tx.unreadable("not expected in FETCH");
  return [{ is: "fetch", cursor: known.name, into }];
}

/** `a, b, :c`: variables that take values. */
export function readTargets(psm: Psm) {
  const { cursor, tx } = psm;
  const targets: ReturnType<Psm["target"]>[] = [];
  do {
    const offset = cursor.offset;
    cursor.acceptSymbol(":");
    targets.push(psm.target(tx.expectIdentifier("a variable"), offset));
  } while (cursor.acceptSymbol(","));
  return targets;
}
