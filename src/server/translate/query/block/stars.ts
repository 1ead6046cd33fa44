import { detailed, shownDetail } from "../digits/digits.ts";
import { primary } from "../expr.ts";
import { readColumn } from "../expression/columnReference.ts";
import { joinedStar } from "../from/joinedColumns.ts";
import { elementStar, structStar } from "../nested/elementStar.ts";
import { isHidden } from "../nested/structPath.ts";
import type { Relation } from "../scope.ts";
import type { Tx } from "../tx.ts";
import { columnNames, type OutputColumn } from "./queryColumns.ts";
import { changesSql, readStarChanges, spelledOut } from "./starChanges.ts";

/** `t.*` or `sales.t.*`. */
export function qualifiedStar(
  tx: Tx,
): { sql: string; columns: OutputColumn[] | undefined } | undefined {
  const { cursor } = tx;
  let ahead = 0;
  const parts: string[] = [];
  for (;;) {
    const token = cursor.peek(ahead);
    if (token?.kind !== "word" && token?.kind !== "quoted") return undefined;
    parts.push(token.kind === "quoted" ? token.value : token.text);
    if (!cursor.isSymbol(".", ahead + 1)) return undefined;
    if (cursor.isSymbol("*", ahead + 2)) break;
    ahead += 2;
  }
  const offset = cursor.offset;
  cursor.at += ahead + 3;
  for (let from = 0; from < parts.length; from++) {
    const relation = tx.scope.relation(parts.slice(from).join("."));
    if (relation) return readStar(tx, relation);
  }
  if (tx.is("bigquery")) return structStar(tx, readColumn(tx, parts, offset));
  throw tx.stop(
    "DWM-QRY-001",
    { near: `${parts.join(".")}.*`, reason: "the table is not in the FROM clause" },
    offset,
  );
}

function columnSqlOf(tx: Tx, { alias }: Relation, column: string): string {
  return `${tx.out.name(alias)}.${tx.out.name(column)}`;
}

export function readStar(
  tx: Tx,
  relation: Relation | undefined,
): { sql: string; columns: OutputColumn[] | undefined } {
  const { cursor } = tx;
  const shown = relation ? [relation] : tx.scope.relations;
  if (shown.some(({ elementShape }) => elementShape))
    return elementStar(tx, shown, relation !== undefined);
  const changed = /^(EXCLUDE|EXCEPT|REPLACE|RENAME|ILIKE)$/.test(cursor.peek()?.value ?? "");
  const once = relation || changed ? undefined : joinedStar(tx);
  if (once) return once;
  if (!relation && tx.scope.joined.size > 0 && tx.target === "duckdb") {
    const what =
      "* has the columns that the tables are joined by at their place in the first table; the source has them first";
    tx.note("DWM-QRY-006", { what });
  }
  const relations = shown;
  let columns: OutputColumn[] | undefined = [];
  for (const each of relations) {
    if (!each.columns) columns = undefined;
    else {
      const names = [...each.columns].filter(([name]) => !isHidden(tx, each, name));
      columns?.push(...names.map(([name, type]) => columnShown(tx, each, name, type)));
    }
  }
  let sql = relation ? `${tx.out.name(relation.alias)}.*` : "*";
  const [first, ...others] = relations;
  if (first?.spread) {
    if (others.length > 0 || cursor.peek()?.kind === "word")
      throw tx.unsupported("this * over UNPIVOT");
    sql = first.spread.map((column) => columnSqlOf(tx, first, column)).join(", ");
    columns = first.spread.map((column) => {
      return { name: column, type: first.columns?.get(column.toLowerCase()) ?? "unknown" };
    });
  }
  const hidden = relations.flatMap((each) => each.hidden ?? []).join(", ");
  const starless = relations.find((each) => each.starless)?.starless;
  if (starless !== undefined) throw tx.unsupported(`* over ${starless}`);
  if (cursor.isWords("ILIKE")) throw tx.unsupported("* ILIKE");
  const gone = hidden ? [hidden] : [];
  if (
    cursor.isWords("EXCLUDE") ||
    (cursor.isWords("EXCEPT") && cursor.isSymbol("(", 1) && tx.is("bigquery"))
  ) {
    cursor.next();
    const names = cursor.isSymbol("(") ? columnNames(tx) : [tx.expectIdentifier("a column")];
    gone.unshift(...names.map(tx.out.name));
    const left = new Set(names.map((name) => name.toLowerCase()));
    columns = columns?.filter((column) => !left.has((column.name ?? "").toLowerCase()));
  }
  const changes = readStarChanges(tx);
  if (tx.target === "databricks" && changes.changed.length > 0) {
    // Of several tables the columns would have to be told apart.
    const known = relation || relations.length === 1 ? columns : undefined;
    sql = spelledOut(tx, sql, gone, known, changes);
  } else {
    const exclude = tx.target === "databricks" ? "EXCEPT" : "EXCLUDE";
    if (gone.length > 0) sql += ` ${exclude} (${gone.join(", ")})`;
    sql += changesSql(tx, changes);
  }
  return { sql, columns: columns?.map((column) => changes.column(column)) };
}

/** A column that a `*` shows, with what is known of it. */
function columnShown(
  tx: Tx,
  { details }: Relation,
  name: string,
  type: OutputColumn["type"],
): OutputColumn {
  const known = details?.get(name);
  const detail = known && shownDetail(detailed(primary("", type), known), tx.scope.merged);
  return detail ? { name, type, detail } : { name, type };
}
