import { quoteText } from "../../duckdbNames.ts";
import { commonType, type Expr, primary } from "../expr.ts";
import { arity, type FunctionRule } from "./dsl.ts";

/** A value as text: DuckDB's text functions take nothing else. */
export function text(value: Expr): string {
  if (value.type === "json") return `(${value.sql} ->> '$')`;
  return value.type === "string" || value.type === "null"
    ? value.sql
    : `CAST(${value.sql} AS VARCHAR)`;
}

/** LISTAGG, STRING_AGG, GROUP_CONCAT with their separator. Oracle's and Snowflake's default separator is nothing. */
export function stringAggregate(defaultSeparator: string): FunctionRule {
  return (call) => {
    arity(call, 1, call.separator === undefined && !call.tx.is("mysql") ? 2 : 99);
    let value: string;
    let separator = quoteText(call.separator ?? defaultSeparator);
    if (call.tx.is("mysql")) {
      // GROUP_CONCAT joins its arguments without anything between them.
      value = call.args().map(text).join(" || ");
    } else {
      value = text(call.arg(0));
      if (call.count === 2) separator = call.arg(1).type === "null" ? "''" : call.arg(1).sql;
    }
    return primary(call.aggregate("string_agg", [value, separator]), "string");
  };
}

/** CONCAT where a NULL makes the result NULL. */
export const strictConcat: FunctionRule = (call) => {
  arity(call, 1, 99);
  return primary(
    `(${call
      .args()
      .map((arg) => `(${text(arg)})`)
      .join(" || ")})`,
    "string",
  );
};

/** CONCAT where NULLs count as empty, as DuckDB's does. */
export const lenientConcat: FunctionRule = (call) => {
  arity(call, 1, 99);
  return primary(
    `concat(${call
      .args()
      .map((arg) =>
        arg.type === "bool" && call.tx.is("tsql") ? `CAST(${arg.sql} AS INTEGER)` : arg.sql,
      )
      .join(", ")})`,
    "string",
  );
};

/**
 * SUBSTR(s, start, length). A start of 0 means 1 in Oracle, Snowflake, BigQuery; nothing in MySQL; and in T-SQL,
 * PostgreSQL, Redshift, Teradata the characters before the first are counted in the length. DuckDB does the last for 0
 * but counts negative starts from the end, as Oracle, MySQL, Snowflake and BigQuery do.
 */
export const substring: FunctionRule = (call) => {
  arity(call, 2, 3);
  const subject = text(call.arg(0));
  const start = call.arg(1);
  const length = call.count > 2 ? call.arg(2) : undefined;
  const behind = length ? `, ${length.sql}` : "";
  const known = start.number === undefined ? undefined : Number(start.number);
  let sql: string;
  if (known !== undefined && known > 0) sql = `substring(${subject}, ${start.sql}${behind})`;
  else if (call.tx.is("oracle", "snowflake", "bigquery")) {
    const from =
      known === undefined
        ? `CASE WHEN ${start.sql} = 0 THEN 1 ELSE ${start.sql} END`
        : known === 0
          ? "1"
          : start.sql;
    sql = `substring(${subject}, ${from}${behind})`;
  } else if (call.tx.is("mysql")) {
    sql = `CASE WHEN ${start.sql} = 0 THEN '' ELSE substring(${subject}, ${start.sql}${behind}) END`;
  } else {
    const from = `greatest(${start.sql}, 1)`;
    sql = length
      ? `substring(${subject}, ${from}, greatest(${length.sql} + least(${start.sql}, 1) - 1, 0))`
      : `substring(${subject}, ${from})`;
  }
  if (call.tx.is("oracle")) return primary(`nullif(${sql}, '')`, "string");
  return primary(sql, "string");
};

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
  const [a, b] = [call.arg(0), call.arg(1)];
  return primary(
    `coalesce(${a.sql}, ${b.sql})`,
    b.type === "null" ? a.type : commonType([a.type, b.type]),
  );
};

/** IIF, IFF, IF. */
export const choice: FunctionRule = (call) => {
  arity(call, 3);
  const [condition, yes, no] = [call.arg(0), call.arg(1), call.arg(2)];
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
  const subject = call.arg(0);
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
  if (call.count === 4 && call.arg(3).number !== "1")
    throw call.stop("an occurrence other than the first");
  if (call.count === 2 || call.arg(2).number === "1")
    return primary(`strpos(${subject}, ${part})`, "int");
  const start = call.arg(2);
  if (start.number === undefined || Number(start.number) < 1)
    throw call.stop("a start that is computed or negative");
  return primary(positionFrom(subject, part, start.sql), "int");
};

/** The place of `part` in `subject`, looked for from `start` on. */
export function positionFrom(subject: string, part: string, start: string): string {
  const rest = `strpos(substring(${subject}, ${start}), ${part})`;
  return `CASE WHEN ${rest} = 0 THEN 0 ELSE ${rest} + ${start} - 1 END`;
}

/** LTRIM, RTRIM with their characters optional; only blanks are cut without them. */
export function trimSide(name: "ltrim" | "rtrim" | "trim"): FunctionRule {
  return (call) => {
    arity(call, 1, 2);
    return primary(
      `${name}(${text(call.arg(0))}, ${call.count > 1 ? call.arg(1).sql : "' '"})`,
      "string",
    );
  };
}
