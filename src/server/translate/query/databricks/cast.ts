import { isoAsWritten, readDateText } from "../../literals.ts";
import { withCents } from "../digits/tsql.ts";
import { type Expr, isDated, isNumeric, primary } from "../expr.ts";
import { noteDateOrder } from "../expression/cast.ts";
import type { CastType } from "../expression/types.ts";
import { arrayText, isArrayType } from "../nested/arrayText.ts";
import { variantText } from "../nested/variant.ts";
import { starsOrText } from "../texts/narrowNumbers.ts";
import type { Tx } from "../tx.ts";
import { dateAndNumber } from "./dateNumbers.ts";
import { spanOf, timeText } from "./spans.ts";

/** Sources that round a fraction when they cast it to a whole number; Databricks cuts it, as the others do. */
function roundsToWhole(tx: Tx): boolean {
  return tx.is("bigquery", "snowflake", "oracle", "postgres", "redshift", "mysql");
}

/** CAST with the source's meaning: lengths cut, fractions rounded where the source rounds, date texts in ISO form. */
export function databricksCast(
  tx: Tx,
  given: Expr,
  type: CastType,
  safe: boolean,
  offset: number,
): Expr {
  const word = safe ? "TRY_CAST" : "CAST";
  const made = (sql: string) => primary(`${word}(${sql} AS ${type.sql})`, type.class);
  if (given.type === "null") return primary(`CAST(NULL AS ${type.sql})`, type.class);
  if (type.class === "json") return toVariant(tx, given, type, safe);
  const parts = given.type === "json" && /^(ARRAY|MAP|STRUCT)</.test(type.sql);
  const value = given.path === true || parts ? given : variantText(tx, given);
  if (type.class === "time") return timeText(tx, value, safe, offset);
  if (type.class === "interval") return spanOf(tx, value, type, offset);
  if (isArrayType(type) && value.type === "string") return arrayText(tx, value, type, offset);
  if (type.class === "string") return toText(tx, value, type, word, offset);
  if (isDated(type.class) && value.literal !== undefined) {
    noteDateOrder(tx, value.literal, offset);
    const iso = readDateText(value.literal, tx.dialect);
    // A time without seconds, and an offset behind a blank, read the same here.
    const plain = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}(:\d{2} [+-]\d{2}:\d{2})?$/.test(value.literal);
    if (iso !== undefined)
      return made(plain ? value.sql : tx.out.text(isoAsWritten(value.literal, iso)));
  }
  const read = isDated(type.class) && value.type === "string" && value.literal === undefined;
  if (read && tx.is("oracle")) {
    const what = "how a text is read as a date depends on the session's NLS_DATE_FORMAT in Oracle";
    tx.note("DWM-QRY-006", { what }, offset);
  }
  const bytes = type.class === "binary" ? hexBytes(tx, value, safe, offset) : undefined;
  if (bytes) return bytes;
  const between = dateAndNumber(tx, value, type, word, offset);
  if (between) return between;
  if (type.class === "int") return toWhole(tx, value, type, word, offset);
  if (tx.is("teradata") && type.class === "decimal" && value.type !== "int") {
    const what = "halves are rounded away from zero; Teradata rounds them to the even digit";
    tx.note("DWM-QRY-006", { what }, offset);
  }
  if (tx.is("mysql") && !safe && type.class === "decimal") noteNoNumber(tx, value, offset);
  return made(value.sql);
}

/** A text cast to BINARY: Snowflake reads pairs of hexadecimal digits, where a cast would take the text's own bytes. */
function hexBytes(tx: Tx, value: Expr, safe: boolean, offset: number): Expr | undefined {
  if (!tx.is("snowflake") || (value.type !== "string" && value.type !== "unknown"))
    return undefined;
  if (value.type === "unknown") {
    const what = `${value.sql} is read as a text of hexadecimal digits; bytes would stay what they are`;
    tx.note("DWM-QRY-006", { what }, offset);
  }
  return primary(`${safe ? "try_to_binary" : "to_binary"}(${value.sql})`, "binary");
}

function noteNoNumber(tx: Tx, value: Expr, offset: number): void {
  if (value.type !== "string" && value.type !== "unknown") return;
  const what = "text that is no number becomes 0 in MySQL, an error here";
  tx.note("DWM-QRY-006", { what }, offset);
}

function toWhole(tx: Tx, value: Expr, type: CastType, word: string, offset: number): Expr {
  const made = (sql: string) => primary(`${word}(${sql} AS ${type.sql})`, "int");
  const fraction = value.type === "decimal" || value.type === "float";
  if (fraction && roundsToWhole(tx)) return made(`round(${value.sql})`);
  if (value.type === "unknown" && roundsToWhole(tx) && value.path !== true) {
    const what =
      "a cast to a whole number of a value whose type is not known: the source rounds fractions, here they are cut";
    tx.note("DWM-QRY-006", { what }, offset);
  }
  if (tx.is("mysql")) noteNoNumber(tx, value, offset);
  if (tx.is("bigquery") && word === "TRY_CAST" && /^(string|unknown)$/.test(value.type))
    tx.noteSmall("hexadecimal texts such as 0x1F are numbers to BigQuery, NULL here", offset);
  return made(value.sql);
}

function toVariant(tx: Tx, value: Expr, type: CastType, safe: boolean): Expr {
  // A text cast to JSON is read; a text cast to Snowflake's VARIANT stays a text.
  const reads = tx.is("postgres", "mysql", "bigquery", "teradata") && value.type !== "json";
  if (reads) return primary(`${safe ? "try_parse_json" : "parse_json"}(${value.sql})`, "json");
  return primary(`CAST(${value.sql} AS ${type.sql})`, "json");
}

function toText(tx: Tx, value: Expr, type: CastType, word: string, offset: number): Expr {
  let sql = `${word}(${withCents(value).sql} AS STRING)`;
  // What pg_dump writes behind every text says nothing; elsewhere someone meant it.
  const dumped = tx.is("postgres", "redshift") && value.type === "string";
  if (dumped && value.literal !== undefined) sql = value.sql;
  if (value.type === "bool" && tx.is("tsql", "mysql"))
    sql = `CAST(CAST(${value.sql} AS INT) AS STRING)`;
  for (const what of textDifferences(tx, value)) tx.note("DWM-QRY-006", { what }, offset);
  const { length } = type;
  const fits =
    length === undefined || (value.literal !== undefined && value.literal.length <= length);
  if (!fits) sql = starsOrText(tx, value, sql, length, offset) ?? `left(${sql}, ${length})`;
  return fixedLength(tx, value, type, sql, offset);
}

/** Where a value written as text looks otherwise in Databricks than in the source; `joined` says that it stands beside `||`. */
export function textDifferences(tx: Tx, value: Expr, joined = false): string[] {
  const found: string[] = [];
  if (value.type === "decimal" && value.number === undefined && tx.is("bigquery"))
    found.push("a NUMERIC written as text keeps the zeros of its scale; BigQuery writes none");
  if (joined && value.type === "int" && tx.is("teradata"))
    found.push("a number joined to a text is filled up with blanks by its FORMAT in Teradata");
  if (value.type === "decimal" && tx.is("teradata"))
    found.push("a number written as text follows its FORMAT in Teradata");
  if (isNumeric(value.type) && value.type !== "int" && tx.is("oracle"))
    found.push("a number written as text keeps the zeros of its scale; Oracle writes none");
  if (
    isDated(value.type) &&
    value.type !== "date" &&
    tx.is("tsql", "oracle", "teradata", "snowflake")
  )
    found.push("a date written as text has another form here; give it a format");
  if (value.type === "date" && tx.is("teradata"))
    found.push("a date written as text follows its FORMAT in Teradata, here it is YYYY-MM-DD");
  if (value.type === "timestamptz" && tx.is("postgres", "redshift", "bigquery"))
    found.push("an instant written as text has no offset here");
  if (isList(value) && tx.is("postgres"))
    found.push("a list written as text is [1, 2] here, {1,2} in the source");
  if (value.type === "float")
    found.push("floating-point numbers written as text may differ in digits");
  return found;
}

function isList({ type, array }: Expr): boolean {
  return array === true || type === "array";
}

/** CHAR(n) is filled up with blanks in some sources; in PostgreSQL's family blanks at its end do not count. */
function fixedLength(tx: Tx, value: Expr, type: CastType, given: string, offset: number): Expr {
  const literal = value.literal?.slice(0, type.length);
  const fixed = /^(N?CHAR|CHARACTER|BPCHAR)$/.test(type.source);
  const full = literal !== undefined && literal.length === (type.length ?? 1);
  if (fixed && !full) {
    if (tx.is("postgres", "redshift")) return primary(`rtrim(${given})`, "string");
    if (tx.is("oracle", "tsql", "teradata")) {
      const what = `the source fills ${type.source} up with blanks; here the text ends where it ends`;
      tx.note("DWM-QRY-006", { what }, offset);
    }
  }
  return { ...primary(given, "string"), ...(literal === undefined ? {} : { literal }) };
}
