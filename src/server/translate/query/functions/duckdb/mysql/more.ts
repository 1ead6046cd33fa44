import { primary } from "../../../expr.ts";
import { arity, type FunctionRule, type RuleTable, template } from "../../dsl.ts";
import { asDate } from "../dates.ts";
import { sessionValues } from "../sessionValues.ts";
import { STATISTICS } from "../statistics.ts";
import { text } from "../text.ts";

/** FIND_IN_SET(text, 'a,b,c'): its place in the list, 0 when it is not in it. */
const findInSet: FunctionRule = (call) => {
  arity(call, 2);
  const [one, list] = [text(call.arg(0), call.tx), text(call.arg(1), call.tx)];
  const place = `coalesce(list_position(string_split(lower(${list}), ','), lower(${one})), 0)`;
  return primary(
    `CASE WHEN (${one}) IS NULL OR (${list}) IS NULL THEN NULL WHEN ${list} = '' THEN 0 ELSE ${place} END`,
    "int",
  );
};

/** UNIX_TIMESTAMP(t): seconds since 1970 of a time in UTC, as far as the session's zone is UTC. */
const unixTimestamp: FunctionRule = (call) => {
  arity(call, 0, 1);
  if (call.count === 0) return primary("CAST(floor(epoch(now())) AS BIGINT)", "int");
  const what = "UNIX_TIMESTAMP reads times in the session's zone; here they are UTC";
  call.tx.note("DWM-QRY-006", { what }, call.offset);
  return primary(`epoch(CAST(${asDate(call, call.arg(0), "TIMESTAMP")} AS TIMESTAMP))`, "decimal");
};

/** MySQL Reference Manual: lists, bases, JSON and hashes. */
export const MYSQL_MORE: RuleTable = {
  ...STATISTICS,
  ...sessionValues(
    "CURRENT_ROLE LAST_INSERT_ID ROW_COUNT FOUND_ROWS CONNECTION_ID DATABASE SCHEMA USER CURRENT_USER SESSION_USER SYSTEM_USER VERSION",
  ),
  FIND_IN_SET: findInSet,
  UNIX_TIMESTAMP: unixTimestamp,
  FROM_DAYS: template("(DATE '1970-01-01' + CAST($1 - 719528 AS INTEGER))", "date"),
  UTC_DATE: template("CAST(now() AT TIME ZONE 'UTC' AS DATE)", "date"),
  UTC_TIMESTAMP: template("CAST(now() AT TIME ZONE 'UTC' AS TIMESTAMP)", "timestamp"),
  ISNULL: template("(($1) IS NULL)", "bool"),
  UNHEX: template("unhex($1)", "binary"),
  SHA2: (call) => {
    arity(call, 2);
    if (call.arg(1).number !== "256" && call.arg(1).number !== "0")
      throw call.stop("other lengths than 256 bits");
    return primary(`sha256(${text(call.arg(0), call.tx)})`, "string");
  },
  FROM_BASE64: template("from_base64($1)", "binary"),
  JSON_OBJECT: (call) => {
    if (call.count % 2 !== 0) throw call.stop("pairs of keys and values expected");
    return primary(
      `json_object(${call
        .args()
        .map((arg) => arg.sql)
        .join(", ")})`,
      "json",
    );
  },
  JSON_ARRAY: (call) =>
    primary(
      `json_array(${call
        .args()
        .map((arg) => arg.sql)
        .join(", ")})`,
      "json",
    ),
  JSON_ARRAYAGG: (call) => {
    arity(call, 1);
    return primary(call.aggregate("json_group_array", [call.arg(0).sql]), "json");
  },
  JSON_OBJECTAGG: (call) => {
    arity(call, 2);
    return primary(call.aggregate("json_group_object", [call.arg(0).sql, call.arg(1).sql]), "json");
  },
};
