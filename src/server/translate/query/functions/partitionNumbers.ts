import type { Call } from "../calls/call.ts";
import { type Expr, PREC, primary, wrap } from "../expr.ts";
import { readExpression, readWhole } from "../expression/expression.ts";
import { UNITS } from "../literals/intervalUnits.ts";
import type { Tx } from "../tx.ts";
import type { FunctionRule } from "./dsl.ts";
import { readUntil } from "./topLevel.ts";

/** The numbers that CASE_N and RANGE_N give what is in no case, and what is not known. */
function others(call: Call): {
  count: number;
  none: (of: number) => string;
  unknown: (of: number) => string;
} {
  const written = call.raw.map((cursor) => cursor.rest().toUpperCase().replace(/\s+/g, " "));
  const first = written.findIndex((words) =>
    /^(NO (CASE|RANGE)( OR UNKNOWN)?|UNKNOWN)$/.test(words),
  );
  const count = first < 0 ? call.count : first;
  const place = (words: RegExp) => written.findIndex((word) => words.test(word));
  const number = (words: RegExp) => (of: number) => {
    const at = place(words);
    return at < 0 ? "NULL" : String(of + at - count + 1);
  };
  return {
    count,
    none: number(/^NO (CASE|RANGE)( OR UNKNOWN)?$/),
    unknown: number(/^(UNKNOWN|NO (CASE|RANGE) OR UNKNOWN)$/),
  };
}

/**
 * CASE_N(condition, …, NO CASE, UNKNOWN): the number of the first condition that holds, unless one before it is neither
 * true nor false.
 */
export const caseN: FunctionRule = (call) => {
  const { count, ...numbers } = others(call);
  const [none, unknown] = [numbers.none(count), numbers.unknown(count)];
  let sql = "CASE";
  for (let at = 0; at < count; at++) {
    const condition = call.arg(at);
    sql += ` WHEN ${condition.sql} THEN ${at + 1}`;
    // What is not known ends the search; behind the last condition only where it has another number.
    if (at + 1 < count || unknown !== none)
      sql += ` WHEN ${wrap(condition, PREC.other)} IS NULL THEN ${unknown}`;
  }
  return primary(`${sql}${none === "NULL" ? "" : ` ELSE ${none}`} END`, "int");
};

/** `start, start AND end EACH size`; no end: the next range's start ends it. */
interface Range {
  start: Expr | undefined;
  end: Expr | undefined;
  each: { amount: string; unit: string | undefined } | undefined;
}

/**
 * RANGE_N(x BETWEEN a, b AND c EACH n, …, NO RANGE, UNKNOWN): the number of the range, and of its part, that a value is in.
 * Source: Teradata SQL Functions, Expressions, and Predicates, "RANGE_N".
 */
export const rangeN: FunctionRule = (call) => {
  const { tx } = call;
  const { count, none, unknown } = others(call);
  const first = call.raw[0];
  if (!first) throw call.stop("a value expected");
  const between = first.findWord(/^BETWEEN$/);
  if (between < 0) throw call.stop("BETWEEN expected");
  const value = tx.inside(first.slice(first.at, between), () => readWhole(tx));
  const written = call.raw
    .slice(0, count)
    .map((given, index) =>
      index === 0 ? first.slice(between + 1, first.end) : given.slice(given.at, given.end),
    );
  const ranges = written.map((given) => tx.inside(given, () => readRange(tx, call)));
  const subject = wrap(value, PREC.other);
  let sql = `CASE WHEN ${subject} IS NULL THEN `;
  let cases = "";
  let parts = 0;
  let base = "";
  ranges.forEach((range, index) => {
    const next = range.end ? undefined : ranges[index + 1]?.start;
    if (!range.end && !next && index + 1 < ranges.length) throw call.stop("a range without an end");
    const above = range.start ? `${subject} >= ${wrap(range.start, PREC.other)}` : "TRUE";
    const below = range.end
      ? ` AND ${subject} <= ${wrap(range.end, PREC.other)}`
      : next
        ? ` AND ${subject} < ${wrap(next, PREC.other)}`
        : "";
    const number = (part: string) => [String(parts + 1), base, part].filter(Boolean).join(" + ");
    const { start, end, each } = range;
    if (each) {
      if (!start || !end) throw call.stop("EACH beside *");
      cases += ` WHEN ${above}${below} THEN ${number(partOf(tx, call, value, start, each))}`;
      base = [base, partOf(tx, call, end, start, each)].filter(Boolean).join(" + ");
    } else cases += ` WHEN ${above}${below} THEN ${number("")}`;
    parts++;
  });
  const last = (write: (of: number) => string) => {
    const number = write(parts);
    return number === "NULL" || base === "" ? number : `${number} + ${base}`;
  };
  sql += `${last(unknown)}${cases} ELSE ${last(none)} END`;
  return primary(sql, "int");
};

function readRange(tx: Tx, call: Call): Range {
  const { cursor } = tx;
  const bound = () => (cursor.acceptSymbol("*") ? undefined : readUntil(tx, /^(AND|EACH)$/));
  const start = bound();
  const end = cursor.accept("AND") ? (bound() ?? primary("NULL", "null")) : undefined;
  let each: Range["each"];
  if (cursor.accept("EACH")) {
    if (cursor.accept("INTERVAL")) {
      const amount = /^'\s*(\d+)\s*'$/.exec(cursor.next()?.text ?? "")?.[1];
      const unit = UNITS[cursor.next()?.value ?? ""];
      cursor.group();
      if (amount === undefined || unit === undefined) throw call.stop("this EACH INTERVAL");
      each = { amount, unit };
    } else each = { amount: readExpression(tx).sql, unit: undefined };
  }
  if (!cursor.done) throw tx.unreadable("not expected in a range");
  // `AND *`: no end at all.
  return { start, end: end?.type === "null" ? undefined : end, each };
}

/** How many whole parts lie between the start of a range and a value. */
function partOf(
  tx: Tx,
  call: Call,
  value: Expr,
  start: Expr,
  each: NonNullable<Range["each"]>,
): string {
  const { amount, unit } = each;
  const databricks = tx.target === "databricks";
  const whole = databricks ? "div" : "//";
  if (unit === undefined) {
    const distance = `(${wrap(value, PREC.add)} - ${wrap(start, PREC.multiply)})`;
    return `CAST(floor(${distance} / ${amount}) AS INTEGER)`;
  }
  if (unit === "day" || unit === "week") {
    const days = databricks
      ? `datediff(${value.sql}, ${start.sql})`
      : `date_diff('day', ${start.sql}, ${value.sql})`;
    return `${days} ${whole} ${unit === "week" ? Number(amount) * 7 : amount}`;
  }
  if (unit !== "month" && unit !== "year") throw call.stop(`parts of ${unit}s`);
  const months = databricks
    ? `CAST(floor(months_between(${value.sql}, ${start.sql})) AS INT)`
    : `datesub('month', ${start.sql}, ${value.sql})`;
  return `${months} ${whole} ${unit === "year" ? Number(amount) * 12 : amount}`;
}
