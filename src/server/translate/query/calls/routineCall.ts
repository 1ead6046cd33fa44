import { Cursor } from "../../cursor.ts";
import { readType } from "../../types/read.ts";
import { resolveType } from "../../types/resolve.ts";
import type { TypeClass } from "../../types/spec.ts";
import type { RoutineTarget } from "../../types.ts";
import { type Expr, isDated, isNumeric, primary } from "../expr.ts";
import type { Tx } from "../tx.ts";
import { readArgument } from "./call.ts";

/** An argument of a call of a routine. */
export interface RoutineArgument {
  /** `name => value`: the parameter's name as written. */
  name?: string;
  value: Expr;
  /** Where it stands. */
  offset: number;
}

/** A parameter, as much of it as tells overloads apart. */
interface ParameterHead {
  name: string;
  optional: boolean;
  type: TypeClass;
}

/** The routines of the inventory that a name can mean in a call; overloads are several. */
export function routinesOf(tx: Tx, parts: readonly string[]): readonly RoutineTarget[] {
  const { routines } = tx.context.names;
  if (!routines) return [];
  for (let from = 0; from < parts.length; from++) {
    const found = routines[parts.slice(from).join(".").toLowerCase()];
    // `other.f` is not this schema's `f`, unless the schema is what was left away.
    if (found && (from === 0 || parts.length - from > 1)) return found;
  }
  return [];
}

/** Reads the arguments in a call's brackets. */
export function readRoutineArguments(tx: Tx, inside: Cursor | undefined): RoutineArgument[] {
  if (!inside || inside.done) return [];
  return inside.split().map((part) =>
    tx.inside(part, () => {
      const offset = part.offset;
      const named = part.isSymbol("=>", 1) || part.isSymbol(":=", 1);
      const name = named ? part.identifier() : undefined;
      if (named) part.next();
      const value = readArgument(tx);
      return name === undefined ? { value, offset } : { name, value, offset };
    }),
  );
}

/** The one of several overloads that takes the arguments; refused where that cannot be told. */
export function chooseRoutine(
  tx: Tx,
  name: string,
  candidates: readonly RoutineTarget[],
  args: readonly RoutineArgument[],
  offset: number,
): RoutineTarget {
  const [only, ...others] = candidates;
  if (only && others.length === 0) return only;
  const fitting = candidates.filter((candidate) => takes(tx, candidate, args, false));
  const [first, second] = fitting;
  if (first && !second) return first;
  const closer = fitting.filter((candidate) => takes(tx, candidate, args, true));
  const [best, next] = closer;
  if (best && !next) return best;
  throw tx.stop("DWM-PRC-030", { name, count: candidates.length }, offset);
}

/** `f(a, b)` of a routine of the inventory, in an expression. */
export function routineCall(
  tx: Tx,
  parts: readonly string[],
  inside: Cursor | undefined,
  offset: number,
): Expr | undefined {
  const functions = routinesOf(tx, parts).filter(({ kind }) => kind === "FUNCTION");
  if (functions.length === 0) return undefined;
  if (tx.ownColumns) {
    const reason =
      "neither a default nor a check nor a computed column calls functions that are no built-in ones";
    throw tx.stop("DWM-QRY-004", { name: parts.join("."), reason }, offset);
  }
  const args = readRoutineArguments(tx, inside);
  // DuckDB's macros take their arguments by place.
  if (tx.target === "duckdb" && args.some(({ name }) => name !== undefined)) return undefined;
  const { target, schema } = chooseRoutine(tx, parts.join("."), functions, args, offset);
  const list = args.map((arg) => argumentSql(tx, arg));
  const procedure = calledName(tx, parts, target, schema);
  const name = (parts.at(-1) ?? "").toLowerCase();
  const results = tx.context.known?.[`${target}()`];
  if (!results) return { ...primary(`${procedure}(${list.join(", ")})`, "unknown"), name };
  const [result, second] = results;
  const held = result && !second && tx.callProcedure?.({ procedure, args: list, result });
  if (!held) throw tx.stop("DWM-PRC-059", { name: parts.join(".") }, offset);
  return { ...primary(held, "unknown"), name };
}

/** How a routine is called: without a schema to go to it keeps the names that the source gives it. */
export function calledName(
  tx: Tx,
  parts: readonly string[],
  target: string,
  schema?: string,
): string {
  const { names } = tx.context;
  if (names.schema !== "") return tx.out.innerName(names, target);
  const written = parts.filter((part) => part !== "");
  // One of a package or of several overloads has a name of its own.
  const same = written.at(-1)?.toLowerCase() === target.toLowerCase();
  if (same) return written.map(tx.out.name).join(".");
  const first = written.length > 1 ? written[0] : undefined;
  const qualified = schema !== undefined && first?.toLowerCase() === schema.toLowerCase();
  return (qualified ? [schema, target] : [target]).map(tx.out.name).join(".");
}

export function argumentSql(tx: Tx, { name, value }: RoutineArgument): string {
  return name === undefined ? value.sql : `${tx.out.name(name)} => ${value.sql}`;
}

function takes(
  tx: Tx,
  { parameters }: RoutineTarget,
  args: readonly RoutineArgument[],
  byType: boolean,
): boolean {
  const heads = parameterHeads(tx, parameters ?? "");
  const given = new Set<ParameterHead>();
  for (const [index, arg] of args.entries()) {
    const wanted = arg.name?.toLowerCase();
    const head =
      wanted === undefined
        ? heads[index]
        : heads.find((parameter) => parameter.name.toLowerCase() === wanted);
    if (!head || given.has(head)) return false;
    if (byType && !agree(arg.value.type, head.type)) return false;
    given.add(head);
  }
  return heads.every((head) => head.optional || given.has(head));
}

/** Kinds of types that no call mixes up. */
function family(type: TypeClass): string {
  if (isNumeric(type)) return "number";
  return type === "timestamptz" ? "timestamp" : type;
}

function agree(given: TypeClass, wanted: TypeClass): boolean {
  if (given === "unknown" || given === "null" || wanted === "unknown") return true;
  // A date is passed where there is no overload for it; the closer one is looked for first.
  return family(given) === family(wanted) || (isDated(given) && given === wanted);
}

const MODES = new Set(["IN", "OUT", "INOUT", "VARIADIC"]);

function parameterHeads(tx: Tx, text: string): ParameterHead[] {
  return new Cursor(text, tx.dialect).split().map((part) => {
    while (part.isOneOf(MODES)) part.next();
    const name = part.identifier() ?? "";
    while (part.isOneOf(MODES) || part.isWords("NOCOPY")) part.next();
    const spec = readType(part);
    const type = (spec && !part.isSymbol("%") && resolveType(spec, tx.context)?.class) || "unknown";
    let optional = false;
    for (; !part.done; part.next())
      optional ||= part.isWords("DEFAULT") || part.isSymbol(":=") || part.isSymbol("=");
    return { name, optional, type };
  });
}
