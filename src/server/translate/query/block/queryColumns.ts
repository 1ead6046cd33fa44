import type { TypeClass } from "../../types/spec.ts";
import {
  type ColumnDetail,
  detailed,
  followsMysql,
  shownDetail,
  withChoiceDigits,
} from "../digits/digits.ts";
import { widerScale } from "../digits/wideDecimals.ts";
import { commonType, primary } from "../expr.ts";
import type { Tx } from "../tx.ts";

/** A column of a query's result. */
export interface OutputColumn {
  name: string | undefined;
  type: TypeClass;
  detail?: ColumnDetail;
}

/** A translated query. `columns` is undefined where a `*` hides what there is. */
export interface Query {
  sql: string;
  columns: OutputColumn[] | undefined;
  /** Set for T-SQL's FOR XML: `.value(…)` may follow its brackets. */
  xml?: boolean;
  /** The same with a column more, `dwm_row`, that numbers the rows in their order; where there is an order. */
  numbered?: () => string;
}

/** The column of rows of two queries: UNION and its kin. Its name is that of the first one. */
export function eitherColumn(
  tx: Tx,
  one: OutputColumn,
  other: OutputColumn | undefined,
): OutputColumn {
  const type = commonType([one.type, other?.type ?? "unknown"]);
  const plain: OutputColumn = { name: one.name, type };
  if (!other || followsMysql(tx)) return plain;
  const values = [one, other].map((column) => detailed(primary("", column.type), column.detail));
  const detail = shownDetail(withChoiceDigits(tx, primary("", type), ...values), false);
  const kept = detail ?? widerScale(tx, one, other);
  return kept ? { ...plain, detail: kept } : plain;
}

/** `(a, b)` */
export function columnNames(tx: Tx): string[] {
  const inside = tx.cursor.group();
  if (!inside) throw tx.unreadable("( expected");
  return tx.inside(inside, () => {
    const names = [tx.expectIdentifier("a column")];
    while (tx.cursor.acceptSymbol(",")) names.push(tx.expectIdentifier("a column"));
    if (!tx.cursor.done) throw tx.unreadable("not expected in a list of columns");
    return names;
  });
}

/** Columns by lower-case name, for scopes; undefined where one has no name or a `*` hides them. */
export function columnMap(
  query: Query,
  names?: readonly string[],
): ReadonlyMap<string, TypeClass> | undefined {
  const { columns } = query;
  if (names)
    return new Map(
      names.map((name, index) => [name.toLowerCase(), columns?.[index]?.type ?? "unknown"]),
    );
  if (!columns || columns.some((column) => column.name === undefined)) return undefined;
  return new Map(columns.map((column) => [(column.name ?? "").toLowerCase(), column.type]));
}

/** Details of a query's columns, for the query around it. */
export function columnDetails(
  { columns }: Query,
  names?: readonly string[],
): { details?: ReadonlyMap<string, ColumnDetail> } {
  if (!columns?.some(({ detail }) => detail)) return {};
  const details = new Map<string, ColumnDetail>();
  columns.forEach(({ name, detail }, index) => {
    const called = names?.[index] ?? name;
    if (detail && called !== undefined) details.set(called.toLowerCase(), detail);
  });
  return { details };
}
