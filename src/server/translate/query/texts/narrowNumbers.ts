import type { Expr } from "../expr.ts";
import type { Tx } from "../tx.ts";

/** The most digits that an INT of SQL Server has; a BIGINT that does not fit is an error there. */
const INT_DIGITS = 10;

/** T-SQL's text of a whole number that has to fit into `length` characters: `*` where it does not; undefined of other values. */
export function starsOrText(
  tx: Tx,
  value: Expr,
  sql: string,
  length: number,
  offset: number,
): string | undefined {
  if (!tx.is("tsql") || value.type !== "int") return undefined;
  const digits = Math.min(value.precision ?? INT_DIGITS, INT_DIGITS);
  const written = value.number ?? (/^\d+$/.test(value.sql) ? value.sql : undefined);
  if ((written?.length ?? digits + 1) <= length) return sql;
  if (length === INT_DIGITS) {
    const what = "a negative INT of ten digits becomes * in VARCHAR(10); here it is written out";
    tx.noteSmall(what, offset);
    return sql;
  }
  return `CASE WHEN length(${sql}) > ${length} THEN '*' ELSE ${sql} END`;
}
