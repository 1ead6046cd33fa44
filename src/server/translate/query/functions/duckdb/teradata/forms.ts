import { primary } from "../../../expr.ts";
import { arity, type FunctionRule, type RuleTable, same } from "../../dsl.ts";
import { caseN, rangeN } from "../../partitionNumbers.ts";
import { joinedTexts } from "../../xmlTexts.ts";
import { widthBucket } from "../buckets.ts";
import { addMonthsKeepingLast } from "../dateSums.ts";
import { numberByMask } from "../numberReading.ts";
import { replacedAll } from "../regexpChanges.ts";
import { SPANS } from "../spans.ts";
import { text } from "../text.ts";
import { toDate } from "../toDate.ts";
import { TERADATA_BITS } from "./bits.ts";
import { TERADATA_OLAP } from "./olap.ts";
import { TERADATA_TEXTS } from "./texts.ts";

const toNumber: FunctionRule = (call) => {
  arity(call, 1, 2);
  if (call.count === 2) return numberByMask(call, "TRY_CAST");
  // A text that is no number is NULL.
  return primary(`TRY_CAST(${text(call.arg(0))} AS DECIMAL(38,10))`, "decimal");
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
  XMLAGG: joinedTexts,
  ...TERADATA_OLAP,
  ...TERADATA_BITS,
  ...TERADATA_TEXTS,
  CASE_N: caseN,
  RANGE_N: rangeN,
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
