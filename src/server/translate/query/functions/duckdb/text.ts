import { quoteText } from "../../../duckdbNames.ts";
import type { Call } from "../../call.ts";
import { asCondition } from "../../condition.ts";
import { followsMysql, mysqlNumberText } from "../../digits.ts";
import { commonType, type Expr, isNumeric, primary } from "../../expr.ts";
import { ofOneType } from "../../mysql/coerce.ts";
import { ascending, orderBySql } from "../../orderKeys.ts";
import { shownText } from "../../teradataPhrases.ts";
import { noteTexts, oracleNumberText, placeOf } from "../../texts.ts";
import { withCents } from "../../tsqlDigits.ts";
import type { Tx } from "../../tx.ts";
import { variantLike } from "../../variant.ts";
import { arity, type FunctionRule } from "../dsl.ts";
import { isNull } from "../isNull.ts";

/** A DECIMAL without the zeros that its scale would end in, as BigQuery writes a NUMERIC and Oracle a number of JSON. */
export function shortNumberText(sql: string): string {
  return `regexp_replace(CAST(${sql} AS VARCHAR), '\\.0+$|(\\.\\d*[1-9])0+$', '\\1')`;
}

/** A value as text: DuckDB's text functions take nothing else. `tx` tells how the source writes a boolean. */
export function text(value: Expr, tx?: Tx): string {
  if (value.format && tx?.is("teradata")) return shownText(tx, value).sql;
  if (value.type === "bool" && tx?.is("tsql", "mysql"))
    return `CAST(CAST(${value.sql} AS INTEGER) AS VARCHAR)`;
  if ((value.type === "decimal" || value.type === "float") && tx?.is("oracle"))
    return oracleNumberText(value.sql);
  if (value.type === "decimal" && tx?.is("bigquery")) return shortNumberText(value.sql);
  // RAW is written in hexadecimal digits.
  if (value.type === "binary" && tx?.is("oracle")) return `hex(${value.sql})`;
  if (tx && followsMysql(tx) && isNumeric(value.type)) return mysqlNumberText(tx, value);
  if (value.type === "json") return `(${value.sql} ->> '$')`;
  return value.type === "string" || value.type === "null"
    ? value.sql
    : `CAST(${withCents(value).sql} AS VARCHAR)`;
}

/** LISTAGG, STRING_AGG, GROUP_CONCAT with their separator. Oracle's and Snowflake's default separator is nothing. */
export function stringAggregate(defaultSeparator: string): FunctionRule {
  return (call) => {
    arity(call, 1, call.separator === undefined && !call.tx.is("mysql") ? 2 : 99);
    let value: string;
    let separator = quoteText(call.separator ?? defaultSeparator);
    if (call.tx.is("mysql")) {
      // GROUP_CONCAT joins its arguments without anything between them.
      value = call
        .args()
        .map((arg) => text(arg, call.tx))
        .join(" || ");
    } else {
      value = text(call.arg(0), call.tx);
      if (call.count === 2) separator = call.arg(1).type === "null" ? "''" : call.arg(1).sql;
    }
    // PostgreSQL sorts texts to find what is double, and they come out in that order.
    if (call.distinct && call.orderKeys.length === 0 && call.tx.is("postgres")) {
      // DuckDB does not see that a query in the order is the same as the one before it.
      if (/\bSELECT\b/.test(value) && call.over === undefined && !call.filter) {
        const all = `array_to_string(list_sort(list_distinct(list(${value}))), ${separator})`;
        return primary(`CASE WHEN count(${value}) > 0 THEN ${all} END`, "string");
      }
      call.orderKeys = [ascending(value)];
    }
    const otherKey = call.distinct && call.orderKeys.some(({ sql }) => sql !== value);
    const joined = otherKey
      ? firstOfEach(call, value, separator)
      : call.aggregate("string_agg", [value, separator]);
    // Snowflake's LISTAGG of nothing is an empty text.
    return primary(call.tx.is("snowflake") ? `coalesce(${joined}, '')` : joined, "string");
  };
}

/** DISTINCT texts in the order of something else, which string_agg refuses: each stands where it comes first. */
function firstOfEach(call: Call, value: string, separator: string): string {
  if (call.over !== undefined || call.filter)
    throw call.stop("DISTINCT that is ordered by something else, with OVER or FILTER");
  const { orderKeys } = call;
  const all = `list(${value} ${orderBySql(orderKeys)}) FILTER (WHERE ${value} IS NOT NULL)`;
  const first = `list_filter(${all}, lambda x, i: list_position(${all}, x) = i)`;
  return `array_to_string(${first}, ${separator})`;
}

/** CONCAT where a NULL makes the result NULL. */
export const strictConcat: FunctionRule = (call) => {
  arity(call, 1, 99);
  return primary(
    `(${call
      .args()
      .map((arg) => `(${text(arg, call.tx)})`)
      .join(" || ")})`,
    "string",
  );
};

/** CONCAT where NULLs count as empty, as DuckDB's does. */
export const lenientConcat = joined("concat", 1);

/** CONCAT_WS(separator, a, b, …): NULLs are left out. */
export const lenientConcatWith = joined("concat_ws", 2);

function joined(name: string, least: number): FunctionRule {
  return (call) => {
    arity(call, least, 99);
    const parts = call.args().map((arg) => joinedPart(call, arg));
    return primary(`${name}(${parts.join(", ")})`, "string");
  };
}

/** A value that is joined to a text. */
function joinedPart(call: Call, value: Expr): string {
  if (value.type !== "bool") return withCents(value).sql;
  // PostgreSQL writes t and f here.
  if (call.tx.is("postgres")) return `CASE ${value.sql} WHEN TRUE THEN 't' WHEN FALSE THEN 'f' END`;
  return text(value, call.tx);
}

/**
 * SUBSTR(s, start, length). A start of 0 means 1 in Oracle, Snowflake, BigQuery; nothing in MySQL; and in T-SQL,
 * PostgreSQL, Redshift, Teradata the characters before the first are counted in the length. DuckDB does the last for 0
 * but counts negative starts from the end, as Oracle, MySQL, Snowflake and BigQuery do.
 */
export const substring: FunctionRule = (call) => {
  arity(call, 2, 3);
  if (call.arg(0).type === "binary" && call.tx.is("postgres", "redshift"))
    return cutBytes(call.arg(0), call.arg(1), call.count > 2 ? call.arg(2) : undefined);
  return cut(
    call.tx,
    text(call.arg(0), call.tx),
    call.arg(1),
    call.count > 2 ? call.arg(2) : undefined,
  );
};

/** Bytes from `start` on: those before the first are counted in the length. */
export function cutBytes(value: Expr, start: Expr, length: Expr | undefined): Expr {
  const first = /^[1-9]\d*$/.test(start.number ?? "") ? start.sql : `greatest(${start.sql}, 1)`;
  const last = length ? `(${start.sql}) + (${length.sql}) - 1` : `octet_length(${value.sql})`;
  return primary(`array_slice(${value.sql}, ${first}, ${last})`, "binary");
}

/** The part of a text from `start` on, `length` characters long, as the source counts. */
export function cut(tx: Tx, subject: string, start: Expr, length: Expr | undefined): Expr {
  const counted = length && nonNegative(tx, length);
  const behind = counted === undefined ? "" : `, ${counted}`;
  const known = start.number === undefined ? undefined : Number(start.number);
  let sql: string;
  if (known !== undefined && known > 0) sql = `substring(${subject}, ${start.sql}${behind})`;
  else if (known === 0 && tx.is("mysql")) sql = `left(${subject}, 0)`;
  else if (known === 0 && tx.is("oracle", "snowflake", "bigquery"))
    sql = `substring(${subject}, 1${behind})`;
  else if (tx.is("bigquery")) {
    // A start before the text is its first character.
    const from = `CASE WHEN ${start.sql} = 0 OR ${start.sql} < -length(${subject}) THEN 1 ELSE ${start.sql} END`;
    sql = `substring(${subject}, ${from}${behind})`;
  } else if (tx.is("oracle", "snowflake", "mysql")) {
    const zero = tx.is("mysql") ? `${start.sql} = 0 OR ` : "";
    const from =
      tx.is("mysql") || known !== undefined
        ? start.sql
        : `CASE WHEN ${start.sql} = 0 THEN 1 ELSE ${start.sql} END`;
    sql = `CASE WHEN ${zero}${start.sql} < -length(${subject}) THEN '' ELSE substring(${subject}, ${from}${behind}) END`;
  } else {
    const from = `greatest(${start.sql}, 1)`;
    sql = length
      ? `substring(${subject}, ${from}, greatest(${length.sql} + least(${start.sql}, 1) - 1, 0))`
      : `substring(${subject}, ${from})`;
  }
  if (tx.is("oracle")) return primary(`nullif(${sql}, '')`, "string");
  return primary(sql, "string");
}

/** A number of characters: where the source takes a negative one for none, so do we. */
function nonNegative(tx: Tx, length: Expr): string {
  if (length.number !== undefined && !length.number.startsWith("-")) return length.sql;
  return tx.is("mysql", "oracle", "snowflake") ? `greatest(${length.sql}, 0)` : length.sql;
}

/** LEFT and RIGHT; DuckDB counts a negative length from the other end, as PostgreSQL does. */
export function side(name: "left" | "right"): FunctionRule {
  return (call) => {
    arity(call, 2);
    const subject = text(call.arg(0), call.tx);
    return primary(`${name}(${subject}, ${nonNegative(call.tx, call.arg(1))})`, "string");
  };
}

/** LEN in T-SQL does not count trailing blanks; LENGTH elsewhere does. */
export function length(trimmed: boolean): FunctionRule {
  return (call) => {
    arity(call, 1);
    const value = call.arg(0);
    if (value.type === "binary") return primary(`octet_length(${value.sql})`, "int");
    return primary(
      trimmed ? `length(rtrim(${text(value)}, ' '))` : `length(${text(value)})`,
      "int",
    );
  };
}

/** A decision between values: NVL, IFNULL, ISNULL and the like. */
export const firstNotNull: FunctionRule = (call) => {
  arity(call, 2);
  if (call.tx.is("tsql")) return isNull(call, "coalesce");
  const [a, b] = ofOneType(call.tx, [call.arg(0), call.arg(1)]) as [Expr, Expr];
  return primary(
    `coalesce(${a.sql}, ${b.sql})`,
    b.type === "null" ? a.type : commonType([a.type, b.type]),
  );
};

/** IIF, IFF, IF. */
export const choice: FunctionRule = (call) => {
  arity(call, 3);
  const condition = asCondition(call.tx, call.arg(0));
  const [yes, no] = ofOneType(call.tx, [call.arg(1), call.arg(2)]) as [Expr, Expr];
  return primary(
    `CASE WHEN ${condition.sql} THEN ${yes.sql} ELSE ${no.sql} END`,
    commonType([yes.type, no.type]),
  );
};

/** NVL2(a, if not null, if null). */
export const nvl2: FunctionRule = (call) => {
  arity(call, 3);
  const [value, yes, no] = [call.arg(0), call.arg(1), call.arg(2)];
  return primary(
    `CASE WHEN ${value.sql} IS NOT NULL THEN ${yes.sql} ELSE ${no.sql} END`,
    commonType([yes.type, no.type]),
  );
};

/** DECODE(x, a, b, c, d, else): NULLs are equal to each other. */
export const decode: FunctionRule = (call) => {
  arity(call, 3, 999);
  const first = call.args().find((arg, place) => place % 2 === 1 && arg.type !== "null");
  const subject = first ? variantLike(call.tx, call.arg(0), first) : call.arg(0);
  let sql = "CASE";
  const types: Expr["type"][] = [];
  let index = 1;
  for (; index + 1 < call.count; index += 2) {
    const search = call.arg(index);
    const test =
      search.type === "null"
        ? `(${subject.sql}) IS NULL`
        : search.number !== undefined || search.literal !== undefined
          ? `(${subject.sql}) = ${boolSearch(subject, search)}`
          : `(${subject.sql}) IS NOT DISTINCT FROM (${search.sql})`;
    sql += ` WHEN ${test} THEN ${call.arg(index + 1).sql}`;
    types.push(call.arg(index + 1).type);
  }
  if (index < call.count) {
    sql += ` ELSE ${call.arg(index).sql}`;
    types.push(call.arg(index).type);
  }
  return primary(`${sql} END`, commonType(types));
};

function boolSearch(subject: Expr, search: Expr): string {
  return subject.type === "bool" && search.number !== undefined
    ? search.number === "0"
      ? "FALSE"
      : "TRUE"
    : search.sql;
}

/** INITCAP: a capital at the start of each run of letters and digits. */
export const initcap: FunctionRule = (call) => {
  arity(call, 1);
  const words = `regexp_extract_all(${text(call.arg(0))}, '[\\pL\\pN]+|[^\\pL\\pN]+')`;
  return primary(
    `array_to_string(list_transform(${words}, lambda w: upper(w[1]) || lower(w[2:])), '')`,
    "string",
  );
};

/** INSTR(s, part [, position [, occurrence]]); positions over 1 search behind. */
export const instr: FunctionRule = (call) => {
  arity(call, 2, 4);
  const [subject, part] = [text(call.arg(0)), text(call.arg(1))];
  const nth = call.count === 4 && call.arg(3).number !== "1";
  if (!nth && (call.count === 2 || call.arg(2).number === "1")) {
    noteTexts(call.tx, call.offset, { ...call.arg(0), type: "string" }, call.arg(1));
    return primary(placeOf(call.tx, subject, part, call.arg(1)), "int");
  }
  const start = Number(call.arg(2).number ?? 0);
  if (!Number.isInteger(start) || start === 0) throw call.stop("a start that is computed or 0");
  if (!nth && start > 0) return primary(positionFrom(subject, part, String(start)), "int");
  return nthPlace(call, subject, part, start);
};

/** INSTR(s, part, start, n): the n-th of all places, backwards from a negative start. They may overlap. */
function nthPlace(call: Call, subject: string, part: string, start: number): Expr {
  if (call.arg(1).literal === "") throw call.stop("an empty text to look for");
  noteTexts(call.tx, call.offset, { ...call.arg(0), type: "string" }, call.arg(1));
  const last = `length(${subject}) - length(${part}) + 1`;
  const places =
    start > 0
      ? `range(${start}, ${last} + 1)`
      : `range(least(${last}, length(${subject}) + 1 - ${-start}), 0, -1)`;
  const found = `list_filter(${places}, lambda i: substring(${subject}, i, length(${part})) = ${part})`;
  const occurrence = call.count < 4 ? "1" : (call.arg(3).number ?? call.arg(3).sql);
  const known = /^\d+$/.test(occurrence);
  if (known && Number(occurrence) < 1) throw call.stop("an occurrence less than 1");
  const place = `coalesce(${found}[CAST(${occurrence} AS BIGINT)], 0)`;
  const given = `${subject} IS NOT NULL AND ${part} IS NOT NULL`;
  if (known) return primary(`CASE WHEN ${given} THEN ${place} END`, "int");
  const wrong = "CAST(error('INSTR: an occurrence less than 1') AS BIGINT)";
  return primary(
    `CASE WHEN ${given} AND ${occurrence} >= 1 THEN ${place} WHEN ${occurrence} < 1 THEN ${wrong} END`,
    "int",
  );
}

/** The place of `part` in `subject`, looked for from `start` on. */
export function positionFrom(subject: string, part: string, start: string): string {
  const rest = `strpos(substring(${subject}, ${start}), ${part})`;
  return `CASE WHEN ${rest} = 0 THEN 0 ELSE ${rest} + ${start} - 1 END`;
}

/** What TRIM cuts where no characters are named: blanks, in BigQuery any white space. */
export function trimmedSet(tx: Tx): string {
  if (!tx.is("bigquery")) return "' '";
  return `(' ' || ${[9, 10, 11, 12, 13, 160].map((code) => `chr(${code})`).join(" || ")})`;
}

/** LTRIM, RTRIM with their characters optional. */
export function trimSide(name: "ltrim" | "rtrim" | "trim"): FunctionRule {
  return (call) => {
    arity(call, 1, 2);
    const set = call.count > 1 ? call.arg(1).sql : trimmedSet(call.tx);
    const sql = `${name}(${text(call.arg(0), call.tx)}, ${set})`;
    return primary(call.tx.is("oracle") ? `nullif(${sql}, '')` : sql, "string");
  };
}

/** The pieces of a text between any of the delimiters, without empty ones. */
export function tokens(call: Call, delimiters: string): string {
  const any = call.tx.out.text(`[${delimiters.replace(/[\\\]^-]/g, "\\$&")}]`);
  return `list_filter(string_split_regex(${text(call.arg(0))}, ${any}), x -> x <> '')`;
}

/** REPLACE(s, part [, by]): without `by` the part is taken out. */
export const replaced: FunctionRule = (call) => {
  arity(call, 2, 3);
  const by = call.count > 2 ? text(call.arg(2)) : "''";
  return primary(`replace(${text(call.arg(0))}, ${text(call.arg(1))}, ${by})`, "string");
};
