import type { Block, Handler, Statement } from "../model.ts";
import type { Pl } from "./context.ts";
import { conversionFailures } from "./conversions.ts";

const NO_DATA = "SQLSTATE 'P0002'";
const ANY = "SQLEXCEPTION";

/**
 * A block of a function that is to be one expression. What its handlers say of a query without a row becomes a branch; errors
 * cannot be caught in an expression, which is told. At the end of the function's outermost block the queries that may have no
 * row and that nothing handles are told too.
 */
export function withoutHandlers(pl: Pl, block: Block, outermost: boolean, offset: number): Block {
  const { handlers } = block;
  const noData = handlers.find(
    ({ conditions }) => conditions.includes(NO_DATA) || conditions.includes(ANY),
  );
  const body = noData ? branched(pl, block.body, noData) : block.body;
  if (!body) return block;
  const caught = handlers.filter((handler) => !raisesAgain(handler));
  const others = caught.filter(({ conditions }) =>
    conditions.some((condition) => condition !== NO_DATA),
  );
  const guarded = guardedConversions(handlers, others, body);
  if (guarded) return { ...block, handlers: [], body: guarded };
  if (others.length > 0) {
    const what = "an expression catches no errors: what the handler does about them is left out";
    pl.note("DWM-PRC-007", { what }, offset);
  }
  if (outermost) {
    for (const { offset } of pl.emptyable.values()) pl.note("DWM-PRC-043", {}, offset);
    pl.emptyable.clear();
  }
  return { ...block, handlers: [], body };
}

/** Conditions that failed conversions of texts raise, in Oracle (VALUE_ERROR, INVALID_NUMBER) and PostgreSQL. */
const CONVERSION = /^(SQLEXCEPTION|SQLSTATE '22\w{3}'|CAST_INVALID_INPUT|.*OVERFLOW.*)$/;

/** The one handler that returns as the branch that is taken where a conversion fails. */
function guardedConversions(
  handlers: readonly Handler[],
  others: readonly Handler[],
  body: readonly Statement[],
): Statement[] | undefined {
  const [only, ...more] = others;
  if (!only || more.length > 0 || handlers.length > 1 || only.body.at(-1)?.is !== "return")
    return undefined;
  const failures = conversionFailures(body);
  if (!failures || !only.conditions.every((condition) => CONVERSION.test(condition)))
    return undefined;
  if (failures.length === 0) return [...body];
  const condition = failures.join(" OR ");
  const handled = withoutDiagnostics(only.body);
  return [{ is: "if", branches: [{ condition, body: handled }], otherwise: [...body] }];
}

/** Handlers that end in an error again change no value. */
export function raisesAgain({ body }: Pick<Handler, "body">): boolean {
  const last = body.at(-1);
  return last?.is === "resignal" || last?.is === "signal";
}

/** The statements with a branch at each query that may have no row; undefined where that is not the same. */
function branched(pl: Pl, body: readonly Statement[], handler: Handler): Statement[] | undefined {
  const returns = handler.body.at(-1)?.is === "return" || raisesAgain(handler);
  const statements: Statement[] = [];
  for (let at = 0; at < body.length; at++) {
    const statement = body[at] as Statement;
    const empty = pl.emptyable.get(statement);
    if (!empty) {
      statements.push(statement);
      continue;
    }
    const sets = body.slice(at, at + empty.sets);
    const alone = sets.length === body.length;
    // Behind the handler the block is left: that is the next statement only where nothing else is in the block.
    if (!returns && !alone) return undefined;
    pl.emptyable.delete(statement);
    at += empty.sets - 1;
    if (answersNull(handler) && isReturned(body[at + 1], sets)) {
      statements.push(...sets);
      continue;
    }
    const condition = `NOT EXISTS (${empty.query})`;
    statements.push({
      is: "if",
      branches: [{ condition, body: withoutDiagnostics(handler.body) }],
      otherwise: sets,
    });
  }
  return statements;
}

function withoutDiagnostics(body: readonly Statement[]): Statement[] {
  return body.filter(({ is }) => is !== "diagnostics" && is !== "declare");
}

function answersNull({ body }: Handler): boolean {
  const [only] = body;
  return (
    body.length === 1 &&
    only?.is === "return" &&
    /^(NULL|CAST\(NULL AS \w+\))$/.test(only.value ?? "")
  );
}

/** The value of a query without a row is NULL: where just that is returned there is nothing to tell apart. */
function isReturned(next: Statement | undefined, sets: readonly Statement[]): boolean {
  const [only] = sets;
  return (
    sets.length === 1 &&
    only?.is === "set" &&
    next?.is === "return" &&
    next.value === only.targets[0]
  );
}
