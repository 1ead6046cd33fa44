import type { SourceType } from "../../protocol/dialect.ts";
import type { Token } from "../sql/token.ts";
import { type Classified, leftOut } from "./statement.ts";

const MEANS = "What stands behind it can mean something else under this setting.";

/** Formats of dates under which texts are read as they are without the setting. */
const ISO = /^NLS_\w+_FORMAT = '(YYYY|RRRR)-MM-DD( HH24:MI(:SS(\.?FF\d?)?)?( ?TZH:TZM)?)?'$/;

/** Settings of a session, as written behind SET, under which statements have another result than without them. */
const MEANINGFUL: Readonly<Record<SourceType, RegExp>> = {
  oracle:
    /\b(NLS_(DATE_FORMAT|TIMESTAMP_FORMAT|TIMESTAMP_TZ_FORMAT|NUMERIC_CHARACTERS|TERRITORY|LANGUAGE|DATE_LANGUAGE|COMP|SORT|CALENDAR)|TIME_ZONE)\b/,
  snowflake:
    /\b(TIMEZONE|WEEK_START|WEEK_OF_YEAR_POLICY|(DATE|TIME|TIMESTAMP(_NTZ|_LTZ|_TZ)?|BINARY)_(INPUT|OUTPUT)_FORMAT|TIMESTAMP_TYPE_MAPPING|QUOTED_IDENTIFIERS_IGNORE_CASE|ROWS_PER_RESULTSET|TWO_DIGIT_CENTURY_START)\b/,
  tsql: /\b(ANSI_NULLS|QUOTED_IDENTIFIER|CONCAT_NULL_YIELDS_NULL|ANSI_DEFAULTS)\b.* OFF\b|^ROWCOUNT (?!0\b)|^DATEFIRST (?!7\b)|^(DATEFORMAT|LANGUAGE) (?!MDY\b|US_ENGLISH\b|ENGLISH\b)/,
  teradata: /^TIME ZONE\b|^SESSION (COLLATION|DATEFORM|CALENDAR)\b|^DATEFORM\b/,
  redshift:
    /^(SESSION |LOCAL )?(DATESTYLE(?! (TO|=) '?ISO)|TIMEZONE\b|TIME ZONE\b|ENABLE_CASE_SENSITIVE_IDENTIFIER (TO|=) '?(TRUE|ON)\b)/,
  postgres:
    /^(SESSION |LOCAL )?(DATESTYLE(?! (TO|=) '?ISO)|TIME ?ZONE(?! ((TO|=) )?'?(UTC|DEFAULT|LOCAL))|INTERVALSTYLE(?! (TO|=) '?POSTGRES\b)|STANDARD_CONFORMING_STRINGS (TO|=) '?OFF|TRANSFORM_NULL_EQUALS (TO|=) '?(ON|TRUE)|LC_(TIME|NUMERIC|MONETARY)\b)/,
  mysql:
    /^((SESSION|GLOBAL|LOCAL) |@@(SESSION|GLOBAL|LOCAL)? ?\.? ?)?(SQL_MODE\b.*(PIPES_AS_CONCAT|ANSI|NO_BACKSLASH_ESCAPES|HIGH_NOT_PRECEDENCE|NO_UNSIGNED_SUBTRACTION|PAD_CHAR|ORACLE|MSSQL|DB2)|TIME_ZONE\b(?!.*(00:00|SYSTEM|@OLD))|(SQL_SELECT_LIMIT|GROUP_CONCAT_MAX_LEN|DIV_PRECISION_INCREMENT|DEFAULT_WEEK_FORMAT|LC_TIME_NAMES|AUTO_INCREMENT_(INCREMENT|OFFSET))\b(?!.*DEFAULT))/,
  bigquery: /^@@TIME_ZONE\b/,
};

/** A SET or ALTER SESSION whose loss changes what other statements mean; undefined of one that does not. */
export function meaningfulSetting(
  kind: string,
  tokens: readonly Token[],
  dialect: SourceType,
): Classified | undefined {
  const set = tokens.findIndex(({ kind: is, value }) => is === "word" && value === "SET");
  const text = tokens
    .slice(set + 1)
    .map((token) => token.text)
    .join(" ")
    .toUpperCase();
  if (!MEANINGFUL[dialect].test(text) || ISO.test(text)) return undefined;
  return leftOut(kind, "session_setting", true, MEANS);
}
