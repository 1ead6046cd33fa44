import { PREC, wrap } from "../query/expr.ts";
import { readExpression } from "../query/expression/expression.ts";
import type { Tx } from "../query/tx.ts";
import { readColumnList } from "./columnList.ts";
import type { MergeTables } from "./merge.ts";
import { sequencePlace } from "./sequences.ts";
import { type Assignment, assignment, readAssignments } from "./set.ts";
import { columnsOf } from "./target.ts";
import { readValue } from "./values.ts";
import { holdsValues } from "./words.ts";

/** A clause of a MERGE. */
interface Clause {
  when: "MATCHED" | "NOT MATCHED" | "NOT MATCHED BY SOURCE";
  /** Conditions behind AND, each one ready to be joined. */
  conditions: string[];
  /** What stands behind THEN; undefined for DO NOTHING. */
  action: string | undefined;
}

/** Reads the WHEN clauses. Of several that fit a row the first one counts, in all sources and in both targets. */
export function readMergeClauses(tx: Tx, tables: MergeTables): string[] {
  const clauses: Clause[] = [];
  while (tx.cursor.accept("WHEN")) clauses.push(...readClause(tx, tables));
  if (clauses.length === 0) throw tx.unreadable("WHEN expected");
  return written(clauses);
}

function readClause(tx: Tx, tables: MergeTables): Clause[] {
  const { cursor } = tx;
  const not = cursor.accept("NOT");
  tx.expect("MATCHED");
  const bySource = not && cursor.accept("BY", "SOURCE");
  if (not && !bySource) cursor.accept("BY", "TARGET");
  const when = bySource ? "NOT MATCHED BY SOURCE" : not ? "NOT MATCHED" : "MATCHED";
  const conditions = cursor.accept("AND") ? [wrap(readExpression(tx), PREC.not)] : [];
  tx.expect("THEN");
  if (cursor.accept("DO", "NOTHING")) return [{ when, conditions, action: undefined }];
  const clause = { when, conditions } as const;
  if (cursor.accept("DELETE") || (tx.is("teradata") && cursor.accept("DEL")))
    return [{ ...clause, action: "DELETE" }];
  if (cursor.accept("UPDATE") || (tx.is("teradata") && cursor.accept("UPD")))
    return readUpdate(tx, tables, clause);
  if (cursor.accept("INSERT") || (tx.is("teradata") && cursor.accept("INS")))
    return [readInsert(tx, tables, clause)];
  throw tx.unreadable("UPDATE, DELETE or INSERT expected");
}

/** UPDATE SET …; in Oracle WHERE and DELETE WHERE may follow. */
function readUpdate(
  tx: Tx,
  tables: MergeTables,
  clause: Pick<Clause, "when" | "conditions">,
): Clause[] {
  const { cursor } = tx;
  if (cursor.accept("ALL", "BY", "NAME")) {
    const action = tx.target === "duckdb" ? "UPDATE BY NAME" : "UPDATE SET *";
    return [{ ...clause, action }];
  }
  tx.expect("SET");
  const sets = readAssignments(tx, tables.target);
  const action = `UPDATE SET ${sets.map((set) => assignment(tx, set)).join(", ")}`;
  const where = cursor.accept("WHERE") ? [wrap(readExpression(tx), PREC.not)] : [];
  const conditions = [...clause.conditions, ...where];
  const update: Clause = { when: clause.when, conditions, action };
  if (!cursor.accept("DELETE", "WHERE")) return [update];
  // Rows that the update would leave with this condition met are deleted: it is about the new values.
  const gone = afterUpdate(tx, tables, sets, () => wrap(readExpression(tx), PREC.not));
  return [{ when: clause.when, conditions: [...conditions, gone], action: "DELETE" }, update];
}

/** Reads a condition in which columns of the target mean what the assignments make of them. */
function afterUpdate(
  tx: Tx,
  { into }: MergeTables,
  sets: readonly Assignment[],
  read: () => string,
): string {
  const values = new Map(sets.map(({ column, sql }) => [column.toLowerCase(), sql]));
  if (sets.some(({ sql }) => sql === "DEFAULT"))
    throw tx.unsupported("DELETE WHERE behind SET … = DEFAULT");
  into.write = (column) => {
    const value = values.get(column.toLowerCase());
    return value === undefined ? `${tx.out.name(into.alias)}.${tx.out.name(column)}` : `(${value})`;
  };
  try {
    return read();
  } finally {
    delete into.write;
  }
}

function readInsert(
  tx: Tx,
  tables: MergeTables,
  clause: Pick<Clause, "when" | "conditions">,
): Clause {
  const { cursor } = tx;
  const { target } = tables;
  const action = insertAction(tx, tables);
  const where = cursor.accept("WHERE") ? [wrap(readExpression(tx), PREC.not)] : [];
  if (action === undefined) throw tx.unreadable(`values for ${target.name} expected`);
  return { when: clause.when, conditions: [...clause.conditions, ...where], action };
}

function insertAction(tx: Tx, { target }: MergeTables): string | undefined {
  const { cursor } = tx;
  if (cursor.accept("ALL", "BY", "NAME"))
    return tx.target === "duckdb" ? "INSERT BY NAME" : "INSERT *";
  // BigQuery's ROW: the source has the target's columns, by their places.
  if (tx.is("bigquery") && cursor.accept("ROW")) {
    if (tx.target === "duckdb") return "INSERT *";
    const what = "INSERT * takes columns by their names, INSERT ROW by their places";
    tx.note("DWM-QRY-006", { what });
    return "INSERT *";
  }
  const bare = holdsValues(tx);
  const columns = bare ? undefined : readColumnList(tx);
  if (cursor.accept("OVERRIDING")) {
    if (cursor.isWords("USER")) throw tx.unsupported("OVERRIDING USER VALUE");
    tx.expect("SYSTEM", "VALUE");
  }
  if (cursor.accept("DEFAULT", "VALUES")) throw tx.unsupported("MERGE … INSERT DEFAULT VALUES");
  if (!bare && !cursor.accept("VALUES")) return undefined;
  const inside = cursor.group();
  if (!inside) throw tx.unreadable("( expected");
  const given = columns ?? columnsOf(tx, target);
  const row = inside.split();
  if (given && given.length !== row.length)
    throw tx.stop("DWM-DAT-002", { found: row.length, expected: given.length });
  const counted = sequencePlace(tx, target, given, [row]);
  const names = given?.filter((_, index) => index !== counted);
  const parts = row.filter((_, index) => index !== counted);
  const values = parts.map((part, index) =>
    tx.inside(part, () => {
      const { sql } = readValue(tx, target.columns?.get(names?.[index]?.toLowerCase() ?? ""));
      if (!part.done) throw tx.unreadable("not expected in a row");
      return sql;
    }),
  );
  if (!names && tx.target === "databricks")
    throw tx.stop("DWM-DML-003", {
      statement: "INSERT VALUES without columns in a MERGE",
      why: `Databricks needs their names, and the columns of ${target.name} are not known`,
    });
  const list = names ? ` (${names.map(tx.out.name).join(", ")})` : "";
  return `INSERT${list} VALUES (${values.join(", ")})`;
}

/** Clauses as text. DO NOTHING has no counterpart in Databricks: the clauses behind it leave its rows out. */
function written(clauses: readonly Clause[]): string[] {
  const texts: string[] = [];
  const spared = new Map<Clause["when"], string[] | "all">();
  for (const { when, conditions, action } of clauses) {
    const before = spared.get(when) ?? [];
    if (before === "all") continue;
    if (action === undefined) {
      const own = conditions.map((condition) => `NOT coalesce(${condition}, FALSE)`);
      spared.set(when, conditions.length === 0 ? "all" : [...before, ...own]);
      continue;
    }
    const all = [...before, ...conditions].map((condition) => ` AND ${condition}`).join("");
    texts.push(`WHEN ${when}${all} THEN ${action}`);
  }
  return texts;
}
