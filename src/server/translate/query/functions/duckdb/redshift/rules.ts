import { primary } from "../../../expr.ts";
import { arity, type RuleTable, same, template } from "../../dsl.ts";
import { decode, firstNotNull, nvl2 } from "../choices.ts";
import { addMonths, dateAdd, dateDiff, lastDay, monthsBetween } from "../dateSums.ts";
import { trunc as truncDate } from "../dateUnits.ts";
import { POSTGRES_FUNCTIONS } from "../postgres/rules.ts";
import { redshiftReplace } from "../regexpChanges.ts";
import { median } from "../statistics.ts";
import { stringAggregate } from "../stringAggregate.ts";
import { length, strictConcat, text } from "../text.ts";
import { REDSHIFT_JSON } from "./json.ts";
import { SUPER_ARRAYS } from "./superArrays.ts";
import { REDSHIFT_VALUES } from "./values.ts";

/** Amazon Redshift Database Developer Guide, "SQL functions reference"; what is not named here is PostgreSQL's. */
export const REDSHIFT_FUNCTIONS: RuleTable = {
  ...POSTGRES_FUNCTIONS,
  ...REDSHIFT_JSON,
  ...REDSHIFT_VALUES,
  ...SUPER_ARRAYS,
  DATE_PART_YEAR: template("extract(year FROM $1)", "int"),
  STRTOL: (call) => {
    arity(call, 2);
    const [digits, base] = [text(call.arg(0)), call.arg(1).number];
    if (base === "10") return primary(`CAST(${digits} AS BIGINT)`, "int");
    if (base !== "16") throw call.stop("a base other than 10 and 16");
    return primary(`CAST('0x' || regexp_replace(${digits}, '^0[xX]', '') AS BIGINT)`, "int");
  },
  NVL: firstNotNull,
  ISNULL: firstNotNull,
  NVL2: nvl2,
  DECODE: decode,
  GETDATE: template("date_trunc('second', CAST(now() AS TIMESTAMP))", "timestamp"),
  DATEADD: dateAdd,
  DATE_ADD: dateAdd,
  DATEDIFF: dateDiff,
  DATE_DIFF: dateDiff,
  ADD_MONTHS: addMonths,
  MONTHS_BETWEEN: monthsBetween,
  LAST_DAY: lastDay,
  TRUNC: truncDate,
  CONCAT: strictConcat,
  LEN: length(false),
  REPLICATE: same("repeat", "string", 2),
  LISTAGG: stringAggregate(""),
  CHARINDEX: (call) => {
    arity(call, 2);
    return primary(`strpos(${text(call.arg(1))}, ${text(call.arg(0))})`, "int");
  },
  MEDIAN: median,
  SPLIT_TO_ARRAY: template("to_json(string_split($1, $2))", "json"),
  DATE_CMP: template(
    "CASE WHEN $1 < $2 THEN -1 WHEN $1 = $2 THEN 0 WHEN $1 > $2 THEN 1 END",
    "int",
  ),
  IS_ARRAY: template("(json_type($1) = 'ARRAY')", "bool"),
  IS_OBJECT: template("(json_type($1) = 'OBJECT')", "bool"),
  REGEXP_REPLACE: redshiftReplace,
};
