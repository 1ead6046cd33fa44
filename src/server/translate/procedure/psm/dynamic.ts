import { tokenize } from "../../../sql/lexer.ts";
import { Cursor } from "../../cursor.ts";
import { translateStatement } from "../../dml/translateStatement.ts";
import { literalText } from "../../literals.ts";
import { wrap } from "../../query/expr.ts";
import { Tx } from "../../query/tx.ts";
import type { Statement } from "../model.ts";
import type { Psm } from "./psm.ts";

/** MySQL's PREPARE s FROM @text: the text is kept until it is executed. */
export function readPrepare(psm: Psm, end: number): Statement[] {
  const { cursor, tx } = psm;
  cursor.next();
  const name = tx.expectIdentifier("a statement");
  tx.expect("FROM");
  const text = psm.kit.expressionTo(end);
  psm.prepared.set(name.toLowerCase(), text.sql);
  const held = `${name}_text`;
  if (psm.kit.variables.find(held) === undefined) {
    const declared = psm.kit.variables.declare(
      held,
      { [held]: "wins" },
      { sql: "STRING", class: "string" },
      false,
    );
    psm.outermost({ is: "variable", name: declared.name, type: "STRING" });
  }
  const variable = psm.kit.variables.find(held)?.name ?? held;
  psm.prepared.set(name.toLowerCase(), psm.sql(variable));
  return [{ is: "set", targets: [variable], value: text.sql, class: "string" }];
}

/** EXECUTE s [USING …] of a prepared statement; EXECUTE IMMEDIATE text; Teradata's CALL DBC.SysExecSQL(text). */
export function readDynamic(psm: Psm, end: number): Statement[] {
  const { cursor, tx } = psm;
  const offset = cursor.offset;
  if (cursor.isSymbol("(")) {
    const inside = cursor.slice(cursor.at + 1, end - 1);
    cursor.at = end;
    return tx.inside(inside, () => immediate(psm, inside.end, [], offset));
  }
  cursor.next();
  if (cursor.accept("IMMEDIATE")) {
    const last = usingAt(psm, end);
    const statements = immediate(psm, last, [], offset);
    if (last < end)
      throw tx.stop("DWM-PRC-002", { construct: "values for EXECUTE IMMEDIATE" }, offset);
    return statements;
  }
  const name = tx.expectIdentifier("a statement");
  const text = psm.prepared.get(name.toLowerCase());
  if (text === undefined) throw tx.stop("DWM-PRC-040", { name }, offset);
  const using: { value: string }[] = [];
  if (cursor.accept("USING")) {
    do using.push({ value: psm.kit.expression().sql });
    while (cursor.acceptSymbol(","));
  }
  psm.note("DWM-PRC-009", {}, offset);
  // `?` marks values on both sides.
  return [{ is: "execute", text, into: [], using }];
}

function usingAt(psm: Psm, end: number): number {
  for (let index = psm.cursor.at; index < end; index++)
    if (psm.tokens[index]?.value === "USING") return index;
  return end;
}

function immediate(psm: Psm, end: number, using: { value: string }[], offset: number): Statement[] {
  const { cursor } = psm;
  const token = cursor.peek();
  const text = cursor.at + 1 === end ? literalText(token, psm.tx.dialect) : undefined;
  if (text !== undefined && token) {
    cursor.at = end;
    return constant(psm, text.replace(/;\s*$/, ""), token.start);
  }
  const value = psm.kit.expressionTo(end);
  psm.note("DWM-PRC-009", {}, offset);
  return [{ is: "execute", text: value.prec < 10 ? value.sql : wrap(value), into: [], using }];
}

/** A text that stands there as a literal is translated like a statement of the routine itself. */
function constant(psm: Psm, text: string, start: number): Statement[] {
  const { tx } = psm;
  const inner = new Tx(
    new Cursor(text, tx.dialect, tokenize(text, tx.dialect)),
    tx.context,
    tx.diagnostics.moved((at) => start + 1 + at),
  );
  inner.scope = tx.scope;
  return translateStatement(inner).statements.map((sql): Statement => ({ is: "sql", sql }));
}
