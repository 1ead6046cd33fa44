/** What a partitioned table is divided by: columns or expressions, as they are written. */
export interface PartitionKey {
  columns: readonly string[];
}

/** The rows that a part takes. */
export type Bound =
  | { kind: "default" }
  | { kind: "in" | "hash"; values: readonly string[] }
  | { kind: "range"; from: readonly string[]; to: readonly string[] };

/**
 * The condition on the parent's rows that makes up a part (PostgreSQL manual, CREATE TABLE, "PARTITION OF"): the default part
 * takes what none of the others does.
 */
export function boundCondition(
  { columns }: PartitionKey,
  bound: Bound,
  others: readonly Bound[],
  parent: string,
): string {
  switch (bound.kind) {
    case "default": {
      const taken = others.map((other) =>
        other.kind === "default" ? "FALSE" : boundCondition({ columns }, other, [], parent),
      );
      if (taken.length === 0) return "TRUE";
      return `(${taken.map((one) => `(${one})`).join(" OR ")}) IS NOT TRUE`;
    }
    case "in":
      return inList(columns[0] ?? "", bound.values);
    case "hash": {
      // PostgreSQL's own function, which no target has: the part is told to have no translation.
      const numbers = bound.values.map((value) => value.replace(/^\w+\s+/, "")).join(", ");
      return `satisfies_hash_partition('${parent}'::regclass, ${numbers}, ${columns.join(", ")})`;
    }
    case "range": {
      const tests = [
        ...columns.map((column) => `${column} IS NOT NULL`),
        ...limit(columns, bound.from, true),
        ...limit(columns, bound.to, false),
      ];
      return tests.join(" AND ");
    }
  }
}

function inList(column: string, values: readonly string[]): string {
  const known = values.filter((value) => !/^NULL$/i.test(value));
  const tests = known.length > 0 ? [`${column} IN (${known.join(", ")})`] : [];
  if (known.length < values.length) tests.push(`${column} IS NULL`);
  return tests.join(" OR ");
}

/** A lower bound belongs to the part, an upper one does not; MINVALUE and MAXVALUE are beyond all values. */
function limit(columns: readonly string[], values: readonly string[], lower: boolean): string[] {
  const open = values.findIndex((value) => /^(MIN|MAX)VALUE$/i.test(value));
  if (open === 0) return [];
  const count = open < 0 ? values.length : open;
  const most = /^MAX/i.test(values[open] ?? "");
  const operator = lower ? (open >= 0 && most ? ">" : ">=") : open >= 0 && most ? "<=" : "<";
  const row = (items: readonly string[]) =>
    count === 1 ? (items[0] ?? "") : `(${items.slice(0, count).join(", ")})`;
  return [`${row(columns)} ${operator} ${row(values)}`];
}
