import assert from "node:assert/strict";
import { SOURCE_TYPES, type SourceType } from "../../../../src/protocol/dialect.ts";
import { tokenize } from "../../../../src/server/sql/lexer.ts";
import { leftovers } from "../../../../src/server/translate/verify/guard.ts";

const FUNCTIONS = new Set(["tax_of"]);

function found(sql: string, source: SourceType = "postgres"): string[] {
  return leftovers(tokenize(sql, "databricks"), { source, functions: FUNCTIONS }).map(
    ({ kind, text }) => `${kind} ${text}`,
  );
}

/** What a translator must never leave in a result. */
const LEFT: readonly [SourceType, string, string][] = [
  ["redshift", "CREATE TABLE t (a INT) DISTKEY (a)", "clause DISTKEY"],
  ["redshift", "CREATE TABLE t (a INT) DISTSTYLE ALL COMPOUND SORTKEY (a)", "clause DISTSTYLE"],
  ["redshift", "CREATE TABLE t (a INT ENCODE zstd)", "clause ENCODE zstd"],
  ["redshift", "SELECT SYSDATE", "clause SYSDATE"],
  ["tsql", "SELECT a FROM t WITH (NOLOCK)", "clause ( NOLOCK"],
  ["tsql", "SELECT TOP 5 a FROM t", "clause SELECT TOP 5"],
  ["tsql", "SELECT DISTINCT TOP (5) a FROM t", "clause DISTINCT TOP ("],
  ["tsql", "SELECT [a b] FROM t", "clause ["],
  ["tsql", "SELECT x.[a] FROM t AS x", "clause ["],
  ["tsql", "SELECT a FROM [dbo].[t]", "clause ["],
  ["tsql", "SELECT @rate * a FROM t", "clause @rate"],
  ["tsql", "SELECT a FROM #t", "clause #t"],
  ["tsql", "CREATE TABLE t (a BIGINT IDENTITY(1,1))", "clause IDENTITY ( 1"],
  ["tsql", "CREATE TABLE t (a NVARCHAR(MAX))", "type NVARCHAR"],
  ["tsql", "CREATE TABLE t (a VARCHAR(MAX))", "type VARCHAR"],
  ["tsql", "CREATE TABLE t (a STRING, b MONEY)", "type MONEY"],
  ["tsql", "SELECT a FROM t CROSS APPLY (SELECT 1) AS x", "clause CROSS APPLY"],
  ["tsql", "SELECT a FROM t FOR XML PATH('')", "clause FOR XML"],
  ["tsql", "SELECT NEWID()", "function NEWID"],
  ["tsql", "SELECT dbo.no_such(a) FROM t", "function dbo.no_such"],
  ["tsql", "INSERT INTO t (a) OUTPUT INSERTED.a VALUES (1)", "clause OUTPUT INSERTED"],
  ["oracle", "SELECT a.x FROM a, b WHERE a.x = b.x(+)", "clause (+)"],
  ["oracle", "SELECT a.x FROM a, b WHERE a.x = b.x ( + )", "clause ( + )"],
  ["oracle", "SELECT a FROM t START WITH b IS NULL CONNECT BY PRIOR a = b", "clause CONNECT BY"],
  ["oracle", "SELECT a FROM t WHERE ROWNUM <= 5", "clause ROWNUM"],
  ["oracle", "SELECT SYSDATE - 1", "clause SYSDATE"],
  ["oracle", "SELECT a FROM t@remote", "clause t@remote"],
  ["oracle", "SELECT seq.NEXTVAL", "clause . NEXTVAL"],
  ["oracle", "SELECT 1 FROM DUAL", "clause FROM DUAL"],
  ["oracle", "SELECT a FROM t FETCH FIRST 3 ROWS ONLY", "clause FETCH FIRST 3"],
  ["oracle", "SELECT CAST(a AS VARCHAR2(10)) FROM t", "type VARCHAR2"],
  ["oracle", "SELECT a FROM t WHERE a ^= 1", "clause ^ ="],
  ["teradata", "CREATE TABLE t (a INT) PRIMARY INDEX (a)", "clause PRIMARY INDEX"],
  ["teradata", "CREATE MULTISET TABLE t (a INT)", "clause MULTISET TABLE"],
  ["teradata", "CREATE TABLE t, NO FALLBACK (a INT)", "clause NO FALLBACK"],
  ["teradata", "CREATE TABLE t (a INT COMPRESS (1, 2))", "clause COMPRESS"],
  ["teradata", "LOCKING ROW FOR ACCESS SELECT a FROM t", "clause LOCKING ROW"],
  ["teradata", "SEL a FROM t", "clause SEL a"],
  ["teradata", "SELECT a (FORMAT '9999') FROM t", "clause FORMAT '9999'"],
  ["teradata", "SELECT a MOD 2 FROM t", "clause a MOD 2"],
  ["teradata", "SELECT a ** 2 FROM t", "clause * *"],
  ["teradata", "SELECT CASE_N(a > 1, NO CASE) FROM t", "function CASE_N"],
  ["snowflake", "CREATE OR REPLACE VIEW v COPY GRANTS AS SELECT 1 AS a", "clause COPY GRANTS"],
  ["snowflake", "SELECT f.a FROM t, LATERAL FLATTEN(INPUT => t.v) AS f", "clause LATERAL FLATTEN"],
  ["snowflake", "SELECT * EXCLUDE (a) FROM t", "clause * EXCLUDE"],
  ["snowflake", "SELECT $1 FROM t", "clause $1"],
  ["snowflake", "SELECT OBJECT_CONSTRUCT('a', 1)", "function OBJECT_CONSTRUCT"],
  ["snowflake", "SELECT a::NUMBER FROM t", "type NUMBER"],
  ["snowflake", "CREATE TRANSIENT TABLE t (a INT)", "clause TRANSIENT TABLE"],
  ["bigquery", "SELECT a[OFFSET(0)] FROM t", "clause [ OFFSET ("],
  ["bigquery", "SELECT FORMAT_DATE('%Y', a) FROM t", "function FORMAT_DATE"],
  ["bigquery", "SELECT SAFE.SUBSTR(a, 1) FROM t", "clause SAFE . SUBSTR ("],
  ["bigquery", "SELECT AS STRUCT a FROM t", "clause SELECT AS STRUCT"],
  ["bigquery", "SELECT x FROM UNNEST(a) AS x", "function UNNEST"],
  ["bigquery", "SELECT CAST(a AS INT64) FROM t", "type INT64"],
  ["bigquery", "CREATE TABLE t (a STRUCT<b INT>, c FLOAT64)", "type FLOAT64"],
  ["postgres", 'SELECT "a" FROM t', 'clause "a"'],
  ["postgres", "SELECT a FROM t WHERE a ~* 'x'", "clause ~ *"],
  ["postgres", "SELECT a ->> 'x' FROM t", "clause ->>"],
  ["postgres", "SELECT DISTINCT ON (a) a FROM t", "clause DISTINCT ON ("],
  ["postgres", "SELECT ARRAY[1, 2]", "clause ARRAY ["],
  ["postgres", "SELECT a AT TIME ZONE 'UTC' FROM t", "clause AT TIME ZONE"],
  ["postgres", "INSERT INTO t (a) VALUES (1) ON CONFLICT DO NOTHING", "clause ON CONFLICT"],
  ["postgres", "SELECT generate_series(1, 2)", "function generate_series"],
  ["postgres", "SELECT a FROM t WHERE a SIMILAR TO 'x'", "clause SIMILAR TO"],
  ["mysql", "CREATE TABLE t (a INT UNSIGNED AUTO_INCREMENT) ENGINE=InnoDB", "clause UNSIGNED"],
  ["mysql", "SELECT GROUP_CONCAT(a SEPARATOR ',') FROM t", "function GROUP_CONCAT"],
  ["mysql", "SELECT a FROM t LIMIT 5, 10", "clause LIMIT 5 ,"],
  ["mysql", "INSERT INTO t (a) VALUES (1) ON DUPLICATE KEY UPDATE a = 1", "clause ON DUPLICATE"],
  ["mysql", "SELECT a FROM t FORCE INDEX (i)", "clause FORCE INDEX"],
];

/** What is Databricks' own, whatever words it is made of. */
const FINE: readonly string[] = [
  "SELECT a, count(*) AS n FROM t GROUP BY ALL HAVING count(*) > 1 ORDER BY n DESC NULLS LAST LIMIT 10 OFFSET 5",
  "SELECT * EXCEPT (a) FROM t QUALIFY row_number() OVER (PARTITION BY b ORDER BY c) = 1",
  "WITH RECURSIVE c (n, m) AS (SELECT 1, 2 UNION ALL SELECT n + 1, m FROM c WHERE n < 5), d (x) AS (SELECT n FROM c) SELECT x FROM d",
  "SELECT q.a FROM (VALUES (1, 2), (3, 4)) AS q(a, b) JOIN (SELECT 1) r (c) ON q.a = r.c",
  "SELECT e.x FROM t LATERAL VIEW OUTER explode(arr) e AS x",
  "SELECT e.x FROM t, LATERAL explode(arr) AS e(x)",
  "SELECT v:a.b[0].c::STRING, m['k'], arr[1], s.x[2], from_json(j, 'a INT')[0] FROM t",
  "SELECT transform(arr, x -> x + 1), aggregate(arr, 0, (acc, x) -> acc + x) FROM t",
  "SELECT CAST(a AS DECIMAL(10, 2)), TRY_CAST(b AS STRUCT<x: INT, y: ARRAY<STRING>>), c::TIMESTAMP_NTZ FROM t",
  "SELECT CASE WHEN a IN (SELECT b FROM u) AND NOT EXISTS (SELECT 1 FROM w) THEN 'it\\'s \"so\"' ELSE `d e` END AS `top` FROM t",
  "SELECT sum(a) FILTER (WHERE b > 0), listagg(a, ', ') WITHIN GROUP (ORDER BY a), percentile_cont(0.5) WITHIN GROUP (ORDER BY a) FROM t",
  "SELECT last_value(a) IGNORE NULLS OVER (ORDER BY b ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) FROM t",
  "SELECT * FROM (SELECT a, b, c FROM t) PIVOT (sum(c) AS s FOR b IN ('x' AS x, 'y' AS y))",
  "SELECT * FROM t UNPIVOT INCLUDE NULLS (v FOR n IN (a, b))",
  "SELECT dateadd(DAY, 1, d), d + INTERVAL '1' DAY, d - INTERVAL 2 MONTHS, extract(YEAR FROM d), trim(BOTH 'x' FROM s), position('a' IN s) FROM t",
  "SELECT a COLLATE UTF8_LCASE, a LIKE ANY ('x%', 'y%'), a <=> b, a || b, ~a, a & b, a ^ b, -a % 3, a div 2 FROM t",
  "SELECT tax_of(a), sales.tax_of(a) FROM t",
  "SELECT t.top, t.sample, t.fallback, x.rownum, 1 AS sysdate FROM t AS x",
  "CREATE TABLE c.s.t (id BIGINT GENERATED BY DEFAULT AS IDENTITY (START WITH 1 INCREMENT BY 1), n STRING DEFAULT 'x' COMMENT 'DISTKEY', d DECIMAL(10,2) NOT NULL, virtual INT, charset STRING, s STRUCT<a: INT, b: MAP<STRING, INT>>, CONSTRAINT pk PRIMARY KEY (id) RELY, CONSTRAINT fk FOREIGN KEY (n) REFERENCES o (n)) COMMENT 'x' CLUSTER BY (n) TBLPROPERTIES ('delta.feature.allowColumnDefaults' = 'supported')",
  "ALTER TABLE t ALTER COLUMN a SET TAGS ('x' = 'y')",
  "CREATE TABLE t (a STRING, b INT GENERATED ALWAYS AS (length(a)), c VARCHAR(10), d CHAR(2)) PARTITIONED BY (b)",
  "CREATE OR REPLACE TABLE t AS SELECT 1 AS a",
  "CREATE VIEW v (a COMMENT 'x', b) COMMENT 'y' AS SELECT 1, 2",
  "ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0)",
  "MERGE INTO t USING (SELECT a, b FROM u) AS s ON t.a = s.a WHEN MATCHED AND s.b > 0 THEN UPDATE SET b = s.b WHEN NOT MATCHED THEN INSERT (a, b) VALUES (s.a, s.b)",
  "INSERT INTO t (a, b) SELECT 1, 2",
  "UPDATE t SET a = (SELECT max(b) FROM u), c = DEFAULT WHERE d IS NOT DISTINCT FROM e",
  "CALL p(a => 1, b => upper('x'))",
  "CREATE OR REPLACE PROCEDURE p (IN a INT, OUT b STRING) LANGUAGE SQL SQL SECURITY INVOKER AS BEGIN DECLARE x INT DEFAULT 0; WHILE x < 3 DO SET x = x + 1; END WHILE; IF (x > 1) THEN INSERT INTO t (a) VALUES (x); END IF; END",
  "CREATE FUNCTION f (a INT) RETURNS INT RETURN tax_of(a) + 1",
  "SELECT X'0A', r'\\d+', 1.5e3, 2L, 3BD, current_timestamp(), current_date",
];

describe("the guard of Databricks SQL", () => {
  for (const [source, sql, left] of LEFT) {
    it(`finds ${left} in: ${sql}`, () => {
      assert.ok(found(sql, source).includes(left), JSON.stringify(found(sql, source)));
    });
  }

  for (const sql of FINE) {
    it(`finds nothing in: ${sql}`, () => {
      for (const source of SOURCE_TYPES) assert.deepEqual(found(sql, source), []);
    });
  }
});
