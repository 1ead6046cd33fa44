import { checkFunction as check } from "./functionCheck.ts";

type Row = readonly [expression: string, sql: string, ...codes: string[]];

/** Source, Databricks SQL (empty: refused), and the codes of what is said about it. */
const ROWS: Readonly<Record<string, readonly Row[]>> = {
  choices: [
    ["ZEROIFNULL(n)", "coalesce(n, 0)"],
    ["NULLIFZERO(i)", "nullif(i, 0)"],
    ["NVL(s, 'x')", "coalesce(s, 'x')"],
    ["NVL2(s, 1, 0)", "nvl2(s, 1, 0)"],
    ["DECODE(i, 1, 'a', 'b')", "decode(i, 1, 'a', 'b')"],
    [
      "CASE_N(i > 10, i > 5, NO CASE OR UNKNOWN)",
      "CASE WHEN i > 10 THEN 1 WHEN (i > 10) IS NULL THEN 3 WHEN i > 5 THEN 2 ELSE 3 END",
    ],
    [
      "CASE_N(i > 10, i > 5, NO CASE, UNKNOWN)",
      "CASE WHEN i > 10 THEN 1 WHEN (i > 10) IS NULL THEN 4 WHEN i > 5 THEN 2 WHEN (i > 5) IS NULL THEN 4 ELSE 3 END",
    ],
    ["CASE_N(i > 10)", "CASE WHEN i > 10 THEN 1 END"],
    [
      "RANGE_N(dt BETWEEN DATE '2024-01-01' AND DATE '2024-12-31' EACH INTERVAL '7' DAY)",
      "CASE WHEN dt IS NULL THEN NULL WHEN dt >= CAST('2024-01-01' AS DATE) AND dt <= CAST('2024-12-31' AS DATE) THEN 1 + datediff(dt, CAST('2024-01-01' AS DATE)) div 7 ELSE NULL END",
    ],
  ],
  dates: [
    ["dt > 1200131", "dt > CAST('2020-01-31' AS DATE)"],
    ["END(PERIOD(dt, dt + 1))", "date_add(dt, 1)"],
    ["BEGIN(x)", "", "DWM-QRY-002"],
    ["dt / 100", "((year(dt) - 1900) * 10000 + month(dt) * 100 + day(dt)) div 100"],
    ["i IN (1 TO 5, 9)", "(i >= 1 AND i <= 5) OR i = 9"],
    ["ADD_MONTHS(dt, 1)", "add_months(dt, 1)"],
    ["ADD_MONTHS(x, -1)", "x + INTERVAL '-1' MONTH"],
    ["MONTHS_BETWEEN(dt, ts)", "months_between(dt, ts)"],
    ["LAST_DAY(dt)", "last_day(dt)"],
    ["NEXT_DAY(dt, 'MON')", "next_day(dt, 'MON')"],
    ["TRUNC(dt, 'MM')", "trunc(dt, 'MONTH')"],
    ["TRUNC(dt, 'D')", "date_sub(dt, dayofweek(dt) - 1)"],
    ["TRUNC(ts, 'DD')", "date_trunc('DAY', ts)"],
    ["TRUNC(n, 2)", "IF(n < 0, ceil(n, 2), floor(n, 2))"],
    ["ROUND(n, 1)", "round(n, 1)"],
    ["EXTRACT(YEAR FROM dt)", "extract(YEAR FROM dt)"],
    ["TD_DAY_OF_WEEK(dt)", "dayofweek(dt)"],
    ["TD_DAY_OF_CALENDAR(dt)", "datediff(dt, DATE'1899-12-31')"],
    ["TD_WEEK_OF_YEAR(dt)", "((dayofyear(dt) + 7 - dayofweek(dt)) div 7)"],
    ["TD_WEEK_OF_YEAR(dt, 'ISO')", "", "DWM-QRY-004"],
    ["TD_MONTH_OF_QUARTER(dt)", "((month(dt) - 1) % 3 + 1)"],
    ["TD_MONTH_BEGIN(dt)", "trunc(dt, 'MONTH')"],
    ["TD_QUARTER_END(dt)", "last_day(add_months(trunc(dt, 'QUARTER'), 2))"],
    ["TD_WEEK_BEGIN(dt)", "date_sub(dt, dayofweek(dt) - 1)"],
    ["WEEKNUMBER_OF_YEAR(dt)", "((dayofyear(dt) + 7 - dayofweek(dt)) div 7)"],
  ],
  conversions: [
    ["TO_CHAR(dt, 'YYYYMMDD')", "date_format(dt, 'yyyyMMdd')"],
    ["TO_CHAR(n)", "CAST(n AS STRING)"],
    ["TO_DATE(s, 'YYYY-MM-DD')", "to_date(s, 'yyyy-MM-dd')"],
    ["TO_TIMESTAMP(s, 'YYYY-MM-DD HH24:MI:SS')", "to_timestamp(s, 'yyyy-MM-dd HH:mm:ss')"],
    ["TO_NUMBER(s)", "TRY_CAST(s AS DECIMAL(38,10))"],
    ["TO_BYTES(s, 'base16')", "unhex(s)"],
    ["FROM_BYTES(x, 'base64m')", "base64(x)"],
    ["FROM_BYTES(x, 'base8')", "", "DWM-QRY-004"],
  ],
  texts: [
    ["s || i", "s || i", "DWM-QRY-006"],
    ["s || dt", "s || dt", "DWM-QRY-006"],
    ["s || 'a'", "s || 'a'"],
    ["CHARACTERS(s)", "length(s)"],
    ["CHAR_LENGTH(s)", "length(s)"],
    ["INDEX(s, ',')", "locate(',', s)"],
    ["INDEX(s, 'a')", "locate('a', lower(s))", "DWM-QRY-012"],
    ["INSTR(s, ',', 1, 2)", "locate(',', s, instr(s, ',') + 1)"],
    ["SUBSTR(s, 2, 3)", "substr(s, 2, 3)"],
    ["SUBSTRING(s FROM 2 FOR 3)", "substr(s, 2, 3)"],
    ["OREPLACE(s, 'a', 'b')", "replace(s, 'a', 'b')"],
    ["OREPLACE(s, 'a')", "replace(s, 'a')"],
    ["OTRANSLATE(s, 'ab', 'xy')", "translate(s, 'ab', 'xy')"],
    ["STRTOK(s, ', ', 2)", "get(filter(split(s, '[, ]'), t -> t <> ''), 1)"],
    ["REGEXP_SUBSTR(s, '[0-9]+', 1, 2)", "get(regexp_extract_all(s, '[0-9]+', 0), 1)"],
    ["REGEXP_REPLACE(s, '[0-9]', '')", "regexp_replace(s, '[0-9]', '')"],
    ["REGEXP_SIMILAR(s, '[0-9]+', 'i')", "CAST(regexp_like(s, '^(?:(?i)[0-9]+)$') AS INT)"],
    ["EDITDISTANCE(s, x)", "levenshtein(s, x)"],
    ["NGRAM(s, x, 2)", "", "DWM-QRY-004"],
  ],
  numbers: [
    ["WIDTH_BUCKET(i, 0, 10, 5)", "width_bucket(i, 0, 10, 5)"],
    ["RANDOM(1, 10)", "CAST(floor(rand() * 10) + 1 AS INT)"],
    ["LOG(n)", "log10(n)"],
    ["BITAND(i, 3)", "(i & 3)"],
    ["SHIFTLEFT(i, 2)", "shiftleft(CAST(i AS BIGINT), 2)"],
    ["COUNTSET(i)", "bit_count(i)"],
  ],
  aggregates: [
    ["AVERAGE(n)", "avg(n)"],
    ["MAXIMUM(n)", "max(n)"],
    ["MEDIAN(n)", "median(n)"],
    ["SKEW(n)", "", "DWM-QRY-004"],
    ["CSUM(n, dt)", "sum(n) OVER (ORDER BY dt ASC NULLS FIRST ROWS UNBOUNDED PRECEDING)"],
    ["RANK(n)", "rank() OVER (ORDER BY n DESC NULLS LAST)"],
    ["MLINREG(n, 3, dt)", "", "DWM-QRY-004"],
    ["XMLAGG(s ORDER BY i)", "listagg(s) WITHIN GROUP (ORDER BY i)", "DWM-QRY-006"],
  ],
  "what no other database can answer": [
    ["PROFILE", "", "DWM-QRY-002"],
    ["HASHROW(s)", "", "DWM-QRY-004"],
    ["HASHAMP()", "", "DWM-QRY-004"],
  ],
};

describe("Teradata's functions in Databricks SQL", () => {
  for (const [group, rows] of Object.entries(ROWS)) {
    it(group, async () => {
      for (const [expression, sql, ...codes] of rows) {
        await check("teradata", expression, sql, codes);
      }
    });
  }
});
