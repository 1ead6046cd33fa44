import { isSymbol } from "../../../sql/token.ts";
import { converted } from "../converted.ts";
import type { RoutineKit } from "../kit.ts";
import type { Parameter } from "../model.ts";

/**
 * Reads the parameters, with or without brackets around them: `@name [AS] type [= default] [OUTPUT] [READONLY]`. Databricks'
 * parameters keep the name without its @; OUTPUT takes a value in too, as INOUT does.
 */
export function readParameters(kit: RoutineKit): Parameter[] {
  const { cursor, tx } = kit;
  const inside = cursor.group();
  if (inside) return tx.inside(inside, () => readList(kit));
  return cursor.peek()?.text.startsWith("@") ? readList(kit) : [];
}

function readList(kit: RoutineKit): Parameter[] {
  const { cursor } = kit;
  const parameters: Parameter[] = [];
  while (cursor.peek()?.text.startsWith("@")) {
    parameters.push(readParameter(kit));
    if (!cursor.acceptSymbol(",")) break;
  }
  return parameters;
}

function readParameter(kit: RoutineKit): Parameter {
  const { cursor, tx } = kit;
  const offset = cursor.offset;
  const token = cursor.next();
  const key = token?.text ?? "";
  cursor.accept("AS");
  if (cursor.isWords("CURSOR")) throw tx.stop("DWM-PRC-002", { construct: "a cursor parameter" });
  const type = kit.type();
  cursor.accept("VARYING");
  cursor.accept("NOT", "NULL");
  cursor.accept("NULL");
  const declared = kit.variables.declare(key.slice(1), { [key]: "wins" }, type, true);
  let initial: string | undefined;
  if (isSymbol(cursor.peek(), "=")) {
    cursor.next();
    initial = converted(tx, kit.expression(), type, offset).sql;
  }
  let mode: Parameter["mode"] = "IN";
  if (cursor.accept("OUTPUT") || cursor.accept("OUT")) mode = "INOUT";
  if (cursor.accept("READONLY"))
    throw tx.stop("DWM-PRC-002", { construct: "a parameter that is a table" }, offset);
  if (mode === "INOUT" && initial !== undefined) {
    const clause = `the default of ${key}`;
    kit.note("DWM-PRC-006", { clause, why: "callers give a variable to it" }, offset);
    initial = undefined;
  }
  return {
    name: declared.name,
    mode,
    type: type.sql,
    ...(initial === undefined ? {} : { initial }),
  };
}

/** WITH RECOMPILE, ENCRYPTION, SCHEMABINDING, EXECUTE AS OWNER …: answers whether it runs as its owner. */
export function readOptions(kit: RoutineKit): { definer: boolean } {
  const { cursor } = kit;
  const options = { definer: false };
  if (cursor.isWords("FOR", "REPLICATION")) cursor.at += 2;
  if (!cursor.isWords("WITH")) return options;
  cursor.next();
  for (;;) {
    const offset = cursor.offset;
    const start = cursor.at;
    if (cursor.accept("EXECUTE", "AS") || cursor.accept("EXEC", "AS")) {
      options.definer = cursor.isWords("OWNER") || cursor.isWords("SELF");
      const caller = cursor.isWords("CALLER");
      cursor.next();
      const clause = cursor.textBetween(start, cursor.at);
      if (!caller && !options.definer)
        kit.note("DWM-PRC-007", { what: `${clause}: it runs with the caller's rights` }, offset);
    } else {
      while (
        !cursor.done &&
        !cursor.isSymbol(",") &&
        !cursor.isWords("AS") &&
        !cursor.isWords("BEGIN") &&
        !cursor.isWords("RETURN") &&
        !cursor.isWords("FOR")
      )
        cursor.next();
      const clause = `WITH ${cursor.textBetween(start, cursor.at)}`;
      const calls = /NULL ON NULL INPUT/i.test(clause);
      if (calls && /RETURNS/i.test(clause))
        kit.note(
          "DWM-PRC-007",
          { what: `${clause}: the function is evaluated for NULL too` },
          offset,
        );
      else kit.note("DWM-PRC-006", { clause, why: "the target has no such option" }, offset);
    }
    if (!cursor.acceptSymbol(",")) break;
  }
  if (cursor.isWords("FOR", "REPLICATION")) cursor.at += 2;
  return options;
}
