import { isSymbol, isWord, type Token } from "../../../sql/token.ts";
import { Cursor } from "../../cursor.ts";
import { startsQuery } from "../../query/block/select.ts";
import { Tx } from "../../query/tx.ts";
import { RoutineKit } from "../kit.ts";
import type { Block, Parameter, Routine, Statement } from "../model.ts";
import { proceduralFunction } from "../proceduralFunction.ts";
import type { RoutineRead } from "../read.ts";
import { oneRow } from "./oneRow.ts";
import type { PostgresHead } from "./postgresHead.ts";
import { textBody } from "./textBody.ts";

/** A body in LANGUAGE sql: statements, the last of which makes the result. */
export function readSqlBody(
  outer: RoutineKit,
  head: PostgresHead,
  procedure: boolean,
): RoutineRead {
  const kit = open(outer, head);
  const { cursor, tx } = kit;
  const parameters: Parameter[] = head.parameters.map(({ name, position, mode, type, initial }) => {
    const keys = {
      [name]: "yields",
      [`$${position}`]: "wins",
      [`${head.name}.${name}`]: "wins",
    } as const;
    const declared = kit.variables.declare(name, { [name]: keys[name] ?? "yields" }, type, true);
    const variable = tx.scope.variables.get(name.toLowerCase());
    if (variable)
      for (const key of [`$${position}`, `${head.name}.${name}`])
        tx.scope.variables.set(key.toLowerCase(), {
          ...variable,
          inQuery: kit.variables.qualified(declared.name),
          rule: "wins",
        });
    return {
      name: declared.name,
      mode,
      type: type.sql,
      ...(initial === undefined ? {} : { initial }),
    };
  });
  const ins = parameters.filter(({ mode }) => mode === "IN");
  const ends = statementEnds(cursor.tokens, cursor.at, cursor.end);
  const [only, ...others] = ends;
  const { returns } = head;
  const returning = cursor.isWords("RETURN");
  if (!procedure && only !== undefined && others.length === 0 && (startsQuery(tx) || returning)) {
    const start = cursor.at;
    const made = single(kit, head, ins, only, returning);
    if (made) return { routines: [made] };
    cursor.at = start;
  }
  const statements = ends.flatMap((end) => {
    const read = kit.attempt(end, () => kit.embeddedTo(end));
    cursor.at = end + 1;
    return read;
  });
  const body: Block = { is: "block", declarations: [], handlers: [], body: statements };
  if (procedure || returns.is === "nothing")
    return {
      routines: [{ is: "procedure", name: outer.name, parameters, definer: head.definer, body }],
    };
  if (returns.is === "scalar") {
    const answered: Block = { ...body, body: withResult(statements) };
    return {
      routines: [
        proceduralFunction(kit, ins, returns.type.sql, answered, "it changes something", 0),
      ],
    };
  }
  outer.note("DWM-PRC-049", { name: outer.name }, head.offset);
  return { routines: [{ is: "procedure", name: outer.name, parameters, body }] };
}

/** The last query of a function is its value. */
function withResult(statements: readonly Statement[]): Statement[] {
  const last = statements.at(-1);
  if (last?.is !== "sql" || !/^(SELECT|WITH|\()/.test(last.sql)) return [...statements];
  return [...statements.slice(0, -1), { is: "return", value: `(${last.sql})` }];
}

function open(outer: RoutineKit, head: PostgresHead): RoutineKit {
  const { tx, name } = outer;
  if (head.inline) {
    const { start, end } = head.inline;
    const atomic = isWord(tx.cursor.tokens[start], "BEGIN");
    // BEGIN ATOMIC … END: the statements between.
    const cursor = atomic
      ? tx.cursor.slice(start + 2, lastEnd(tx.cursor.tokens, end))
      : tx.cursor.slice(start, end);
    const inline = new Tx(cursor, tx.context, tx.diagnostics);
    return new RoutineKit(inline, name, outer.variables.anew(inline.scope));
  }
  const { text, place } = textBody(head.body as Token, tx.dialect);
  const inner = new Tx(new Cursor(text, tx.dialect), tx.context, tx.diagnostics.moved(place));
  return new RoutineKit(inner, name, outer.variables.anew(inner.scope));
}

function lastEnd(tokens: readonly Token[], end: number): number {
  for (let index = end - 1; index >= 0; index--) if (isWord(tokens[index], "END")) return index;
  return end;
}

/** The ends of statements: semicolons outside of brackets, and the end of the text. */
function statementEnds(tokens: readonly Token[], from: number, end: number): number[] {
  const ends: number[] = [];
  let depth = 0;
  let start = from;
  for (let index = from; index < end; index++) {
    const token = tokens[index];
    if (isSymbol(token, "(")) depth++;
    else if (isSymbol(token, ")")) depth--;
    else if (depth === 0 && isSymbol(token, ";")) {
      if (index > start) ends.push(index);
      start = index + 1;
    }
  }
  if (start < end) ends.push(end);
  return ends;
}

/** A function whose body is one query or one expression. */
function single(
  kit: RoutineKit,
  head: PostgresHead,
  parameters: Parameter[],
  end: number,
  returning: boolean,
): Routine | undefined {
  const { cursor } = kit;
  const { returns, deterministic, strict } = head;
  const { name } = kit;
  if (returns.is === "rows") {
    const query = kit.queryTo(end).sql;
    const columns = returns.columns?.map((column) => ({
      name: column.name,
      type: column.type.sql,
    }));
    return { is: "tableFunction", name, parameters, query, ...(columns ? { columns } : {}) };
  }
  if (returns.is !== "scalar") return undefined;
  let expression: string;
  if (returning) {
    cursor.next();
    expression = kit.expressionTo(end).sql;
  } else expression = plainValue(kit, end) ?? rowValue(kit, end);
  if (strict && parameters.length > 0) {
    const nulls = parameters.map((parameter) => `${kit.tx.out.name(parameter.name)} IS NULL`);
    expression = `CASE WHEN ${nulls.join(" OR ")} THEN NULL ELSE ${expression} END`;
  }
  return {
    is: "function",
    name,
    parameters,
    returns: returns.type.sql,
    expression,
    ...(deterministic ? { deterministic } : {}),
  };
}

/** `SELECT expression` without a table is the expression. */
function plainValue(kit: RoutineKit, end: number): string | undefined {
  const { cursor } = kit;
  if (!cursor.isWords("SELECT")) return undefined;
  let depth = 0;
  for (let index = cursor.at + 1; index < end; index++) {
    const token = cursor.tokens[index];
    if (isSymbol(token, "(")) depth++;
    else if (isSymbol(token, ")")) depth--;
    else if (depth > 0) continue;
    else if (
      isSymbol(token, ",") ||
      (token?.kind === "word" &&
        /^(FROM|WHERE|GROUP|HAVING|ORDER|LIMIT|UNION|INTERSECT|EXCEPT|AS|DISTINCT|ALL)$/.test(
          token.value,
        ))
    )
      return undefined;
  }
  cursor.next();
  return kit.expressionTo(end).sql;
}

/** The first row's value; NULL without a row. */
function rowValue(kit: RoutineKit, end: number): string {
  const { cursor } = kit;
  const tokens = cursor.tokens.slice(cursor.at, end);
  const { sql } = kit.queryTo(end);
  const single = oneRow(tokens) || tokens.some((token) => isWord(token, "LIMIT"));
  return single ? `(${sql})` : `(SELECT * FROM (${sql}) LIMIT 1)`;
}
