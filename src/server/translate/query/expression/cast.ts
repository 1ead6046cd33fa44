import { isAmbiguousDate, numberedDate, readDateText } from "../../literals.ts";
import { databricksCast } from "../databricks/cast.ts";
import { countsDigits, followsMysql, scaleOfType } from "../digits/digits.ts";
import { tsqlDetail, withCents } from "../digits/tsql.ts";
import { type Expr, isDated, isNumeric, PREC, primary } from "../expr.ts";
import { text } from "../functions/duckdb/text.ts";
import { countedSpan } from "../literals/countedSpan.ts";
import { momentText, noteZeroDate, numberedMoment } from "../literals/moments.ts";
import { firstOf1900 } from "../literals/since1900.ts";
import { mysqlCast } from "../mysql/cast.ts";
import { arrayText, isArrayType } from "../nested/arrayText.ts";
import { byteaDigits } from "../nested/bytea.ts";
import { variantText } from "../nested/variant.ts";
import { dateAndNumber } from "../teradata/dateNumbers.ts";
import { noteOtherForms } from "../texts/dateForms.ts";
import { hexNumber } from "../texts/hexNumber.ts";
import { starsOrText } from "../texts/narrowNumbers.ts";
import { oracleNumberText } from "../texts/texts.ts";
import type { Tx } from "../tx.ts";
import { withoutFraction } from "./fractions.ts";
import type { CastType } from "./types.ts";

/**
 * CAST with the source's meaning: lengths cut, fractions truncated where the source truncates (DuckDB rounds), date
 * texts read as the source reads them.
 */
export function castTo(tx: Tx, given: Expr, type: CastType, safe: boolean, offset: number): Expr {
  if (tx.is("mysql") && given.type === "json" && type.class === "string")
    tx.noteSmall(
      "JSON as a text has its keys and blanks here as they were written; MySQL sorts the keys and writes a blank behind each comma and colon",
      offset,
    );
  if (given.type === "timestamptz" && isDated(type.class) && type.class !== "timestamptz")
    noteOffset(tx, given, type, offset);
  const made = withoutFraction(tx, given, cast(tx, given, type, safe, offset), type, offset);
  const value = firstBytes(tx, given, made, type);
  if (tx.is("tsql") && type.sql === "UUID") return { ...value, held: "guid" };
  if (tx.is("tsql")) return { ...value, ...tsqlDetail({ ...type, type: type.sql }) };
  if (type.moment && value.type === "timestamp") return { ...value, moment: true };
  if (value.type === "array") return { ...value, type: "unknown", array: true };
  return type.class === "decimal" && countsDigits(tx)
    ? { ...value, ...scaleOfType(type.sql) }
    : value;
}

/** Oracle, SQL Server and Snowflake keep a value's offset, by which a cast reads its clock; the targets keep the instant. */
function noteOffset(tx: Tx, given: Expr, type: CastType, offset: number): void {
  // The present has the session's offset anyway.
  if (!tx.is("oracle", "tsql", "snowflake") || /\b(now|current_timestamp)\(/i.test(given.sql))
    return;
  const what = `the ${type.source} of an instant is that of the session's zone here, in the source that of the offset which the value keeps`;
  tx.sayOnce("DWM-QRY-006", what, offset);
}

/** What a clock shows at an instant, which DuckDB does not cast to a TIME. */
export function clockOf(tx: Tx, value: Expr): string {
  return tx.is("bigquery") ? `timezone('UTC', ${value.sql})` : `CAST(${value.sql} AS TIMESTAMP)`;
}

/** T-SQL cuts bytes that do not fit into VARBINARY(n). */
function firstBytes(tx: Tx, given: Expr, bytes: Expr, type: CastType): Expr {
  if (type.class !== "binary" || type.length === undefined || given.type === "null") return bytes;
  // No character of UTF-8 has more than four bytes.
  const certain = given.literal !== undefined && given.literal.length * 4 <= type.length;
  if (certain) return bytes;
  const name = tx.target === "databricks" ? "substr" : "array_slice";
  return primary(`${name}(${bytes.sql}, 1, ${type.length})`, "binary");
}

function cast(tx: Tx, given: Expr, type: CastType, safe: boolean, offset: number): Expr {
  if (safe && tx.is("snowflake") && isDated(type.class) && given.literal === undefined)
    noteOtherForms(tx, given, offset);
  if (tx.is("tsql") && type.class === "binary" && isNumeric(given.type)) {
    const reason = "the bytes of a number; here only texts have bytes";
    throw tx.stop("DWM-QRY-004", { name: "CAST", reason }, offset);
  }
  if (tx.is("tsql") && given.type === "binary" && isNumeric(type.class)) {
    const reason = "bytes are read as a number; here they are no text of one";
    throw tx.stop("DWM-QRY-004", { name: "CAST", reason }, offset);
  }
  if (tx.is("tsql") && type.source === "BINARY") {
    const what = "SQL Server fills BINARY up with zeros; here the bytes end where they end";
    tx.note("DWM-QRY-006", { what }, offset);
  }
  if (isDated(type.class) && given.literal !== undefined) momentText(tx, given.literal, offset);
  if (tx.is("tsql") && type.class === "timestamp") {
    const first = firstOf1900(tx, given);
    if (first) return first;
  }
  if (isDated(type.class) && tx.is("postgres") && /\bBC\s*$/i.test(given.literal ?? ""))
    throw tx.unsupported("a date before Christ", offset);
  if (given.span?.count !== undefined && isNumeric(type.class))
    return cast(tx, primary(given.span.count, "decimal"), type, safe, offset);
  const hexadecimal =
    type.class === "int" && tx.is("bigquery") ? hexNumber(given, type) : undefined;
  if (hexadecimal) return hexadecimal;
  if (tx.target === "databricks") return databricksCast(tx, given, type, safe, offset);
  if (followsMysql(tx)) {
    const cast = mysqlCast(tx, given, type);
    if (cast) return cast;
  }
  const counted = type.class === "interval" ? countedSpan(tx, given, type.source) : undefined;
  if (counted) return counted;
  if (type.class === "interval" && isNumeric(given.type))
    throw tx.unsupported(`a number cast to ${type.source}`, offset);
  const word = safe ? "TRY_CAST" : "CAST";
  const value = type.class === "json" ? given : variantText(tx, given);
  if (value.type === "null") return primary(`CAST(NULL AS ${type.sql})`, type.class);
  // A text cast to VARIANT stays a text; a cast to JSON would read it.
  if (type.class === "json" && tx.is("snowflake") && value.type !== "json")
    return primary(`to_json(${value.sql})`, "json");
  if (type.class === "time" && value.type === "timestamptz")
    return primary(`${word}(${clockOf(tx, value)} AS TIME)`, "time");
  if (isArrayType(type) && value.literal !== undefined) return arrayText(tx, value, type, offset);
  if (type.sql.startsWith("ENUM("))
    return {
      ...primary(`${word}(${value.sql} AS ${type.sql})`, "string"),
      ...(tx.is("postgres") && { members: type.sql }),
    };
  if (type.class === "string") return toText(tx, value, type, word, offset);
  // PostgreSQL's '\\x00ff'::bytea: pairs of hexadecimal digits.
  if (type.class === "binary" && value.type === "string" && tx.is("postgres")) {
    const digits = value.literal === undefined ? undefined : byteaDigits(value.literal);
    if (value.literal === undefined) return primary(`encode(${value.sql})`, "binary");
    if (digits !== undefined) return primary(tx.out.bytes(digits), "binary");
  }
  const hex =
    type.class === "binary" ? /^\\x((?:[0-9a-f]{2})*)$/i.exec(value.literal ?? "")?.[1] : undefined;
  if (hex !== undefined && tx.is("redshift"))
    return primary(tx.out.bytes(hex.toUpperCase()), "binary");
  const truth = type.class === "bool" ? /^(on|off|y|n)$/i.exec((value.literal ?? "").trim()) : null;
  if (truth && tx.is("postgres", "redshift"))
    return primary(/^(on|y)$/i.test(truth[0]) ? "TRUE" : "FALSE", "bool");
  // Snowflake reads pairs of hexadecimal digits by themselves.
  if (type.class === "binary" && value.type === "string" && tx.is("snowflake"))
    return primary(safe ? `TRY(unhex(${value.sql}))` : `unhex(${value.sql})`, "binary");
  if (isDated(type.class) && value.literal !== undefined) {
    noteDateOrder(tx, value.literal, offset);
    const iso = readDateText(value.literal, tx.dialect);
    if (iso !== undefined)
      return primary(`${word}(${tx.out.text(iso)} AS ${type.sql})`, type.class);
  }
  const dated = dateAndNumber(tx, value, type, word, offset);
  if (dated) return dated;
  const whole = type.class === "int" || (type.class === "decimal" && type.sql.endsWith(",0)"));
  // Halves of floating-point numbers go away from zero there, to the even number in DuckDB.
  if (whole && value.type === "float" && tx.is("bigquery", "snowflake", "oracle"))
    return primary(`${word}(round(${value.sql}) AS ${type.sql})`, type.class);
  if (type.class === "int" && value.type === "string" && safe && tx.is("tsql", "bigquery"))
    return primary(wholeText(value, type, tx.is("bigquery")), "int");
  if (tx.is("teradata") && type.class === "decimal" && value.type !== "int")
    tx.note(
      "DWM-QRY-006",
      { what: "halves are rounded away from zero; Teradata rounds them to the even digit" },
      offset,
    );
  if (
    type.class === "int" &&
    tx.is("tsql", "teradata") &&
    value.type !== "int" &&
    value.type !== "bool"
  ) {
    if (value.literal === undefined && value.type !== "string") {
      const number =
        value.type === "decimal" || value.type === "float"
          ? value.sql
          : `${word}(${value.sql} AS DECIMAL(38,10))`;
      return primary(`${word}(trunc(${number}) AS ${type.sql})`, "int");
    }
  }
  if (type.class === "bool" && value.type === "unknown") {
    return primary(`${word}(${value.sql} AS BOOLEAN)`, "bool");
  }
  if (followsMysql(tx) && value.type === "unknown" && /^(int|decimal)$/.test(type.class)) {
    const what = "text that is no number becomes 0 in MySQL, an error here";
    tx.note("DWM-QRY-006", { what }, offset);
  }
  return primary(`${word}(${value.sql} AS ${type.sql})`, type.class);
}

function toText(tx: Tx, value: Expr, type: CastType, word: string, offset: number): Expr {
  let sql = `${word}(${withCents(value).sql} AS VARCHAR)`;
  if (value.type === "string" && value.literal !== undefined) sql = value.sql;
  if (value.held === "guid") sql = text(value);
  if (isNumeric(value.type) && value.type !== "int" && tx.is("oracle"))
    sql = oracleNumberText(value.sql);
  if (value.type === "decimal" && tx.is("bigquery")) sql = text(value, tx);
  if (value.type === "binary" && tx.is("oracle")) sql = `hex(${value.sql})`;
  if (value.type === "timestamp" && tx.is("snowflake"))
    sql = `strftime(${value.sql}, '%Y-%m-%d %H:%M:%S.%g')`;
  if (value.type === "decimal" && tx.is("teradata"))
    tx.note(
      "DWM-QRY-006",
      { what: "a number written as text follows its FORMAT in Teradata" },
      offset,
    );
  if (isNumeric(value.type) && value.type !== "int" && followsMysql(tx)) sql = text(value, tx);
  if (value.type === "bool" && tx.is("tsql", "mysql"))
    sql = `CAST(CAST(${value.sql} AS INTEGER) AS VARCHAR)`;
  // Teradata's DATE is YY/MM/DD unless the session says otherwise.
  const ownForm = value.type !== "date" || (tx.is("teradata") && !value.format);
  if (isDated(value.type) && tx.is("tsql", "oracle", "teradata") && ownForm) {
    const what = "a date written as text has another form here; give it a format";
    tx.note("DWM-QRY-006", { what }, offset);
  }
  if ((value.array === true || value.type === "array") && tx.is("postgres")) {
    const what = "a list written as text is [1, 2] here, {1,2} in the source";
    tx.note("DWM-QRY-006", { what }, offset);
  }
  if (value.type === "float" && !followsMysql(tx)) {
    tx.note(
      "DWM-QRY-006",
      { what: "floating-point numbers written as text may differ in digits" },
      offset,
    );
  }
  if (
    type.length !== undefined &&
    !(value.literal !== undefined && value.literal.length <= type.length)
  ) {
    sql = starsOrText(tx, value, sql, type.length, offset) ?? `left(${sql}, ${type.length})`;
  }
  return fixedLength(tx, value, type, sql, offset);
}

/** CHAR(n) is filled up with blanks in some dialects; in PostgreSQL's family blanks at its end do not count. */
function fixedLength(tx: Tx, value: Expr, type: CastType, given: string, offset: number): Expr {
  let sql = given;
  const literal = value.literal?.slice(0, type.length);
  const fixed = /^(N?CHAR|CHARACTER|BPCHAR)$/.test(type.source);
  const ended = literal !== undefined && !literal.endsWith(" ");
  const full = ended && literal.length === (type.length ?? 1);
  if (fixed && !full) {
    if (tx.is("postgres", "redshift")) sql = `rtrim(${sql}, ' ')`;
    if (tx.is("oracle", "tsql", "teradata")) {
      const what = `the source fills ${type.source} up with blanks; here the text ends where it ends`;
      tx.note("DWM-QRY-006", { what }, offset);
    }
  }
  return {
    ...primary(sql, "string"),
    ...(literal === undefined || sql.startsWith("rtrim(") ? {} : { literal }),
  };
}

/** A text as a whole number, NULL when it is written as anything else (DuckDB would round 2.5). */
function wholeText(value: Expr, type: CastType, hexadecimal: boolean): string {
  const pattern = hexadecimal ? "\\s*[+-]?(\\d+|0[xX][0-9a-fA-F]+)\\s*" : "\\s*[+-]?\\d+\\s*";
  return `CASE WHEN regexp_full_match(${value.sql}, '${pattern}') THEN TRY_CAST(${value.sql} AS ${type.sql}) END`;
}

/** Says that the order of a date's parts (1/2/2020) is a setting of the source's session. */
export function noteDateOrder(tx: Tx, text: string, offset: number): void {
  if (!tx.is("tsql") || !isAmbiguousDate(text)) return;
  const what = `${text} is read with the month first, as SQL Server does under us_english`;
  tx.note("DWM-QRY-006", { what }, offset);
}

/** A date text compared with a date: written the way DuckDB reads dates. */
export function dateLiteral(tx: Tx, value: Expr, other: Expr): Expr {
  if (tx.is("teradata") && other.type === "date" && value.number !== undefined)
    return dateNumber(tx, value);
  if (value.literal !== undefined && other.trimmed) return withoutBlanks(tx, value, value.literal);
  if (isDated(other.type)) noteZeroDate(tx, value, tx.cursor.offset);
  const numbered = isDated(other.type) ? numberedMoment(tx, value) : undefined;
  if (numbered !== undefined)
    return { ...primary(tx.out.text(numbered), "string"), literal: numbered };
  if (value.literal === undefined || !isDated(other.type)) return value;
  momentText(tx, value.literal, tx.cursor.offset);
  noteDateOrder(tx, value.literal, tx.cursor.offset);
  const iso = readDateText(value.literal, tx.dialect);
  // A DATE and a text with a time of day are compared as times in MySQL; DuckDB would cut the time.
  if (tx.is("mysql") && other.type === "date" && iso !== undefined && iso.length > 10)
    return primary(
      tx.target === "databricks"
        ? `TIMESTAMP_NTZ${tx.out.text(iso)}`
        : `CAST(${tx.out.text(iso)} AS TIMESTAMP)`,
      "timestamp",
    );
  if (iso === undefined || iso === value.literal) return value;
  return { sql: tx.out.text(iso), prec: PREC.primary, type: "string", literal: iso };
}

/** Blanks at the end of a text, which do not count beside a column of fixed length; the target keeps none there. */
function withoutBlanks(tx: Tx, value: Expr, literal: string): Expr {
  const text = literal.replace(/ +$/, "");
  if (text === literal) return value;
  return { ...value, sql: tx.out.text(text), literal: text };
}

/** Teradata's number for a date: 1200131 is 2020-01-31. */
function dateNumber(tx: Tx, value: Expr): Expr {
  const iso = numberedDate(value.number ?? "");
  if (iso === undefined) return value;
  return primary(`CAST(${tx.out.text(iso)} AS DATE)`, "date");
}
