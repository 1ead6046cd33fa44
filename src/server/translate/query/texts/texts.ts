import { quoteText } from "../../duckdbNames.ts";
import { type Expr, isDated, isNumeric, primary } from "../expr.ts";
import type { Tx } from "../tx.ts";

/** True where texts are compared without regard to case unless a collation says otherwise. */
export function foldsCase(tx: Tx): boolean {
  return tx.is("tsql", "mysql", "teradata");
}

/** True when upper and lower case make no difference to the value. */
export function isCaseless(value: Expr): boolean {
  const { literal } = value;
  return literal !== undefined && literal.toLowerCase() === literal.toUpperCase();
}

/** Says, once a statement, that a comparison of texts may come out otherwise than in the source. */
export function noteTexts(tx: Tx, offset: number, ...values: readonly Expr[]): void {
  if (tx.textsNoted || !foldsCase(tx)) return;
  if (!values.some((value) => value.type === "string")) return;
  const other = (value: Expr) =>
    isCaseless(value) ||
    value.exact === true ||
    isDated(value.type) ||
    isNumeric(value.type) ||
    value.type === "bool" ||
    value.type === "time";
  if (values.some(other)) return;
  tx.textsNoted = true;
  tx.note("DWM-QRY-012", {}, offset);
}

/**
 * Says what `noteTexts` says, of texts that are compared or grouped; and of Redshift, once an object, that blanks at the end do
 * not count there ("Character types", significance of trailing blanks).
 */
export function noteCompared(tx: Tx, offset: number, ...values: readonly Expr[]): void {
  noteTexts(tx, offset, ...values);
  if (tx.is("postgres", "mysql") && values.some(({ type }) => type === "json"))
    tx.noteSmall(
      "JSON is compared as the text that was written; in the source the order of keys and zeros behind a fraction make no difference",
      offset,
    );
  if (!tx.is("redshift") || !values.some(({ type }) => type === "string")) return;
  if (values.every(({ literal }) => literal !== undefined)) return;
  tx.noteOnce("DWM-QRY-014", {}, offset);
}

/** Says the same of a join that names its columns only. */
export function noteJoined(tx: Tx, names: readonly string[], offset: number): void {
  const { relations } = tx.scope;
  const isText = (name: string) =>
    relations.some(({ columns }) => columns?.get(name.toLowerCase()) === "string");
  if (names.some(isText)) noteCompared(tx, offset, primary("", "string"));
}

/** The place of `part` in `subject`, both as SQL texts, as the source looks for it: 0 where it is not found. */
export function placeOf(tx: Tx, subject: string, part: string, given: Expr): string {
  if (!foldsCase(tx) || isCaseless(given)) return `strpos(${subject}, ${part})`;
  return `strpos(lower(${subject}), lower(${part}))`;
}

/** T-SQL's REPLACE finds texts in any case: a regular expression where that makes a difference. */
export function replaceFolded(subject: string, part: Expr, by: Expr): string | undefined {
  if (part.literal === undefined || part.literal === "") return undefined;
  const pattern = part.literal.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  const replacement =
    by.literal === undefined
      ? `replace(${by.sql}, '\\', '\\\\')`
      : quoteText(by.literal.replaceAll("\\", "\\\\"));
  return `regexp_replace(${subject}, ${quoteText(pattern)}, ${replacement}, 'gi')`;
}

/** Oracle's text of a number: no zeros behind the fraction, none before the point. */
export function oracleNumberText(sql: string): string {
  const text = `CAST(${sql} AS VARCHAR)`;
  const trimmed = `CASE WHEN contains(${text}, '.') AND NOT contains(${text}, 'e') THEN rtrim(rtrim(${text}, '0'), '.') ELSE ${text} END`;
  return `regexp_replace(${trimmed}, '^(-?)0\\.', '\\1.')`;
}
