import {
  calledName,
  chooseRoutine,
  type RoutineArgument,
  routinesOf,
} from "../../query/calls/routineCall.ts";
import { targetOf } from "../../query/from/tableName.ts";
import type { Tx } from "../../query/tx.ts";

/** A procedure's name for CALL: the inventory's, else as the source writes it. */
export function routineName(
  tx: Tx,
  parts: readonly string[],
  args: readonly RoutineArgument[],
  offset: number,
): string {
  const candidates = routinesOf(tx, parts);
  if (candidates.length === 0) {
    tx.note("DWM-PRC-041", { name: parts.filter((part) => part !== "").join(".") }, offset);
    return calledName(tx, parts, targetOf(tx.context, parts) ?? parts.at(-1) ?? "");
  }
  const { target, schema } = chooseRoutine(tx, parts.join("."), candidates, args, offset);
  return calledName(tx, parts, target, schema);
}
