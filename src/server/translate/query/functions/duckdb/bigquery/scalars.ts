import { primary } from "../../../expr.ts";
import { listOf } from "../../../nested/shape.ts";
import { arity, type RuleTable, same, template } from "../../dsl.ts";
import { regexpCount, regexpExtract, regexpExtractAll, regexpPlace } from "../regexps.ts";
import { sessionValues } from "../sessionValues.ts";
import { soundex } from "../soundex.ts";
import { text } from "../text.ts";

/** BigQuery: patterns, characters and single numbers. */
export const BIGQUERY_SCALARS: RuleTable = {
  REGEXP_EXTRACT: regexpExtract,
  REGEXP_SUBSTR: regexpExtract,
  REGEXP_EXTRACT_ALL: regexpExtractAll,
  REGEXP_COUNT: regexpCount,
  REGEXP_INSTR: regexpPlace,
  // The first letter stays as it is written.
  SOUNDEX: (call) => {
    const code = soundex(call).sql;
    const first = `regexp_extract(${text(call.arg(0))}, '[A-Za-z]')`;
    return primary(`(${first} || substring(${code}, 2))`, "string");
  },
  TO_CODE_POINTS: (call) => {
    arity(call, 1);
    const codes = `list_transform(string_split(${text(call.arg(0))}, ''), c -> unicode(c))`;
    return listOf(primary(codes, "unknown"), { type: "int" });
  },
  CODE_POINTS_TO_STRING: template(
    "array_to_string(list_transform($1, c -> chr(CAST(c AS INTEGER))), '')",
    "string",
  ),
  ASCII: template("ascii($1)", "int"),
  CORR: (call) => {
    arity(call, 2);
    const pair = call.args().map(({ sql }) => sql);
    // NULL of less than two pairs, where DuckDB answers NaN.
    const count = call.aggregate("regr_count", pair);
    return primary(`CASE WHEN ${count} > 1 THEN ${call.aggregate("corr", pair)} END`, "float");
  },
  IS_NAN: template("isnan($1)", "bool"),
  IS_INF: template("isinf($1)", "bool"),
  CBRT: same("cbrt", "float", 1),
  CHR: same("chr", "string", 1),
  UNICODE: template("unicode($1)", "int"),
  CHARACTER_LENGTH: (call) => {
    arity(call, 1);
    return primary(`length(${text(call.arg(0))})`, "int");
  },
  EDIT_DISTANCE: (call) => {
    arity(call, 2);
    return primary(`levenshtein(${call.arg(0).sql}, ${call.arg(1).sql})`, "int");
  },
  ...sessionValues("SESSION_USER"),
};
