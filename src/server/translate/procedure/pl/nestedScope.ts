import { routineEnd } from "../../../inventory/package/routineEnd.ts";
import type { Cursor } from "../../cursor.ts";
import type { ScopeVariable } from "../../query/scope.ts";
import type { Pl } from "./context.ts";
import type { NestedRoutine } from "./names.ts";

/** So many calls are written out; what is called more often had better be a routine of its own. */
const MOST_CALLS = 20;

/** What a declaration of a routine means, whose PROCEDURE or FUNCTION stands at the token `start`. */
export function nestedRoutine(
  pl: Pl,
  kind: NestedRoutine["kind"],
  name: string,
  start: number,
): NestedRoutine {
  const { cursor, tx } = pl;
  return {
    is: "nested",
    kind,
    name,
    text: cursor.slice(start, routineEnd(pl.tokens, start)),
    names: pl.names,
    scope: tx.scope,
    variables: new Map(tx.scope.variables),
    calls: 0,
    isRead: false,
  };
}

/** The routine of the block, or of one around it, that a name means in a call. */
export function nestedNamed(
  pl: Pl,
  parts: readonly string[],
  kind: NestedRoutine["kind"],
): NestedRoutine | undefined {
  const meaning = parts.length === 1 ? pl.names.find(parts[0] ?? "") : undefined;
  return meaning?.is === "nested" && meaning.kind === kind ? meaning : undefined;
}

/** Why a call cannot be written out. */
export function refusal(pl: Pl, { kind, name }: NestedRoutine, reason: string, offset: number) {
  return pl.tx.stop("DWM-PRC-034", { kind: kind.toLowerCase(), name, reason }, offset);
}

/** Counts a call, and refuses those whose routine would mean something else there. */
export function beginCall(pl: Pl, routine: NestedRoutine, offset: number): void {
  if (routine.isRead) throw refusal(pl, routine, "it calls itself", offset);
  if (++routine.calls > MOST_CALLS)
    throw refusal(pl, routine, `it is called more than ${MOST_CALLS} times`, offset);
  const hidden = hiddenName(pl, routine);
  if (hidden !== undefined)
    throw refusal(pl, routine, `${hidden} means something else where it is called`, offset);
  const { kind, name } = routine;
  pl.note("DWM-PRC-057", { kind: kind.toLowerCase(), name }, routine.text.offset);
}

/** A variable that the routine names and that a block around the call, inside of the routine's own, hides in the target. */
function hiddenName(pl: Pl, routine: NestedRoutine): string | undefined {
  const between = new Set<string>();
  for (const block of pl.names.around()) {
    if (block === routine.names) break;
    for (const [, meaning] of block.own())
      if ("variable" in meaning) between.add(meaning.variable.toLowerCase());
  }
  if (between.size === 0) return undefined;
  const { tokens, at, end } = routine.text;
  for (const token of tokens.slice(at, end)) {
    const meaning = routine.names.find(token.value);
    if (meaning && "variable" in meaning && between.has(meaning.variable.toLowerCase()))
      return token.text;
  }
  return undefined;
}

/** Reads in the routine's own text with the names of its place, as if it stood outside of all loops. */
export function within<T>(pl: Pl, routine: NestedRoutine, read: (text: Cursor) => T): T {
  const { tx } = pl;
  const { at, end } = routine.text;
  const text = routine.text.slice(at + 2, end);
  const { names } = pl;
  const { scope } = tx;
  const { variables } = routine.scope;
  const before = new Map<string, ScopeVariable>(variables);
  const loops = pl.loops.splice(0);
  const { returnsValue, returns, folding } = pl.routine;
  replace(variables, routine.variables);
  tx.scope = routine.scope;
  pl.names = routine.names;
  routine.isRead = true;
  try {
    return tx.inside(text, () => pl.scoped(routine.name, () => read(text)));
  } finally {
    routine.isRead = false;
    Object.assign(pl.routine, { returnsValue, returns, folding });
    pl.names = names;
    tx.scope = scope;
    replace(variables, before);
    pl.loops.splice(0, pl.loops.length, ...loops);
  }
}

function replace(map: Map<string, ScopeVariable>, by: ReadonlyMap<string, ScopeVariable>): void {
  map.clear();
  for (const [key, value] of by) map.set(key, value);
}
