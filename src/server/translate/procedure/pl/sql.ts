import { isSymbol, isWord, type Token } from "../../../sql/token.ts";
import { cursorOver, wordOutside } from "../../dml/changedRows.ts";
import { isStatement } from "../../dml/translateStatement.ts";
import type { Query } from "../../query/block/queryColumns.ts";
import { databricksWriter } from "../../writer/databricksWriter.ts";
import type { Statement } from "../model.ts";
import { roundedColumns } from "../rounding.ts";
import { readBulkSelect } from "./bulk.ts";
import { targetVariable } from "./calls.ts";
import type { Pl } from "./context.ts";
import { currentRow } from "./currentOf.ts";
import { oneRow } from "./oneRow.ts";
import { readPostgresOnly } from "./postgres.ts";
import { recordInserted, rowAssigned } from "./recordRows.ts";
import { fieldsFor } from "./records.ts";
import { readReturning } from "./returning.ts";
import { readReturningIdentity } from "./returningIdentity.ts";
import { semicolonFrom } from "./tokens.ts";

const CHANGES = new Set(["INSERT", "UPDATE", "DELETE", "MERGE"]);
const TRANSACTION = new Set(["COMMIT", "ROLLBACK", "SAVEPOINT", "LOCK"]);

/** A statement of SQL; undefined where the cursor stands at none. */
export function readSql(pl: Pl, end: number): Statement[] | undefined {
  const { cursor, tx } = pl;
  const token = cursor.peek();
  const word = token?.kind === "word" ? token.value : "";
  const offset = cursor.offset;
  const last = semicolonFrom(pl.tokens, cursor.at, end);
  if (
    TRANSACTION.has(word) ||
    cursor.isWords("SET", "TRANSACTION") ||
    cursor.isWords("SET", "CONSTRAINTS")
  ) {
    pl.note("DWM-PRC-008", { clause: cursor.textBetween(cursor.at, last) }, offset);
    cursor.at = last;
    return [];
  }
  if (word === "SELECT" || (word === "WITH" && !isChange(pl, last))) {
    if (pl.tokens.slice(cursor.at, last).some((candidate) => isWord(candidate, "BULK")))
      return readBulkSelect(pl, last, offset);
    return readSelectInto(pl, last);
  }
  if (CHANGES.has(word) || word === "WITH") return readChange(pl, last, offset);
  const only = pl.oracle ? undefined : readPostgresOnly(pl, last, offset);
  if (only) return only;
  if (isStatement(tx)) return pl.kit.embeddedTo(last);
  return undefined;
}

/** WITH … INSERT and the like. */
function isChange(pl: Pl, last: number): boolean {
  let depth = 0;
  for (let index = pl.cursor.at; index < last; index++) {
    const token = pl.tokens[index];
    if (isSymbol(token, "(")) depth++;
    else if (isSymbol(token, ")")) depth--;
    else if (depth === 0 && token?.kind === "word") {
      if (token.value === "SELECT") return false;
      if (CHANGES.has(token.value)) return true;
    }
  }
  return false;
}

/** INSERT, UPDATE, DELETE, MERGE; what RETURNING … INTO answers is read before the change, where that can be done. */
function readChange(pl: Pl, last: number, offset: number): Statement[] {
  const { tokens, cursor } = pl;
  const long = wordOutside(tokens, cursor.at, last, "RETURNING");
  const returning =
    long === last && pl.oracle ? wordOutside(tokens, cursor.at, last, "RETURN") : long;
  const answered =
    returning === last
      ? undefined
      : (readReturning(pl, returning, last, offset) ??
        readReturningIdentity(pl, returning, last, offset));
  if (answered) return [...answered, ...afterChange(pl)];
  if (returning < last)
    throw pl.tx.stop(
      "DWM-PRC-002",
      { construct: "RETURNING … INTO of what the table fills by itself, or of several tables," },
      pl.tokens[returning]?.start ?? offset,
    );
  const current = currentOf(pl, last);
  const row = current < 0 ? undefined : currentRow(pl, current, last);
  if (current >= 0 && !row)
    throw pl.tx.stop(
      "DWM-PRC-002",
      { construct: "WHERE CURRENT OF, which changes the row that a cursor stands at," },
      offset,
    );
  const rewritten = row ?? recordInserted(pl, last) ?? rowAssigned(pl, last);
  const statements = rewritten
    ? pl.tx.inside(cursorOver(pl.cursor, rewritten), () => pl.kit.embeddedTo(rewritten.length))
    : pl.kit.embeddedTo(last);
  pl.cursor.at = last;
  return [...statements, ...afterChange(pl)];
}

/** Keeps SQL%ROWCOUNT and FOUND up to date where the routine asks for them. */
export function afterChange(pl: Pl): Statement[] {
  const { rowCount, found } = pl;
  if (rowCount === undefined && found === undefined) return [];
  const counter = rowCount ?? pl.counter();
  const name = databricksWriter.name(counter);
  const statements: Statement[] = [{ is: "sql", sql: `GET DIAGNOSTICS ${name} = ROW_COUNT` }];
  if (found !== undefined) statements.push({ is: "set", targets: [found], value: `${name} > 0` });
  return statements;
}

/** The index of the CURRENT of WHERE CURRENT OF, or -1. */
function currentOf(pl: Pl, last: number): number {
  for (let index = pl.cursor.at; index < last - 1; index++)
    if (isWord(pl.tokens[index], "CURRENT") && isWord(pl.tokens[index + 1], "OF")) return index;
  return -1;
}

/** Where the values of INTO go: variables in order, the fields of records among them. */
export interface IntoTargets {
  variables(columns: Query["columns"]): string[];
}

/** Reads `a, r.b, rec` up to the token `last`, or to what cannot be a list of variables. */
export function readTargets(pl: Pl): IntoTargets {
  const { cursor, tx } = pl;
  const offset = cursor.offset;
  const names: { parts: string[]; offset: number }[] = [];
  do {
    const place = cursor.offset;
    if (cursor.isSymbol(":"))
      throw tx.stop("DWM-PRC-002", { construct: "a bind variable as a target" }, place);
    const parts = cursor.name();
    if (!parts) throw tx.unreadable("a variable expected");
    if (cursor.isSymbol("(") || cursor.isSymbol("["))
      throw tx.stop(
        "DWM-PRC-002",
        { construct: `the element of the collection ${parts.join(".")} as a target` },
        place,
      );
    names.push({ parts, offset: place });
  } while (cursor.acceptSymbol(","));
  return {
    variables: (columns) => {
      let at = 0;
      return names.flatMap(({ parts, offset: place }) => {
        const record = pl.names.find(parts.join("."));
        if (record?.is !== "record") {
          at++;
          return [targetVariable(pl, parts, place)];
        }
        const rest = record.open ? columns?.slice(at) : undefined;
        const fields = fieldsFor(pl, record, rest, offset);
        at += fields.length;
        return fields.map((field) => field.variable);
      });
    },
  };
}

/** SELECT … INTO …: the INTO is taken out, what is left is a query. */
function readSelectInto(pl: Pl, last: number): Statement[] {
  const { cursor, tx } = pl;
  const start = cursor.at;
  const offset = cursor.offset;
  const into = wordOutside(pl.tokens, start, last, "INTO");
  if (into === last) {
    if (pl.oracle) throw tx.stop("DWM-PRC-003", { near: "SELECT without INTO" }, offset);
    return pl.kit.embeddedTo(last);
  }
  cursor.at = into + 1;
  const strict = !pl.oracle && cursor.accept("STRICT");
  const targets = readTargets(pl);
  const behind = cursor.at;
  const query = queryWithout(pl, start, into, behind, last);
  const single = oneRow([...pl.tokens.slice(start, into), ...pl.tokens.slice(behind, last)]);
  const variables = targets.variables(query.columns);
  cursor.at = last;
  return assignRow(pl, variables, query, single, strict || pl.oracle, offset);
}

/** Reads the query that the tokens of a SELECT make without those of its INTO. */
function queryWithout(pl: Pl, start: number, into: number, behind: number, last: number): Query {
  const tokens: Token[] = [...pl.tokens.slice(start, into), ...pl.tokens.slice(behind, last)];
  return pl.queryOf(tokens);
}

/** A function's expression takes one value at a time. */
function foldable(variables: readonly string[], query: string, limited: string): Statement[] {
  if (variables.length === 1)
    return [{ is: "set", targets: [...variables], value: `(${limited})` }];
  const names = variables.map((_, index) => `c${index + 1}`);
  const first = limited === query ? "" : " LIMIT 1";
  return variables.map((variable, index) => ({
    is: "set",
    targets: [variable],
    value: `(SELECT ${names[index]} FROM (${query}) AS q(${names.join(", ")})${first})`,
  }));
}

/**
 * Variables from the one row of a query. Without a row Oracle raises NO_DATA_FOUND (PL/pgSQL with STRICT does); Databricks
 * sets NULL. So a column is added that says whether there was a row.
 */
export function assignRow(
  pl: Pl,
  variables: readonly string[],
  read: Pick<Query, "sql" | "columns">,
  single: boolean,
  strict: boolean,
  offset: number,
): Statement[] {
  const types = variables.map((variable) => pl.typeOf(variable));
  const query = { sql: roundedColumns(read, types) };
  const name = databricksWriter.name;
  // PL/pgSQL takes the first row of many.
  const first = strict || single || / LIMIT 1$/.test(query.sql) ? "" : " LIMIT 1";
  const limited = first === "" ? query.sql : `SELECT * FROM (${query.sql})${first}`;
  const plain: Statement = {
    is: "set",
    targets: [...variables],
    value: variables.length > 1 ? limited : `(${limited})`,
  };
  if (pl.routine.folding) {
    const sets = foldable(variables, query.sql, limited);
    const [first] = sets;
    // A handler of the block may say what the function answers without a row.
    if (first && !single && strict)
      pl.emptyable.set(first, { query: query.sql, offset, sets: sets.length });
    return sets;
  }
  const after: Statement[] =
    pl.found === undefined ? [] : [{ is: "set", targets: [pl.found], value: "TRUE" }];
  const counted: Statement[] =
    pl.rowCount === undefined ? [] : [{ is: "set", targets: [pl.rowCount], value: "1" }];
  if (single) return [plain, ...after, ...counted];
  const wrapped = `SELECT *, TRUE FROM (${query.sql})${first}`;
  if (!strict) {
    if (pl.found === undefined) return [plain];
    return [
      { is: "set", targets: [...variables, pl.found], value: wrapped },
      { is: "set", targets: [pl.found], value: `coalesce(${name(pl.found)}, FALSE)` },
    ];
  }
  const found = pl.rowFlag();
  const raise: Statement = {
    is: "if",
    branches: [
      {
        condition: `${name(found)} IS NULL`,
        body: [
          { is: "signal", sqlstate: "P0002", message: { sql: "'no data found'", literal: true } },
        ],
      },
    ],
  };
  if (!pl.frames.some((frame) => frame.catchesNoData))
    return [
      { is: "set", targets: [...variables, found], value: wrapped },
      raise,
      ...after,
      ...counted,
    ];
  // A handler may go on: without a row the variables keep what they held.
  const fresh = variables.map((variable) => ({
    variable,
    helper: pl.kit.variables.free(`dwm_new_${variable}`),
  }));
  return [
    {
      is: "block",
      declarations: fresh.map(({ helper }, index) => ({
        is: "variable",
        name: helper,
        type: types[index]?.sql ?? "STRING",
      })),
      handlers: [],
      body: [
        { is: "set", targets: [...fresh.map(({ helper }) => helper), found], value: wrapped },
        raise,
        ...fresh.map(
          ({ variable, helper }): Statement => ({
            is: "set",
            targets: [variable],
            value: name(helper),
          }),
        ),
        ...after,
        ...counted,
      ],
    },
  ];
}
