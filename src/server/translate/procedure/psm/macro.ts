import type { RoutineKit } from "../kit.ts";
import type { Block, Parameter } from "../model.ts";
import type { RoutineRead } from "../read.ts";
import { readStatements } from "./body.ts";
import { skipCharset } from "./declare.ts";
import { Psm } from "./psm.ts";

/** Teradata's macro: statements with parameters. It becomes a procedure. */
export function readMacro(kit: RoutineKit): RoutineRead {
  const { cursor, tx } = kit;
  if (!cursor.name()) throw tx.unreadable("the macro's name expected");
  const psm = new Psm(kit, false, false);
  const parameters: Parameter[] = (cursor.group()?.split() ?? []).map((part) =>
    tx.inside(part, () => {
      const written = tx.expectIdentifier("a parameter");
      const type = kit.type();
      skipCharset(psm);
      let initial: string | undefined;
      while (!part.done) {
        if (part.accept("DEFAULT")) initial = kit.expression().sql;
        else if (part.accept("NOT", "NULL")) continue;
        else if (part.accept("FORMAT") || part.accept("TITLE")) part.next();
        else throw tx.unreadable("not expected in a parameter");
      }
      const declared = psm.declare(written, type, true);
      return {
        name: declared.name,
        mode: "IN",
        type: type.sql,
        ...(initial === undefined ? {} : { initial }),
      };
    }),
  );
  tx.expect("AS");
  const inside = cursor.group();
  if (!inside) throw tx.unreadable("( expected");
  psm.frames.push({ handlesNotFound: false, needed: [] });
  const statements = tx.inside(inside, () => readStatements(psm, inside.end));
  const body: Block = {
    is: "block",
    declarations: psm.frames.pop()?.needed ?? [],
    handlers: [],
    body: statements,
  };
  return { routines: [{ is: "procedure", name: kit.name, parameters, body }] };
}
