import type { Block, Branch, Statement } from "../model.ts";
import { substitute } from "../substitute.ts";

/**
 * The statements of a function that returns rows as one query, where they only choose between queries (RETURN QUERY in IF and
 * CASE, one behind the other) or make a row of each row of a query (RETURN NEXT in a FOR loop). `returned` are the queries
 * that return rows, `next` the statements that return one.
 */
export function foldRows(
  block: Block,
  returned: ReadonlySet<string>,
  next: ReadonlyMap<Statement, { values: string }>,
): string | undefined {
  if (block.handlers.length > 0 || block.declarations.some(({ is }) => is !== "variable"))
    return undefined;
  const query = rowsOf(block.body, returned, next)?.join(" UNION ALL ") ?? "";
  // What a variable holds is not known here.
  const names = block.declarations.map(({ name }) => name);
  const held = names.some((name) => new RegExp(`\\b${name}\\b`, "i").test(query));
  return query === "" || held ? undefined : query;
}

function rowsOf(
  statements: readonly Statement[],
  returned: ReadonlySet<string>,
  next: ReadonlyMap<Statement, { values: string }>,
): string[] | undefined {
  const queries: string[] = [];
  for (const [at, statement] of statements.entries()) {
    switch (statement.is) {
      case "comment":
        break;
      case "return":
        // In an IF it would keep what follows that from being reached.
        return at === statements.length - 1 ? queries : undefined;
      case "sql":
        if (!returned.has(statement.sql)) return undefined;
        queries.push(statement.sql);
        break;
      case "if": {
        const chosen = choice(statement.branches, statement.otherwise ?? [], returned, next);
        if (!chosen) return undefined;
        queries.push(...chosen);
        break;
      }
      case "forQuery": {
        const each = rowOfEach(statement, next);
        if (each === undefined) return undefined;
        queries.push(each);
        break;
      }
      default:
        return undefined;
    }
  }
  return queries;
}

/** Queries under the conditions that they are reached by; a RETURN in a branch would end the function, which is no choice. */
function choice(
  branches: readonly Branch[],
  otherwise: readonly Statement[],
  returned: ReadonlySet<string>,
  next: ReadonlyMap<Statement, { values: string }>,
): string[] | undefined {
  const queries: string[] = [];
  const before: string[] = [];
  for (const { condition, body } of [...branches, { condition: undefined, body: otherwise }]) {
    if (body.some(({ is }) => is === "return")) return undefined;
    const inside = rowsOf(body, returned, next);
    if (!inside) return undefined;
    const reached = [...before, ...(condition === undefined ? [] : [`(${condition})`])].join(
      " AND ",
    );
    // A condition stands beside no column that it could be taken to name.
    for (const query of inside)
      queries.push(
        `SELECT dwm_rows.* FROM (SELECT 1 AS one WHERE ${reached}) AS dwm_if CROSS JOIN (${query}) AS dwm_rows`,
      );
    if (condition !== undefined) before.push(`NOT coalesce(${condition}, FALSE)`);
  }
  return queries;
}

/** FOR row IN query LOOP RETURN NEXT expression; variables that hold the row's columns are written out. */
function rowOfEach(
  { variable, query, body }: Extract<Statement, { is: "forQuery" }>,
  next: ReadonlyMap<Statement, { values: string }>,
): string | undefined {
  const values = new Map<string, string>();
  const last = body.at(-1);
  const list = last && next.get(last)?.values;
  if (list === undefined) return undefined;
  for (const statement of body.slice(0, -1)) {
    const [target, ...others] = statement.is === "set" ? statement.targets : [];
    if (statement.is !== "set" || target === undefined || others.length > 0) return undefined;
    values.set(target.toLowerCase(), substitute(statement.value, heldBy));
  }
  return `SELECT ${substitute(list, heldBy)} FROM (${query}) AS ${variable}`;

  function heldBy(name: string): string | undefined {
    return values.get(name.toLowerCase());
  }
}
