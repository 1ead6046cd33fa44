import { readStringLiteral } from "../../literals.ts";
import { type Expr, primary } from "../expr.ts";
import { dateText } from "../functions/duckdb/dateTexts.ts";
import { clockIn, instantIn } from "../functions/duckdb/zones.ts";
import type { Tx } from "../tx.ts";
import { readPrimary } from "./primary.ts";
import type { CastType } from "./types.ts";

/** Elements of the masks of BigQuery's CAST, those of dates and times that both targets read, longer ones first. */
const ELEMENT = /^(?:YYYY|MONTH|HH24|HH12|DDD|MON|DAY|FF[1-9]|YY|RR|MM|MI|DD|DY|HH|SS|AM|PM|D|Y)/i;

/** Elements as strptime reads them. */
const READ: Readonly<Record<string, string>> = {
  YYYY: "%Y",
  MONTH: "%B",
  HH24: "%H",
  HH12: "%I",
  HH: "%I",
  DDD: "%j",
  MON: "%b",
  DAY: "%A",
  DY: "%a",
  YY: "%y",
  RR: "%y",
  MM: "%m",
  MI: "%M",
  DD: "%d",
  SS: "%S",
  FF3: "%g",
  FF6: "%f",
  AM: "%p",
  PM: "%p",
};

/**
 * BigQuery's CAST(x AS type FORMAT 'mask' [AT TIME ZONE zone]) in DuckDB; the cursor stands behind FORMAT. `safe`: NULL for a
 * text that is not of that form.
 */
export function castByMask(tx: Tx, value: Expr, type: CastType, safe: boolean, at: number): Expr {
  const { cursor } = tx;
  const literal = readStringLiteral(cursor.next()?.text ?? "", tx.dialect);
  if (literal?.kind !== "text" || tx.target !== "duckdb") throw tx.unsupported("CAST … FORMAT", at);
  const zone = cursor.accept("AT", "TIME", "ZONE") ? readPrimary(tx) : undefined;
  const mask = literal.value;
  if (type.class === "string") return shown(tx, value, mask, zone, at);
  if (!/^(date|timestamp|timestamptz|time)$/.test(type.class) || value.type !== "string")
    throw tx.unsupported("this CAST … FORMAT", at);
  const format = elementsOf(tx, mask, at).map((part) => READ[part.toUpperCase()] ?? part);
  const read = `${safe ? "try_strptime" : "strptime"}(${value.sql}, ${tx.out.text(format.join(""))})`;
  const clock = primary(read, "timestamp");
  if (type.class === "timestamptz")
    return instantIn(tx, zone ?? { ...primary("'UTC'", "string"), literal: "UTC" }, clock, at);
  if (type.class === "timestamp") return clock;
  return primary(`CAST(${read} AS ${type.class === "date" ? "DATE" : "TIME"})`, type.class);
}

function elementsOf(tx: Tx, mask: string, at: number): string[] {
  const parts: string[] = [];
  for (let index = 0; index < mask.length; ) {
    const rest = mask.slice(index);
    const element = ELEMENT.exec(rest)?.[0];
    const quoted = /^"[^"]*"/.exec(rest)?.[0];
    if (element === undefined && quoted === undefined && !/^[-\s/.,:;]/.test(rest))
      throw tx.stop("DWM-QRY-005", { mask, element: rest[0] ?? "" }, at);
    if (element !== undefined && READ[element.toUpperCase()] === undefined)
      throw tx.stop("DWM-QRY-005", { mask, element }, at);
    parts.push(element ?? quoted?.slice(1, -1) ?? rest[0] ?? "");
    index += (element ?? quoted ?? " ").length;
  }
  return parts;
}

function shown(tx: Tx, value: Expr, mask: string, zone: Expr | undefined, at: number): Expr {
  if (value.type === "binary") {
    if (/^HEX$/i.test(mask)) return primary(`lower(hex(${value.sql}))`, "string");
    if (/^BASE64$/i.test(mask)) return primary(`to_base64(${value.sql})`, "string");
  }
  if (!/^(date|timestamp|timestamptz|time)$/.test(value.type))
    throw tx.unsupported("this CAST … FORMAT", at);
  elementsOf(tx, mask, at);
  const clock = zone && value.type === "timestamptz" ? clockIn(tx, zone, value, at) : value;
  const date = value.type === "time" ? `(DATE '1970-01-01' + ${value.sql})` : clock.sql;
  // Names are not filled up with blanks.
  const tight = mask.replace(/"[^"]*"|MONTH|DAY/gi, (part) =>
    part.startsWith('"') ? part : `FM${part}FM`,
  );
  const read = dateText(date, tight, "oracle");
  if ("unknown" in read) throw tx.stop("DWM-QRY-005", { mask, element: read.unknown }, at);
  return primary(read.sql, "string");
}
