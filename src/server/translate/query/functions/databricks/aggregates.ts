import type { OrderKey } from "../../block/orderKeys.ts";
import { orderBySql } from "../../block/orderKeys.ts";
import type { Call } from "../../calls/call.ts";
import { type Expr, PREC, primary, wrap } from "../../expr.ts";
import { noteCompared } from "../../texts/texts.ts";
import { decimalAverage, meanDetail, noteAverage } from "../averages.ts";
import { aggregate, arity, type FunctionRule } from "../dsl.ts";
import { text } from "./text.ts";

/** What stands behind an aggregate's brackets. */
export function behind(call: Call): string {
  return `${call.filter}${call.over === undefined ? "" : ` OVER ${call.over}`}`;
}

/** SUM: numbers of Snowflake's VARIANT are read as such. */
export const sum: FunctionRule = (call) => {
  arity(call, 1);
  const { type, scale } = call.arg(0);
  const kept = call.tx.is("snowflake", "oracle") && scale !== undefined ? { scale } : {};
  return { ...primary(call.aggregate("sum", [number(call, 0)]), type), ...kept };
};

function number(call: Call, index: number): string {
  const value = call.arg(index);
  return value.type === "json" ? `CAST(${value.sql} AS DOUBLE)` : value.sql;
}

/** MIN and MAX: VARIANTs have no order. */
export function least(name: "min" | "max"): FunctionRule {
  return (call) => {
    arity(call, 1);
    if (call.arg(0).type === "json")
      throw call.stop("a VARIANT has no order: cast it to the type that its values have");
    return aggregate(name, 0)(call);
  };
}

/** AVG: of whole numbers T-SQL and Redshift cut the fraction. */
export const average: FunctionRule = (call) => {
  arity(call, 1);
  const value = call.arg(0);
  const exact = decimalAverage(call, value);
  if (exact) return exact;
  const sql = call.aggregate("avg", [number(call, 0)]);
  if (noteAverage(call, value)) return primary(`CAST(${sql} AS BIGINT)`, "int");
  if (value.type === "decimal") return primary(sql, "decimal");
  return { ...primary(sql, "float"), ...meanDetail(call, value) };
};

/** COUNT: of several values the rows where none is NULL, as everywhere. */
export const count: FunctionRule = (call) => {
  if (call.star) return primary(call.aggregate("count", ["*"]), "int");
  arity(call, 1, 99);
  // VARIANTs have no order that values could be told apart by: their texts have.
  const args = call.args().map((arg) => (call.distinct ? text(call.tx, arg) : arg));
  if (call.distinct) noteCompared(call.tx, call.offset, call.arg(0));
  const [only] = args;
  if (call.distinct && call.over !== undefined && only && args.length === 1) {
    if (/\bORDER BY\b/.test(call.over)) throw call.stop("DISTINCT over an ordered window");
    return primary(`size(collect_set(${only.sql})${behind(call)})`, "int");
  }
  return primary(
    call.aggregate(
      "count",
      args.map((arg) => arg.sql),
    ),
    "int",
  );
};

/** STDDEV and VARIANCE: of a sample, but of the population in MySQL; Oracle answers 0 for one row. */
export function spread(sample: string, population: string): FunctionRule {
  return (call) => {
    if (call.tx.is("mysql")) return aggregate(population, "float")(call);
    const value = aggregate(sample, "float")(call);
    if (!call.tx.is("oracle")) return value;
    const rows = call.aggregate("count", [call.arg(0).sql]);
    return primary(`IF(${rows} = 1, 0, ${value.sql})`, "float");
  };
}

/** LAG and LEAD: their offset is a number. */
export function neighbour(name: "lag" | "lead"): FunctionRule {
  return (call) => {
    arity(call, 1, 3);
    if (call.count > 1 && call.arg(1).number === undefined) throw call.stop("a computed offset");
    return aggregate(name, 0, 1, 3)(call);
  };
}

/** GROUPING of several columns is the number that their bits make. */
export const grouping: FunctionRule = (call) => {
  arity(call, 1, 99);
  const args = call.list();
  return primary(`${call.count > 1 ? "grouping_id" : "grouping"}(${args})`, "int");
};

/** Refuses a window with an order: Databricks takes none beside WITHIN GROUP. */
export function unordered(call: Call): void {
  if (call.over !== undefined && /\bORDER BY\b/.test(call.over))
    throw call.stop("an ordered window");
}

/** LISTAGG, STRING_AGG, GROUP_CONCAT: `listagg(value, separator) WITHIN GROUP (ORDER BY …)`. */
export function textsJoined(call: Call, value: string, separator: string | undefined): string {
  if (call.limit) throw call.stop("LIMIT inside of the call");
  unordered(call);
  if (call.distinct && call.orderKeys.some(({ sql }) => sql !== value))
    throw call.stop("DISTINCT ordered by something else");
  const by = separator === undefined ? "" : `, ${separator}`;
  const order = call.orderKeys.length === 0 ? "" : ` WITHIN GROUP (${orderBySql(call.orderKeys)})`;
  return `listagg(${call.distinct ? "DISTINCT " : ""}${value}${by})${order}${behind(call)}`;
}

/** LISTAGG(value, separator), STRING_AGG(value, separator); nothing between the texts unless a default is given. */
export function stringAggregate(defaultSeparator = ""): FunctionRule {
  return (call) => {
    arity(call, 1, 2);
    if (call.count === 2 && call.arg(1).literal === undefined && call.arg(1).type !== "null")
      throw call.stop("a computed separator");
    let separator = defaultSeparator === "" ? undefined : call.tx.out.text(defaultSeparator);
    if (call.count === 2) separator = call.arg(1).literal ? call.arg(1).sql : undefined;
    const joined = textsJoined(call, text(call.tx, call.arg(0)).sql, separator);
    // Snowflake's LISTAGG of nothing is an empty text.
    return primary(call.tx.is("snowflake") ? `coalesce(${joined}, '')` : joined, "string");
  };
}

/** ARRAY_AGG without NULLs, ordered as WITHIN GROUP or ORDER BY says. */
export const arrayAggregate: FunctionRule = (call) => {
  arity(call, 1);
  const value = call.arg(0);
  if (call.distinct && value.type === "json")
    throw call.stop("VARIANTs that differ cannot be told: cast them to the type that they have");
  const [key, second] = call.orderKeys;
  const distinct = call.distinct ? "DISTINCT " : "";
  if (call.nulls === "IGNORE NULLS") call.nulls = "";
  if (call.over !== undefined && (call.distinct || key)) throw call.stop("an order over a window");
  if (!key) return limited(call, `array_agg(${distinct}${value.sql})${behind(call)}`);
  // NULLs are not among the values, so their place in the order does not matter.
  if (key.sql === value.sql && !second) {
    const list = `array_agg(${distinct}${value.sql})${call.filter}`;
    return limited(call, `sort_array(${list}${key.descending ? ", FALSE" : ""})`);
  }
  if (call.distinct) throw call.stop("DISTINCT ordered by something else");
  return limited(call, sortedBy(call, value, call.orderKeys));
};

function limited(call: Call, sql: string): Expr {
  const made = call.limit ? `slice(${sql}, 1, ${call.limit.sql})` : sql;
  return { ...primary(made, "unknown"), array: true };
}

/** Values with their keys beside them, sorted by the keys, without them. */
export function sortedBy(call: Call, value: Expr, keys: readonly OrderKey[]): string {
  const fields = keys.map((key, index) => `, 'k${index + 1}', ${key.sql}`).join("");
  const known = value.literal !== undefined || value.number !== undefined;
  const filter = call.filter
    ? call.filter.replace(/\)$/, known ? ")" : ` AND ${wrap(value, PREC.other)} IS NOT NULL)`)
    : known
      ? ""
      : ` FILTER (WHERE ${wrap(value, PREC.other)} IS NOT NULL)`;
  const list = `array_agg(named_struct('v', ${value.sql}${fields}))${filter}`;
  const cases = keys.map((key, index) => comparison(`k${index + 1}`, key)).join("");
  return `transform(array_sort(${list}, (l, r) -> CASE${cases} ELSE 0 END), x -> x.v)`;
}

function comparison(field: string, { descending, nullsFirst }: OrderKey): string {
  const [l, r] = [`l.${field}`, `r.${field}`];
  const less = descending ? 1 : -1;
  const nulls = nullsFirst ? -1 : 1;
  return (
    ` WHEN ${l} < ${r} THEN ${less} WHEN ${l} > ${r} THEN ${-less}` +
    ` WHEN ${l} IS NULL AND ${r} IS NOT NULL THEN ${nulls} WHEN ${l} IS NOT NULL AND ${r} IS NULL THEN ${-nulls}`
  );
}

/** PERCENTILE_CONT(p) WITHIN GROUP (ORDER BY x), and PERCENTILE_DISC. */
export function percentile(name: "percentile_cont" | "percentile_disc"): FunctionRule {
  return (call) => {
    arity(call, 1);
    const [key, second] = call.orderKeys;
    if (!key || second) throw call.stop("WITHIN GROUP with one value expected");
    unordered(call);
    const order = `ORDER BY ${key.sql}${key.descending ? " DESC" : ""}`;
    return primary(
      `${name}(${call.arg(0).sql}) WITHIN GROUP (${order})${behind(call)}`,
      name === "percentile_cont" ? "float" : "unknown",
    );
  };
}

/** RATIO_TO_REPORT(x) OVER (…): NULL where the sum is 0. */
export const ratioToReport: FunctionRule = (call) => {
  arity(call, 1);
  if (call.over === undefined) throw call.stop("OVER is missing");
  const value = call.arg(0).sql;
  return primary(`try_divide(${value}, sum(${value}) OVER ${call.over})`, "float");
};

/** Array of the distinct values. */
export const distinctValues: FunctionRule = (call) => {
  arity(call, 1);
  const sql = call.aggregate("collect_set", [call.arg(0).sql]);
  return { ...primary(sql, "unknown"), array: true };
};
