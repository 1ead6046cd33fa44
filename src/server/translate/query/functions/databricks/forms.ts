import { type Expr, primary } from "../../expr.ts";
import { readWhole } from "../../expression/expression.ts";
import { withWordEnds } from "../../texts/regexp.ts";
import { noteTexts } from "../../texts/texts.ts";
import type { Tx } from "../../tx.ts";
import { noteUnicode, readConvert } from "../convertForm.ts";
import { readBetween, readOverlayParts, topLevelWord } from "../topLevel.ts";
import { databricksConvert } from "./convert.ts";
import { javaPattern } from "./javaPattern.ts";
import { extracted, partOfAge } from "./parts.ts";
import { cut } from "./substring.ts";
import { located, text, trimmed } from "./text.ts";

/** Calls with a grammar of their own in Databricks SQL. The cursor stands inside of the brackets; undefined leaves it there. */
export function databricksForm(tx: Tx, name: string, offset: number): Expr | undefined {
  switch (name) {
    case "EXTRACT":
      return readExtract(tx, offset);
    case "TRIM":
      return readTrim(tx, offset);
    case "SUBSTRING":
    case "SUBSTR":
      return named(readSubstring(tx), "substring");
    case "POSITION":
      return named(readPosition(tx), "position");
    case "OVERLAY":
      return named(readOverlay(tx), "overlay");
    case "CONVERT":
    case "TRY_CONVERT":
      return readConvert(tx, name, offset, databricksConvert);
    case "TRANSLATE":
      return readTranslate(tx, offset);
    default:
      return undefined;
  }
}

/** The name that the column of a form has in PostgreSQL. */
function named(form: Expr | undefined, name: string): Expr | undefined {
  return form && { ...form, name };
}

function readExtract(tx: Tx, offset: number): Expr {
  const { cursor } = tx;
  const token = cursor.next();
  const written =
    token?.kind === "string" ? token.text.slice(1, -1).toUpperCase() : (token?.value ?? "");
  const day = cursor.group()?.rest().toUpperCase();
  tx.expect("FROM");
  const years = partOfAge(tx, cursor, written, offset);
  if (years) return { ...years, name: "extract" };
  const value = readWhole(tx);
  if (day === undefined || !tx.is("bigquery")) return extracted(tx, written, value, offset);
  if (written === "WEEK" && day === "SUNDAY") return extracted(tx, "WEEK", value, offset);
  // Days before the first Monday of the year are in week 0.
  if (written === "WEEK" && day === "MONDAY")
    return primary(`((dayofyear(${value.sql}) + 6 - weekday(${value.sql})) div 7)`, "int");
  const reason = `the part ${written}(${day}) has no counterpart`;
  throw tx.stop("DWM-QRY-004", { name: "EXTRACT", reason }, offset);
}

const SIDES: Readonly<Record<string, "trim" | "ltrim" | "rtrim">> = {
  BOTH: "trim",
  LEADING: "ltrim",
  TRAILING: "rtrim",
};

/** TRIM([BOTH | LEADING | TRAILING] [characters] FROM s). */
function readTrim(tx: Tx, offset: number): Expr | undefined {
  const { cursor } = tx;
  const token = cursor.peek();
  const side = token?.kind === "word" ? SIDES[token.value] : undefined;
  const from = topLevelWord(tx, "FROM");
  if (side === undefined && from < 0) return undefined;
  if (side !== undefined) cursor.next();
  const characters = from > cursor.at ? readBetween(tx, cursor.at, from) : undefined;
  const subject = from < 0 ? readWhole(tx) : readBetween(tx, from + 1, cursor.end);
  if (characters && tx.is("mysql") && characters.literal?.length !== 1) {
    const reason = "MySQL trims a whole text, not a set of characters";
    throw tx.stop("DWM-QRY-004", { name: "TRIM", reason }, offset);
  }
  const names = { trim: "btrim", ltrim: "ltrim", rtrim: "rtrim" };
  const said = side === "trim" ? "BOTH " : undefined;
  const name = side ?? "trim";
  return { ...trimmed(tx, name, subject, characters, said), name: names[name] };
}

/** SUBSTRING(s FROM start FOR length), in PostgreSQL also SUBSTRING(s FROM pattern). */
function readSubstring(tx: Tx): Expr | undefined {
  const { cursor } = tx;
  const from = topLevelWord(tx, "FROM");
  const length = topLevelWord(tx, "FOR");
  if (from < 0 && length < 0) return undefined;
  const subject = text(tx, readBetween(tx, cursor.at, from < 0 ? length : from));
  const one: Expr = { ...primary("1", "int"), number: "1" };
  const start = from < 0 ? one : readBetween(tx, from + 1, length < 0 ? cursor.end : length);
  if (start.type === "string") return substringOf(tx, subject, start, length);
  return cut(tx, subject, start, length < 0 ? undefined : readBetween(tx, length + 1, cursor.end));
}

/** The part of a text that a pattern finds: its first group when it has one. */
export function substringOf(tx: Tx, subject: Expr, pattern: Expr, length: number): Expr {
  const { literal } = tx.is("postgres") ? withWordEnds(tx, pattern) : pattern;
  const java = literal === undefined ? undefined : javaPattern(literal);
  if (java === undefined || length >= 0 || !tx.is("postgres"))
    throw tx.unsupported("SUBSTRING … FROM pattern");
  const grouped = /(^|[^\\])\((?!\?)/.test(java);
  if (!grouped) return primary(`regexp_substr(${subject.sql}, ${tx.out.text(java)})`, "string");
  const all = `regexp_extract_all(${subject.sql}, ${tx.out.text(java)}, 1)`;
  return primary(`get(${all}, 0)`, "string");
}

/** POSITION(part IN s). */
function readPosition(tx: Tx): Expr | undefined {
  const inside = topLevelWord(tx, "IN");
  if (inside < 0) return undefined;
  const part = readBetween(tx, tx.cursor.at, inside);
  const whole = readBetween(tx, inside + 1, tx.cursor.end);
  noteTexts(tx, tx.cursor.offset, { ...whole, type: "string" }, part);
  return located(tx, part, whole);
}

/** OVERLAY(s PLACING by FROM start FOR length), which Databricks writes the same way. */
function readOverlay(tx: Tx): Expr | undefined {
  const parts = readOverlayParts(tx);
  if (!parts) return undefined;
  const { subject, by, start, length } = parts;
  const behind = length ? ` FOR ${length.sql}` : "";
  return primary(`overlay(${subject.sql} PLACING ${by.sql} FROM ${start.sql}${behind})`, "string");
}

/** TRANSLATE(s USING … ) of Oracle and Teradata: from one character set to another. */
function readTranslate(tx: Tx, offset: number): Expr | undefined {
  const using = topLevelWord(tx, "USING");
  if (using < 0 || !tx.is("oracle", "teradata")) return undefined;
  const value = readBetween(tx, tx.cursor.at, using);
  noteUnicode(tx, "TRANSLATE … USING", offset);
  return value;
}
