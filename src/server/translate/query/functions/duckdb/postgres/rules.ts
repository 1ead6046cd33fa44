import { ascending } from "../../../block/orderKeys.ts";
import type { Call } from "../../../calls/call.ts";
import { isDated, primary } from "../../../expr.ts";
import { aggregate, arity, type FunctionRule, type RuleTable, same, template } from "../../dsl.ts";
import { noSequence } from "../../postgres.ts";
import { datePart } from "../dates.ts";
import { stringAggregate } from "../stringAggregate.ts";
import { substring } from "../substring.ts";
import { initcap, length, lenientConcat, lenientConcatWith, trimSide } from "../text.ts";
import { toChar } from "../toChar.ts";
import { toDate } from "../toDate.ts";
import { POSTGRES_DATES } from "./dates.ts";
import { POSTGRES_JSON } from "./json.ts";
import { POSTGRES_NUMBERS } from "./numbers.ts";
import { POSTGRES_REGEXPS } from "./regexps.ts";
import { POSTGRES_TEXTS } from "./texts.ts";
import { POSTGRES_VALUES } from "./values.ts";

const now: FunctionRule = (call) => {
  arity(call, 0);
  return primary("now()", "timestamptz");
};

/** The parts of a text as a list; without a separator its characters, an empty text has none. */
function splitText(call: Call): string {
  const [value, separator] = [call.arg(0).sql, call.arg(1)];
  const split = `string_split(${value}, ${separator.type === "null" ? "''" : separator.sql})`;
  const parts =
    call.count < 3 ? split : `list_transform(${split}, part -> nullif(part, ${call.arg(2).sql}))`;
  return `CASE WHEN ${value} = '' THEN [] ELSE ${parts} END`;
}

const trunc: FunctionRule = (call) => {
  arity(call, 1, 2);
  const value = call.arg(0);
  if (call.count === 1) return primary(`trunc(${value.sql})`, value.type);
  return primary(`trunc(CAST(${value.sql} AS DECIMAL(38,10)), ${call.arg(1).sql})`, "decimal");
};

const age: FunctionRule = (call) => {
  arity(call, 1, 2);
  const args = call
    .args()
    .map((arg) => (isDated(arg.type) ? `CAST(${arg.sql} AS TIMESTAMP)` : arg.sql));
  return primary(`age(${args.join(", ")})`, "interval");
};

/** PostgreSQL documentation, "Functions and Operators". */
export const POSTGRES_FUNCTIONS: RuleTable = {
  ...POSTGRES_JSON,
  ...POSTGRES_VALUES,
  ...POSTGRES_TEXTS,
  ...POSTGRES_NUMBERS,
  ...POSTGRES_REGEXPS,
  NOW: now,
  TRANSACTION_TIMESTAMP: now,
  STATEMENT_TIMESTAMP: now,
  CLOCK_TIMESTAMP: now,
  TO_CHAR: toChar,
  TO_DATE: toDate("DATE"),
  TO_TIMESTAMP: (call) =>
    call.count === 1
      ? primary(`to_timestamp(${call.arg(0).sql})`, "timestamptz")
      : toDate("TIMESTAMPTZ")(call),
  ...POSTGRES_DATES,
  DATE_PART: datePart,
  AGE: age,
  MAKE_DATE: same("make_date", "date", 3),
  MAKE_TIMESTAMP: same("make_timestamp", "timestamp", 6),
  TRUNC: trunc,
  RANDOM: same("random", "float", 0),
  LOG: (call) => {
    arity(call, 1, 2);
    return primary(
      call.count === 1
        ? `log10(${call.arg(0).sql})`
        : `log(${call.arg(0).sql}, ${call.arg(1).sql})`,
      "float",
    );
  },
  CBRT: same("cbrt", "float", 1),
  LENGTH: length(false),
  CHAR_LENGTH: length(false),
  CHARACTER_LENGTH: length(false),
  OCTET_LENGTH: template("octet_length(encode($1))", "int"),
  SUBSTR: substring,
  STRPOS: same("strpos", "int", 2),
  INITCAP: initcap,
  LTRIM: trimSide("ltrim"),
  RTRIM: trimSide("rtrim"),
  BTRIM: trimSide("trim"),
  CHR: same("chr", "string", 1),
  CONCAT: lenientConcat,
  CONCAT_WS: lenientConcatWith,
  STARTS_WITH: same("starts_with", "bool", 2),
  MD5: same("md5", "string", 1),
  STRING_AGG: stringAggregate(","),
  ARRAY_AGG: (call) => {
    arity(call, 1);
    const value = call.arg(0);
    // PostgreSQL sorts to find what is double, and the values come out in that order.
    if (call.distinct && call.orderKeys.length === 0) call.orderKeys = [ascending(value.sql)];
    return { ...primary(call.aggregate("array_agg", [value.sql]), "unknown"), array: true };
  },
  BOOL_AND: aggregate("bool_and", "bool"),
  BOOL_OR: aggregate("bool_or", "bool"),
  EVERY: aggregate("bool_and", "bool"),
  UNNEST: same("unnest", "unknown", 1),
  ARRAY_TO_STRING: (call) => {
    arity(call, 2, 3);
    const [array, separator] = [call.arg(0).sql, call.arg(1).sql];
    if (call.count === 2) return primary(`array_to_string(${array}, ${separator})`, "string");
    const item = `coalesce(CAST(item AS VARCHAR), ${call.arg(2).sql})`;
    return primary(
      `array_to_string(list_transform(${array}, item -> ${item}), ${separator})`,
      "string",
    );
  },
  ARRAY_LENGTH: (call) => {
    arity(call, 2);
    if (call.arg(1).number !== "1") throw call.stop("a dimension other than the first");
    return primary(`nullif(len(${call.arg(0).sql}), 0)`, "int");
  },
  STRING_TO_ARRAY: (call) => {
    arity(call, 2, 3);
    return { ...primary(splitText(call), "unknown"), array: true };
  },
  STRING_TO_TABLE: (call) => {
    arity(call, 2, 3);
    return primary(`unnest(${splitText(call)})`, "string");
  },
  GEN_RANDOM_UUID: template("uuid()", "string"),
  UUID_GENERATE_V4: template("uuid()", "string"),
  NEXTVAL: noSequence,
};
