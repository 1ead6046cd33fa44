import type { Token } from "../../sql/token.ts";
import { Cursor } from "../cursor.ts";
import { columnMap, type Query } from "../query/block/queryColumns.ts";
import { readSubquery } from "../query/block/select.ts";
import { readExpression } from "../query/expression/expression.ts";
import { nameParts } from "../query/from/tableName.ts";
import type { Scope } from "../query/scope.ts";
import type { Tx } from "../query/tx.ts";
import { readDelete } from "./delete.ts";
import { keyOf, onKey } from "./mergeInto.ts";
import { withoutPlainCte } from "./plainCte.ts";
import { assignment, readAssignments } from "./set.ts";
import { one, type StatementResult } from "./statement.ts";
import { readEnd, type Target, targetNamed } from "./target.ts";
import { readUpdate } from "./update.ts";

/** A common table expression whose rows a statement changes: rows of one table. */
interface Shown {
  name: string;
  target: Target;
  /** Its query, with the columns that tell the table's rows apart in front. */
  query: Query;
  /** Those columns: DuckDB's number of the row, or the key. */
  marks: readonly string[];
}

const MARK = "dwm_row";

/**
 * T-SQL's `WITH c AS (SELECT …, ROW_NUMBER() … AS n FROM t) DELETE FROM c WHERE n > 1`: the rows of t that c shows are
 * changed. Undefined for statements that change a table.
 */
export function readChangedCte(tx: Tx): StatementResult | undefined {
  const { cursor } = tx;
  if (!tx.is("tsql")) return undefined;
  const start = cursor.at;
  cursor.next();
  const name = cursor.identifier();
  const body = name !== undefined && cursor.accept("AS") ? cursor.group() : undefined;
  const verbAt = cursor.at;
  const deletes = cursor.accept("DELETE");
  const verb = deletes || cursor.accept("UPDATE");
  if (deletes) cursor.accept("FROM");
  const changed = verb && body && name?.toLowerCase() === cursor.identifier()?.toLowerCase();
  if (!changed || name === undefined || cursor.isWords("FROM")) {
    cursor.at = start;
    return undefined;
  }
  const [word] = cursor.tokens.slice(verbAt, verbAt + 1);
  const direct = word && withoutPlainCte(name, body, [word], cursor);
  if (direct) return tx.inside(direct, () => (deletes ? readDelete(tx) : readUpdate(tx)));
  return tx.nested((scope) => {
    const shown = readShown(tx, name, body);
    bringShown(scope, shown);
    return deletes ? deleted(tx, shown) : updated(tx, shown);
  });
}

function bringShown(scope: Scope, { name, query }: Shown): void {
  const columns = columnMap(query);
  scope.relations.push({ alias: name, answersTo: [name.toLowerCase()], columns });
}

/** Reads the query of a table's rows with the columns in front that tell them apart. */
function readShown(tx: Tx, name: string, body: Cursor): Shown {
  const offset = body.offset;
  const refused = () => tx.unsupported("a change of the rows that this query shows", offset);
  const words = body.tokens.slice(body.at, body.end).filter(({ kind }) => kind === "word");
  if (words.some(({ value }) => /^(JOIN|UNION|EXCEPT|INTERSECT|GROUP|APPLY)$/.test(value)))
    throw refused();
  if (!body.isWords("SELECT") || /^(DISTINCT|TOP)$/.test(body.peek(1)?.value ?? ""))
    throw refused();
  const from = lastFrom(body);
  const table = from === undefined ? undefined : body.slice(from + 1, body.end);
  const parts = table?.name();
  if (!table || !parts) throw refused();
  const target = targetNamed(tx, nameParts(tx, parts), offset);
  table.accept("AS");
  const next = table.peek();
  const named =
    next && !/^(WHERE|ORDER|WITH|OPTION)$/.test(next.value) ? table.identifier() : undefined;
  const alias = named ?? parts.at(-1) ?? "";
  const key = tx.target === "duckdb" ? ["rowid"] : keyOf(tx, target);
  if (!key)
    throw tx.stop("DWM-DML-005", { statement: "This change", table: parts.join(".") }, offset);
  const marks = key.map((_, index) => (key.length > 1 ? `${MARK}_${index + 1}` : MARK));
  const [head] = body.tokens.slice(body.at, body.at + 1) as [Token];
  const quoted = (value: string): Token => ({ ...head, kind: "quoted", text: `[${value}]`, value });
  const symbol = (text: string): Token => ({ ...head, kind: "symbol", text, value: text });
  const items = key.flatMap((column, index) => [
    quoted(alias),
    symbol("."),
    quoted(column),
    { ...head, text: "AS", value: "AS" },
    quoted(marks[index] ?? MARK),
    symbol(","),
  ]);
  const tokens = [head, ...items, ...body.tokens.slice(body.at + 1, body.end)];
  const query = tx.inside(new Cursor(body.text, body.dialect, tokens), () => readSubquery(tx));
  return { name, target, query, marks };
}

/** Index of the FROM of the query's own block. */
function lastFrom(body: Cursor): number | undefined {
  let depth = 0;
  for (let index = body.at; index < body.end; index++) {
    const token = body.tokens[index];
    if (token?.kind === "symbol") depth += token.text === "(" ? 1 : token.text === ")" ? -1 : 0;
    if (depth === 0 && token?.kind === "word" && token.value === "FROM") return index;
  }
  return undefined;
}

function readWhere(tx: Tx): string {
  const where = tx.cursor.accept("WHERE") ? ` WHERE ${readExpression(tx).sql}` : "";
  readEnd(tx);
  return where;
}

function deleted(tx: Tx, { name, target, query, marks }: Shown): StatementResult {
  const where = readWhere(tx);
  const rows = `FROM (${query.sql}) AS ${tx.out.name(name)}${where}`;
  if (tx.target === "duckdb")
    return one("DELETE", `DELETE FROM ${target.sql} WHERE rowid IN (SELECT ${MARK} ${rows})`);
  const key = keyOf(tx, target) ?? [];
  const columns = marks.map((mark, index) => `${mark} AS ${tx.out.name(key[index] ?? "")}`);
  return one(
    "DELETE",
    `MERGE INTO ${target.sql} AS dwm_old USING (SELECT ${columns.join(", ")} ${rows}) AS dwm_new ` +
      `ON ${onKey(tx, key)} WHEN MATCHED THEN DELETE`,
  );
}

function updated(tx: Tx, { name, target, query, marks }: Shown): StatementResult {
  tx.expect("SET");
  const sets = readAssignments(tx, target);
  const where = readWhere(tx);
  const values = sets.map(({ sql }, index) => `${sql} AS dwm_${index + 1}`);
  const set = sets
    .map((set, index) => assignment(tx, { ...set, sql: `dwm_new.dwm_${index + 1}` }))
    .join(", ");
  if (sets.some(({ sql }) => sql === "DEFAULT")) throw tx.unsupported("SET … = DEFAULT here");
  const rows = `FROM (${query.sql}) AS ${tx.out.name(name)}${where}`;
  if (tx.target === "duckdb")
    return one(
      "UPDATE",
      `UPDATE ${target.sql} AS dwm_old SET ${set} FROM (SELECT ${[MARK, ...values].join(", ")} ${rows}) AS dwm_new ` +
        `WHERE dwm_old.rowid = dwm_new.${MARK}`,
    );
  const key = keyOf(tx, target) ?? [];
  const columns = marks.map((mark, index) => `${mark} AS ${tx.out.name(key[index] ?? "")}`);
  return one(
    "UPDATE",
    `MERGE INTO ${target.sql} AS dwm_old USING (SELECT ${[...columns, ...values].join(", ")} ${rows}) AS dwm_new ` +
      `ON ${onKey(tx, key)} WHEN MATCHED THEN UPDATE SET ${set}`,
  );
}
