import { type RuleTable, template } from "../../dsl.ts";

/** BigQuery: days and seconds since 1970. */
export const BIGQUERY_EPOCHS: RuleTable = {
  UNIX_DATE: template("date_diff('day', DATE '1970-01-01', $1)", "int"),
  DATE_FROM_UNIX_DATE: template("(DATE '1970-01-01' + CAST($1 AS INTEGER))", "date"),
  UNIX_SECONDS: template("CAST(floor(epoch($1)) AS BIGINT)", "int"),
  UNIX_MILLIS: template("epoch_ms($1)", "int"),
  UNIX_MICROS: template("epoch_us($1)", "int"),
  TIMESTAMP_SECONDS: template("to_timestamp($1)", "timestamptz"),
  TIMESTAMP_MILLIS: template("make_timestamptz($1 * 1000)", "timestamptz"),
  TIMESTAMP_MICROS: template("make_timestamptz($1)", "timestamptz"),
};
