import type { Token } from "../../../sql/token.ts";
import { Cursor } from "../../cursor.ts";
import { readStringLiteral } from "../../literals.ts";
import { readType } from "../../types/read.ts";
import { resolveType } from "../../types/resolve.ts";
import { type Expr, isDated, primary } from "../expr.ts";
import { castTo } from "../expression/cast.ts";
import { readWhole } from "../expression/expression.ts";
import { type CastType, castType } from "../expression/types.ts";
import { shownNumber } from "../functions/databricks/formatPhrase.ts";
import { formattedNumber } from "../functions/duckdb/formattedNumber.ts";
import type { Tx } from "../tx.ts";
import { teradataMask } from "./mask.ts";

/** Words that begin a phrase which says how a value is shown or compared. */
const PHRASES = /^(FORMAT|NAMED|TITLE|CASESPECIFIC|CS|UPPERCASE|UC|CHARACTER)$/;

/** True when the bracket at the cursor holds a phrase about the value before it: `a (DATE, FORMAT 'YYYY')`. */
export function phraseFollows(tx: Tx): boolean {
  const { cursor } = tx;
  if (!tx.is("teradata") || !cursor.isSymbol("(")) return false;
  const inside = cursor.slice(cursor.at, cursor.end).group();
  if (!inside || inside.done) return false;
  return inside.split().every((part) => isPhrase(tx, part));
}

function isPhrase(tx: Tx, part: Cursor): boolean {
  const word = part.peek();
  if (word?.kind !== "word") return false;
  if (word.value === "NOT") return /^(CASESPECIFIC|CS)$/.test(part.peek(1)?.value ?? "");
  const next = part.peek(1);
  if (word.value === "FORMAT" || word.value === "TITLE") return next?.kind === "string";
  if (word.value === "NAMED") return next !== undefined;
  if (PHRASES.test(word.value) && word.value !== "CHARACTER") return next === undefined;
  const type = part.slice(part.at, part.end);
  const spec = readType(type);
  if (!spec || !resolveType(spec, tx.context)) return false;
  // PERIOD(a, b) makes a period of two values; PERIOD(DATE) is a type.
  if (spec.name === "PERIOD" && !/^(DATE|TIME|TIMESTAMP)\b[^']*$/i.test(spec.args.join(",")))
    return false;
  if (type.accept("CHARACTER", "SET")) type.next();
  return type.done || type.isWords("FORMAT");
}

/** True when a name before brackets is a column with a phrase behind it, and no function. */
export function isPhrased(tx: Tx, parts: readonly string[]): boolean {
  if (!phraseFollows(tx)) return false;
  const { cursor } = tx;
  const told = /^(FORMAT|NAMED|TITLE|NOT)$/.test(cursor.peek(1)?.value ?? "");
  // BEGIN(PERIOD(…)) asks for an end of a period.
  if (parts.length === 1 && /^(BEGIN|END)$/i.test(parts[0] ?? "")) return false;
  return told || parts.length > 1 || !tx.rule((parts[0] ?? "").toUpperCase());
}

/** Reads the phrases of one bracket behind a value, whose tokens begin at `start`. */
export function readPhrases(tx: Tx, value: Expr, start: number): Expr {
  const { cursor } = tx;
  const tokens = cursor.tokens.slice(start, cursor.at);
  const inside = cursor.group();
  if (!inside) throw tx.unreadable("( expected");
  let type: CastType | undefined;
  let mask: string | undefined;
  let result = value;
  const offset = inside.offset;
  for (const part of inside.split()) {
    tx.inside(part, () => {
      if (part.accept("FORMAT")) mask = readText(tx);
      else if (part.accept("TITLE")) noteShown(tx, `TITLE ${readText(tx)}`, offset);
      else if (part.accept("NAMED"))
        result = { ...result, name: tx.expectIdentifier("a name"), renamed: true };
      else if (part.accept("NOT")) part.next();
      else if (part.accept("CASESPECIFIC") || part.accept("CS"))
        result = { ...result, exact: true };
      else if (part.accept("UPPERCASE") || part.accept("UC"))
        result = { ...result, sql: `upper(${result.sql})`, type: "string" };
      else {
        type = castType(tx);
        if (part.accept("CHARACTER", "SET")) part.next();
        if (part.accept("FORMAT")) mask = readText(tx);
      }
      if (!part.done) throw tx.unreadable("not expected here");
    });
  }
  const made = phrased(tx, result, tokens, type, mask, offset);
  return result.renamed && result.name !== undefined
    ? { ...made, name: result.name, renamed: true }
    : made;
}

function readText(tx: Tx): string {
  const literal = readStringLiteral(tx.cursor.next()?.text ?? "", tx.dialect);
  if (literal?.kind !== "text") throw tx.unreadable("a text expected");
  return literal.value;
}

function noteShown(tx: Tx, clause: string, offset: number): void {
  tx.note("DWM-QRY-007", { clause, why: "how a value is shown" }, offset);
}

/** A value with a type, a format, or both behind it; `tokens` are the value's own. */
export function phrased(
  tx: Tx,
  value: Expr,
  tokens: readonly Token[],
  type: CastType | undefined,
  mask: string | undefined,
  offset: number,
): Expr {
  if (!type) return mask === undefined ? value : { ...value, format: { mask, tokens } };
  if (type.class === "string" && value.format) {
    const text = formatted(tx, value.format, value, offset);
    const width = shownWidth(value.format.mask);
    if (width !== undefined && width === type.length) return text;
    return castTo(tx, text, type, false, offset);
  }
  if (mask === undefined) return castTo(tx, value, type, false, offset);
  const given = { mask, tokens };
  if (!isDated(type.class)) return { ...castTo(tx, value, type, false, offset), format: given };
  const isText = value.type === "string" || value.type === "unknown";
  if (!isText || /^Y(YYY|4)-MM-DD$/i.test(mask))
    return { ...castTo(tx, value, type, false, offset), format: given };
  if (value.type === "unknown") {
    const what = `a value whose type is not known is taken for a text in the form ${mask}`;
    tx.note("DWM-QRY-006", { what }, offset);
  }
  const name = type.class === "date" ? "TO_DATE" : "TO_TIMESTAMP";
  return { ...called(tx, name, tokens, teradataMask(tx, mask, offset)), format: given };
}

/** How many characters a format always shows; undefined where that depends on the value. */
function shownWidth(mask: string): number | undefined {
  const digits = /^9\((\d+)\)$/.exec(mask)?.[1];
  if (digits !== undefined) return Number(digits);
  if (/^9+$/.test(mask)) return mask.length;
  return /^(YYYY|YY|MM|DD|HH|MI|SS|[-/:.,\s])+$/i.test(mask) && !/MMM|DDD/i.test(mask)
    ? mask.length
    : undefined;
}

/** A number as its format shows it. */
function shown(tx: Tx, value: Expr, mask: string, offset: number): Expr {
  const number = shownNumber(tx.out, value.sql, mask);
  if (!number) throw tx.stop("DWM-QRY-005", { mask, element: mask }, offset);
  if (!number.signed) noteUnsigned(tx, mask, offset);
  return primary(number.sql, "string");
}

function noteUnsigned(tx: Tx, mask: string, offset: number): void {
  const what = `FORMAT '${mask}' has no place for a minus: negative numbers may look different`;
  tx.note("DWM-QRY-006", { what }, offset);
}

/** A value as text: as its format shows it where it has one. */
export function shownText(tx: Tx, value: Expr): Expr {
  return value.format ? formatted(tx, value.format, value, tx.cursor.offset) : value;
}

/** A value as the text that its format shows. */
function formatted(
  tx: Tx,
  { mask, tokens }: NonNullable<Expr["format"]>,
  value: Expr,
  offset: number,
): Expr {
  if (tx.target === "databricks" && !/[YMDHSTE]/i.test(mask)) return shown(tx, value, mask, offset);
  const digits = /^(9+|9\((\d+)\))$/.exec(mask);
  if (digits) {
    const width = Number(digits[2] ?? mask.length);
    const text = `CAST(${value.sql} AS ${tx.out.textType})`;
    const padded = `lpad(${text}, ${width}, '0')`;
    // A part of a date and a literal fit; a number that does not fit is shown as asterisks.
    const fits =
      /^\(?(extract\(|year\()/.test(value.sql) || (value.number?.length ?? width + 1) <= width;
    if (fits) return primary(padded, "string");
    const stars = `'${"*".repeat(width)}'`;
    return primary(
      `CASE WHEN length(${text}) > ${width} THEN ${stars} ELSE ${padded} END`,
      "string",
    );
  }
  if (/[Z9V$-]/i.test(mask.replace(/[^Z9V$-]/gi, "")) && !/[YMDHST]/i.test(mask)) {
    const number = formattedNumber(value.sql, mask);
    if (!number) throw tx.unsupported(`the FORMAT ${mask}`, offset);
    if (!number.signed) noteUnsigned(tx, mask, offset);
    return primary(number.sql, "string");
  }
  return called(tx, "TO_CHAR", tokens, teradataMask(tx, mask, offset));
}

/** `name(value, 'mask')`, read as the source's own function. */
function called(tx: Tx, name: string, tokens: readonly Token[], mask: string): Expr {
  const [first] = tokens;
  if (!first) throw tx.unreadable("a value expected");
  const symbol = (text: string): Token => ({ ...first, kind: "symbol", text, value: text });
  const text = `'${mask.replaceAll("'", "''")}'`;
  const call: Token[] = [
    { ...first, kind: "word", text: name, value: name },
    symbol("("),
    ...tokens,
    symbol(","),
    { ...first, kind: "string", text, value: text },
    symbol(")"),
  ];
  const { cursor } = tx;
  return tx.inside(new Cursor(cursor.text, cursor.dialect, call), () => readWhole(tx));
}
