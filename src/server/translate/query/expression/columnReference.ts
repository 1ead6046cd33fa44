import type { Token } from "../../../sql/token.ts";
import type { TypeClass } from "../../types/spec.ts";
import { aliasValue, listedItem } from "../block/aliases.ts";
import { packageValue } from "../calls/readCall.ts";
import { detailed, shownDetail } from "../digits/digits.ts";
import { type Expr, primary } from "../expr.ts";
import { jsonDots } from "../nested/jsonDots.ts";
import { shaped } from "../nested/shape.ts";
import { columnOf, holdersOf, rowShape, structPath } from "../nested/structPath.ts";
import { attributeOf } from "../nested/superPath.ts";
import type { ScopeVariable } from "../scope.ts";
import { impliedTable } from "../teradata/impliedTables.ts";
import type { Tx } from "../tx.ts";
import { refusePseudo, refuseRow } from "./pseudoColumns.ts";

/** Snowflake's `$1`: the first column of rows that stand in the query itself. */
export function columnAt(tx: Tx, token: Token): Expr | undefined {
  const number = /^\$(\d+)$/.exec(token.text)?.[1];
  const [relation, more] = tx.scope.relations;
  const column = number === undefined ? undefined : relation?.places?.[Number(number) - 1];
  if (column === undefined || more) return undefined;
  tx.cursor.next();
  return readColumn(tx, [column], token.start);
}

/** A column reference, qualified by its table's alias in the output. */
export function readColumn(tx: Tx, parts: string[], offset: number): Expr {
  const { scope, cursor } = tx;
  const column = parts.at(-1) ?? "";
  const qualifier = parts.slice(0, -1);
  if (
    tx.is("oracle", "snowflake") &&
    qualifier.length > 0 &&
    /^(NEXTVAL|CURRVAL)$/i.test(column) &&
    !scope.relation(qualifier.join("."))
  ) {
    throw tx.stop("DWM-PRC-061", { construct: parts.join(".") }, offset);
  }
  if (/^(ROWID|ROWNUM|LEVEL)$/i.test(column) && tx.is("oracle") && qualifier.length > 0) {
    throw tx.unsupported(parts.join("."), offset);
  }
  let result: Expr;
  if (qualifier.length === 0) {
    const variable = scope.variable(column);
    if (variable) return variableValue(tx, variable, column, offset);
    const whole = scope.relation(column);
    if (whole?.element !== undefined && !whole.columns?.has(column.toLowerCase()))
      return {
        ...shaped(primary(whole.element, whole.elementType ?? "unknown"), whole.elementShape),
        name: column,
      };
    if (tx.is("teradata") && /^PARTITION(#L\d+)?$/i.test(column) && !scope.owner(column)?.columns)
      throw tx.unsupported("PARTITION, the number of a row's partition,", offset);
    const alias = aliasValue(tx, column, offset);
    if (alias) return { ...alias, name: column };
    const owner = scope.owner(column);
    const named = owner ? undefined : tx.resolveName?.(parts, offset, scope.parent !== undefined);
    if (named) return { ...named, name: column };
    refusePseudo(tx, column, owner, offset);
    refuseRow(tx, column, whole, owner, offset);
    if (owner) scope.mentions?.add(owner.alias);
    else scope.strays?.add(column);
    if (tx.ownColumns?.has(column.toLowerCase()) === false)
      throw tx.unsupported(`the name ${column}, which is no column of the table,`, offset);
    const item = owner ? undefined : listedItem(tx, column);
    const type = tx.ownColumns?.get(column.toLowerCase()) ?? item?.type ?? scope.typeOf(column);
    const own = owner?.unqualified?.has(column.toLowerCase()) === true;
    const placed = owner && !own && (owner.write || owner === scope.bare || scope.qualified);
    const sql = placed ? columnOf(tx, owner, column) : "";
    const row = tx.is("bigquery") && !owner && whole && rowShape(whole);
    const detail =
      owner?.details?.get(column.toLowerCase()) ??
      (row ? { shape: row } : item && shownDetail(item, false));
    if (detail?.textual) noteTextual(tx, column, offset);
    result = { ...detailed(typed(sql || tx.out.name(column), type), detail), name: column };
    if (sql && !sql.endsWith(tx.out.name(column))) result.renamed = true;
    markOuter(tx, owner?.alias, offset);
    return result;
  }
  const step = jsonElement(tx, parts);
  if (step) return step;
  const field = structPath(tx, parts);
  if (field) return field;
  const relation = findRelation(tx, qualifier);
  if (relation) {
    refusePseudo(tx, column, relation, offset);
    scope.mentions?.add(relation.alias);
    // A step into an element that is JSON.
    const inner = relation.elementType === "json" && relation.write !== undefined;
    const known = inner ? "json" : relation.columns?.get(column.toLowerCase());
    const type = known ?? "unknown";
    const detail = relation.details?.get(column.toLowerCase());
    if (detail?.textual) noteTextual(tx, column, offset);
    result = { ...detailed(typed(columnOf(tx, relation, column), type), detail), name: column };
    if (inner) result.path = true;
    if (!result.sql.endsWith(tx.out.name(column))) result.renamed = true;
    markOuter(tx, relation.alias, offset);
    return result;
  }
  const attribute = jsonField(tx, parts) ?? jsonDots(tx, parts);
  if (attribute) return attribute;
  if (tx.ownColumns && qualifier.length > 0) {
    const type = tx.ownColumns.get(column.toLowerCase());
    if (type === undefined)
      throw tx.unsupported(`${parts.join(".")}, which is no column of the table,`, offset);
    return { ...primary(tx.out.name(column), type), name: column };
  }
  const variable = scope.variable(parts.join("."));
  if (variable) return variableValue(tx, variable, column, offset);
  const named = tx.resolveName?.(parts, offset, scope.parent !== undefined);
  if (named) return { ...named, name: column };
  const [root = "", ...steps] = parts;
  const holder = scope.owner(root);
  if (holder?.write)
    return {
      ...primary([holder.write(root), ...steps.map(tx.out.name)].join("."), "unknown"),
      name: column,
    };
  const packaged = packageValue(tx, parts, offset);
  if (packaged) return packaged;
  if (impliedTable(tx, qualifier, offset)) return readColumn(tx, parts, offset);
  if (tx.is("teradata"))
    throw tx.unsupported(
      `the table ${qualifier.join(".")}, which is not in the FROM clause,`,
      offset,
    );
  // `v.key` of a column that is no table: a field of a struct, or a name that the target will refuse.
  if (cursor.isSymbol("(+)")) throw tx.unsupported("(+) on a table that cannot be told", offset);
  const sql = parts.map(tx.out.name).join(".");
  return { ...primary(sql, "unknown"), name: column };
}

/** `v.a.b` of a column that is JSON (BigQuery) or a SUPER (Redshift): a path into it. */
function jsonField(tx: Tx, parts: readonly string[]): Expr | undefined {
  if (!tx.is("redshift", "bigquery")) return undefined;
  for (const { relation, column, steps } of holdersOf(tx, parts)) {
    if (relation.columns?.get(column.toLowerCase()) !== "json") continue;
    const bare = steps.length === parts.length - 1;
    const start = primary(bare ? tx.out.name(column) : columnOf(tx, relation, column), "json");
    return steps.reduce((value, step) => attributeOf(tx, value, step), start);
  }
  return undefined;
}

/** `e.a.b` of BigQuery's UNNEST(…) AS e whose elements are JSON. */
function jsonElement(tx: Tx, [root = "", first = "", ...more]: readonly string[]) {
  if (!tx.is("bigquery")) return undefined;
  const relation = tx.scope.relation(root);
  if (relation?.elementType !== "json" || relation.element === undefined) return undefined;
  if (relation.columns?.has(first.toLowerCase())) return undefined;
  const start = primary(relation.element, "json");
  return [first, ...more].reduce((value, step) => attributeOf(tx, value, step), start);
}

/** A column of a table that is INTERVAL in the source. */
function noteTextual(tx: Tx, column: string, offset: number): void {
  const what = `${column} holds spans of time as texts: cast it to an INTERVAL where it is calculated with`;
  tx.note("DWM-QRY-006", { what }, offset);
}

/** A column's value; of an ARRAY it says so. */
function typed(sql: string, type: TypeClass): Expr {
  return type === "array" ? { ...primary(sql, "unknown"), array: true } : primary(sql, type);
}

function variableValue(
  tx: Tx,
  { sql, type, refused }: Pick<ScopeVariable, "sql" | "type" | "refused">,
  name: string,
  offset: number,
): Expr {
  if (refused !== undefined) throw tx.stop("DWM-PRC-002", { construct: refused }, offset);
  return { ...primary(sql, type), name };
}

function findRelation(tx: Tx, qualifier: string[]) {
  for (let from = 0; from < qualifier.length; from++) {
    const found = tx.scope.relation(qualifier.slice(from).join("."));
    if (found) return found;
  }
  return undefined;
}

/** Notes an outer-join mark `(+)` behind a column. */
function markOuter(tx: Tx, alias: string | undefined, offset: number): void {
  if (!tx.cursor.isSymbol("(+)")) return;
  if (!tx.is("oracle", "redshift", "snowflake")) throw tx.unsupported("(+)", offset);
  if (alias === undefined || !tx.scope.marks) {
    throw tx.stop(
      "DWM-QRY-004",
      { name: "(+)", reason: "the table of the column cannot be told" },
      offset,
    );
  }
  tx.cursor.next();
  tx.scope.marks.add(alias);
}
