import type { SourceType } from "../../../protocol/dialect.ts";
import { isSymbol, type Token } from "../../sql/token.ts";

/**
 * What the library is known to translate wrong without a word, or that means something else in Databricks though it reads
 * the same; a statement with one of these never comes from it. Words of any dialect, then those of one.
 */
const ANYWHERE =
  "TRUNC DATE_TRUNC ROUND REGEXP_SUBSTR REGEXP_INSTR REGEXP_REPLACE REGEXP_COUNT REGEXP_LIKE TO_CHAR TO_DATE TO_TIMESTAMP TO_NUMBER " +
  "CONNECT PRIOR ROWNUM ROWID MATCH_RECOGNIZE MODEL INSTR NUMBER FORMAT FLATTEN TABLE UNPIVOT PIVOT SAMPLE TABLESAMPLE ZONE SYSTEM_TIME";
const OF_SOURCE: Readonly<Record<SourceType, string>> = {
  oracle:
    "SYSDATE SYSTIMESTAMP DECODE KEEP DUMP LEVEL SUBSTR LENGTHB XMLELEMENT XMLAGG XMLTABLE MONTHS_BETWEEN ADD_MONTHS",
  snowflake:
    "OBJECT_CONSTRUCT OBJECT_AGG PARSE_JSON TRY_TO_DATE TRY_TO_NUMBER TRY_TO_TIMESTAMP TRY_TO_DECIMAL TRY_TO_BOOLEAN TRY_TO_TIME " +
    "TIMESTAMP_LTZ TIMESTAMP_NTZ TIMESTAMP_TZ TIMESTAMPLTZ TIMESTAMPNTZ GET_PATH DATEDIFF ARRAY_SLICE DIV0",
  tsql:
    "NEWID STUFF PATINDEX CHOOSE ISNUMERIC CHARINDEX GETDATE GETUTCDATE SYSDATETIME SYSNAME XML MONEY SMALLMONEY FOR TIES " +
    "PERCENT CONVERT TRY_CONVERT DATEPART DATENAME DATEDIFF LEN APPLY OPENJSON SCOPE_IDENTITY HIERARCHYID GENERATE_SERIES",
  teradata:
    "LOCKING RANGE_N CASE_N SEL QUALIFY CASESPECIFIC NAMED TITLE CSUM MSUM MAVG MDIFF INDEX ZEROIFNULL NULLIFZERO HASHROW STRTOK EXPAND",
  redshift:
    "SYSDATE GETDATE DATEDIFF DATEADD APPROXIMATE JSON_EXTRACT_PATH_TEXT STRTOL GENERATE_SERIES",
  bigquery:
    "FORMAT_DATE FORMAT_TIMESTAMP FORMAT_DATETIME PARSE_DATE PARSE_TIMESTAMP PARSE_DATETIME OFFSET ORDINAL SAFE_OFFSET SAFE_ORDINAL " +
    "DATETIME DATETIME_DIFF DATETIME_ADD DATETIME_SUB DATETIME_TRUNC TIMESTAMP_DIFF TIMESTAMP_TRUNC DATE_DIFF UNNEST STRUCT SAFE NET",
  postgres: "AGE GENERATE_SERIES UNNEST JSONB JSON TSVECTOR SIMILAR ARRAY",
  mysql: "DATE_FORMAT STR_TO_DATE GROUP_CONCAT IF INTERVAL REGEXP RLIKE FIND_IN_SET",
};
/** A quotient of whole numbers is cut in these, not in Databricks. */
const CUTS: ReadonlySet<SourceType> = new Set(["tsql", "postgres", "redshift", "teradata"]);

/** Texts that PostgreSQL's family reads as a moment, which is another one each time. */
const MOMENTS = /^'(now|today|tomorrow|yesterday|-?infinity|epoch)'$/i;

/** The first thing in a statement for which the library is not to be trusted, as written; undefined when there is none. */
export function suspectIn(tokens: readonly Token[], source: SourceType): string | undefined {
  const words = new Set(`${ANYWHERE} ${OF_SOURCE[source]}`.split(" "));
  for (const [at, token] of tokens.entries()) {
    if (token.kind === "word") {
      const named = isSymbol(tokens[at - 1], ".") || isSymbol(tokens[at + 1], ".");
      if (/[@#$&]/.test(token.text) || (words.has(token.value) && !named)) return token.text;
    } else if (token.kind === "string") {
      // Bit strings and U&'…' come through as they are.
      if (MOMENTS.test(token.text) || /^(U&|_?[A-Z0-9]+|B)'/i.test(token.text)) return token.text;
    } else if (token.kind === "symbol") {
      if (token.text === "(+)" || token.text === "@" || token.text === "&") return token.text;
      // A sum of texts or a date and a number; a bracket behind a value casts.
      if (token.text === "+" && source === "tsql") return token.text;
      if (/^[+-]$/.test(token.text) && source === "oracle") return token.text;
      if (token.text === "/" && CUTS.has(source)) return token.text;
      if (token.text === "[" && source === "bigquery") return token.text;
    }
  }
  return undefined;
}
