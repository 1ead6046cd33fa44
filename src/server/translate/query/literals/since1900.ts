import { readClock, readDateText } from "../../literals.ts";
import { type Expr, isDated, PREC, primary, wrap } from "../expr.ts";
import type { Tx } from "../tx.ts";

/** SQL Server's time of day as a moment: on the first day of 1900. Undefined: the value is none. */
export function firstOf1900(tx: Tx, time: Expr): Expr | undefined {
  const clock = readClock(time.literal ?? "");
  if (clock !== undefined)
    return primary(`CAST(${tx.out.text(`1900-01-01 ${clock}`)} AS TIMESTAMP)`, "timestamp");
  if (time.type !== "time") return undefined;
  const sql =
    tx.target === "databricks"
      ? `CAST(concat('1900-01-01 ', ${time.sql}) AS TIMESTAMP)`
      : `(DATE '1900-01-01' + ${wrap(time, PREC.multiply)})`;
  return primary(sql, "timestamp");
}

/** What is added to a moment in SQL Server, where it is one, too, or a text that it reads as one. */
function asMoment(tx: Tx, value: Expr, offset: number): Expr | undefined {
  if (isDated(value.type)) return value;
  if (value.type !== "string") return undefined;
  const iso = readDateText(value.literal ?? "", tx.dialect);
  const read = iso && primary(`CAST(${tx.out.text(iso)} AS TIMESTAMP)`, "timestamp");
  const moment = firstOf1900(tx, value) ?? read;
  if (moment) return moment;
  const reason = "a date and a text that is read as one";
  throw tx.stop("DWM-QRY-004", { name: "+", reason }, offset);
}

/** SQL Server's sum of two moments: the second one says how long after the beginning of 1900 it is. */
export function momentsAdded(tx: Tx, left: Expr, right: Expr, offset: number): Expr | undefined {
  if (!isDated(left.type) && !isDated(right.type)) return undefined;
  const [first, second] = [asMoment(tx, left, offset), asMoment(tx, right, offset)];
  if (!first || !second) return undefined;
  const lakehouse = tx.target === "databricks";
  const cast = second.prec === PREC.primary && /^CAST\(.* AS TIMESTAMP\)$/s.test(second.sql);
  const inner = cast ? second.sql.slice("CAST(".length, -" AS TIMESTAMP)".length) : second.sql;
  const moment = `CAST(${inner} AS ${lakehouse ? "TIMESTAMP_NTZ" : "TIMESTAMP"})`;
  const start = lakehouse ? "TIMESTAMP_NTZ'1900-01-01'" : "TIMESTAMP '1900-01-01'";
  const sql = `${wrap(first, PREC.add)} + (${moment} - ${start})`;
  return { sql, prec: PREC.add, type: "timestamp" };
}
