import assert from "node:assert/strict";
import type { SourceType } from "../../../../src/protocol/dialect.ts";
import { isDatabricksFunction } from "../../../../src/server/translate/writer/databricksFunctions.ts";
import { functionOf } from "./functionCheck.ts";

/** What only the source knows, one entry a line; expressions over the columns of `functionCheck.ts`, or whole queries. */
const ONLY_THERE: Readonly<Record<SourceType, string>> = {
  teradata: `
    OREPLACE(s, 'a')
    INDEX(s, 'a')
    ZEROIFNULL(i)
    CSUM(i, dt)
    MSUM(i, 3, dt)
    QUANTILE(100, i)
    i (FORMAT '999')
    s (CASESPECIFIC)
    i (NAMED x)
    i MOD 3
    i ** 2
    HASHROW(s)
    CHAR2HEXINT(s)
    BEGIN(PERIOD(dt, dt + 1))
    END(PERIOD(dt, dt + 1))
    PROFILE
    SESSION
    TRANSLATE(s USING UNICODE_TO_LATIN)
    XMLAGG(s ORDER BY i)
    SELECT TOP 10 WITH TIES i FROM t ORDER BY i
    SELECT i FROM t SAMPLE 10
    SELECT i, SAMPLEID FROM t SAMPLE 0.1, 0.2
    SELECT NORMALIZE i, PERIOD(dt, dt) FROM t
    SELECT i FROM t WHERE (dt, dt) OVERLAPS (dt, dt)
    SELECT i FROM t WHERE i EQ 1 AND s NE 'x'
    SELECT i FROM t EXPAND ON dt AS p
    SUM(i) OVER (ORDER BY dt RESET WHEN i > 1)`,
  oracle: `
    SELECT ROWID FROM t
    SELECT ROWNUM, s FROM t
    SELECT LEVEL FROM t CONNECT BY PRIOR i = n START WITH i = 1
    SELECT MAX(s) KEEP (DENSE_RANK FIRST ORDER BY i) FROM t
    SELECT s FROM t MODEL DIMENSION BY (i) MEASURES (n) RULES (n[1] = 2)
    XMLAGG(XMLELEMENT("a", s) ORDER BY i)
    EXTRACTVALUE(XMLTYPE(s), '/a')
    WM_CONCAT(s)
    LNNVL(i > 1)
    NLSSORT(s, 'NLS_SORT=BINARY')
    TO_CHAR(ts, 'YYYY-MM-DD', 'NLS_DATE_LANGUAGE=GERMAN')
    TO_CHAR(n, 'L999')
    NUMTODSINTERVAL(i, 'DAY')
    SYS_CONTEXT('USERENV', 'SESSION_USER')
    SYS_GUID()
    ORA_HASH(s)
    DBMS_RANDOM.VALUE
    SELECT s FROM t@link
    SELECT s FROM t, u WHERE t.i = u.i(+)
    SELECT s FROM t FETCH FIRST 5 PERCENT ROWS ONLY
    SELECT s FROM t PARTITION (p1)
    SELECT seq.NEXTVAL FROM dual
    NTH_VALUE(s, 2) FROM LAST OVER (ORDER BY i)`,
  snowflake: `
    v:a.b[0]::STRING
    OBJECT_CONSTRUCT('a', i)
    OBJECT_INSERT(v, 'a', 1)
    ARRAY_CONSTRUCT(1, 2)
    TRY_TO_NUMBER(s, 10, 2)
    TRY_TO_TIMESTAMP(s, 'YYYY-MM-DD')
    DIV0(i, 0)
    ZEROIFNULL(i)
    BOOLXOR_AGG(b)
    STRTOK(s, ',', 2)
    CHECK_JSON(s)
    TIME_SLICE(ts, 15, 'MINUTE')
    CURRENT_WAREHOUSE()
    HASH_AGG(s)
    SEQ4()
    JAROWINKLER_SIMILARITY(s, s)
    CONDITIONAL_CHANGE_EVENT(i) OVER (ORDER BY i)
    SYSTEM$TYPEOF(i)
    SELECT * EXCLUDE (s) FROM t
    SELECT * ILIKE 's%' FROM t
    SELECT f.value FROM t, LATERAL FLATTEN(input => v) f
    SELECT SEQ4() AS n FROM TABLE(GENERATOR(ROWCOUNT => 5))
    SELECT s FROM t ASOF JOIN u MATCH_CONDITION (t.ts >= u.ts) ON t.i = u.i
    SELECT s FROM t MATCH_RECOGNIZE (ORDER BY i PATTERN (a) DEFINE a AS TRUE)
    SELECT $1 FROM @stage
    TIMEADD(hour, 2, ts::TIME)
    TO_ARRAY(s)
    TO_BINARY(s, 'HEX')
    s::BINARY
    ARRAYS_ZIP(ARRAY_CONSTRUCT(1), ARRAY_CONSTRUCT(2))
    SELECT t.* ILIKE 's%' RENAME (s AS x) FROM t
    SELECT OBJECT_CONSTRUCT(*) FROM t
    SELECT z.value FROM t, TABLE(STRTOK_SPLIT_TO_TABLE(s, ' ')) AS z
    SELECT * FROM t PIVOT (SUM(n) FOR s IN (ANY ORDER BY s) DEFAULT ON NULL (0))
    SELECT t.i FROM t, u WHERE t.i = u.i(+)
    SELECT * FROM t LEFT JOIN LATERAL (SELECT * FROM u WHERE u.i = t.i) z
    SELECT s FROM t CHANGES (INFORMATION => DEFAULT) AT (OFFSET => -1)`,
  tsql: `
    SELECT TOP 5 WITH TIES s FROM t ORDER BY i
    SELECT s FROM t CROSS APPLY STRING_SPLIT(s, ',')
    SELECT a FROM OPENJSON(s) WITH (a INT '$.a')
    SELECT s FROM t FOR XML PATH('')
    SELECT s FROM t FOR JSON PATH
    SELECT s FROM t WITH (NOLOCK)
    IIF(i > 1, 'a', 'b')
    CHOOSE(i, 'a', 'b')
    FORMAT(ts, 'yyyy-MM-dd')
    FORMAT(ts, 'dd/MM/yyyy', 'de-DE')
    CONVERT(VARCHAR(10), ts, 101)
    TRY_PARSE(s AS DATE)
    s + 'x'
    STUFF(s, 2, 3, 'x')
    PATINDEX('%[0-9]%', s)
    ISNUMERIC(s)
    EOMONTH(dt)
    DATEADD(dd, DATEDIFF(dd, 0, ts), 0)
    NEWID()
    CHECKSUM(s)
    @@ROWCOUNT
    SCOPE_IDENTITY()
    OBJECT_ID('t')
    s LIKE '[a-c]%'
    s COLLATE Latin1_General_BIN = 'a'
    NEXT VALUE FOR seq
    SELECT s FROM t WHERE CONTAINS(s, 'x')
    @@DBTS
    CRYPT_GEN_RANDOM(8)
    PWDCOMPARE(s, s)
    INDEXPROPERTY(i, s, 'IsUnique')
    geography::Parse(s)
    CHECKSUM_AGG(i)
    CAST(s AS BINARY(3))
    SELECT s FROM t CROSS APPLY (SELECT TOP 1 i FROM u WHERE u.i = t.i ORDER BY i) z
    SELECT s FROM t OPTION (MAXDOP 1)`,
  redshift: `
    LISTAGG(s, ',') WITHIN GROUP (ORDER BY i)
    CONVERT_TIMEZONE('US/Pacific', ts)
    APPROXIMATE COUNT(DISTINCT s)
    APPROXIMATE PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY i)
    STRTOL(s, 16)
    s ~ '\\\\d+'
    s SIMILAR TO 'a%'
    JSON_EXTRACT_PATH_TEXT(s, 'a', 'b')
    v.a.b
    FNV_HASH(s)
    FUNC_SHA1(s)
    DATE_CMP(dt, dt)
    TIMEOFDAY()
    CURRENT_USER_ID
    PG_BACKEND_PID()
    SELECT s INTO x FROM t`,
  bigquery: `
    SELECT e FROM UNNEST([1, 2]) AS e WITH OFFSET AS o
    SAFE.SUBSTR(s, 1)
    SAFE_CAST(s AS INT64)
    SAFE_DIVIDE(i, 0)
    IEEE_DIVIDE(i, 0)
    FORMAT_DATE('%Y-%m-%d', dt)
    PARSE_DATE('%Y%m%d', s)
    GENERATE_ARRAY(1, 5)
    DATE_DIFF(dt, dt, WEEK)
    TIMESTAMP_TRUNC(tz, DAY, 'UTC')
    SPLIT(s, ',')[OFFSET(0)]
    COUNTIF(b)
    LOGICAL_OR(b)
    APPROX_TOP_COUNT(s, 3)
    REGEXP_CONTAINS(s, r'a')
    FARM_FINGERPRINT(s)
    TO_JSON_STRING(v)
    v.a.b
    NET.HOST(s)
    ML.PREDICT(1)
    @param
    SELECT * REPLACE (1 AS i) FROM t
    SELECT AS STRUCT s, i FROM t`,
  postgres: `
    SELECT DISTINCT ON (s) s, i FROM t ORDER BY s, i DESC
    s ILIKE ANY (ARRAY['a%', 'b%'])
    s LIKE ANY ('{a%,b%}')
    s ~ '^a'
    v ->> 'a'
    v #>> '{a,b}'
    v @> '{"a": 1}'
    v - 'a'
    v || '{"a": 1}'
    jsonb_set(v, '{a}', '1')
    jsonb_agg(s)
    COUNT(*) FILTER (WHERE b)
    ARRAY[1] || 2
    string_to_array(s, ',')
    to_char(INTERVAL '1 day', 'DD')
    age(ts, ts)
    i # 3
    pg_typeof(i)
    nextval('q')
    U&'\\0041'
    B'101'
    s::text
    SELECT s FROM t FOR UPDATE SKIP LOCKED
    SELECT n FROM generate_series(1, 5) AS g(n)`,
  mysql: `
    GROUP_CONCAT(s ORDER BY s SEPARATOR ';')
    SELECT STRAIGHT_JOIN s FROM t
    SELECT SQL_CALC_FOUND_ROWS s FROM t LIMIT 5
    SELECT s FROM t LIMIT 5, 10
    dt + INTERVAL 1 DAY
    IF(i > 1, 'a', 'b')
    FIND_IN_SET(s, 'a,b')
    INTERVAL(i, 1, 2)
    s LIKE BINARY 'a%'
    s SOUNDS LIKE 'a'
    i DIV 2
    i XOR 1
    i <=> 1
    v->'$.a'
    v->>'$.a.b[0]'
    DATE_FORMAT(ts, '%Y-%m')
    STR_TO_DATE(s, '%d/%m/%Y')
    PERIOD_ADD(202001, 1)
    LAST_INSERT_ID()
    @x
    b'101'
    MATCH (s) AGAINST ('x')
    SELECT s FROM t USE INDEX (x)
    SELECT s FROM t LOCK IN SHARE MODE
    SELECT s, COUNT(*) FROM t GROUP BY s WITH ROLLUP`,
};

/** Words that stand before a bracket in Databricks SQL and are no functions. */
const WORDS = new Set(
  (
    "AND ANY ARRAY AS BY CASE CUBE DECIMAL DIV ELSE EXCEPT EXISTS FILTER FROM GROUP IN INTERVAL LATERAL MAP NOT ON OR OVER ROLLUP " +
    "SELECT STRUCT THEN USING VALUES WHEN WHERE"
  ).split(" "),
);

/** Clauses and signs of the sources in what is left of a result without its texts and quoted names. */
const SOURCE_ONLY = new RegExp(
  [
    String.raw`\b(TOP \d|SAMPLE \d|NORMALIZE|EXPAND ON|RESET WHEN|OVERLAPS|CASESPECIFIC|NAMED|FORMAT ''|EQ|NE|SAMPLEID)\b`,
    String.raw`\b(ROWID|ROWNUM|CONNECT BY|KEEP|MODEL|NEXTVAL|FROM DUAL|PERCENT ROWS|FROM LAST)\b`,
    String.raw`\b(FLATTEN|GENERATOR|ASOF|MATCH_RECOGNIZE|CHANGES|EXCLUDE|MATCH_CONDITION)\b`,
    String.raw`\b(APPLY|FOR XML|FOR JSON|NOLOCK|WITH TIES|NEXT VALUE|COLLATE|OPENJSON)\b`,
    String.raw`\b(APPROXIMATE|SIMILAR TO|INTO|SAFE|\[ ?OFFSET|UNNEST|WITH OFFSET|DISTINCT ON|SKIP LOCKED|FOR UPDATE|FOR SHARE)\b`,
    String.raw`\b(STRAIGHT_JOIN|SQL_CALC_FOUND_ROWS|SOUNDS|XOR|USE INDEX|LOCK IN|WITH ROLLUP|SEPARATOR|BINARY ''|AGAINST)\b`,
    String.raw`[@#$]|\(\+\)|::|->>|->(?! )|<=>|\*\*|~|U&|\bB''|\bv\.[ab]\b`,
  ].join("|"),
  "i",
);

function bare(sql: string): string {
  return sql.replace(/'(?:[^'\\]|\\.)*'/g, "''").replace(/`[^`]*`/g, "x");
}

/** What of a result only the source knows: functions that Databricks lacks, and clauses. */
function leftOver(sql: string): string[] {
  const text = bare(sql);
  const functions = [...text.matchAll(/([A-Za-z_]\w*)\s*\(/g)].map(([, name = ""]) => name);
  const unknown = functions.filter((name) => {
    return (
      !WORDS.has(name.toUpperCase()) &&
      !isDatabricksFunction(name) &&
      !/^(dwm|[a-z])_?\w*$/.test(name)
    );
  });
  const clause = SOURCE_ONLY.exec(text)?.[0];
  return clause === undefined ? unknown : [...unknown, clause];
}

describe("what only a source knows", () => {
  for (const [source, list] of Object.entries(ONLY_THERE)) {
    it(`is rewritten or flagged for ${source}`, async function () {
      this.timeout(60_000);
      const items = list.split("\n").map((line) => line.trim());
      for (const item of items.filter((line) => line !== "")) {
        const { sql, codes } = await functionOf(source as SourceType, item);
        if (sql === "") assert.ok(codes.length > 0, `${item}: no result and no issue`);
        assert.deepEqual(leftOver(sql), [], `${item}: ${sql}`);
      }
    });
  }
});
