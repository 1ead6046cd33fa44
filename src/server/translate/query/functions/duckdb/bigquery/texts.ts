import { quoteText } from "../../../../duckdbNames.ts";
import type { Call } from "../../../calls/call.ts";
import { type Expr, primary } from "../../../expr.ts";
import { listOf } from "../../../nested/shape.ts";
import { arity, type FunctionRule, type RuleTable, template } from "../../dsl.ts";
import { instr } from "../places.ts";
import { text } from "../text.ts";
import { readIntervalArgument } from "./dates.ts";

/** FORMAT('%d of %s', a, b): %s, %d with a width and zeros, %.nf, %'d, %t, %%; a NULL makes it NULL, but for %t. */
const format: FunctionRule = (call) => {
  arity(call, 1, 99);
  const pattern = call.arg(0).literal;
  if (pattern === undefined) throw call.stop("a computed format");
  let used = 0;
  const parts = pattern.split(/(%[^a-zA-Z%]*[a-zA-Z%])/).map((part) => {
    if (!part.startsWith("%")) return quoteText(part);
    if (part === "%%") return "'%'";
    const value = call.arg(++used);
    const whole = /^%(')?(0)?(\d+)?d$/.exec(part);
    if (part === "%s") return text(value);
    if (part === "%t" && value.type !== "unknown")
      return value.literal === undefined
        ? `coalesce(${text(value, call.tx)}, 'NULL')`
        : text(value);
    if (whole) {
      const [, grouped, zero, width = ""] = whole;
      const plain = grouped
        ? `format('{:,}', CAST(${value.sql} AS BIGINT))`
        : `CAST(CAST(${value.sql} AS BIGINT) AS VARCHAR)`;
      if (width === "") return plain;
      if (zero) return `printf('%0${width}d', CAST(${value.sql} AS BIGINT))`;
      return `printf('%${width}d', CAST(${value.sql} AS BIGINT))`;
    }
    return formattedBy(call, part, value);
  });
  if (used !== call.count - 1) throw call.stop("as many values as elements expected");
  return primary(`(${parts.filter((part) => part !== "''").join(" || ") || "''"})`, "string");
};

/** An element that printf has too, or one with groups of three digits. */
function formattedBy(call: Call, element: string, value: Expr): string {
  const grouped = /^%'\.(\d+)f$/.exec(element)?.[1];
  if (grouped !== undefined) return `format('{:,.${grouped}f}', CAST(${value.sql} AS DOUBLE))`;
  const [, kind = ""] = /^%[-+ 0]*\d*(?:\.\d+)?([dixXoeEfFgGs])$/.exec(element) ?? [];
  if (kind === "") throw call.stop(`the element ${element}`);
  if (kind === "s") return `printf(${quoteText(element)}, ${text(value)})`;
  const type = /[dixXo]/.test(kind) ? "BIGINT" : "DOUBLE";
  return `printf(${quoteText(element)}, CAST(${value.sql} AS ${type}))`;
}

const log: FunctionRule = (call) => {
  arity(call, 1, 2);
  const value = call.arg(0).sql;
  return primary(call.count === 1 ? `ln(${value})` : `log(${call.arg(1).sql}, ${value})`, "float");
};

/** A calculation that answers NULL where it overflows. */
const safe =
  (operator: string): FunctionRule =>
  (call) => {
    arity(call, 2);
    const [a, b] = [call.arg(0).sql, call.arg(1).sql];
    return primary(`TRY((${a}) ${operator} (${b}))`, call.arg(0).type);
  };

/** Steps of months from the end of one: whether a short month between them counts is not told. */
function noteLastDays(call: Call): void {
  const { literal, sql } = call.arg(0);
  const day = /-(\d{1,2})(?:$|[ T])/.exec(literal ?? /^DATE '([^']*)'$/.exec(sql)?.[1] ?? "")?.[1];
  const first = /^(CAST\()?date_trunc\('(month|quarter|year|isoyear)'/.test(sql);
  if (first || (day !== undefined && Number(day) <= 28)) return;
  const what = "steps of months from a day after the 28th go on from the last day of a short month";
  call.tx.note("DWM-QRY-006", { what }, call.offset);
}

/** GENERATE_DATE_ARRAY and GENERATE_TIMESTAMP_ARRAY(from, to [, INTERVAL n unit]). */
const dates =
  (type: "DATE" | "TIMESTAMPTZ"): FunctionRule =>
  (call) => {
    arity(call, 2, 3);
    const step = call.count === 3 ? readIntervalArgument(call, 2) : "INTERVAL 1 day";
    if (/\b(month|quarter|year)s?\b/i.test(step)) noteLastDays(call);
    const bound = (index: number) => {
      const { sql } = call.arg(index);
      return `CAST(${sql} AS ${type === "DATE" ? "TIMESTAMP" : type})`;
    };
    const series = `generate_series(${bound(0)}, ${bound(1)}, ${step})`;
    const list = primary(type === "DATE" ? `CAST(${series} AS DATE[])` : series, "unknown");
    return listOf(list, { type: type === "DATE" ? "date" : "timestamptz" });
  };

const contains: FunctionRule = (call) => {
  arity(call, 2);
  const [whole, part] = [text(call.arg(0)), text(call.arg(1))];
  return primary(`contains(lower(${whole}), lower(${part}))`, "bool");
};

/** BigQuery: texts from formats, calculations that cannot fail, rows of dates. */
export const BIGQUERY_TEXTS: RuleTable = {
  FORMAT: format,
  LOG: log,
  LOG10: template("log10($1)", "float"),
  INSTR: instr,
  CONTAINS_SUBSTR: contains,
  SAFE_ADD: safe("+"),
  SAFE_SUBTRACT: safe("-"),
  SAFE_MULTIPLY: safe("*"),
  SAFE_NEGATE: template("TRY(-($1))", 0),
  IEEE_DIVIDE: template("(CAST($1 AS DOUBLE) / CAST($2 AS DOUBLE))", "float"),
  GENERATE_DATE_ARRAY: dates("DATE"),
  GENERATE_TIMESTAMP_ARRAY: dates("TIMESTAMPTZ"),
  RANGE_BUCKET: template("len(list_filter($2, b -> b <= ($1)))", "int"),
  PARSE_NUMERIC: template("CAST(replace($1, ',', '') AS DECIMAL(38,9))", "decimal"),
};
