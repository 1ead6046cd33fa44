import { groupsRows } from "../../../block/groupsRows.ts";
import type { Call } from "../../../calls/call.ts";
import { PREC, primary, wrap } from "../../../expr.ts";
import { readWhole } from "../../../expression/expression.ts";
import { arity, type FunctionRule, type RuleTable } from "../../dsl.ts";

/** Refuses a GROUP BY beside Teradata's own functions over rows: it means PARTITION BY there, and does not group. */
function refuseGroups({ tx, name, offset }: Call): void {
  if (tx.scope.grouped) throw groupsRows(tx, name, offset);
  tx.scope.overRows = name;
}

/** A value with ASC or DESC behind it; in the order that the function has without them. */
function sorted(call: Call, index: number, ascends: boolean): string {
  const key = call.raw[index];
  if (!key) throw call.stop("a value to sort by expected");
  const last = key.tokens[key.end - 1]?.value ?? "";
  const worded = /^(ASC|DESC)$/.test(last);
  const value = key.slice(key.at, worded ? key.end - 1 : key.end);
  const { sql } = call.tx.inside(value, () => readWhole(call.tx));
  const upward = worded ? last === "ASC" : ascends;
  return `${sql} ${upward ? "ASC NULLS FIRST" : "DESC NULLS LAST"}`;
}

/** CSUM(x, order), MSUM(x, width, order) and their like: the rows before this one, and this one. */
function moving(call: Call, name: string, frame: (width: number) => string): string {
  refuseGroups(call);
  const last = call.count - 1;
  const width = last === 2 ? Number(call.arg(1).number ?? Number.NaN) : 1;
  if (!Number.isInteger(width) || width < 1) throw call.stop("a computed width");
  return `${name}(${call.arg(0).sql}) OVER (ORDER BY ${sorted(call, last, true)} ROWS ${frame(width)})`;
}

const rowsBefore = (width: number) => `BETWEEN ${width - 1} PRECEDING AND CURRENT ROW`;

const sums =
  (count: number, frame: (width: number) => string): FunctionRule =>
  (call) => {
    arity(call, count);
    return primary(moving(call, "sum", frame), call.arg(0).type);
  };

const movingAverage: FunctionRule = (call) => {
  arity(call, 3);
  return primary(moving(call, "avg", rowsBefore), "float");
};

/** MDIFF(x, width, order): the value less the one `width` rows before. */
const movingDifference: FunctionRule = (call) => {
  arity(call, 3);
  refuseGroups(call);
  const width = call.arg(1).number;
  if (width === undefined) throw call.stop("a computed width");
  const value = call.arg(0);
  const before = `lag(${value.sql}, ${width}) OVER (ORDER BY ${sorted(call, 2, true)})`;
  return primary(`(${wrap(value, PREC.add)} - ${before})`, value.type);
};

/** RANK(x [ASC]): Teradata's own form, highest value first. With OVER it is the standard's. */
const rank: FunctionRule = (call) => {
  if (call.over !== undefined || call.count === 0)
    return primary(call.aggregate("rank", []), "int");
  if (call.count !== 1) throw call.stop("one value expected");
  refuseGroups(call);
  return primary(`rank() OVER (ORDER BY ${sorted(call, 0, false)})`, "int");
};

/** QUANTILE(n, x): in which of n parts of the rows the value lies, counted from 0, lowest values first. */
const quantile: FunctionRule = (call) => {
  arity(call, 2);
  refuseGroups(call);
  const parts = call.arg(0).number;
  if (parts === undefined) throw call.stop("a computed number of parts");
  const place = `(rank() OVER (ORDER BY ${sorted(call, 1, true)}) - 1) * ${parts}`;
  return primary(`CAST(floor(${place} / count(*) OVER ()) AS INTEGER)`, "int");
};

/** Teradata: functions over rows from before the standard's windows. Source: "Ordered Analytical Functions". */
export const TERADATA_OLAP: RuleTable = {
  CSUM: sums(2, () => "UNBOUNDED PRECEDING"),
  MSUM: sums(3, rowsBefore),
  MAVG: movingAverage,
  MDIFF: movingDifference,
  RANK: rank,
  QUANTILE: quantile,
};
