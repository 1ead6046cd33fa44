import type { Cursor } from "../../cursor.ts";
import { type Expr, primary, wrap } from "../../query/expr.ts";
import { foldFunction } from "../foldFunction.ts";
import type { RoutineType } from "../kit.ts";
import { mapStatements } from "../mapStatements.ts";
import type { Block, ParameterMode, Statement, Variable } from "../model.ts";
import { readBlock } from "./block.ts";
import { targetVariable } from "./calls.ts";
import type { Pl } from "./context.ts";
import type { NestedRoutine, PlName } from "./names.ts";
import { beginCall, refusal, within } from "./nestedScope.ts";
import { acceptDefault } from "./tokens.ts";
import { readScalarType } from "./types.ts";

/*
 * PL/SQL declares routines in the declarations of others; Databricks has none of them. One is written out where it is called:
 * a procedure as a block with a variable for each parameter, a function as the expression that its statements fold into. It is
 * read anew for each call, with the names that its own place knows.
 */

/** A parameter of a routine in a routine. */
interface Head {
  name: string;
  mode: ParameterMode;
  type: RoutineType;
  /** The tokens of its default. */
  initial: Cursor | undefined;
}

/** Values that differ each time they are computed. */
const VOLATILE = /\b(uuid|rand|randn|random|nextval)\b/i;

/** The call of a procedure as a block. */
export function nestedProcedure(
  pl: Pl,
  routine: NestedRoutine,
  inside: Cursor | undefined,
  offset: number,
): Statement[] {
  beginCall(pl, routine, offset);
  const heads = within(pl, routine, (text) => readHeads(pl, text));
  const given = argumentsOf(pl, routine, heads, inside, offset);
  const declarations: Variable[] = [];
  const copies: Statement[] = [];
  const meanings: [string, PlName][] = [];
  for (const head of heads) {
    const { mode, type } = head;
    const variable = pl.kit.variables.free(head.name);
    const part = given.get(head);
    const value = mode === "IN" ? argumentValue(pl, routine, head, part)?.sql : undefined;
    const target = mode === "IN" || !part ? undefined : targetOf(pl, part);
    if (target !== undefined)
      copies.push({ is: "set", targets: [target], value: pl.variableSql(variable) });
    const initial = mode === "INOUT" && target !== undefined ? pl.variableSql(target) : value;
    declarations.push({
      is: "variable",
      name: variable,
      type: type.sql,
      ...(initial === undefined ? {} : { initial }),
    });
    meanings.push([head.name, { is: "variable", variable, type, parameter: mode }]);
  }
  const block = within(pl, routine, (text) => readBody(pl, text, meanings, undefined));
  const body = leaving(pl, routine.name, block);
  if (declarations.length === 0 && copies.length === 0) return [body];
  return [{ is: "block", declarations, handlers: [], body: [body, ...copies] }];
}

/** The call of a function as the expression that it folds into; the cursor stands at its brackets, or it has none. */
export function nestedFunction(pl: Pl, routine: NestedRoutine, offset: number): Expr {
  const inside = pl.tx.cursor.group();
  beginCall(pl, routine, offset);
  const heads = within(pl, routine, (text) => readHeads(pl, text));
  const given = argumentsOf(pl, routine, heads, inside, offset);
  const meanings = heads.map((head): [string, PlName] => {
    const value = argumentValue(pl, routine, head, given.get(head));
    if (head.mode !== "IN") throw refusal(pl, routine, "it has OUT parameters", offset);
    if (value && VOLATILE.test(value.sql))
      throw refusal(pl, routine, "its argument is another one each time", offset);
    const typeClass = value && value.type !== "unknown" ? value.type : head.type.class;
    const sql = value ? wrap(value) : `CAST(NULL AS ${head.type.sql})`;
    return [head.name, { is: "constant", sql, type: { ...head.type, class: typeClass } }];
  });
  const { issues } = pl.tx.diagnostics;
  const known = issues.length;
  const before = new Set(pl.emptyable.keys());
  const { folded, returns } = within(pl, routine, (text) => {
    // Its parameters are read by now.
    text.group();
    pl.tx.expect("RETURN");
    const type = readScalarType(pl, `the result of ${routine.name}`);
    const body = readBody(pl, text, meanings, type);
    return { folded: foldFunction(body, type.sql), returns: type };
  });
  if (folded.expression === undefined) {
    issues.length = known;
    throw refusal(pl, routine, folded.reason, offset);
  }
  tellEmpty(pl, before);
  return primary(`(${folded.expression})`, returns.class);
}

function readHeads(pl: Pl, text: Cursor): Head[] {
  const group = text.group();
  return (group?.split() ?? []).map((part) =>
    pl.tx.inside(part, () => {
      const name = pl.tx.expectIdentifier("a parameter");
      const inward = part.accept("IN");
      const outward = part.accept("OUT");
      part.accept("NOCOPY");
      const mode = outward ? (inward ? "INOUT" : "OUT") : "IN";
      const type = readScalarType(pl, `the parameter ${name}`);
      const has = acceptDefault(part);
      return { name, mode, type, initial: has ? part.slice(part.at, part.end) : undefined };
    }),
  );
}

/** Queries of the function that may have no row, and that nothing in it handles, give NULL where the source raises an error. */
function tellEmpty(pl: Pl, before: ReadonlySet<Statement>): void {
  for (const [statement, { offset }] of pl.emptyable) {
    if (before.has(statement)) continue;
    pl.note("DWM-PRC-043", {}, offset);
    pl.emptyable.delete(statement);
  }
}

/** The arguments by the parameters that take them, not read yet. */
function argumentsOf(
  pl: Pl,
  routine: NestedRoutine,
  heads: readonly Head[],
  inside: Cursor | undefined,
  offset: number,
): Map<Head, Cursor> {
  const given = new Map<Head, Cursor>();
  const parts = !inside || inside.done ? [] : inside.split();
  for (const [index, part] of parts.entries()) {
    const named = part.isSymbol("=>", 1);
    const wanted = named ? part.identifier()?.toLowerCase() : undefined;
    if (named) part.next();
    const head = named ? heads.find(({ name }) => name.toLowerCase() === wanted) : heads[index];
    if (!head || given.has(head))
      throw pl.tx.stop("DWM-PRC-030", { name: routine.name, count: 1 }, offset);
    given.set(head, part);
  }
  const missing = heads.find((head) => !given.has(head) && !head.initial);
  if (missing) throw refusal(pl, routine, `its parameter ${missing.name} is not given`, offset);
  return given;
}

/** What a parameter takes: the argument is read where the call stands, the default where the routine does. */
function argumentValue(
  pl: Pl,
  routine: NestedRoutine,
  { initial }: Head,
  part: Cursor | undefined,
): Expr | undefined {
  const read = (from: Cursor) => pl.tx.inside(from, () => pl.kit.expressionTo(from.end));
  if (part) return read(part);
  return initial && within(pl, routine, () => read(initial.slice(initial.at, initial.end)));
}

function targetOf(pl: Pl, part: Cursor): string {
  const { offset } = part;
  const parts = part.name();
  if (!parts || !part.done) throw pl.tx.stop("DWM-PRC-003", { near: part.near() }, offset);
  return targetVariable(pl, parts, offset);
}

/** Reads from the parameters to the end. */
function readBody(
  pl: Pl,
  text: Cursor,
  meanings: readonly (readonly [string, PlName])[],
  returns: RoutineType | undefined,
): Block {
  if (!returns) text.group();
  for (const [name, meaning] of meanings) pl.declare(name, meaning);
  pl.routine.returnsValue = returns !== undefined;
  pl.routine.returns = returns;
  pl.routine.folding ||= returns !== undefined;
  while (!text.done && !text.accept("IS") && !text.accept("AS")) text.next();
  return readBlock(pl, undefined, text.end);
}

/** RETURN leaves the block, not the routine around it. */
function leaving(pl: Pl, name: string, block: Block): Block {
  let label: string | undefined;
  const [inner] = mapStatements([block], (statement) => {
    if (statement.is !== "return") return [statement];
    label ??= pl.kit.variables.free(`${name}_call`);
    return [{ is: "leave", label }];
  });
  if (label === undefined || inner?.is !== "block") return block;
  return { is: "block", label, declarations: [], handlers: [], body: [inner] };
}
