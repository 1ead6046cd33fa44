import assert from "node:assert/strict";
import type { SourceType } from "../../../src/protocol/dialect.ts";
import { readInventory } from "../../../src/server/inventory/readInventory.ts";
import { splitScript } from "../../../src/server/inventory/split.ts";
import type { Inventory } from "../../../src/server/inventory/types.ts";
import { leftOutIssue } from "../../../src/server/translate/leftOut/leftOutIssue.ts";
import { inventoryOf, withFolder } from "./folder.ts";

/** Statement, then its kind, its name, and `!` where it is missed in the target. */
const KINDS: readonly [SourceType, string, string][] = [
  ["oracle", "CREATE SEQUENCE s.q START WITH 5", "sequence s.q !"],
  ["postgres", "ALTER SEQUENCE public.q OWNED BY t.id", "sequence public.q"],
  ["postgres", "SELECT setval('q', 5)", "sequence null !"],
  ["oracle", "CREATE OR REPLACE PUBLIC SYNONYM cust FOR sales.customer", "synonym cust !"],
  ["tsql", "CREATE SYNONYM dbo.c FOR other.dbo.c", "synonym dbo.c !"],
  ["postgres", "CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON t (x)", "index i"],
  ["tsql", "CREATE NONCLUSTERED INDEX [i x] ON dbo.t (a) INCLUDE (b)", "index i x"],
  ["oracle", "CREATE BITMAP INDEX i ON t (x)", "index i"],
  ["mysql", "CREATE UNIQUE INDEX i ON t (x)", "unique_index i !"],
  ["teradata", "CREATE JOIN INDEX d.j AS SELECT a FROM t PRIMARY INDEX (a)", "index d.j"],
  [
    "oracle",
    "GRANT SELECT, INSERT ON sales.customer TO app WITH GRANT OPTION",
    "grant sales.customer",
  ],
  ["oracle", "GRANT CREATE TABLE, CREATE VIEW TO app", "grant CREATE TABLE , CREATE VIEW"],
  ["snowflake", "GRANT SELECT ON ALL TABLES IN SCHEMA db.s TO ROLE r", "grant db.s"],
  ["snowflake", "GRANT ROLE a TO ROLE b", "grant ROLE a"],
  ["postgres", "REVOKE ALL ON SCHEMA public FROM public", "grant public"],
  ["postgres", "ALTER DEFAULT PRIVILEGES IN SCHEMA s GRANT SELECT ON TABLES TO r", "grant DEFAULT"],
  ["tsql", "DENY SELECT ON dbo.t TO u", "grant dbo.t"],
  ["snowflake", "CREATE ROLE IF NOT EXISTS analyst", "principal analyst"],
  ["mysql", "CREATE USER 'app'@'%' IDENTIFIED BY 'x'", "principal app"],
  ["tsql", "EXEC sp_addrolemember 'db_owner', 'x'", "principal sp_addrolemember"],
  ["snowflake", "CREATE SCHEMA IF NOT EXISTS db.raw", "namespace raw"],
  ["postgres", "CREATE SCHEMA raw", "namespace raw"],
  ["tsql", "USE shop", "namespace shop"],
  ["snowflake", "CREATE STAGE s.st URL = 's3://b/p'", "stage s.st !"],
  ["oracle", "CREATE OR REPLACE DIRECTORY ext AS '/data'", "stage ext !"],
  ["snowflake", "CREATE OR REPLACE FILE FORMAT f TYPE = CSV", "file_format f !"],
  ["snowflake", "CREATE PIPE p AUTO_INGEST = TRUE AS COPY INTO t FROM @st", "pipe p !"],
  ["snowflake", "CREATE STREAM s ON TABLE t", "stream s !"],
  ["snowflake", "CREATE TASK k SCHEDULE = '1 minute' AS INSERT INTO t SELECT 1", "task k !"],
  ["snowflake", "ALTER TASK k RESUME", "task k"],
  ["mysql", "CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO DELETE FROM t", "task e !"],
  ["oracle", "BEGIN DBMS_SCHEDULER.CREATE_JOB(job_name => 'j'); END;", "task null !"],
  ["tsql", "EXEC msdb.dbo.sp_add_job @job_name = N'nightly'", "task msdb.dbo.sp_add_job !"],
  ["postgres", "SELECT cron.schedule('0 3 * * *', 'VACUUM')", "task null !"],
  ["snowflake", "CREATE MASKING POLICY m AS (v STRING) RETURNS STRING -> v", "policy m !"],
  [
    "bigquery",
    "CREATE ROW ACCESS POLICY p ON d.t GRANT TO ('user:a@b.c') FILTER USING (x = 1)",
    "policy p !",
  ],
  ["tsql", "CREATE SECURITY POLICY s.p ADD FILTER PREDICATE s.f(x) ON dbo.t", "policy s.p !"],
  ["oracle", "BEGIN DBMS_RLS.ADD_POLICY('s', 't', 'p', 's', 'f'); END;", "policy null !"],
  ["postgres", "ALTER TABLE t ENABLE ROW LEVEL SECURITY", "policy t !"],
  ["snowflake", "CREATE TAG cost_center ALLOWED_VALUES 'a', 'b'", "tag cost_center"],
  ["snowflake", "ALTER TABLE t SET TAG cost_center = 'a'", "tag t"],
  [
    "oracle",
    "CREATE PUBLIC DATABASE LINK far CONNECT TO u IDENTIFIED BY p USING 'x'",
    "database_link far !",
  ],
  ["postgres", "CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw", "database_link far !"],
  [
    "redshift",
    "CREATE EXTERNAL SCHEMA spectrum FROM DATA CATALOG DATABASE 'd'",
    "database_link spectrum !",
  ],
  ["teradata", "CREATE FOREIGN SERVER hive USING hosttype('hadoop')", "database_link hive !"],
  ["postgres", "CREATE EXTENSION IF NOT EXISTS pgcrypto", "extension pgcrypto"],
  ["snowflake", "ALTER SESSION SET QUERY_TAG = 'x'", "session_setting QUERY_TAG"],
  ["snowflake", "SET low = 5", "variable low"],
  ["snowflake", "ALTER SESSION SET TIMEZONE = 'UTC'", "session_setting TIMEZONE !"],
  ["oracle", "ALTER SESSION SET NLS_COMP = LINGUISTIC", "session_setting NLS_COMP !"],
  ["oracle", "ALTER SESSION ENABLE PARALLEL DML", "session_setting ENABLE"],
  ["tsql", "SET ANSI_NULLS OFF", "session_setting ANSI_NULLS !"],
  ["tsql", "SET ANSI_NULLS ON", "session_setting ANSI_NULLS"],
  ["tsql", "SET ROWCOUNT 10", "session_setting ROWCOUNT !"],
  ["tsql", "SET DATEFIRST 1", "session_setting DATEFIRST !"],
  ["mysql", "SET sql_mode = 'ANSI_QUOTES'", "session_setting sql_mode !"],
  ["mysql", "SET SQL_MODE='NO_AUTO_VALUE_ON_ZERO'", "session_setting SQL_MODE"],
  ["mysql", "SET time_zone = '+00:00'", "session_setting time_zone"],
  ["mysql", "SET time_zone = '+02:00'", "session_setting time_zone !"],
  ["postgres", "SET datestyle = 'SQL, DMY'", "session_setting datestyle !"],
  [
    "postgres",
    "SET standard_conforming_strings = on",
    "session_setting standard_conforming_strings",
  ],
  ["teradata", "SET TIME ZONE INTERVAL '2' HOUR", "session_setting TIME !"],
  ["bigquery", "SET @@time_zone = 'Europe/Berlin'", "session_setting @@time_zone !"],
  ["teradata", "LOCKING ROW FOR ACCESS SEL x FROM t", "query null"],
  ["teradata", "LOCKING TABLE t FOR WRITE UPD t SET x = 1", "stray_rows null !"],
  ["oracle", "COMMIT", "transaction null"],
  ["teradata", "COLLECT STATISTICS ON t COLUMN (x)", "maintenance null"],
  ["oracle", "CREATE MATERIALIZED VIEW LOG ON t", "maintenance null"],
  ["oracle", "BEGIN DBMS_STATS.GATHER_TABLE_STATS('s', 't'); END;", "maintenance null"],
  ["oracle", "BEGIN load_all; DBMS_STATS.GATHER_TABLE_STATS('s', 't'); END;", "block null !"],
  ["oracle", "CREATE TABLESPACE data DATAFILE 'x' SIZE 1M", "storage data"],
  ["oracle", "CREATE BIGFILE TABLESPACE data DATAFILE 'x' SIZE 1M", "storage data"],
  ["mysql", "CALL load_all()", "call load_all !"],
  ["snowflake", "COPY INTO db.t FROM @st", "external_rows db.t !"],
  ["snowflake", "COPY INTO @st FROM t", "output null"],
  ["postgres", "COPY t TO '/tmp/x'", "output null"],
  ["redshift", "COPY t FROM 's3://b/p' IAM_ROLE 'x'", "external_rows t !"],
  ["postgres", "INSERT INTO nowhere VALUES (1)", "stray_rows nowhere !"],
  ["postgres", "ALTER TABLE nowhere ADD PRIMARY KEY (id)", "alteration nowhere !"],
  ["postgres", "DROP TABLE IF EXISTS a.b CASCADE", "drop a.b"],
  ["bigquery", "SELECT 1", "query null"],
  ["tsql", "SELECT * INTO copy FROM t", "select_into null !"],
  ["postgres", "CREATE TYPE mood AS ENUM ('a')", "user_type mood"],
  ["postgres", "CREATE DOMAIN year AS integer CHECK (VALUE > 1900)", "user_type year !"],
  ["snowflake", "CREATE WAREHOUSE w WITH WAREHOUSE_SIZE = 'XSMALL'", "platform w"],
  ["tsql", "PRINT 'done'", "output null"],
  ["postgres", "TRUNCATE TABLE s.t", "truncate s.t !"],
  ["teradata", "RENAME TABLE a TO b", "rename a !"],
  ["postgres", "COMMENT ON SCHEMA public IS 'x'", "comment public"],
  ["tsql", "DECLARE @x INT", "variable @x"],
  ["postgres", "CREATE AGGREGATE sum2(int) (sfunc = f, stype = int)", "language_object sum2 !"],
  ["postgres", "CREATE RULE r AS ON INSERT TO t DO INSTEAD NOTHING", "language_object r !"],
  ["snowflake", "FROBNICATE t", "other null !"],
  ["postgres", "SELECT 'never closed", "unread null !"],
];

function countOf({ objects, leftOut }: Inventory): number {
  const sum = (counts: number[]) => counts.reduce((all, one) => all + one, 0);
  const parts = objects.map(({ definition, data, package: owner }) => {
    return definition.length - (owner ? 1 : 0) + sum(data.map(({ statements }) => statements));
  });
  return sum(parts) + sum(leftOut.map(({ statements }) => statements));
}

describe("what is left out", () => {
  for (const [dialect, text, expected] of KINDS) {
    it(`${dialect}: ${text}`, async () => {
      const inventory = await inventoryOf(text, dialect);
      const { leftOut } = inventory;
      const shown = leftOut.map(
        ({ category, name, matters }) => `${category} ${name}${matters ? " !" : ""}`,
      );
      assert.deepEqual(shown, [expected]);
      const [only] = leftOut;
      assert.ok(only);
      const issue = leftOutIssue(only);
      assert.equal(issue.severity === "info", !only.matters);
      assert.match(issue.code, /^DWM-GEN-0(0[12]|[1-4]\d)$/);
      assert.doesNotMatch(issue.message, /[{}]/);
      assert.equal(countOf(inventory), inventory.statements);
    });
  }
});

/** Scripts in which something may get lost: names that collide, definitions that come again, rows without a table. */
const SCRIPTS: readonly [SourceType, string, string][] = [
  [
    "tsql",
    "temporary tables of one name",
    "CREATE TABLE #t (a INT);\nINSERT #t VALUES (1);\nGO\nCREATE TABLE #t (b INT);\nINSERT #t VALUES (2);\nDROP TABLE #t;",
  ],
  [
    "postgres",
    "a table, a view and a function of one name",
    "CREATE TABLE x (a INT); INSERT INTO x VALUES (1); CREATE VIEW x AS SELECT 1 AS a; CREATE FUNCTION x() RETURNS int LANGUAGE sql AS 'SELECT 1'; COMMENT ON VIEW x IS 'y';",
  ],
  [
    "postgres",
    "names that differ by case alone",
    'CREATE TABLE "T" (a INT); CREATE TABLE t (b INT); COPY "T" (a) FROM stdin;\n1\n2\n\\.\n\nINSERT INTO t VALUES (1);',
  ],
  [
    "postgres",
    "overloaded functions",
    "CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE FUNCTION f(a text) RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE OR REPLACE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 2';",
  ],
  [
    "snowflake",
    "replaced with all that belonged to it",
    "CREATE TABLE t (a INT); ALTER TABLE t ADD COLUMN b INT; COMMENT ON TABLE t IS 'x'; INSERT INTO t VALUES (1, 2); INSERT INTO t VALUES (3, 4); CREATE OR REPLACE TABLE t (a INT); INSERT INTO t VALUES (5); MERGE INTO u USING t ON u.a = t.a WHEN MATCHED THEN DELETE;",
  ],
  [
    "mysql",
    "repeated with IF NOT EXISTS",
    "CREATE TABLE IF NOT EXISTS t (a INT); CREATE TABLE IF NOT EXISTS t (a INT);\nDELIMITER $$\nCREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW BEGIN SET NEW.a = 1; END$$\nDELIMITER ;\nINSERT INTO t VALUES (1);",
  ],
  [
    "teradata",
    "client commands among statements",
    ".LOGON x/y\nDATABASE d;\nCREATE VOLATILE TABLE v (a INT) ON COMMIT PRESERVE ROWS;\nINS v (1);\nUPD v SET a = 2;\n.IF ERRORCODE <> 0 THEN .QUIT 1\nSEL * FROM v;\n.LOGOFF",
  ],
  [
    "oracle",
    "SQL*Plus, packages and slashes",
    "SET DEFINE OFF\nPROMPT hello\nCREATE TABLE t (a NUMBER);\n/\nCREATE OR REPLACE PACKAGE p AS PROCEDURE q; END;\n/\nCREATE OR REPLACE PACKAGE BODY p AS PROCEDURE q IS BEGIN NULL; END; END;\n/\nEXEC p.q\nINSERT ALL INTO t VALUES (1) INTO u VALUES (2) SELECT 1 FROM dual;\nCOMMIT;",
  ],
  [
    "bigquery",
    "unread rest",
    "CREATE TABLE d.t (a INT64); INSERT INTO d.t VALUES (1); SELECT 'open",
  ],
];

describe("no statement gets lost", () => {
  for (const [dialect, name, script] of SCRIPTS) {
    it(`${dialect}: ${name}`, async () => {
      const inventory = await inventoryOf(script, dialect);
      const split = [...splitScript(script, dialect)].length;
      assert.equal(inventory.statements, split);
      assert.equal(countOf(inventory), split, JSON.stringify(inventory.leftOut, null, 1));
    });
  }

  it("counts what stands behind guards and in literals one by one", async () => {
    const script = `IF OBJECT_ID('t') IS NULL CREATE TABLE t (a INT);
IF NOT EXISTS (SELECT 1) BEGIN END
EXEC('CREATE TABLE u (a INT); INSERT INTO u VALUES (1)');
IF EXISTS (SELECT 1 FROM t) BEGIN UPDATE t SET a = 1; PRINT 'x'; END`;
    const inventory = await inventoryOf(script, "tsql");
    assert.equal(countOf(inventory), inventory.statements);
    assert.ok(inventory.statements >= 5, String(inventory.statements));
    assert.ok(
      inventory.leftOut.some(({ category, name }) => category === "stray_rows" && name === "u"),
    );
  });

  it("counts what a manifest does not list", async () => {
    const files = {
      "inventory.json": JSON.stringify([{ name: "a", type: "TABLE", file: "x.sql" }]),
      "x.sql":
        "CREATE TABLE a (i INT); CREATE TABLE b (i INT); INSERT INTO b VALUES (1); COMMENT ON TABLE b IS 'x';",
    };
    await withFolder(files, async (root) => {
      const inventory = await readInventory(root, "postgres");
      assert.equal(inventory.statements, 4);
      assert.equal(countOf(inventory), 4);
    });
  });
});
