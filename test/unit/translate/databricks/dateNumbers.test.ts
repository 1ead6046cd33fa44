import type { SourceType } from "../../../../src/protocol/dialect.ts";
import { checkFunction as check } from "./functionCheck.ts";

type Row = readonly [source: SourceType, expression: string, sql: string, ...codes: string[]];

/** Source, Databricks SQL (empty: refused), and the codes of what is said about it. */
const ROWS: Readonly<Record<string, readonly Row[]>> = {
  "dates as numbers": [
    [
      "tsql",
      "CAST(ts AS INT)",
      "CAST(round(timestampdiff(MICROSECOND, TIMESTAMP_NTZ'1900-01-01', ts) / 86400000000) AS INT)",
    ],
    [
      "tsql",
      "CAST(ts AS FLOAT)",
      "CAST(timestampdiff(MICROSECOND, TIMESTAMP_NTZ'1900-01-01', ts) / 86400000000 AS DOUBLE)",
    ],
    [
      "teradata",
      "CAST(dt AS INTEGER)",
      "CAST((year(dt) - 1900) * 10000 + month(dt) * 100 + day(dt) AS INT)",
    ],
    ["teradata", "CAST(ts AS INTEGER)", "", "DWM-QRY-004"],
    ["mysql", "CAST(dt AS SIGNED)", "CAST(date_format(dt, 'yyyyMMdd') AS BIGINT)"],
    ["mysql", "CAST(ts AS SIGNED)", "CAST(date_format(ts, 'yyyyMMddHHmmss') AS BIGINT)"],
    ["snowflake", "CAST(dt AS INTEGER)", "", "DWM-QRY-004"],
    ["oracle", "CAST(ts AS NUMBER)", "", "DWM-QRY-004"],
    ["postgres", "ts::int", "", "DWM-QRY-004"],
  ],
  "numbers as dates": [
    ["tsql", "CAST(i AS DATETIME)", "dateadd(DAY, i, TIMESTAMP_NTZ'1900-01-01')"],
    ["tsql", "CAST(n AS DATETIME)", "TIMESTAMP_NTZ'1900-01-01' + n * INTERVAL '1' DAY"],
    ["tsql", "CAST(i AS DATE)", "", "DWM-QRY-004"],
    ["teradata", "CAST(i AS DATE)", "to_date(CAST(i + 19000000 AS STRING), 'yyyyMMdd')"],
    ["teradata", "CAST(i AS TIMESTAMP)", "", "DWM-QRY-004"],
    ["mysql", "CAST(i AS DATE)", "", "DWM-QRY-004"],
    ["snowflake", "i::TIMESTAMP_NTZ", "TIMESTAMP_NTZ'1970-01-01' + i * INTERVAL '1' SECOND"],
    ["snowflake", "i::TIMESTAMP_LTZ", "timestamp_seconds(i)"],
    ["snowflake", "i::DATE", "", "DWM-QRY-004"],
    ["postgres", "i::date", "", "DWM-QRY-004"],
  ],
};

describe("casts between dates and numbers in Databricks SQL", () => {
  for (const [group, rows] of Object.entries(ROWS)) {
    it(group, async () => {
      for (const [source, expression, sql, ...codes] of rows) {
        await check(source, `${expression} AS x`, sql === "" ? "" : `${sql} AS x`, codes);
      }
    });
  }
});
