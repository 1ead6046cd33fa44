import { primary } from "../expr.ts";
import { aggregate, arity, type FunctionRule, type RuleTable, same, template } from "./dsl.ts";

/** SUM and AVG: of whole numbers AVG cuts fractions in T-SQL and Teradata. */
const average: FunctionRule = (call) => {
  arity(call, 1);
  const value = call.arg(0);
  const sql = call.aggregate("avg", [value.sql]);
  if (!call.tx.is("tsql") || value.type === "decimal" || value.type === "float")
    return primary(sql, "float");
  if (value.type === "int") return primary(`CAST(trunc(${sql}) AS BIGINT)`, "int");
  const what =
    "AVG of a column whose type is not known: SQL Server cuts the fraction of whole numbers";
  call.tx.note("DWM-QRY-006", { what }, call.offset);
  return primary(sql, "float");
};

const sum: FunctionRule = (call) => {
  arity(call, 1);
  const type = call.arg(0).type;
  return primary(call.aggregate("sum", [call.arg(0).sql]), type);
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
  return primary(call.aggregate("count", [call.arg(0).sql]), "int");
};

/** GREATEST and LEAST: NULL if one is NULL, but in PostgreSQL, Redshift and SQL Server, where NULLs are skipped. */
function extreme(name: "greatest" | "least"): FunctionRule {
  return (call) => {
    arity(call, 1, 99);
    const args = call.args();
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
    return primary(`${name}(${subject}, CAST(${call.arg(1).sql} AS INTEGER), ${filler})`, "string");
  };
}

/** ROUND: halves away from zero on both sides; DuckDB's scale must be a constant for decimals, as theirs mostly is. */
const round: FunctionRule = (call) => {
  arity(call, 1, 2);
  const value = call.arg(0);
  const sql = call.count === 1 ? `round(${value.sql})` : `round(${value.sql}, ${call.arg(1).sql})`;
  return primary(sql, value.type);
};

const mod: FunctionRule = (call) => {
  arity(call, 2);
  return primary(`((${call.arg(0).sql}) % (${call.arg(1).sql}))`, call.arg(0).type);
};

const coalesce: FunctionRule = (call) => same("coalesce", "same", 1, 99)(call);

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
  TRIM: template("trim($1, ' ')", "string"),
  LEFT: same("left", "string", 2),
  RIGHT: same("right", "string", 2),
  REPEAT: same("repeat", "string", 2),
  TRANSLATE: same("translate", "string", 3),
  LPAD: pad("lpad"),
  RPAD: pad("rpad"),
  COALESCE: coalesce,
  NULLIF: same("nullif", 0, 2),
  GREATEST: extreme("greatest"),
  LEAST: extreme("least"),
  COUNT: count,
  SUM: sum,
  AVG: average,
  MIN: aggregate("min", 0),
  MAX: aggregate("max", 0),
  STDDEV: aggregate("stddev_samp", "float"),
  STDDEV_SAMP: aggregate("stddev_samp", "float"),
  STDDEV_POP: aggregate("stddev_pop", "float"),
  VARIANCE: aggregate("var_samp", "float"),
  VAR_SAMP: aggregate("var_samp", "float"),
  VAR_POP: aggregate("var_pop", "float"),
  CORR: aggregate("corr", "float", 2),
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
