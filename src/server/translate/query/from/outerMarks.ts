import { type Expr, PREC, wrap } from "../expr.ts";
import type { Tx } from "../tx.ts";

/** A conjunct of a WHERE clause: the tables it marks with (+), and those it mentions, by output alias. */
export interface MarkedConjunct {
  expr: Expr;
  marks: ReadonlySet<string>;
  mentions: ReadonlySet<string>;
}

/**
 * Turns `FROM a, b WHERE a.x = b.x (+)` into a LEFT JOIN. `items` are the FROM's parts separated by commas, in the
 * order of the scope's relations. Each marked table is joined when all it is compared with stands before it.
 */
export function joinMarked(
  tx: Tx,
  items: readonly string[],
  conjuncts: readonly MarkedConjunct[],
): { from: string; where: string[] } {
  const { relations } = tx.scope;
  if (items.length !== relations.length) throw tx.unsupported("(+) beside JOIN");
  const sqlOf = new Map(relations.map((relation, index) => [relation.alias, items[index] ?? ""]));
  const conditions = new Map<string, MarkedConjunct[]>();
  const where: string[] = [];
  for (const conjunct of conjuncts) {
    const [marked] = conjunct.marks;
    if (marked === undefined) {
      where.push(wrap(conjunct.expr, PREC.not));
      continue;
    }
    if (conjunct.marks.size > 1) throw tx.unsupported("(+) on two tables in one condition");
    conditions.set(marked, [...(conditions.get(marked) ?? []), conjunct]);
  }
  const placed = new Set<string>();
  const plain: string[] = [];
  for (const relation of relations) {
    if (conditions.has(relation.alias)) continue;
    placed.add(relation.alias);
    plain.push(sqlOf.get(relation.alias) ?? "");
  }
  if (plain.length === 0) throw tx.unsupported("(+) on every table");
  let from = plain.join(" CROSS JOIN ");
  const waiting = new Set(conditions.keys());
  while (waiting.size > 0) {
    const next = [...waiting].find((alias) =>
      (conditions.get(alias) ?? []).every((conjunct) =>
        [...conjunct.mentions].every((other) => other === alias || placed.has(other)),
      ),
    );
    if (next === undefined) throw tx.unsupported("(+) in a circle");
    const on = (conditions.get(next) ?? [])
      .map((conjunct) => wrap(conjunct.expr, PREC.not))
      .join(" AND ");
    from += ` LEFT JOIN ${sqlOf.get(next) ?? ""} ON ${on}`;
    placed.add(next);
    waiting.delete(next);
  }
  return { from, where };
}
