import type { Call } from "../../calls/call.ts";
import { followsMysql, withQuotientDigits } from "../../digits/digits.ts";
import { fillsDecimals } from "../../digits/wideDecimals.ts";
import { commonType, type Expr, primary } from "../../expr.ts";
import { comparedWith, numberOf, ofOneKind, ofOneType } from "../../mysql/coerce.ts";
import { mysqlRound } from "../../mysql/rounding.ts";
import { emptyArrays } from "../../nested/arrayText.ts";
import { isVariant, variantsAlike } from "../../nested/variant.ts";
import { noteCompared, noteTexts } from "../../texts/texts.ts";
import { decimalAverage, meanDetail, noteAverage, roundedMean } from "../averages.ts";
import { aggregate, arity, type FunctionRule, type RuleTable, same } from "../dsl.ts";
import { roundedDate } from "./dateUnits.ts";
import { ofPairs } from "./statistics.ts";
import { side } from "./substring.ts";
import { trimSide } from "./text.ts";

/** AVG: of whole numbers it is a whole number in T-SQL and Redshift; MySQL shows four digits more than they have. */
const average: FunctionRule = (call) => {
  arity(call, 1);
  const value = call.arg(0);
  const { tx } = call;
  if (followsMysql(tx)) {
    const number = numberOf(tx, value);
    const mean = primary(call.aggregate("avg", [number.sql]), "float");
    return withQuotientDigits(tx, mean, number, undefined, call.offset);
  }
  const exact = decimalAverage(call, value);
  if (exact) return exact;
  const sql = call.aggregate("avg", [value.sql]);
  const cut = noteAverage(call, value);
  return cut
    ? primary(`CAST(trunc(${sql}) AS BIGINT)`, "int")
    : { ...primary(sql, "float"), ...meanDetail(call, value) };
};

/** DuckDB adds no intervals up: their months and their microseconds are added, each by itself. */
function sumOfSpans(call: Call, { sql }: Expr): Expr {
  const part = (name: string) => `extract(${name} FROM ${sql})`;
  const rest = `${part("day")} * 86400000000 + ${part("hour")} * 3600000000 + ${part("minute")} * 60000000 + ${part("microseconds")}`;
  const months = call.aggregate("sum", [`${part("year")} * 12 + ${part("month")}`]);
  const micros = call.aggregate("sum", [rest]);
  return primary(
    `(to_months(CAST(${months} AS INTEGER)) + to_microseconds(CAST(${micros} AS BIGINT)))`,
    "interval",
  );
}

const sum: FunctionRule = (call) => {
  arity(call, 1);
  const value = numberOf(call.tx, call.arg(0));
  if (value.type === "interval") return sumOfSpans(call, value);
  const scale = fillsDecimals(call.tx) ? value.scale : undefined;
  return {
    ...primary(call.aggregate("sum", [value.sql]), value.type),
    ...(scale === undefined ? {} : { scale }),
  };
};

const count: FunctionRule = (call) => {
  if (call.star) return primary(call.aggregate("count", ["*"]), "int");
  if (call.count > 1) {
    if (!call.distinct) throw call.stop("one argument expected");
    const all = call.args();
    const anyNull = all.map((arg) => `(${arg.sql}) IS NULL`).join(" OR ");
    const row = `CASE WHEN ${anyNull} THEN NULL ELSE (${all.map((arg) => arg.sql).join(", ")}) END`;
    return primary(call.aggregate("count", [row]), "int");
  }
  if (call.distinct) noteCompared(call.tx, call.offset, call.arg(0));
  return primary(call.aggregate("count", [call.arg(0).sql]), "int");
};

/** GREATEST and LEAST: NULL if one is NULL, but in PostgreSQL, Redshift and SQL Server, where NULLs are skipped. */
function extreme(name: "greatest" | "least"): FunctionRule {
  return (call) => {
    arity(call, 1, 99);
    const args = variantsAlike(call.tx, ofOneKind(call.tx, call.args()));
    noteTexts(call.tx, call.offset, ...args);
    const sql = `${name}(${args.map((arg) => arg.sql).join(", ")})`;
    const type = args.every((arg) => arg.type === args[0]?.type)
      ? (args[0]?.type ?? "unknown")
      : "unknown";
    if (call.tx.is("postgres", "redshift", "tsql")) return primary(sql, type);
    const anyNull = args.map((arg) => `(${arg.sql}) IS NULL`).join(" OR ");
    return primary(`CASE WHEN ${anyNull} THEN NULL ELSE ${sql} END`, type);
  };
}

/** LPAD and RPAD with their pad optional; NULLs and lengths mean the same everywhere. */
function pad(name: "lpad" | "rpad"): FunctionRule {
  return (call) => {
    arity(call, 2, 3);
    const text = call.arg(0);
    const filler = call.count > 2 ? call.arg(2).sql : "' '";
    const subject = text.type === "string" ? text.sql : `CAST(${text.sql} AS VARCHAR)`;
    const sql = `${name}(${subject}, CAST(${call.arg(1).sql} AS INTEGER), ${filler})`;
    return primary(call.tx.is("oracle") ? `nullif(${sql}, '')` : sql, "string");
  };
}

/** ROUND: halves away from zero, but of floating-point numbers to the even one in PostgreSQL, Redshift and MySQL. */
const round: FunctionRule = (call) => {
  arity(call, 1, 2);
  const date = roundedDate(call);
  if (date) return date;
  const value = numberOf(call.tx, call.arg(0));
  if (value.type !== "float" && followsMysql(call.tx)) return mysqlRound(call, value);
  const mean = roundedMean(call, value);
  if (mean) return mean;
  if (value.type === "float" && call.tx.is("postgres", "redshift", "mysql")) {
    const places = call.count === 1 ? "0" : call.arg(1).sql;
    return primary(`round_even(${value.sql}, ${places})`, "float");
  }
  const sql = call.count === 1 ? `round(${value.sql})` : `round(${value.sql}, ${call.arg(1).sql})`;
  return primary(sql, value.type);
};

function bothExact(...values: Expr[]): boolean {
  return values.every(({ type }) => type === "int" || type === "decimal");
}

const mod: FunctionRule = (call) => {
  arity(call, 2);
  const [value, by] = [numberOf(call.tx, call.arg(0)), numberOf(call.tx, call.arg(1))];
  const certain = by.number !== undefined && Number(by.number) !== 0;
  // NULL for 0 in MySQL; of DOUBLEs it would be NaN.
  const zeroes = call.tx.is("mysql") && !certain && !bothExact(value, by);
  const rest = `((${value.sql}) % ${zeroes ? `nullif(${by.sql}, 0)` : `(${by.sql})`})`;
  // Oracle answers the number itself for 0.
  if (!call.tx.is("oracle") || certain) return primary(rest, value.type);
  return primary(`CASE WHEN (${by.sql}) = 0 THEN ${value.sql} ELSE ${rest} END`, value.type);
};

const coalesce: FunctionRule = (call) => {
  arity(call, 1, 99);
  const values = emptyArrays(call.tx, ofOneType(call.tx, call.args()));
  const list = values.map(({ sql }) => sql).join(", ");
  const result = primary(`coalesce(${list})`, commonType(values.map(({ type }) => type)));
  return values[0]?.array === true ? { ...result, array: true } : result;
};

/** MIN and MAX: of texts they follow the collation; MySQL takes words of an ENUM for texts there. */
function extremeOf(name: "min" | "max"): FunctionRule {
  return (call) => {
    const value = call.arg(0);
    noteTexts(call.tx, call.offset, value);
    if (isVariant(call.tx, value))
      throw call.stop("a VARIANT has no order: cast it to the type that its values have");
    if (!value.enumerated) return aggregate(name, 0)(call);
    arity(call, 1);
    return primary(call.aggregate(name, [`CAST(${value.sql} AS VARCHAR)`]), "string");
  };
}

/** Functions that mean the same in every source that has them. */
export const COMMON_FUNCTIONS: RuleTable = {
  ABS: same("abs", 0, 1),
  CEIL: same("ceil", 0, 1),
  CEILING: same("ceil", 0, 1),
  FLOOR: same("floor", 0, 1),
  EXP: same("exp", "float", 1),
  LN: same("ln", "float", 1),
  SQRT: same("sqrt", "float", 1),
  POWER: same("power", "float", 2),
  POW: same("power", "float", 2),
  SIGN: same("sign", "int", 1),
  MOD: mod,
  ROUND: round,
  SIN: same("sin", "float", 1),
  COS: same("cos", "float", 1),
  TAN: same("tan", "float", 1),
  ASIN: same("asin", "float", 1),
  ACOS: same("acos", "float", 1),
  ATAN: same("atan", "float", 1),
  ATAN2: same("atan2", "float", 2),
  PI: same("pi", "float", 0),
  RADIANS: same("radians", "float", 1),
  DEGREES: same("degrees", "float", 1),
  UPPER: same("upper", "string", 1),
  LOWER: same("lower", "string", 1),
  REVERSE: same("reverse", "string", 1),
  REPLACE: same("replace", "string", 3),
  ASCII: same("ascii", "int", 1),
  TRIM: (call) => {
    if (!call.tx.is("snowflake", "bigquery")) arity(call, 1);
    return trimSide("trim")(call);
  },
  LEFT: side("left"),
  RIGHT: side("right"),
  REPEAT: same("repeat", "string", 2),
  TRANSLATE: same("translate", "string", 3),
  LPAD: pad("lpad"),
  RPAD: pad("rpad"),
  COALESCE: coalesce,
  NULLIF: (call) => {
    arity(call, 2);
    const [a, b] = variantsAlike(call.tx, [call.arg(0), call.arg(1)]) as [Expr, Expr];
    noteTexts(call.tx, call.offset, a, b);
    const other = comparedWith(call.tx, b, a);
    const value = comparedWith(call.tx, a, b);
    if (value.sql === a.sql) return primary(`nullif(${a.sql}, ${other.sql})`, a.type);
    return primary(`CASE WHEN ${value.sql} = ${other.sql} THEN NULL ELSE ${a.sql} END`, a.type);
  },
  GREATEST: extreme("greatest"),
  LEAST: extreme("least"),
  COUNT: count,
  SUM: sum,
  AVG: average,
  MIN: extremeOf("min"),
  MAX: extremeOf("max"),
  STDDEV: aggregate("stddev_samp", "float"),
  STDDEV_SAMP: aggregate("stddev_samp", "float"),
  STDDEV_POP: aggregate("stddev_pop", "float"),
  VARIANCE: aggregate("var_samp", "float"),
  VAR_SAMP: aggregate("var_samp", "float"),
  VAR_POP: aggregate("var_pop", "float"),
  CORR: ofPairs("corr"),
  COVAR_POP: aggregate("covar_pop", "float", 2),
  COVAR_SAMP: aggregate("covar_samp", "float", 2),
  ROW_NUMBER: aggregate("row_number", "int", 0),
  RANK: aggregate("rank", "int", 0),
  DENSE_RANK: aggregate("dense_rank", "int", 0),
  PERCENT_RANK: aggregate("percent_rank", "float", 0),
  CUME_DIST: aggregate("cume_dist", "float", 0),
  NTILE: aggregate("ntile", "int", 1),
  LAG: aggregate("lag", 0, 1, 3),
  LEAD: aggregate("lead", 0, 1, 3),
  FIRST_VALUE: aggregate("first_value", 0),
  LAST_VALUE: aggregate("last_value", 0),
  NTH_VALUE: aggregate("nth_value", 0, 2),
  GROUPING: same("grouping", "int", 1, 9),
  ANY_VALUE: aggregate("any_value", 0),
};
