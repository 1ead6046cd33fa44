import type { Expr } from "../expr.ts";
import type { Tx } from "../tx.ts";

/** The text of a moment: 'epoch' in PostgreSQL's family is one; 'now', 'today' and the like are another one each time. */
export function momentText(tx: Tx, text: string, offset: number): string {
  if (!tx.is("postgres", "redshift")) return text;
  const word = text.trim().toLowerCase();
  if (word === "epoch") return "1970-01-01 00:00:00";
  if (/^(now|today|tomorrow|yesterday|allballs|-?infinity)$/.test(word))
    throw tx.unsupported(`the literal '${text}'`, offset);
  return text;
}

/** MySQL's number for a date or time (20200131, 20200131235959), as a text in the target's form; undefined of another value. */
export function numberedMoment(tx: Tx, { number }: Expr): string | undefined {
  if (!tx.is("mysql") || number === undefined) return undefined;
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d))?$/.exec(number) ?? [];
  if (year === undefined) return undefined;
  const date = `${year}-${month}-${day}`;
  return hour === undefined ? date : `${date} ${hour}:${minute}:${second}`;
}

/** Says that MySQL's date of zeros, which stands for none, is no date here. */
export function noteZeroDate(tx: Tx, { literal, number }: Expr, offset: number): void {
  if (!tx.is("mysql")) return;
  if (!/^0000-00-00/.test(literal ?? "") && !/^0+$/.test(number ?? "")) return;
  const what =
    "there is no date 0000-00-00 here: rows that have none are NULL, and are asked for with IS NULL";
  tx.note("DWM-QRY-006", { what }, offset);
}
