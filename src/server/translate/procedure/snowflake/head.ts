import type { Token } from "../../../sql/token.ts";
import { readStringLiteral } from "../../literals.ts";
import type { RoutineKit, RoutineType } from "../kit.ts";
import type { Parameter } from "../model.ts";

/** What stands before a routine's body. */
export interface SnowflakeHead {
  kind: "PROCEDURE" | "FUNCTION";
  parameters: Parameter[];
  returns: RoutineType | undefined;
  /** RETURNS TABLE (…): undefined where it has no columns in it. */
  table: { name: string; type: string }[] | undefined;
  isTable: boolean;
  aggregate: boolean;
  language: string;
  /** NULL for any argument makes the result NULL. */
  strict: boolean;
  /** Runs as its owner: what procedures do unless they say otherwise. */
  definer: boolean;
  comment: string | undefined;
  handler: string | undefined;
  packages: string[];
  imports: boolean;
  external: boolean;
}

/** Reads CREATE … AS; the cursor then stands at the body. */
export function readHead(kit: RoutineKit): SnowflakeHead {
  const { cursor, tx } = kit;
  const head: SnowflakeHead = {
    kind: "PROCEDURE",
    parameters: [],
    returns: undefined,
    table: undefined,
    isTable: false,
    aggregate: false,
    language: "SQL",
    strict: false,
    definer: true,
    comment: undefined,
    handler: undefined,
    packages: [],
    imports: false,
    external: false,
  };
  cursor.next();
  while (!cursor.isWords("PROCEDURE") && !cursor.isWords("FUNCTION")) {
    const word = cursor.next();
    if (!word) throw tx.unreadable("PROCEDURE or FUNCTION expected");
    if (word.value === "AGGREGATE") head.aggregate = true;
    if (word.value === "EXTERNAL") head.external = true;
  }
  head.kind = cursor.next()?.value === "FUNCTION" ? "FUNCTION" : "PROCEDURE";
  cursor.accept("IF", "NOT", "EXISTS");
  if (!cursor.name()) throw tx.unreadable("the routine's name expected");
  readParameters(kit, head);
  while (!cursor.accept("AS")) readOption(kit, head);
  return head;
}

function readParameters(kit: RoutineKit, head: SnowflakeHead): void {
  const { cursor, tx } = kit;
  const inside = cursor.group();
  if (!inside) throw tx.unreadable("( expected");
  for (const part of inside.split()) {
    tx.inside(part, () => {
      const output = part.accept("OUT") || part.accept("OUTPUT");
      if (!output && !part.accept("IN")) part.accept("INPUT");
      const name = tx.expectIdentifier("a parameter");
      const type = kit.type();
      const initial = part.accept("DEFAULT") ? kit.expression().sql : undefined;
      if (!part.done) throw tx.unreadable("not expected in a parameter");
      // A function's parameters are names like columns; a procedure's are marked in SQL.
      const keys =
        head.kind === "FUNCTION"
          ? ({ [name]: "yields" } as const)
          : ({ [name]: "hidden", [`:${name}`]: "wins" } as const);
      const declared = kit.variables.declare(name, keys, type, true);
      head.parameters.push({
        name: declared.name,
        mode: output ? "OUT" : "IN",
        type: type.sql,
        ...(initial === undefined ? {} : { initial }),
      });
    });
  }
}

function readOption(kit: RoutineKit, head: SnowflakeHead): void {
  const { cursor, tx } = kit;
  const offset = cursor.offset;
  const start = cursor.at;
  if (cursor.done) throw tx.unreadable("AS expected");
  if (cursor.accept("RETURNS", "NULL", "ON", "NULL", "INPUT") || cursor.accept("STRICT")) {
    head.strict = true;
    return;
  }
  if (cursor.accept("RETURNS")) {
    readReturns(kit, head);
    return;
  }
  if (cursor.accept("LANGUAGE")) {
    head.language = cursor.next()?.value ?? "";
    return;
  }
  if (cursor.accept("COMMENT")) {
    cursor.acceptSymbol("=");
    head.comment = textOf(cursor.next());
    return;
  }
  if (cursor.accept("EXECUTE", "AS")) {
    head.definer = cursor.accept("OWNER");
    if (!head.definer) {
      cursor.accept("RESTRICTED");
      cursor.accept("CALLER");
    }
    return;
  }
  if (cursor.accept("HANDLER")) {
    cursor.acceptSymbol("=");
    head.handler = textOf(cursor.next());
    return;
  }
  if (cursor.accept("PACKAGES")) {
    cursor.acceptSymbol("=");
    head.packages = (cursor.group()?.split() ?? []).map((part) => textOf(part.peek()) ?? "");
    return;
  }
  if (cursor.accept("IMPORTS")) {
    cursor.acceptSymbol("=");
    head.imports = !(cursor.group()?.done ?? true);
    return;
  }
  if (cursor.accept("NOT", "NULL")) return;
  if (cursor.accept("CALLED", "ON", "NULL", "INPUT")) return;
  cursor.next();
  if (cursor.acceptSymbol("=")) {
    if (!cursor.group()) cursor.next();
  }
  const clause = cursor.textBetween(start, cursor.at);
  kit.note("DWM-PRC-006", { clause, why: "the target has no such option" }, offset);
}

function readReturns(kit: RoutineKit, head: SnowflakeHead): void {
  const { cursor, tx } = kit;
  if (!cursor.accept("TABLE")) {
    head.returns = kit.type();
    cursor.accept("NOT", "NULL");
    return;
  }
  head.isTable = true;
  const inside = cursor.group();
  if (!inside || inside.done) return;
  head.table = inside.split().map((part) =>
    tx.inside(part, () => {
      const name = tx.expectIdentifier("a column");
      return { name, type: kit.type().sql };
    }),
  );
}

function textOf(token: Token | undefined): string | undefined {
  if (token?.kind !== "string") return token?.text;
  const dollar = /^\$\w*\$/.exec(token.text)?.[0];
  if (dollar !== undefined) return token.text.slice(dollar.length, -dollar.length);
  const literal = readStringLiteral(token.text, "snowflake");
  return literal?.kind === "text" ? literal.value : undefined;
}
