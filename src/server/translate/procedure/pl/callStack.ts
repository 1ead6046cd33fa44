import { type Expr, primary } from "../../query/expr.ts";
import { databricksWriter } from "../../writer/databricksWriter.ts";
import type { Pl } from "./context.ts";

/** DBMS_UTILITY's texts of where the program stands: none of them is known in the target. */
const STACKS = /^DBMS_UTILITY\.FORMAT_(CALL_STACK|ERROR_BACKTRACE|ERROR_STACK)$/;

/**
 * What DBMS_UTILITY says of the error that is handled, and of the calls that led there: the error's message for its stack,
 * NULL for lines of the source. The cursor stands behind the name; undefined for other names.
 */
export function callStack(pl: Pl, parts: readonly string[], offset: number): Expr | undefined {
  const name = parts
    .join(".")
    .toUpperCase()
    .replace(/^SYS\./, "");
  const kind = STACKS.exec(name)?.[1];
  if (kind === undefined) return undefined;
  const { cursor } = pl.tx;
  if (cursor.isSymbol("(")) cursor.group();
  if (kind === "ERROR_STACK" && pl.handlers.length > 0)
    return primary(databricksWriter.name(pl.errorMessage(offset)), "string");
  pl.note(
    "DWM-PRC-007",
    { what: `${name} is NULL: lines of the source mean nothing here` },
    offset,
  );
  return primary("CAST(NULL AS STRING)", "string");
}
