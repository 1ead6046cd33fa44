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

/** The values to sort by, from the argument at `from` on. */
function sortedFrom(call: Call, from: number): string {
  const places = Array.from({ length: call.count - from }, (_, index) => from + index);
  return places.map((place) => sorted(call, place, true)).join(", ");
}

/** CSUM(x, order, …), MSUM(x, width, order, …) and their like: the rows before this one, and this one. */
function moving(call: Call, name: string, frame?: (width: number) => string): string {
  refuseGroups(call);
  const width = frame ? Number(call.arg(1).number ?? Number.NaN) : 1;
  if (!Number.isInteger(width) || width < 1) throw call.stop("a computed width");
  const rows = frame ? frame(width) : "UNBOUNDED PRECEDING";
  return `${name}(${call.arg(0).sql}) OVER (ORDER BY ${sortedFrom(call, frame ? 2 : 1)} ROWS ${rows})`;
}

const rowsBefore = (width: number) => `BETWEEN ${width - 1} PRECEDING AND CURRENT ROW`;

const sums =
  (frame?: (width: number) => string): FunctionRule =>
  (call) => {
    arity(call, frame ? 3 : 2, 99);
    return primary(moving(call, "sum", frame), call.arg(0).type);
  };

const movingAverage: FunctionRule = (call) => {
  arity(call, 3, 99);
  return primary(moving(call, "avg", rowsBefore), "float");
};

/** MDIFF(x, width, order): the value less the one `width` rows before. */
const movingDifference: FunctionRule = (call) => {
  arity(call, 3, 99);
  refuseGroups(call);
  const width = call.arg(1).number;
  if (width === undefined) throw call.stop("a computed width");
  const value = call.arg(0);
  const before = `lag(${value.sql}, ${width}) OVER (ORDER BY ${sortedFrom(call, 2)})`;
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
  CSUM: sums(),
  MSUM: sums(rowsBefore),
  MAVG: movingAverage,
  MDIFF: movingDifference,
  RANK: rank,
  QUANTILE: quantile,
};
