import { tokenize } from "../../../sql/lexer.ts";
import { Cursor } from "../../cursor.ts";
import type { TypeClass } from "../../types/spec.ts";
import { readWhole } from "../expression/expression.ts";
import type { Tx } from "../tx.ts";

/** The columns of SYS_CALENDAR.CALENDAR and the functions that give them. Source: Teradata Data Dictionary, "Calendar". */
const COLUMNS: readonly (readonly [string, string])[] = [
  ["calendar_date", "d"],
  ["day_of_week", "TD_DAY_OF_WEEK(d)"],
  ["day_of_month", "TD_DAY_OF_MONTH(d)"],
  ["day_of_year", "TD_DAY_OF_YEAR(d)"],
  ["day_of_calendar", "TD_DAY_OF_CALENDAR(d)"],
  ["weekday_of_month", "TD_WEEKDAY_OF_MONTH(d)"],
  ["week_of_month", "TD_WEEK_OF_MONTH(d)"],
  ["week_of_year", "TD_WEEK_OF_YEAR(d)"],
  ["week_of_calendar", "TD_WEEK_OF_CALENDAR(d)"],
  ["month_of_quarter", "TD_MONTH_OF_QUARTER(d)"],
  ["month_of_year", "TD_MONTH_OF_YEAR(d)"],
  ["month_of_calendar", "TD_MONTH_OF_CALENDAR(d)"],
  ["quarter_of_year", "TD_QUARTER_OF_YEAR(d)"],
  ["quarter_of_calendar", "TD_QUARTER_OF_CALENDAR(d)"],
  ["year_of_calendar", "TD_YEAR_OF_CALENDAR(d)"],
];

/** The days from 1900 to 2100 in a column `d`. */
const DAYS = {
  duckdb:
    "SELECT CAST(unnest(generate_series(DATE '1900-01-01', DATE '2100-12-31', INTERVAL 1 DAY)) AS DATE) AS \"d\"",
  databricks: "SELECT explode(sequence(DATE'1900-01-01', DATE'2100-12-31')) AS d",
};

/** Teradata's SYS_CALENDAR.CALENDAR, made where it is read; undefined: another table, or one of the inventory. */
export function systemCalendar(
  tx: Tx,
  parts: readonly string[],
): { sql: string; columns: ReadonlyMap<string, TypeClass>; details: undefined } | undefined {
  if (!tx.is("teradata") || !/^sys_calendar\.calendar$/i.test(parts.slice(-2).join(".")))
    return undefined;
  const types = new Map<string, TypeClass>();
  const list = tx.nested((scope) => {
    scope.relations.push({
      alias: "dwm_days",
      answersTo: ["dwm_days"],
      columns: new Map([["d", "date"]]),
    });
    return COLUMNS.map(([name, text]) => {
      const value = tx.inside(new Cursor(text, tx.dialect, tokenize(text, tx.dialect)), () =>
        readWhole(tx),
      );
      types.set(name, value.type);
      return `${value.sql} AS ${tx.out.name(name)}`;
    });
  });
  const days = `(${DAYS[tx.target]}) AS ${tx.out.name("dwm_days")}`;
  return { sql: `(SELECT ${list.join(", ")} FROM ${days})`, columns: types, details: undefined };
}
