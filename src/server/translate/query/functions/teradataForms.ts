import { PREC, primary, wrap } from "../expr.ts";
import { readWhole } from "../expression.ts";
import { widthBucket } from "./buckets.ts";
import { addMonthsKeepingLast, toDate } from "./dates.ts";
import { arity, type FunctionRule, type RuleTable, same } from "./dsl.ts";
import { replacedAll } from "./regexpChanges.ts";
import { SPANS } from "./spans.ts";
import { text } from "./text.ts";

const toNumber: FunctionRule = (call) => {
  arity(call, 1);
  // A text that is no number is NULL.
  return primary(`TRY_CAST(${text(call.arg(0))} AS DECIMAL(38,10))`, "decimal");
};

/** XMLAGG of plain texts, the way rows are joined in Teradata. */
const xmlAggregate: FunctionRule = (call) => {
  arity(call, 1);
  const what =
    "XMLAGG joins texts as they are here; characters that XML writes otherwise (& <) stay";
  call.tx.note("DWM-QRY-006", { what }, call.offset);
  return primary(call.aggregate("string_agg", [text(call.arg(0)), "''"]), "string");
};

/** RANK(x [ASC]): Teradata's own form, highest value first. With OVER it is the standard's. */
const rank: FunctionRule = (call) => {
  if (call.over !== undefined || call.count === 0)
    return primary(call.aggregate("rank", []), "int");
  if (call.count !== 1) throw call.stop("one value expected");
  const key = call.raw[0];
  const last = key?.tokens[key.end - 1]?.value ?? "";
  if (!key) throw call.stop("one value expected");
  const { tx } = call;
  const value = key.slice(key.at, /^(ASC|DESC)$/.test(last) ? key.end - 1 : key.end);
  const { sql } = tx.inside(value, () => readWhole(tx));
  const order = last === "ASC" ? "ASC NULLS FIRST" : "DESC NULLS LAST";
  return primary(`rank() OVER (ORDER BY ${sql} ${order})`, "int");
};

/** MDIFF(x, width, order): the value less the one `width` rows before. */
const movingDifference: FunctionRule = (call) => {
  arity(call, 3);
  const width = call.arg(1).number;
  if (width === undefined) throw call.stop("a computed width");
  const value = call.arg(0);
  const order = `ORDER BY ${call.arg(2).sql} NULLS FIRST`;
  return primary(
    `(${wrap(value, PREC.add)} - lag(${value.sql}, ${width}) OVER (${order}))`,
    value.type,
  );
};

const bytesOf: FunctionRule = (call) => {
  arity(call, 1);
  const value = call.arg(0);
  const bytes = value.type === "binary" ? value.sql : `encode(${text(value)})`;
  return primary(`octet_length(${bytes})`, "int");
};

/** RANDOM(low, high): a whole number from low to high, both among them. */
const random: FunctionRule = (call) => {
  arity(call, 2);
  const [low, high] = [Number(call.arg(0).number), Number(call.arg(1).number)];
  if (!Number.isSafeInteger(low) || !Number.isSafeInteger(high) || low > high)
    throw call.stop("bounds that are computed or not in order");
  return primary(`CAST(floor(random() * ${high - low + 1}) + ${low} AS INTEGER)`, "int");
};

/** EDITDISTANCE(a, b): two characters that changed places are one step. Other costs than 1 have no counterpart. */
const editDistance: FunctionRule = (call) => {
  if (call.count === 6) {
    for (const at of [2, 3, 4, 5])
      if (call.arg(at).number !== "1") throw call.stop("a cost other than 1");
  } else arity(call, 2);
  return primary(`damerau_levenshtein(${text(call.arg(0))}, ${text(call.arg(1))})`, "int");
};

/** Teradata's functions with a grammar or a meaning of their own. */
export const TERADATA_FORMS: RuleTable = {
  TO_NUMBER: toNumber,
  REGEXP_REPLACE: replacedAll,
  XMLAGG: xmlAggregate,
  RANK: rank,
  MDIFF: movingDifference,
  OCTET_LENGTH: bytesOf,
  BYTES: bytesOf,
  BYTE: bytesOf,
  WIDTH_BUCKET: widthBucket,
  ...SPANS,
  RANDOM: random,
  EDITDISTANCE: editDistance,
  OADD_MONTHS: addMonthsKeepingLast,
  TO_TIMESTAMP_TZ: toDate("TIMESTAMPTZ"),
  COSH: same("cosh", "float", 1),
  SINH: same("sinh", "float", 1),
  TANH: same("tanh", "float", 1),
  ACOSH: same("acosh", "float", 1),
  ASINH: same("asinh", "float", 1),
  ATANH: same("atanh", "float", 1),
};
