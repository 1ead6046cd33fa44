import { type Expr, isDated } from "../expr.ts";
import type { Tx } from "../tx.ts";

/** Functions that take a date for a text by themselves, where it stands first; those with `*` wherever it stands. */
const FIRST: ReadonlySet<string> = new Set(
  (
    "SUBSTR SUBSTRING LEFT RIGHT LENGTH LEN CHAR_LENGTH INSTR REPLACE UPPER LOWER LTRIM RTRIM LPAD RPAD REVERSE STUFF TRANSLATE " +
    "REGEXP_LIKE REGEXP_SUBSTR REGEXP_REPLACE REGEXP_INSTR PATINDEX LISTAGG STRING_AGG"
  ).split(" "),
);

/** Says that a date is taken for a text, where the source writes it in another form. */
export function noteDateText(tx: Tx, { type, format }: Expr, offset: number): void {
  if (!isDated(type) || format) return;
  if (type === "date" ? !tx.is("teradata") : !tx.is("tsql", "oracle", "teradata", "snowflake"))
    return;
  const what = "a date written as text has another form here; give it a format";
  tx.note("DWM-QRY-006", { what }, offset);
}

/** Says so of the argument at `index` of a function of texts. */
export function noteDateArgument(
  tx: Tx,
  name: string,
  index: number,
  value: Expr,
  offset: number,
): void {
  if (/^CONCAT(_WS)?$/.test(name) || (index === 0 && FIRST.has(name)))
    noteDateText(tx, value, offset);
}
