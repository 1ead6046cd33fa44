import type { Token } from "../../sql/token.ts";
import { Cursor } from "../cursor.ts";
import { PREC, wrap } from "../query/expr.ts";
import { readExpression } from "../query/expression/expression.ts";
import type { Relation } from "../query/scope.ts";
import type { Tx } from "../query/tx.ts";
import { readColumnList } from "./columnList.ts";
import type { InsertSource } from "./insert.ts";
import type { InsertHead } from "./insertHead.ts";
import { assignment, readAssignments } from "./set.ts";
import { aliased, bringIn } from "./target.ts";

/** The name that the new rows have in the MERGE. */
const NEW = "dwm_new";

/** What happens where a row of the same key is there. */
interface Conflict {
  /** Columns that collide; any of the keys. */
  keys: readonly (readonly string[])[];
  /** Assignments; none: the new row is left out. */
  sets: string[];
  /** Condition of the update. */
  where: string;
}

/**
 * INSERT … ON CONFLICT, ON DUPLICATE KEY UPDATE, INSERT IGNORE and REPLACE as a MERGE over the key; undefined where the
 * statement says nothing of conflicts, or where none can happen.
 */
export function readConflict(
  tx: Tx,
  head: InsertHead,
  source: InsertSource,
  offset: number,
): string | undefined {
  const { cursor } = tx;
  const onDuplicate = tx.is("mysql") && cursor.isWords("ON", "DUPLICATE", "KEY", "UPDATE");
  const onConflict = tx.is("postgres") && cursor.isWords("ON", "CONFLICT");
  if (!onDuplicate && !onConflict && !head.replaces && !head.ignores) return undefined;
  const conflict = tx.nested((scope) => {
    const target = bringIn(scope, head.target, undefined);
    const answersTo = onConflict ? ["excluded"] : source.alias ? [source.alias.toLowerCase()] : [];
    const fresh: Relation = { alias: NEW, answersTo, columns: head.target.columns };
    scope.relations.push(fresh);
    scope.bare = target;
    if (onConflict) return readOnConflict(tx, head, source, offset);
    const keys = keysOf(tx, head, source, offset);
    if (onDuplicate) {
      cursor.at += 4;
      return { keys, sets: readSets(tx, head), where: "" };
    }
    if (head.replaces) return { keys, sets: replacing(tx, head, source, keys), where: "" };
    const what = "IGNORE also turns wrong values into warnings; here they are errors";
    tx.note("DWM-DML-004", { what }, offset);
    return { keys, sets: [], where: "" };
  });
  if (conflict.keys.length === 0) return undefined;
  if (conflict.sets.length > 0 && conflict.keys.length > 1) {
    const why = `${conflict.keys.length} keys of the table can collide, and a MERGE updates all that do`;
    throw tx.stop("DWM-DML-003", { statement: "An insert that updates", why }, offset);
  }
  noteRepeated(tx, source, conflict, offset);
  return merge(tx, head, source, conflict, offset);
}

/** Keys whose columns the statement fills: others get fresh values. */
function keysOf(
  tx: Tx,
  head: InsertHead,
  source: InsertSource,
  offset: number,
): readonly (readonly string[])[] {
  const known = tx.context.keys?.[head.target.name];
  if (!known || !source.columns) {
    const statement = head.replaces ? "REPLACE" : "An insert that looks for conflicts";
    throw tx.stop("DWM-DML-005", { statement, table: head.target.parts.join(".") }, offset);
  }
  const filled = new Set(source.columns.map((name) => name.toLowerCase()));
  return known.filter((key) => key.every((column) => filled.has(column.toLowerCase())));
}

/** PostgreSQL's ON CONFLICT [(a, b)] DO NOTHING | DO UPDATE SET … */
function readOnConflict(tx: Tx, head: InsertHead, source: InsertSource, offset: number): Conflict {
  const { cursor } = tx;
  cursor.at += 2;
  if (cursor.isWords("ON", "CONSTRAINT"))
    throw tx.unsupported("ON CONFLICT ON CONSTRAINT: name the columns instead");
  const named = cursor.isSymbol("(") ? readColumnList(tx) : undefined;
  if (cursor.isWords("WHERE")) throw tx.unsupported("ON CONFLICT with a partial index");
  const keys = named ? [named] : keysOf(tx, head, source, offset);
  if (cursor.accept("DO", "NOTHING")) return { keys, sets: [], where: "" };
  tx.expect("DO", "UPDATE", "SET");
  const sets = readAssignments(tx, head.target).map((set) => assignment(tx, set));
  const where = cursor.accept("WHERE") ? wrap(readExpression(tx), PREC.not) : "";
  return { keys, sets, where };
}

/** MySQL's assignments: VALUES(a) is the new row's a, and later ones see what earlier ones set. */
function readSets(tx: Tx, head: InsertHead): string[] {
  const { cursor } = tx;
  const rewritten = newValues(cursor);
  const sets = tx.inside(rewritten, () => {
    const read = readAssignments(tx, head.target);
    while (rewritten.acceptSymbol(";"));
    if (!rewritten.done) throw tx.unreadable("not expected here");
    return read;
  });
  cursor.at = cursor.end;
  return sets.map((set) => assignment(tx, set));
}

/** The rest of the statement with each `VALUES(a)` written as `dwm_new.a`. */
function newValues(cursor: Cursor): Cursor {
  const tokens: Token[] = [];
  for (let index = cursor.at; index < cursor.end; index++) {
    const token = cursor.tokens[index] as Token;
    const column = cursor.tokens[index + 2];
    const called =
      token.kind === "word" && token.value === "VALUES" && cursor.tokens[index + 1]?.text === "(";
    if (!called || !column || cursor.tokens[index + 3]?.text !== ")") {
      tokens.push(token);
      continue;
    }
    tokens.push({ ...token, kind: "quoted", text: `"${NEW}"`, value: NEW });
    tokens.push({ ...token, kind: "symbol", text: ".", value: ".", spaced: false }, column);
    index += 3;
  }
  return new Cursor(cursor.text, cursor.dialect, tokens);
}

/** REPLACE: all columns of the row that is there become the new row's, or their defaults. */
function replacing(
  tx: Tx,
  head: InsertHead,
  source: InsertSource,
  keys: readonly (readonly string[])[],
): string[] {
  const given = new Map(source.columns?.map((name) => [name.toLowerCase(), name]));
  const key = new Set(keys[0]?.map((name) => name.toLowerCase()));
  return (head.known ?? source.columns ?? [])
    .filter((name) => !key.has(name.toLowerCase()))
    .map((name) => {
      const fresh = given.has(name.toLowerCase());
      return `${tx.out.name(name)} = ${fresh ? `${NEW}.${tx.out.name(name)}` : "DEFAULT"}`;
    });
}

/** Two new rows of one key: the source takes them one after the other, a MERGE does not see the other. */
function noteRepeated(tx: Tx, source: InsertSource, { keys }: Conflict, offset: number): void {
  const { rows, columns } = source;
  if (rows?.length === 1) return;
  const differ = keys.every((key) => {
    const places = key.map((name) =>
      (columns ?? []).findIndex((column) => column.toLowerCase() === name.toLowerCase()),
    );
    const values = rows?.map((row) => places.map((place) => row[place]?.literal));
    if (!values || values.some((one) => one.includes(undefined))) return false;
    return new Set(values.map((one) => JSON.stringify(one))).size === values.length;
  });
  if (differ) return;
  const what = "two new rows of the same key would both be inserted here";
  tx.note("DWM-QRY-006", { what }, offset);
}

function merge(
  tx: Tx,
  head: InsertHead,
  source: InsertSource,
  { keys, sets, where }: Conflict,
  offset: number,
): string {
  const { target } = head;
  const columns = source.columns ?? [];
  const isDefault = (index: number) => source.rows?.[0]?.[index]?.sql === "DEFAULT";
  const mixed = source.rows?.some((row) =>
    row.some(({ sql }, index) => (sql === "DEFAULT") !== isDefault(index)),
  );
  if (mixed)
    throw tx.unsupported("DEFAULT in some of the rows of an insert with conflicts", offset);
  const alias = tx.out.name(target.name);
  const filled = columns.filter((_, index) => !isDefault(index));
  const matches = keys.map((key) =>
    key.map((name) => `${alias}.${tx.out.name(name)} = ${NEW}.${tx.out.name(name)}`).join(" AND "),
  );
  const on = matches.length === 1 ? matches[0] : matches.map((one) => `(${one})`).join(" OR ");
  const values = columns.map((name, index) =>
    isDefault(index) ? "DEFAULT" : `${NEW}.${tx.out.name(name)}`,
  );
  const update =
    sets.length > 0
      ? ` WHEN MATCHED${where ? ` AND ${where}` : ""} THEN UPDATE SET ${sets.join(", ")}`
      : "";
  return (
    `MERGE INTO ${aliased(tx, target, target.name)} USING (${rowsSql(tx, source, filled, isDefault)}) AS ${NEW} ON ${on}${update} ` +
    `WHEN NOT MATCHED THEN INSERT (${columns.map(tx.out.name).join(", ")}) VALUES (${values.join(", ")})`
  );
}

function rowsSql(
  tx: Tx,
  { rows, sql }: InsertSource,
  columns: readonly string[],
  isDefault: (index: number) => boolean,
): string {
  const names = columns.map(tx.out.name);
  const list = names.join(", ");
  if (!rows) return `SELECT * FROM (${sql}) AS dwm_rows(${list})`;
  const kept = rows.map((row) => row.filter((_, index) => !isDefault(index)));
  const [only] = kept;
  if (only && kept.length === 1)
    return `SELECT ${only.map((value, index) => `${value.sql} AS ${names[index]}`).join(", ")}`;
  const values = kept.map((row) => `(${row.map((value) => value.sql).join(", ")})`);
  return `SELECT * FROM (VALUES ${values.join(", ")}) AS dwm_rows(${list})`;
}
