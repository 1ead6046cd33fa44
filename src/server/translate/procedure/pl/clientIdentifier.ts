import { isSymbol } from "../../../sql/token.ts";
import { type Expr, primary } from "../../query/expr.ts";
import type { Statement } from "../model.ts";
import type { Pl } from "./context.ts";

/** The session variable that holds what DBMS_SESSION.SET_IDENTIFIER gives. */
const VARIABLE = "client_identifier";

/** DBMS_SESSION.SET_IDENTIFIER(x) and CLEAR_IDENTIFIER; the cursor stands behind the name. */
export function setClientIdentifier(pl: Pl, clears: boolean, offset: number): Statement[] {
  const inside = pl.cursor.group();
  const value =
    clears || !inside
      ? "CAST(NULL AS STRING)"
      : pl.tx.inside(inside, () => pl.kit.expressionTo(inside.end).sql);
  declare(pl, offset);
  return [{ is: "set", targets: [VARIABLE], value }];
}

/** SYS_CONTEXT('USERENV', 'CLIENT_IDENTIFIER') in a procedure; undefined for other calls. The cursor stands at the bracket. */
export function clientIdentifier(
  pl: Pl,
  parts: readonly string[],
  offset: number,
): Expr | undefined {
  if (pl.routine.folding || parts.at(-1)?.toUpperCase() !== "SYS_CONTEXT") return undefined;
  const { cursor } = pl.tx;
  const at = cursor.at;
  const [space, comma, parameter, end] = cursor.tokens.slice(at + 1, at + 5);
  const asked =
    isSymbol(comma, ",") &&
    isSymbol(end, ")") &&
    /^'userenv'$/i.test(space?.text ?? "") &&
    /^'client_identifier'$/i.test(parameter?.text ?? "");
  if (!asked) return undefined;
  cursor.group();
  declare(pl, offset);
  return primary(VARIABLE, "string");
}

function declare(pl: Pl, offset: number): void {
  pl.session.set(VARIABLE, { is: "variable", name: VARIABLE, type: "STRING" });
  pl.note("DWM-PRC-056", { name: "The client's identifier", variable: VARIABLE }, offset);
}
