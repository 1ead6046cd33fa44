import { type Expr, PREC, primary, wrap } from "../../../expr.ts";
import { arity, type FunctionRule, type RuleTable, same } from "../../dsl.ts";
import { dateTrunc } from "../dates.ts";

/** date_trunc of whole decades; PostgreSQL's centuries and millennia begin with their years 1, DuckDB's with their years 0. */
function longUnit(unit: string, date: string): string {
  if (unit === "DECADE") return `date_trunc('decade', ${date})`;
  const years = unit === "CENTURY" ? 100 : 1000;
  return `make_timestamp((extract(year FROM ${date}) - 1) // ${years} * ${years} + 1, 1, 1, 0, 0, 0)`;
}

/** date_trunc(unit, date [, zone]), of intervals too. */
const truncated: FunctionRule = (call) => {
  arity(call, 2, 3);
  const unit = call.word(0);
  const value = call.arg(1);
  if (value.type === "interval" && unit !== undefined)
    return primary(`date_trunc('${unit.toLowerCase()}', ${value.sql})`, "interval");
  if (call.count === 3) {
    if (value.type !== "timestamptz") throw call.stop("a zone for what is no TIMESTAMPTZ");
    const zone = wrap(call.arg(2));
    const local = `${wrap(value, PREC.cast)} AT TIME ZONE ${zone}`;
    return {
      sql: `date_trunc('${unit?.toLowerCase() ?? ""}', ${local}) AT TIME ZONE ${zone}`,
      prec: PREC.unary,
      type: "timestamptz",
    };
  }
  const long = unit !== undefined && /^(DECADE|CENTURY|MILLENNIUM)$/.test(unit);
  const moment = value.type === "date" || value.type === "timestamp";
  if (!long || !moment) return dateTrunc(call);
  return primary(`CAST(${longUnit(unit, value.sql)} AS TIMESTAMP)`, "timestamp");
};

const moved =
  (sign: "+" | "-"): FunctionRule =>
  (call) => {
    arity(call, 2);
    const [date, span] = [call.arg(0), call.arg(1)];
    const by =
      span.literal === undefined ? wrap(span, PREC.multiply) : `CAST(${span.sql} AS INTERVAL)`;
    return { sql: `${wrap(date, PREC.add)} ${sign} ${by}`, prec: PREC.add, type: "timestamptz" };
  };

/** date_bin(stride, date, origin). */
const binned: FunctionRule = (call) => {
  arity(call, 3);
  const [stride, date, origin] = call.args() as [Expr, Expr, Expr];
  const span = stride.literal === undefined ? stride.sql : `CAST(${stride.sql} AS INTERVAL)`;
  const type = date.type === "timestamptz" ? "timestamptz" : "timestamp";
  return primary(`time_bucket(${span}, ${date.sql}, ${origin.sql})`, type);
};

/** PostgreSQL documentation, "Date/Time Functions and Operators". */
export const POSTGRES_DATES: RuleTable = {
  DATE_TRUNC: truncated,
  DATE_BIN: binned,
  DATE_ADD: moved("+"),
  DATE_SUBTRACT: moved("-"),
  MAKE_TIME: same("make_time", "time", 3),
  MAKE_TIMESTAMPTZ: same("make_timestamptz", "timestamptz", 6, 7),
};
