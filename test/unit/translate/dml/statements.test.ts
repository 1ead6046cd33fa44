import assert from "node:assert/strict";
import type { SourceType } from "../../../../src/protocol/dialect.ts";
import type { TargetDialect } from "../../../../src/server/translate/types.ts";
import { type Facts, loose, rowsAfter } from "./harness.ts";

/** A statement, what the target gets, and the codes of the issues; `left out`: no reader takes it, `refused`: an error. */
type Case = [SourceType, string, string[], Facts?];

const ON_DATABRICKS: Case[] = [
  [
    "tsql",
    "WITH c AS (SELECT a FROM u) SELECT a, COUNT(*) AS n INTO #t FROM c GROUP BY a;",
    [
      "CREATE TEMPORARY TABLE `#t` AS WITH c AS (SELECT a FROM u) SELECT a, count(*) AS n FROM c GROUP BY a",
    ],
  ],
  [
    "redshift",
    "SELECT a INTO TEMP TABLE t FROM u UNION ALL SELECT b FROM w",
    ["CREATE TEMPORARY TABLE t AS (SELECT a FROM u) UNION ALL (SELECT b FROM w)"],
  ],
  [
    "postgres",
    "SELECT a, b INTO s.t FROM u WHERE a > 1",
    ["CREATE TABLE s.t AS SELECT a, b FROM u WHERE a > 1"],
  ],
  ["oracle", "SELECT a INTO t FROM u", ["refused", "DWM-QRY-002"]],
  // A common table expression that shows rows of a table as they are: the table is changed, keys or not.
  [
    "tsql",
    "WITH c AS (SELECT id, k FROM dbo.t AS q WHERE q.id = 1 OR b = 2) UPDATE c SET k = c.k + 1 WHERE c.k > 1 OR k < 0 OPTION (LABEL = 'x')",
    [
      "UPDATE dbo.t AS q SET k = k + 1 WHERE (q.id = 1 OR b = 2) AND (k > 1 OR k < 0)",
      "DWM-QRY-007",
    ],
  ],
  ["tsql", "WITH c AS (SELECT * FROM t WHERE a = 1) DELETE FROM c;", ["DELETE FROM t WHERE a = 1"]],
  ["tsql", "WITH c AS (SELECT a AS b FROM t) UPDATE c SET b = 1", ["refused", "DWM-DML-005"]],
  [
    "tsql",
    "WITH c AS (SELECT a FROM t) DELETE FROM c WHERE a IN (SELECT b FROM u)",
    ["refused", "DWM-DML-005"],
  ],
  ["oracle", "TRUNCATE TABLE hr.t REUSE STORAGE", ["TRUNCATE TABLE hr.t", "DWM-QRY-007"]],
  [
    "postgres",
    "TRUNCATE a, ONLY b RESTART IDENTITY",
    ["TRUNCATE TABLE a", "TRUNCATE TABLE b", "DWM-QRY-006"],
  ],
  ["postgres", "TRUNCATE a CASCADE", ["refused", "DWM-QRY-002"]],
  [
    "tsql",
    "DROP TABLE IF EXISTS dbo.a, b;",
    ["DROP TABLE IF EXISTS dbo.a", "DROP TABLE IF EXISTS b"],
  ],
  ["oracle", "DROP TABLE t CASCADE CONSTRAINTS PURGE", ["DROP TABLE t", "DWM-QRY-007"]],
  ["postgres", "DROP MATERIALIZED VIEW v", ["DROP MATERIALIZED VIEW v"]],
  ["tsql", "DROP PROC dbo.p", ["DROP PROCEDURE dbo.p"]],
  ["postgres", "DROP FUNCTION f(int, text)", ["DROP FUNCTION f"]],
  ["oracle", "DROP SEQUENCE s", ["left out"]],
  ["oracle", "RENAME a TO b", ["ALTER TABLE a RENAME TO b"]],
  [
    "mysql",
    "RENAME TABLE a TO b, s.c TO s.d",
    ["ALTER TABLE a RENAME TO b", "ALTER TABLE s.c RENAME TO s.d"],
  ],
  [
    "snowflake",
    "CREATE DATABASE IF NOT EXISTS d COMMENT = 'x'",
    ["CREATE CATALOG IF NOT EXISTS d COMMENT 'x'"],
  ],
  ["mysql", "CREATE DATABASE d DEFAULT CHARACTER SET utf8", ["CREATE SCHEMA d", "DWM-QRY-007"]],
  ["postgres", "DROP SCHEMA IF EXISTS a CASCADE", ["DROP SCHEMA IF EXISTS a CASCADE"]],
  ["snowflake", "USE DATABASE d", ["USE CATALOG d"]],
  ["snowflake", "USE SCHEMA d.s", ["USE CATALOG d", "USE SCHEMA s"]],
  ["snowflake", "USE WAREHOUSE w", ["left out"]],
  ["mysql", "USE d", ["USE SCHEMA d"]],
  ["teradata", "DATABASE d", ["USE SCHEMA d"]],
  ["postgres", "SET search_path TO a, public", ["USE SCHEMA a", "DWM-QRY-006"]],
  ["oracle", "ALTER SESSION SET CURRENT_SCHEMA = hr", ["USE SCHEMA hr"]],
  ["oracle", "COMMENT ON TABLE hr.t IS 'it''s'", ["COMMENT ON TABLE hr.t IS 'it\\'s'"]],
  ["oracle", "COMMENT ON COLUMN t.a IS ''", ["COMMENT ON COLUMN t.a IS NULL"]],
  ["teradata", "COMMENT ON COLUMN d.t.a AS 'x'", ["COMMENT ON COLUMN d.t.a IS 'x'"]],
  [
    "oracle",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON hr.t TO bob, PUBLIC WITH GRANT OPTION",
    [
      "GRANT SELECT, MODIFY ON TABLE hr.t TO bob",
      "GRANT SELECT, MODIFY ON TABLE hr.t TO `account users`",
      "DWM-QRY-007",
    ],
  ],
  [
    "oracle",
    "GRANT INSERT, REFERENCES ON t TO bob",
    ["GRANT MODIFY ON TABLE t TO bob", "DWM-DML-002", "DWM-QRY-006"],
  ],
  ["tsql", "GRANT EXECUTE ON OBJECT::dbo.p TO [a b]", ["DWM-DML-002"]],
  ["tsql", "GRANT SELECT ON SCHEMA::sales TO [a b]", ["GRANT SELECT ON SCHEMA sales TO `a b`"]],
  [
    "postgres",
    "REVOKE ALL PRIVILEGES ON TABLE t FROM GROUP g",
    ["REVOKE ALL PRIVILEGES ON TABLE t FROM g"],
  ],
  ["snowflake", "GRANT USAGE ON DATABASE d TO ROLE r", ["GRANT USE CATALOG ON CATALOG d TO r"]],
  [
    "snowflake",
    "GRANT SELECT ON ALL TABLES IN SCHEMA d.s TO ROLE r",
    ["GRANT SELECT ON SCHEMA d.s TO r", "DWM-QRY-006"],
  ],
  ["oracle", "GRANT dba TO bob", ["refused", "DWM-DML-003"]],
  ["postgres", "GRANT SELECT (a) ON t TO bob", ["refused", "DWM-QRY-002"]],
  [
    "postgres",
    "ANALYZE VERBOSE s.t (a, b)",
    ["ANALYZE TABLE s.t COMPUTE STATISTICS FOR COLUMNS a, b"],
  ],
  ["mysql", "ANALYZE TABLE t", ["ANALYZE TABLE t COMPUTE STATISTICS"]],
  [
    "tsql",
    "UPDATE STATISTICS dbo.t (ix) WITH FULLSCAN",
    ["ANALYZE TABLE dbo.t COMPUTE STATISTICS"],
  ],
  [
    "teradata",
    "COLLECT STATISTICS USING SAMPLE 10 PERCENT COLUMN (a, b), COLUMN c ON d.t",
    ["ANALYZE TABLE d.t COMPUTE STATISTICS FOR COLUMNS a, b, c"],
  ],
  ["postgres", "VACUUM t", ["left out"]],
  ["mysql", "OPTIMIZE TABLE a", ["OPTIMIZE a"]],
  ["postgres", "EXPLAIN ANALYZE SELECT 1 AS a", ["EXPLAIN SELECT 1 AS a"]],
  ["snowflake", "DESC TABLE t", ["DESCRIBE TABLE t"]],
  ["snowflake", "DESCRIBE STAGE s", ["left out"]],
  ["snowflake", "CALL db.s.p(1, 'x', n => TRUE)", ["CALL db.s.p(1, 'x', n => TRUE)"]],
  [
    "tsql",
    "EXEC dbo.p 1, @name = 'x', @out = 2 OUTPUT",
    ["CALL dbo.p(1, name => 'x', `out` => 2)"],
  ],
  ["tsql", "EXEC p", ["CALL p()"]],
  ["tsql", "EXEC ('SELECT 1')", ["refused", "DWM-QRY-002"]],
  ["tsql", "EXEC sp_who 1", ["refused", "DWM-QRY-002"]],
  ["tsql", "SET NOCOUNT ON", ["left out"]],
  ["oracle", "COMMIT", ["left out"]],
  [
    "snowflake",
    "COPY INTO s.t (a, b) FROM @raw/in/ FILE_FORMAT = (TYPE = CSV SKIP_HEADER = 1 FIELD_DELIMITER = ';') ON_ERROR = CONTINUE FORCE = TRUE",
    [
      "COPY INTO s.t (a, b) FROM '/Volumes/catalog/schema/raw/in/' FILEFORMAT = CSV FORMAT_OPTIONS ('header' = 'true', 'sep' = ';') COPY_OPTIONS ('force' = 'true')",
      "DWM-QRY-006",
      "DWM-DML-002",
      "DWM-QRY-006",
    ],
  ],
  [
    "redshift",
    "COPY t FROM 's3://b/p' IAM_ROLE 'arn:x' FORMAT AS PARQUET",
    ["COPY INTO t FROM 's3://b/p' FILEFORMAT = PARQUET", "DWM-QRY-006"],
  ],
  [
    "redshift",
    "COPY t FROM 's3://b/p' IAM_ROLE DEFAULT",
    [
      "COPY INTO t FROM 's3://b/p' FILEFORMAT = CSV FORMAT_OPTIONS ('sep' = '|', 'quote' = '')",
      "DWM-QRY-006",
    ],
  ],
  [
    "redshift",
    "COPY t FROM 's3://b/p' IAM_ROLE 'arn:x' DELIMITER ',' REMOVEQUOTES",
    [
      "COPY INTO t FROM 's3://b/p' FILEFORMAT = CSV FORMAT_OPTIONS ('sep' = ',', 'quote' = '\"')",
      "DWM-QRY-006",
    ],
  ],
  ["redshift", "COPY t FROM 's3://b/p' FIXEDWIDTH 'a:3,b:4'", ["refused", "DWM-QRY-002"]],
  [
    "redshift",
    "COPY t FROM 's3://b/p' IAM_ROLE 'arn:x' JSON 'auto' GZIP",
    ["COPY INTO t FROM 's3://b/p' FILEFORMAT = JSON", "DWM-QRY-006"],
  ],
  [
    "redshift",
    "UNLOAD ('SELECT a FROM t') TO 's3://b/p' IAM_ROLE 'arn:x' ADDQUOTES PARALLEL OFF",
    [
      "INSERT OVERWRITE DIRECTORY 's3://b/p' USING CSV OPTIONS ('quote' = '\"', 'quoteAll' = 'true', 'sep' = '|') SELECT a FROM t",
      "DWM-QRY-006",
    ],
  ],
  [
    "redshift",
    "UNLOAD ('SELECT a FROM t WHERE b = ''x''') TO 's3://b/p' IAM_ROLE 'arn:x' CSV HEADER",
    [
      "INSERT OVERWRITE DIRECTORY 's3://b/p' USING CSV OPTIONS ('header' = 'true') SELECT a FROM t WHERE b = 'x'",
      "DWM-QRY-014",
      "DWM-QRY-006",
    ],
  ],
  [
    "tsql",
    "WITH c AS (SELECT *, a - b AS n FROM dbo.t) DELETE FROM c WHERE n > 1",
    [
      "MERGE INTO dbo.t AS dwm_old USING (SELECT dwm_row AS id FROM (SELECT t.id AS dwm_row, *, a - b AS n FROM dbo.t) AS c WHERE n > 1) AS dwm_new ON dwm_old.id = dwm_new.id WHEN MATCHED THEN DELETE",
    ],
    { keys: { t: [["id"]] } },
  ],
];

const ON_DUCKDB: Case[] = [
  ["tsql", "DROP PROC dbo.p", ["left out"]],
  ["postgres", "DROP MATERIALIZED VIEW v", ['DROP VIEW "mig"."dw"."v"']],
  ["mysql", "USE d", ["left out"]],
  ["postgres", "CREATE SCHEMA s", ["left out"]],
  ["oracle", "GRANT SELECT ON t TO bob", ["left out"]],
  ["mysql", "ANALYZE TABLE t", ["left out"]],
  ["tsql", "UPDATE STATISTICS t", ["left out"]],
  ["snowflake", "COPY INTO t FROM @s", ["left out"]],
  ["snowflake", "CALL p(1)", ["refused", "DWM-DML-003"]],
  ["oracle", "RENAME a TO b", ['ALTER TABLE "mig"."dw"."a" RENAME TO "b"']],
];

function check(target: TargetDialect, cases: readonly Case[]): void {
  for (const [dialect, sql, expected, facts] of cases) {
    it(`${dialect}: ${sql.slice(0, 100)}`, () => {
      const { statements, issues, unknown } = loose(dialect, target, sql, facts);
      const codes = issues.map(({ code }) => code);
      const made = unknown ? ["left out"] : (statements ?? ["refused"]);
      assert.deepEqual([...made, ...codes], expected);
    });
  }
}

describe("statements that define no object", () => {
  describe("on Databricks", () => check("databricks", ON_DATABRICKS));
  describe("on DuckDB", () => {
    check("duckdb", ON_DUCKDB);

    const setup = [
      "CREATE TABLE t (a INTEGER, b INTEGER)",
      "INSERT INTO t VALUES (1, 1), (1, 2), (2, 1)",
    ];

    it("empty, drop and comment what is there", async () => {
      assert.deepEqual(await rowsAfter("oracle", setup, ["TRUNCATE TABLE t"]), []);
      const comment = "SELECT comment FROM duckdb_tables() WHERE table_name = 't'";
      const said = ["COMMENT ON TABLE t IS 'x'", "COMMENT ON COLUMN t.a IS 'y'"];
      assert.deepEqual(await rowsAfter("oracle", setup, said, comment), [["x"]]);
      const gone = "SELECT count(*)::INT FROM duckdb_tables() WHERE table_name = 't'";
      assert.deepEqual(await rowsAfter("oracle", setup, ["DROP TABLE t PURGE"], gone), [[0]]);
    });

    it("change the rows that a common table expression shows", async () => {
      const numbered =
        "WITH c AS (SELECT a, b, ROW_NUMBER() OVER (PARTITION BY x.a ORDER BY b) AS n FROM t x WHERE b > 0)";
      assert.deepEqual(await rowsAfter("tsql", setup, [`${numbered} DELETE FROM c WHERE n > 1;`]), [
        [1, 1],
        [2, 1],
      ]);
      assert.deepEqual(
        await rowsAfter("tsql", setup, [`${numbered} UPDATE c SET b = n * 10 WHERE a = 1`]),
        [
          [1, 10],
          [1, 20],
          [2, 1],
        ],
      );
    });
  });
});
