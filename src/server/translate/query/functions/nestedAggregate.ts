import type { Call } from "../calls/call.ts";
import { primary } from "../expr.ts";
import type { Tx } from "../tx.ts";

const AGGREGATES = /^(MAX|MIN|SUM|AVG|COUNT|STDDEV|VARIANCE|MEDIAN|LISTAGG)$/;

/**
 * Oracle's aggregate of an aggregate, `MAX(AVG(x))` beside GROUP BY: the inner one is of each group, the outer one of all of
 * them. The inner one becomes a column of a query of its own; the outer one is about that.
 */
export function takeNested(tx: Tx, call: Call): void {
  const { innerValues } = tx.scope;
  const [only] = call.raw;
  if (!innerValues || !only || call.over !== undefined || !AGGREGATES.test(call.name)) return;
  if (!holdsAggregate(only)) return;
  const value = call.arg(0);
  innerValues.push(value.sql);
  call.put(0, primary(`dwm_value_${innerValues.length}`, value.type));
}

function holdsAggregate({ tokens, at, end }: Call["raw"][number]): boolean {
  for (let index = at; index < end - 1; index++) {
    const { kind, value } = tokens[index] ?? {};
    if (kind !== "word" || tokens[index + 1]?.text !== "(") continue;
    if (value === "SELECT") return false;
    if (AGGREGATES.test(value ?? "")) return true;
  }
  return false;
}

/** The rows that the outer aggregates of a block are about: its groups; `tail` is its FROM and GROUP BY. */
export function overGroups(tx: Tx, tail: string): string {
  const { innerValues } = tx.scope;
  if (!innerValues || innerValues.length === 0) return tail;
  const columns = innerValues.map((sql, index) => `${sql} AS dwm_value_${index + 1}`);
  return ` FROM (SELECT ${columns.join(", ")}${tail}) AS dwm_groups`;
}
