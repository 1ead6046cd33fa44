import { primary } from "../../../expr.ts";
import { arity, type FunctionRule, type RuleTable, template } from "../../dsl.ts";
import { asDate } from "../dates.ts";

/** UNIX_TIMESTAMP(t): seconds since 1970 of a time in UTC, as far as the session's zone is UTC. */
const unixTimestamp: FunctionRule = (call) => {
  arity(call, 0, 1);
  if (call.count === 0) return primary("CAST(floor(epoch(now())) AS BIGINT)", "int");
  const what = "UNIX_TIMESTAMP reads times in the session's zone; here they are UTC";
  call.tx.note("DWM-QRY-006", { what }, call.offset);
  return primary(`epoch(CAST(${asDate(call, call.arg(0), "TIMESTAMP")} AS TIMESTAMP))`, "decimal");
};

/** MySQL: moments of UTC and days since the year 0. */
export const MYSQL_CLOCKS: RuleTable = {
  UNIX_TIMESTAMP: unixTimestamp,
  FROM_DAYS: template("(DATE '1970-01-01' + CAST($1 - 719528 AS INTEGER))", "date"),
  UTC_DATE: template("CAST(now() AT TIME ZONE 'UTC' AS DATE)", "date"),
  UTC_TIMESTAMP: template("CAST(now() AT TIME ZONE 'UTC' AS TIMESTAMP)", "timestamp"),
};
